"""Lay out a text: which line is the title, which are apparatus, and what the apparatus says."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qawl.article.credits import closing_credit, read_credit
from qawl.article.datelines import find_dateline
from qawl.article.days import read_date_line
from qawl.article.editions import read_labels
from qawl.article.lines import Line, read_lines
from qawl.article.signature import is_signature
from qawl.languages.pack import LanguagePack
from qawl.model import Credit, Dated, Edition, Named
from qawl.span import Span

_TITLE_LENGTH = 250
_TITLE_WITHIN = 6  # lines above a headline: editions, a date, a section, a byline
_HEAD = 12  # an edition label or a date line stands above the story, within this many lines
_SENTENCE_END = (".", "!", "…", ":", ";", "؛", ",", "،")


class Layout(msgspec.Struct, frozen=True):
    """What the lines of a text say about it; all offsets are those of the text."""

    title: Span | None
    prose: tuple[Span, ...]
    apparatus: tuple[Span, ...]
    published: Dated | None
    publisher: Named | None
    authors: tuple[Named, ...]
    credits: tuple[Credit, ...]
    editions: tuple[Edition, ...]
    dateline: Span | None


def lay_out(text: str, pack: LanguagePack, title: Span | None = None) -> Layout:
    """Read the lines of a text. With `title` the headline is known and not looked for."""
    lines = [Line(line.span, "prose") if line.span == title else line for line in read_lines(text, pack)]
    lines = _only_near_the_edges(lines)
    title = title or _find_title(lines)
    publisher = _find_publisher(lines, title, pack)
    prose = tuple(line.span for line in lines if line.kind == "prose" and line.span not in {title, publisher})
    dateline, agency = find_dateline(text, prose[0], pack) if prose else (None, None)
    credits = [credit for line in lines if line.kind == "credit" if (credit := _credit(line.span, pack))]
    closing = closing_credit(prose[-1].text, pack) if prose else None
    if closing and prose:
        credits.append(_moved(closing, prose[-1].start))
    if agency:
        credits.append(agency)
    return Layout(
        title=title,
        prose=prose,
        apparatus=_apparatus(lines, publisher),
        published=_date(lines, pack),
        publisher=Named(publisher.text, publisher.start, publisher.end) if publisher else None,
        authors=tuple(Named(c.name, c.start, c.end) for c in credits if c.kind == "author"),
        credits=tuple(sorted(credits, key=lambda credit: credit.start or 0)),
        editions=tuple(edition for line in lines if line.kind == "edition" for edition in read_labels(line.span.text)),
        dateline=dateline,
    )


def _only_near_the_edges(lines: Sequence[Line]) -> list[Line]:
    """Take edition labels and date lines for prose where the story has begun: `En` may be a word there."""
    kept = []
    story_begun = False
    for place, line in enumerate(lines):
        if line.kind == "edition" and (story_begun or place >= _HEAD):
            kept.append(Line(line.span, "prose"))
        else:
            kept.append(line)
        story_begun = story_begun or (kept[-1].kind == "prose" and line.span.text.endswith(_SENTENCE_END))
    return kept


def _find_title(lines: Sequence[Line]) -> Span | None:
    """Return the first line that is no apparatus, when it reads like a headline and something follows it."""
    for place, line in enumerate(lines[:_TITLE_WITHIN]):
        if line.kind != "prose":
            continue
        text = line.span.text
        follows = any(later.kind == "prose" for later in lines[place + 1 :])
        is_headline = len(text) <= _TITLE_LENGTH and not text.endswith(_SENTENCE_END)
        return line.span if follows and is_headline else None
    return None


def _find_publisher(lines: Sequence[Line], title: Span | None, pack: LanguagePack) -> Span | None:
    """Return the name that stands on a line of its own right above the closing credits, as a signature does.

    A story may end there with a short paragraph as well, which is no name: `"We will not leave."`
    """
    tail = len(lines)
    while tail > 0 and lines[tail - 1].kind == "credit":
        tail -= 1
    if tail == len(lines) or tail < 2 or lines[tail - 1].kind != "prose":
        return None
    span = lines[tail - 1].span
    return span if span != title and is_signature(span.text, pack) else None


def _apparatus(lines: Sequence[Line], publisher: Span | None) -> tuple[Span, ...]:
    return tuple(line.span for line in lines if line.kind in {"edition", "date", "credit"} or line.span == publisher)


def _date(lines: Sequence[Line], pack: LanguagePack) -> Dated | None:
    for line in lines:
        day = read_date_line(line.span.text, pack) if line.kind == "date" else None
        if day:
            start = line.span.start + (day.start or 0)
            return Dated(day.date, day.text, start, start + len(day.text or ""), day.evidence)
    return None


def _credit(line: Span, pack: LanguagePack) -> Credit | None:
    credit = read_credit(line.text, pack)
    return _moved(credit, line.start) if credit else None


def _moved(credit: Credit, by: int) -> Credit:
    return Credit(credit.kind, credit.name, (credit.start or 0) + by, (credit.end or 0) + by)
