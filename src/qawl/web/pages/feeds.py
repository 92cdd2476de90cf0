"""A search as a feed, so that a reader is told of what is new: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from xml.etree import ElementTree

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from qawl.store.values import Hit
from qawl.web.pages.places import statement_place
from qawl.web.pages.rendering import web_address
from qawl.web.pages.selection import Selection, selection_of
from qawl.web.service import service_of

_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
_TITLE = 120  # code points of an entry's title
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0
_UNDATED = datetime.date(1970, 1, 1)  # Atom asks for a day where the page says none


async def atom_feed(request: Request) -> Response:
    """Answer a search as Atom."""
    selection, hits = await _found(request)
    return Response(_atom(selection, hits, _base(request)), media_type="application/atom+xml")


async def json_feed(request: Request) -> Response:
    """Answer a search as JSON Feed."""
    selection, hits = await _found(request)
    return Response(_json(selection, hits, _base(request)), media_type="application/feed+json")


async def _found(request: Request) -> tuple[Selection, Sequence[Hit]]:
    selection = selection_of(request.query_params)
    query = msgspec.structs.replace(selection.query, limit=50, offset=0, sort="newest")
    found = await service_of(request).ask(lambda store: store.find(query))
    return selection, found.hits


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _atom(selection: Selection, hits: Sequence[Hit], base: str) -> bytes:
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _put(feed, "title", _title(selection))
    _put(feed, "id", base + selection.address("/feed.atom"))
    _put(feed, "updated", _moment(max((hit.article.published or _UNDATED for hit in hits), default=_UNDATED)))
    _put(feed, "link", rel="self", href=base + selection.address("/feed.atom"))
    _put(feed, "link", rel="alternate", href=base + selection.address("/"))
    for hit in hits:
        entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        _put(entry, "title", _headline(hit))
        _put(entry, "id", base + _place(hit))
        _put(entry, "link", rel="alternate", href=base + _place(hit))
        _put(entry, "updated", _moment(hit.article.published or _UNDATED))
        _put(ElementTree.SubElement(entry, f"{{{_ATOM}}}author"), "name", _who(hit) or hit.article.outlet or "–")
        content = _put(entry, "content", _words(hit), type="text")
        content.set("{http://www.w3.org/XML/1998/namespace}lang", hit.article.language)
    written: str = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}'.encode()


def _put(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = _FORBIDDEN.sub("\ufffd", text) or None
    return element


def _json(selection: Selection, hits: Sequence[Hit], base: str) -> bytes:
    items = [
        {
            "id": base + _place(hit),
            "url": base + _place(hit),
            "external_url": web_address(hit.article.url),
            "title": _headline(hit),
            "content_text": _words(hit),
            "language": hit.article.language,
            "date_published": _moment(hit.article.published) if hit.article.published else None,
            "authors": [{"name": _who(hit)}] if _who(hit) else [],
            "tags": [hit.statement.act, hit.statement.kind],
        }
        for hit in hits
    ]
    feed = {
        "version": _JSON_FEED,
        "title": _title(selection),
        "home_page_url": base + selection.address("/"),
        "feed_url": base + selection.address("/feed.json"),
        "items": [{name: value for name, value in item.items() if value} for item in items],
    }
    return msgspec.json.encode(feed)


def _title(selection: Selection) -> str:
    return " · ".join(("qawl", *(value for name, value in selection.pairs() if name != "sort")))


def _headline(hit: Hit) -> str:
    title = f"{_who(hit)}: {_words(hit)}" if _who(hit) else _words(hit)
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"


def _who(hit: Hit) -> str:
    statement = hit.statement
    return statement.speaker.name if statement.speaker else statement.source.text if statement.source else ""


def _words(hit: Hit) -> str:
    return " … ".join(" ".join(span.text.split()) for span in hit.statement.content)


def _place(hit: Hit) -> str:
    return statement_place(hit.article.id, hit.statement.id)


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
