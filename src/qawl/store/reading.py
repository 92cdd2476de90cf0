"""Readings out of the store: as they were read, with what was corrected by hand since."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec
from sqlalchemy import Connection, select

from qawl.model import Reading
from qawl.store.correcting import refuted
from qawl.store.rows import reading_of
from qawl.store.tables import ARTICLE, SOURCE, STATEMENT

_AT_ONCE = 50


def some_readings(connection: Connection, after: int) -> list[tuple[int, Reading]]:
    """Give the next current articles after a number, with their numbers; an empty list at the end."""
    newest = ARTICLE.c.is_current.is_(True) & (ARTICLE.c.number > after)
    rows = connection.execute(
        select(ARTICLE.c.number, ARTICLE.c.reading).where(newest).order_by(ARTICLE.c.number).limit(_AT_ONCE)
    ).all()
    return list(_readings(connection, [(row.number, row.reading) for row in rows]).items())


def versions(connection: Connection, source: str) -> tuple[Reading, ...]:
    """Give every version of a source, the oldest first."""
    joined = SOURCE.join(ARTICLE, ARTICLE.c.number == SOURCE.c.article)
    rows = connection.execute(
        select(ARTICLE.c.number, ARTICLE.c.reading)
        .select_from(joined)
        .where(SOURCE.c.source == source)
        .order_by(SOURCE.c.version)
    ).all()
    readings = _readings(connection, [(row.number, row.reading) for row in rows])
    return tuple(readings[row.number] for row in rows)


def _readings(connection: Connection, heads: Sequence[tuple[int, str]]) -> dict[int, Reading]:
    of_articles = STATEMENT.c.article.in_([number for number, _ in heads])
    rows = connection.execute(
        select(STATEMENT.c.article, STATEMENT.c.number, STATEMENT.c.statement)
        .where(of_articles)
        .order_by(STATEMENT.c.article, STATEMENT.c.place)
    ).all()
    gone = refuted(connection, [row.number for row in rows])
    said = {
        article: [row.statement for row in group if row.number not in gone]
        for article, group in groupby(rows, lambda row: row.article)
    }
    readings = {number: reading_of(head, said.get(number, [])) for number, head in heads}
    return {number: _closed(reading) for number, reading in readings.items()} if gone else readings


def _closed(reading: Reading) -> Reading:
    """Return a reading whose statements stand in none that was left out."""
    left = {statement.id for statement in reading.statements}
    statements = tuple(s if s.in_ in left else msgspec.structs.replace(s, in_=None) for s in reading.statements)
    return msgspec.structs.replace(reading, statements=statements)
