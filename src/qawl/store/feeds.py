"""The state of the feeds that are watched."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select

from qawl.store.rows import clean, to_row
from qawl.store.tables import FEED
from qawl.store.values import FeedState

_TIMES = ("polled_at", "due_at")


def save(connection: Connection, state: FeedState) -> None:
    """Keep the state of a feed in place of the one before."""
    row: dict[str, object] = {name: _column(value) for name, value in msgspec.structs.asdict(state).items()}
    connection.execute(delete(FEED).where(FEED.c.address == row["address"]))
    connection.execute(FEED.insert(), row)


def all_feeds(connection: Connection) -> tuple[FeedState, ...]:
    """Give the state of every feed, by address."""
    rows = connection.execute(select(FEED).order_by(FEED.c.address)).mappings()
    return tuple(FeedState(**{name: _value(name, value) for name, value in row.items()}) for row in rows)


def _column(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return to_row(value)
    return clean(value) if isinstance(value, str) else value


def _value(name: str, value: Any) -> Any:
    return datetime.datetime.fromisoformat(value) if name in _TIMES and value else value
