"""Sitemaps (sitemaps.org 0.9, with the dates of news sitemaps) and indexes of sitemaps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from lxml import etree

from qawl.feeds.values import Entry, Feed

Moment = Callable[[str], datetime | None]


def read_sitemap(text: str, moment: Moment) -> Feed:
    """Return what a sitemap lists; of a broken one what stands before the break."""
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    if root is None:
        return Feed()
    children = [child for child in root if isinstance(child.tag, str)]
    if _name(root) == "sitemapindex":
        return Feed(parts=tuple(filter(None, (_said(child, "loc") for child in children))))
    return Feed(entries=tuple(entry for child in children if (entry := _entry(child, moment))))


def _entry(url: etree._Element, moment: Moment) -> Entry | None:
    link = _said(url, "loc")
    published = moment(_said(url, "publication_date"))
    return Entry(link, None, published.date() if published else None, moment(_said(url, "lastmod"))) if link else None


def _said(element: etree._Element, name: str) -> str:
    """Return what the first descendant of a name says; `loc` of an image is not that of its page."""
    for child in element.iter():
        if (
            isinstance(child.tag, str)
            and _name(child) == name
            and "image" not in child.tag
            and "video" not in child.tag
        ):
            return "".join(child.itertext()).strip()
    return ""


def _name(element: etree._Element) -> str:
    # not QName, which refuses <news:news> where the prefix was never declared
    return re.split("[}:]", str(element.tag))[-1].lower()
