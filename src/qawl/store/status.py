"""What a store holds, what came in last, and what failed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from qawl.store.feeds import all_feeds
from qawl.store.tables import ARTICLE, FAILURE, SOURCE, STATEMENT
from qawl.store.values import Addition, Failure, Status
from qawl.store.whole import counts

SHOWN = 50


def status(connection: Connection) -> Status:
    """Give the counts, the latest additions and failures (fifty of each at most), and the feeds."""
    return Status(
        counts(connection), tuple(_latest(connection)), tuple(_failures(connection)), tuple(all_feeds(connection))
    )


def _latest(connection: Connection) -> Iterable[Addition]:
    newest = select(ARTICLE.c.number).order_by(ARTICLE.c.number.desc()).limit(SHOWN).subquery()
    said = select(func.count()).where(STATEMENT.c.article == ARTICLE.c.number).scalar_subquery()
    rows = connection.execute(
        select(ARTICLE.c.id, ARTICLE.c.title, ARTICLE.c.language, SOURCE.c.source, SOURCE.c.fetched_at, said)
        .join_from(ARTICLE, SOURCE, SOURCE.c.article == ARTICLE.c.number)
        .where(ARTICLE.c.number.in_(select(newest.c.number)))
        .order_by(ARTICLE.c.number.desc(), SOURCE.c.source, SOURCE.c.version.desc())
        .limit(SHOWN)
    )
    for row in rows:
        yield Addition(*row[:4], datetime.datetime.fromisoformat(row[4]), row[5])


def _failures(connection: Connection) -> Iterable[Failure]:
    latest = select(FAILURE).order_by(FAILURE.c.at.desc(), FAILURE.c.source).limit(SHOWN)
    for row in connection.execute(latest):
        yield Failure(row.source, row.reason, datetime.datetime.fromisoformat(row.at), row.tries, row.origin)
