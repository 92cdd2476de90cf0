"""Statements as a table: one a row, the same columns wherever a table is asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from qawl.export.characters import permitted
from qawl.model import Article, Reading, Statement
from qawl.store.rows import published_on
from qawl.store.values import Hit, Place

COLUMNS = (
    "published", "language", "speaker", "role", "act", "kind", "class", "stance", "content", "addressee", "channel",
    "agency", "outlet", "title", "source", "url", "article", "start", "end", "cue", "when", "where", "via",
    "statement", "in", "confidence",
)  # fmt: skip

# what Excel, LibreOffice or Google Sheets take for the beginning of a formula, and white space that they skip before it
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")


def write_csv(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write readings as CSV with a header, in UTF-8; see `to_table` for cells that look like formulas."""
    lines = -1  # the header is no statement
    for line in _lines(_rows(readings)):
        out.write(line)
        lines += 1
    return lines


def to_table(hits: Iterable[Hit]) -> bytes:
    """Return hits as CSV with a header. A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    return b"".join(_lines(row(hit.statement, hit.article) for hit in hits))


def row(statement: Statement, place: Place) -> dict[str, Any]:
    """Return a statement by column; what is not known is None."""
    speaker, content = statement.speaker, statement.content
    spans = {name: getattr(statement, name) for name in ("cue", "addressee", "channel", "where", "via")}
    return {
        "published": place.published,
        "language": place.language,
        "speaker": speaker.name if speaker else statement.source.text if statement.source else None,
        "role": speaker.role if speaker else None,
        **{name: getattr(statement, name) for name in ("act", "kind", "stance", "confidence")},
        "class": statement.class_,
        "content": " … ".join(span.text for span in content),
        **{name: span.text if span else None for name, span in spans.items()},
        "when": (statement.when.date or statement.when.text) if statement.when else None,
        "agency": "; ".join(link.name for link in statement.chain if link.kind == "agency"),
        "outlet": place.outlet,
        "title": place.title,
        "source": place.source,
        "url": place.url,
        "article": place.id,
        "start": content[0].start if content else None,
        "end": content[-1].end if content else None,
        "statement": statement.id,
        "in": statement.in_,
    }


def place_of(article: Article) -> Place:
    """Return where a statement of an article stands, as a store would say it."""
    return Place(
        number=0,
        id=article.id,
        url=article.url,
        source=article.url or "",
        language=article.language,
        direction=article.direction,
        title=article.title.text if article.title else None,
        published=published_on(article),
        outlet=article.publisher.name if article.publisher else None,
    )


def _rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    for reading in readings:
        place = place_of(reading.article)
        yield from (row(statement, place) for statement in reading.statements)


def _lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Give the header and the rows as lines of CSV."""
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(COLUMNS)
    yield written.getvalue().encode()
    for cells in rows:
        written.seek(0)
        written.truncate()
        table.writerow([_cell(cells[column]) for column in COLUMNS])
        yield written.getvalue().encode()


def _cell(value: object) -> object:
    """Return a value as a cell: nothing in it steers a terminal or runs in a spreadsheet."""
    if not isinstance(value, str):
        return value
    words = permitted(value)
    return f"'{words}" if words.startswith(_FORMULA) else words
