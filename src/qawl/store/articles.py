"""One article, or one statement, with everything that is kept about it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from qawl.model import Reading
from qawl.store.correcting import corrections, refuted
from qawl.store.finding import load_hits
from qawl.store.rows import reading_of, statement_of
from qawl.store.tables import ARTICLE, AS_READ, SOURCE, STATEMENT
from qawl.store.values import KeptArticle, KeptStatement, KnownEdition, Version


def article(connection: Connection, identity: str) -> KeptArticle | None:
    """Give the article of an id: of several readings of one text, the current one, then the latest."""
    row = _row(connection, identity)
    if row is None:
        return None
    rows = connection.execute(
        select(STATEMENT.c.number, STATEMENT.c.statement)
        .where(STATEMENT.c.article == row.number)
        .order_by(STATEMENT.c.place)
    ).all()
    reading = reading_of(row.reading, [one.statement for one in rows])
    numbers = {one.id: said.number for one, said in zip(reading.statements, rows, strict=True)}
    gone = refuted(connection, list(numbers.values()))
    versions = tuple(_versions(connection, row.number))
    own = next((version for version in versions if version.article == identity), None)
    return KeptArticle(
        number=row.number,
        reading=reading,
        is_current=bool(row.is_current),
        source=own.source if own else "",
        fetched_at=own.fetched_at if own else None,
        numbers=numbers,
        versions=versions,
        corrections=corrections(connection, numbers.values()),
        refuted=tuple(one for one, number in numbers.items() if number in gone),
        editions=tuple(_editions(connection, reading)),
    )


def statement(connection: Connection, identity: str, statement_id: str) -> KeptStatement | None:
    """Give a statement by the id of its article and its own."""
    row = _row(connection, identity)
    if row is None:
        return None
    of_article = select(STATEMENT.c.number, STATEMENT.c.statement).where(STATEMENT.c.article == row.number)
    found = next(
        (one for one in connection.execute(of_article) if statement_of(one.statement).id == statement_id), None
    )
    if found is None:
        return None
    read = connection.execute(select(AS_READ.c.read).where(AS_READ.c.statement == found.number)).scalar()
    hit = next(iter(load_hits(connection, [found.number])))
    return KeptStatement(
        hit=hit,
        read=statement_of(read or found.statement),
        is_refuted=bool(refuted(connection, [found.number])),
        corrections=corrections(connection, [found.number]),
    )


def _row(connection: Connection, identity: str) -> Any:
    newest = (ARTICLE.c.is_current.desc(), ARTICLE.c.number.desc())
    return connection.execute(select(ARTICLE).where(ARTICLE.c.id == identity).order_by(*newest).limit(1)).first()


def _versions(connection: Connection, number: int) -> Iterable[Version]:
    sources = select(SOURCE.c.source).where(SOURCE.c.article == number)
    rows = connection.execute(
        select(SOURCE.c.source, SOURCE.c.version, SOURCE.c.fetched_at, ARTICLE.c.id, ARTICLE.c.title)
        .join_from(SOURCE, ARTICLE, ARTICLE.c.number == SOURCE.c.article)
        .where(SOURCE.c.source.in_(sources))
        .order_by(SOURCE.c.source, SOURCE.c.version.desc())
    )
    for row in rows:
        yield Version(row.source, row.version, row.id, datetime.datetime.fromisoformat(row.fetched_at), row.title)


def _editions(connection: Connection, reading: Reading) -> Iterable[KnownEdition]:
    addresses = [edition.url for edition in reading.article.editions if edition.url]
    known = {row.source: row for row in _current(connection, addresses)}
    for edition in reading.article.editions:
        kept = known.get(edition.url or "")
        found = (kept.id, kept.title) if kept else (None, None)
        yield KnownEdition(edition.language, edition.label, edition.url, *found)


def _current(connection: Connection, sources: Sequence[str]) -> Sequence[Any]:
    joined = select(SOURCE.c.source, ARTICLE.c.id, ARTICLE.c.title).join_from(
        SOURCE, ARTICLE, ARTICLE.c.number == SOURCE.c.article
    )
    return connection.execute(joined.where(SOURCE.c.source.in_(sources), ARTICLE.c.is_current.is_(True))).all()
