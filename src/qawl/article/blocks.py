"""Cut an HTML tree into blocks: the runs of text that a reader sees as one paragraph, cell or line."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
from lxml import etree, html

_SKIPPED = frozenset({
    "button", "canvas", "embed", "head", "iframe", "input", "label", "map", "math", "object", "option", "script",
    "select", "style", "svg", "template", "textarea", "audio", "video",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "index",
    "ins", "kbd", "mark", "nobr", "noindex", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_APART_BY_NAME = frozenset({"aside", "figcaption", "footer", "nav", "noscript"})
# What an element that stands apart from the story calls itself, in whole words of its class or id. Collected on the
# old Russian pages, where reader comments and rules for them follow the story without any markup of their own.
_APART = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|comm|disqus|replies|respond|related|relatedposts|promo|sidebar|share|sharing"
    r"|social|breadcrumbs?|newsletter|subscribe|subscription|signup|caption|gallery|carousel|slideshow|cookies?|footer"
    r"|banner|advert|advertisement|ads|popular|recommended|recommendations|trending|teasers?|tags|tagcloud|login"
    r"|registration|register|rules|poll|vote|copyright|menu|nav|navigation|hidden|print|toolbar|pagination|pager|rating"
    r"|widget|byline|author|rss|blogs|forum|partners|informer|also|readalso|readmore|seealso|more)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_SHOWN = re.compile(r"display:\s*none", re.IGNORECASE)
_PARAGRAPHS = frozenset({"p", "li", "h2", "h3", "h4", "blockquote"})


class Block(msgspec.Struct, frozen=True, eq=False):
    """One run of text, white space collapsed.

    `linked` is the share of its characters that are links, `container` the element whose paragraphs it stands among,
    `apart` the elements around it that call themselves something other than the story.
    """

    text: str
    linked: float
    tag: str
    container: int
    apart: tuple[int, ...]
    is_shown: bool


class _Walk:
    """State of one walk over a tree."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[tuple[str, bool]] = []
        self.open: list[html.HtmlElement] = []
        self.apart: list[int] = []
        self.links = 0
        self.not_shown = 0

    def say(self, words: str | None) -> None:
        if words:
            self.pieces.append((words, self.links > 0))

    def close_block(self) -> None:
        text = " ".join("".join(piece for piece, _ in self.pieces).split())
        if text:
            linked = sum(len(" ".join(piece.split())) for piece, is_link in self.pieces if is_link)
            element = self.open[-1] if self.open else None
            tag = str(element.tag) if element is not None else ""
            container = element.getparent() if element is not None and tag in _PARAGRAPHS else element
            share = min(1.0, linked / len(text))
            self.blocks.append(Block(text, share, tag, id(container), tuple(self.apart), self.not_shown == 0))
        self.pieces.clear()

    def enter(self, element: html.HtmlElement) -> None:
        self.close_block()
        self.open.append(element)
        if _stands_apart(element):
            self.apart.append(id(element))
        self.not_shown += _is_not_shown(element)

    def leave(self, element: html.HtmlElement) -> None:
        self.close_block()
        self.open.pop()
        if self.apart and self.apart[-1] == id(element):
            self.apart.pop()
        self.not_shown -= _is_not_shown(element)


def split_blocks(root: html.HtmlElement) -> tuple[Block, ...]:
    """Return the blocks of a page in order; scripts, styles and form controls are left out."""
    walk = _Walk()
    steps = etree.iterwalk(root, events=("start", "end"))
    keep = []  # an element's id stays its own only while something refers to it
    for event, element in steps:
        keep.append(element)
        tag = element.tag
        is_inline = tag in _INLINE
        if event == "start":
            if tag in _SKIPPED or not isinstance(tag, str):
                steps.skip_subtree()
                continue
            walk.links += tag == "a"
            if not is_inline:
                walk.enter(element)
            walk.say(element.text)
        elif tag in _SKIPPED or not isinstance(tag, str):
            walk.say(element.tail)
        else:
            walk.links -= tag == "a"
            if not is_inline:
                walk.leave(element)
            walk.say(element.tail)
    walk.close_block()
    return tuple(walk.blocks)


def _stands_apart(element: html.HtmlElement) -> bool:
    if element.tag in _APART_BY_NAME:
        return True
    if element.tag in {"html", "body"}:
        return False
    return _names_itself_apart(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(maxsize=20_000)
def _names_itself_apart(names: str) -> bool:
    return bool(_APART.search(_CAMEL.sub("-", names[:500])))


def _is_not_shown(element: html.HtmlElement) -> bool:
    style = element.get("style")
    return bool(style) and bool(_NOT_SHOWN.search(style))
