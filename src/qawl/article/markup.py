"""Parse HTML into a tree, however broken or deep the page is."""

from __future__ import annotations

import re

from lxml import etree, html

_OPENING = re.compile(
    r"(?>\s*<!--.*?-->)*+\s*<(?:!doctype|\?xml|html|head|body|meta|title|div|p|script|article|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_SKELETON = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|a|b|i|em|strong|font|center|img|br|ul|ol|li|table|tr|td|h[1-6])(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_TAGS = 4
_SNIFFED = 4096
# libxml2 drops what stands deeper than 256 elements, and everything after it.
_DEPTH = 256
_CONTAINER = re.compile(
    r"</?(?:div|span|font|center|section|article|main|blockquote|table|tbody|tr|td|ul|ol|li|dl|dd|b|i|u|em|strong|small|big|a)"
    r"(?:\s[^<>]{0,2000})?>",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def is_markup(text: str, media_type: str | None) -> bool:
    """Whether a decoded page is HTML: by how it begins and by its tags; the media type only decides when in doubt."""
    head = text[:_SNIFFED]
    if _OPENING.match(head) or _SKELETON.search(head):
        return True
    tags = len(_TAG.findall(head))
    return tags >= _TAGS or (tags > 0 and "html" in (media_type or ""))


def parse(markup: str) -> html.HtmlElement | None:
    """Return the root of the page, None when nothing can be parsed.

    A page nested deeper than libxml2 follows is read again with its containers taken as line breaks, so that no
    words are lost.
    """
    markup = _FORBIDDEN.sub("", markup)
    root = _parse(markup)
    if root is not None and _is_cut(root):
        root = _parse(_CONTAINER.sub("<br>", markup))
    return root


def _parse(markup: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _is_cut(root: html.HtmlElement) -> bool:
    """Whether the tree is as deep as libxml2 goes. Depth is walked, not recursed."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= _DEPTH - 1:
            return True
    return False
