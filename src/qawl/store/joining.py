"""Decisions by hand about who is who, and the record of all decisions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from qawl.errors import UsageError
from qawl.store import speakers
from qawl.store.finding import IS_SHOWN
from qawl.store.tables import JOINING, SPEAKER, STATEMENT
from qawl.store.values import Bearer, Joining


def merge(connection: Connection, one: int, other: int, at: datetime.datetime) -> Joining:
    """Join the speakers of two bearers. Raises UsageError when they are one already."""
    if speakers.head(connection, one) == speakers.head(connection, other):
        raise UsageError(f"{one} and {other} are one speaker already: there is nothing to merge")
    return _joining(connection, speakers.decide(connection, "join", one, other, speakers.BY_HAND, at))


def split(connection: Connection, number: int, at: datetime.datetime) -> Joining:
    """Part a bearer from the others of its speaker. Raises UsageError when it stands alone."""
    head = speakers.head(connection, number)
    group = select(SPEAKER.c.number).where(SPEAKER.c.head == head, SPEAKER.c.number != number)
    rest = connection.execute(group.order_by(SPEAKER.c.number).limit(1)).scalar()
    if rest is None:
        raise UsageError(f"speaker {number} has one name only: there is nothing to split")
    return _joining(connection, speakers.decide(connection, "part", rest, number, speakers.BY_HAND, at))


def undo(connection: Connection, number: int) -> Joining:
    """Take a decision back."""
    speakers.undo(connection, number)
    return _joining(connection, number)


def joinings(connection: Connection, number: int | None) -> tuple[Joining, ...]:
    """Give the decisions about one bearer's speaker, or all, the latest first."""
    chosen = select(JOINING).order_by(JOINING.c.number.desc())
    if number is not None:
        group = select(SPEAKER.c.number).where(SPEAKER.c.head == speakers.head(connection, number))
        chosen = chosen.where(JOINING.c.one.in_(group) | JOINING.c.other.in_(group))
    return _told(connection, connection.execute(chosen).all())


def bearers(connection: Connection, numbers: Iterable[int]) -> dict[int, Bearer]:
    """Return bearers by number, with how many of the statements that are shown stand under each."""
    wanted = list(numbers)
    said = select(STATEMENT.c.speaker, func.count()).where(STATEMENT.c.speaker.in_(wanted), IS_SHOWN)
    counts = {row[0]: row[1] for row in connection.execute(said.group_by(STATEMENT.c.speaker))}
    rows = connection.execute(select(SPEAKER).where(SPEAKER.c.number.in_(wanted)))
    return {row.number: Bearer(row.number, row.name, row.language, row.kind, counts.get(row.number, 0)) for row in rows}


def _joining(connection: Connection, number: int) -> Joining:
    return _told(connection, connection.execute(select(JOINING).where(JOINING.c.number == number)).all())[0]


def _told(connection: Connection, rows: Sequence[Any]) -> tuple[Joining, ...]:
    known = bearers(connection, {number for row in rows for number in (row.one, row.other)})
    return tuple(
        Joining(
            row.number,
            row.decision,
            known[row.one],
            known[row.other],
            row.reason,
            datetime.datetime.fromisoformat(row.at) if row.at else None,
            row.is_undone,
        )
        for row in rows
    )
