"""Readings with only the statements that a query finds, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from qawl.model import Reading
from qawl.search.query import Query
from qawl.store.finding import some_numbers
from qawl.store.rows import reading_of
from qawl.store.tables import ARTICLE, STATEMENT

_AT_ONCE = 500

Transaction = Callable[[], AbstractContextManager[Connection]]


def matching(transaction: Transaction, query: Query) -> Iterator[Reading]:
    """Give the readings by day, a few at a time in memory; pages and the order "best" are left out of account.

    Each read is a transaction of its own, so that a writer never waits for a slow reader of ours. The first is made at
    once: a broken query raises QueryError here and not when the readings are taken.
    """
    return _readings(_some(transaction, query, None), transaction, query)


def _readings(rows: list[Any], transaction: Transaction, query: Query) -> Iterator[Reading]:
    # the statements of one article follow each other in number, so its rows come together
    for _, together in groupby(_all(rows, transaction, query), key=lambda row: row.article):
        yield _selection(list(together), is_oldest_first=query.sort == "oldest")


def _all(rows: list[Any], transaction: Transaction, query: Query) -> Iterator[Any]:
    while rows:
        yield from rows
        rows = _some(transaction, query, rows[-1].number)


def _some(transaction: Transaction, query: Query, last: int | None) -> list[Any]:
    with transaction() as connection:
        numbers = some_numbers(connection, query, last, _AT_ONCE)
        rows = _loaded(connection, numbers)
    return [rows[number] for number in numbers]


def _loaded(connection: Connection, numbers: Iterable[int]) -> dict[int, Any]:
    columns = (STATEMENT.c.number, STATEMENT.c.article, STATEMENT.c.statement, ARTICLE.c.reading)
    joined = STATEMENT.join(ARTICLE, ARTICLE.c.number == STATEMENT.c.article)
    found = connection.execute(select(*columns).select_from(joined).where(STATEMENT.c.number.in_(numbers)))
    return {row.number: row for row in found}


def _selection(rows: list[Any], *, is_oldest_first: bool) -> Reading:
    """Return the reading of rows: statements in the order of the page, and only the speakers who speak in them."""
    rows = rows if is_oldest_first else rows[::-1]
    reading = reading_of(rows[0].reading, [row.statement for row in rows])
    chosen = {statement.id for statement in reading.statements}
    statements = tuple(s if s.in_ in chosen else msgspec.structs.replace(s, in_=None) for s in reading.statements)
    heard = {statement.speaker.id for statement in statements if statement.speaker}
    heard |= {member for speaker in reading.speakers if speaker.id in heard for member in speaker.members}
    speakers = tuple(speaker for speaker in reading.speakers if speaker.id in heard)
    return msgspec.structs.replace(reading, speakers=speakers, statements=statements)
