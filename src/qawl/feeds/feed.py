"""Page -> Feed: what an RSS or Atom feed or a sitemap lists."""

from __future__ import annotations

import datetime
import io
import re
import zlib
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

import feedparser  # type: ignore[import-untyped]
import msgspec

from qawl.article.decode import LIMIT, decode
from qawl.errors import FeedError, PageError
from qawl.feeds.sitemap import read_sitemap
from qawl.feeds.values import Entry, Feed
from qawl.languages.pack import all_packs
from qawl.model import Page

MOST_ENTRIES = 10_000
_MOST_TAGS = 500_000  # fifty of each entry; feedparser keeps something of every element that is never closed
_PACKED = b"\x1f\x8b"
_LOOKED_AT = 4_096
_BEFORE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"\s*<([\w:.-]+)")
_FEEDS = frozenset({"rss", "feed", "rdf:rdf"})
_SITEMAPS = frozenset({"urlset", "sitemapindex"})
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_LONGEST_TITLE = 500


def is_feed(page: Page) -> bool:
    """Whether a page is a feed or a sitemap, by its first element; broken ones are feeds, too."""
    try:
        return _root(_text(page)) in _FEEDS | _SITEMAPS
    except PageError:
        return False


def read_feed(page: Page) -> Feed:
    """Return what a feed lists, without repetitions, at most MOST_ENTRIES.

    A feed that breaks off gives the entries before the break. Raises FeedError for a page that is no feed.
    """
    text, address = _text(page), page.url or page.name
    root = _root(text)
    if "<!ENTITY" in text:
        raise FeedError(f"{address}: the feed declares entities, which may unpack without end: it is not read")
    if root in _SITEMAPS:
        return _without_repetitions(read_sitemap(text, _moment), address)
    if root not in _FEEDS:
        begins = f"begins with <{root}>" if root else "has no element of one"
        raise FeedError(f"{address}: this is no RSS, Atom or sitemap ({begins}): give the address of the feed itself")
    return _without_repetitions(_read_entries(text, address), address)


def _text(page: Page) -> str:
    content = page.content
    if isinstance(content, bytes) and content.startswith(_PACKED):
        content = _unpacked(content, page.name)
    return decode(msgspec.structs.replace(page, content=content), all_packs())


def _unpacked(packed: bytes, name: str) -> bytes:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        content = unpacker.decompress(packed, LIMIT + 1)
    except zlib.error as error:
        raise FeedError(f"{name}: the feed is packed in a broken way ({error}): check the address") from error
    if len(content) > LIMIT:
        raise FeedError(f"{name}: the feed unpacks to more than {LIMIT:,} bytes: give a smaller one")
    return content


def _root(text: str) -> str:
    head, at = text[:_LOOKED_AT].lstrip("\ufeff"), 0
    while before := _BEFORE.match(head, at):
        at = before.end()
    found = _ELEMENT.match(head, at)
    return found[1].lower() if found else ""


def _read_entries(text: str, address: str) -> Feed:
    beyond = next(islice(re.finditer("<", text), _MOST_TAGS, None), None)
    # the letters are settled already; feedparser takes anything but a stream for a name to open
    stream = io.BytesIO(_PROLOG.sub("", text[: beyond.start()] if beyond else text).encode())
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    try:
        parsed = feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser promises none, and gives KeyError for some links outside of their places
        raise FeedError(f"{address}: the feed is broken ({type(error).__name__}): tell its publisher") from error
    entries = tuple(_entry(entry) for entry in parsed.entries if entry.get("link"))
    return Feed(_line(parsed.feed.get("title")), entries, is_cut=beyond is not None)


def _entry(entry: Any) -> Entry:
    # the plain dictionary beneath: feedparser's own takes the one time for the other
    published, updated = (_moment(dict.get(entry, name)) for name in ("published", "updated"))
    return Entry(entry["link"].strip(), _line(entry.get("title")), published.date() if published else None, updated)


def _moment(stated: Any) -> datetime.datetime | None:
    """Read a time as feeds write it (RFC 822 or ISO 8601), in the zone that it is written in."""
    words = str(stated or "").strip()
    for read in (parsedate_to_datetime, datetime.datetime.fromisoformat):
        try:
            moment = read(words)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return None


def _line(words: Any) -> str | None:
    return " ".join(str(words or "").split())[:_LONGEST_TITLE] or None


def _without_repetitions(feed: Feed, address: str) -> Feed:
    """Leave out what no page can be read from, and what is listed twice."""
    first: dict[str, Entry] = {}
    for entry in feed.entries:
        if _is_web(entry.link) and entry.link != address:
            first.setdefault(entry.link, entry)
    entries, parts = tuple(first.values()), tuple(filter(_is_web, dict.fromkeys(feed.parts)))
    is_cut = len(entries) > MOST_ENTRIES
    return msgspec.structs.replace(feed, entries=entries[:MOST_ENTRIES], parts=parts, is_cut=is_cut or feed.is_cut)


def _is_web(link: str) -> bool:
    return link.lower().startswith(("http://", "https://"))
