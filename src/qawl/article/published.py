"""When a page was published and changed: every statement of it, ranked by how far it can be trusted."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

import msgspec
from htmldate import find_date
from lxml import html

from qawl.article.days import read_date_line
from qawl.article.metadata import Metadata
from qawl.languages.pack import LanguagePack
from qawl.model import Dated

_PUBLISHED = (
    "article:published_time", "article:published", "datepublished", "og:published_time", "og:article:published_time",
    "dc.date.issued", "dcterms.created", "dc.date", "dc.date.created", "dcterms.date", "publishdate", "pubdate",
    "publish_date", "publish-date", "parsely-pub-date", "sailthru.date", "cxenseparse:publishtime",
    "article_date_original", "datecreated", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "dc.date.modified", "last-modified",
    "last_modified", "lastmod",
)  # fmt: skip
_ISO = re.compile(
    r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[T ]+\d\d:?\d\d(?::?\d\d)?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
_SECONDS = re.compile(r"\s*(1\d{9})(\d{3})?\s*$")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)")
_EARLIEST, _LATEST = datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)
_UTC = frozenset({"Z", "UTC", "GMT", "+00:00", "+0000", "+00", "-00:00"})
_ONE_DAY = datetime.timedelta(days=1)
_ELEMENTS = 30_000  # htmldate searches the text again and again; its time is not bounded above this


class Stated(msgspec.Struct, frozen=True):
    """A day that the page states for machines; `is_local` when its time carries an offset of the place."""

    date: datetime.date
    text: str
    evidence: str
    is_local: bool = False


def published_on(
    root: html.HtmlElement, metadata: Metadata, url: str | None, visible: Sequence[Dated], pack: LanguagePack
) -> Dated | None:
    """Return the day of publication. `visible` are the days shown at the story, the nearest to the headline first.

    The order of trust is JSON-LD, meta elements, microdata, what is shown, the address, and last htmldate. A page may
    give one moment in its own time and in UTC: its own day counts.
    """
    stated = list(_stated(root, metadata, pack))
    first = stated[0] if stated else None
    if first is not None:
        local = next((s for s in stated if s.is_local and abs(s.date - first.date) <= _ONE_DAY), None)
        chosen = local if local and not first.is_local else first
        seen = next((day for day in visible if day.date == chosen.date), None)
        return seen or Dated(chosen.date, chosen.text, evidence=chosen.evidence)
    if visible:
        return visible[0]
    return _from_address(url) or _searched(root, url)


def modified_on(metadata: Metadata, pack: LanguagePack) -> Dated | None:
    """Return the day of the last change that the page states, None when it states none."""
    for evidence, value in (("json-ld", metadata.story.get("dateModified")), ("meta", metadata.first(_MODIFIED))):
        stated = _read(value, evidence, pack)
        if stated:
            return Dated(stated.date, stated.text, evidence=evidence)
    return None


def _stated(root: html.HtmlElement, metadata: Metadata, pack: LanguagePack) -> Iterator[Stated]:
    values: list[tuple[str, object]] = [("json-ld", metadata.story.get("datePublished"))]
    values += [("meta", value) for name in _PUBLISHED for value in metadata.meta.get(name, ())[:1]]
    for element in root.iterfind(".//*[@itemprop='datePublished']"):
        values.append(("microdata", element.get("datetime") or element.get("content") or element.text_content()))
    for evidence, value in values:
        stated = _read(value, evidence, pack)
        if stated:
            yield stated


def _read(value: object, evidence: str, pack: LanguagePack) -> Stated | None:
    if isinstance(value, int):
        value = str(value)
    if not isinstance(value, str):
        return None
    text = " ".join(value[:100].split())
    iso, seconds = _ISO.match(text), _SECONDS.match(text)
    if seconds:
        moment = datetime.datetime.fromtimestamp(int(seconds[1]), datetime.UTC)
        return Stated(moment.date(), text, evidence)
    if iso:
        date = _date(int(iso[1]), int(iso[2]), int(iso[3]))
        return Stated(date, text, evidence, iso[4] is not None and iso[4] not in _UTC) if date else None
    day = read_date_line(text, pack)
    return Stated(day.date, text, evidence, is_local=True) if day else None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    return date if _EARLIEST <= date < _LATEST else None


def _from_address(url: str | None) -> Dated | None:
    match = _IN_ADDRESS.search(url or "")
    date = _date(int(match[1]), int(match[2]), int(match[3])) if match else None
    return Dated(date, match[0].strip("/"), evidence="address") if match and date else None


def _searched(root: html.HtmlElement, url: str | None) -> Dated | None:
    """Ask htmldate, with fixed limits: left to itself it takes today for the latest day.

    The first of a month is what it makes of a bare month or year (`© 2012`), so that is not taken.
    """
    if sum(1 for _ in root.iter()) > _ELEMENTS:
        return None
    earliest, latest = _EARLIEST.isoformat(), _LATEST.isoformat()
    try:
        found = find_date(root, original_date=True, extensive_search=False, url=url, min_date=earliest, max_date=latest)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):  # htmldate on broken pages
        return None
    date = datetime.date.fromisoformat(found) if found else None
    return Dated(date, evidence="htmldate") if date and date.day > 1 else None
