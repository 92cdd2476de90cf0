"""Keep one reading: its article, versions, statements, speakers and their place in the index."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, select, update

from qawl.model import Reading
from qawl.search.fields import index_statement
from qawl.store import speakers
from qawl.store.correcting import refuted
from qawl.store.index import add_to_index
from qawl.store.rows import (
    clean,
    clean_source,
    end_number,
    fingerprint,
    first_number,
    further_names,
    head_of,
    insert_one,
    link_rows,
    published_on,
    statement_row,
    to_row,
    words_number,
)
from qawl.store.tables import ARTICLE, FAILURE, LINK, RETIRED, SOURCE, STATEMENT
from qawl.store.values import Failure, Kept, Outcome


def keep(connection: Connection, reading: Reading, source: str, fetched_at: datetime.datetime, digest: str) -> Kept:
    """Keep a reading as a version of its source, inside a transaction that may write.

    Versions stand in the order in which they were fetched: an archive may bring an old one after a new one.
    """
    source, mark = clean_source(source), fingerprint(reading)
    connection.execute(delete(FAILURE).where(FAILURE.c.source == source))
    known = connection.execute(select(ARTICLE.c.number).where(ARTICLE.c.fingerprint == mark)).scalar()
    versions = connection.execute(select(SOURCE).where(SOURCE.c.source == source).order_by(SOURCE.c.version)).all()
    row = {"source": source, "digest": digest, "fetched_at": to_row(fetched_at)}
    later = [version for version in versions if version.fetched_at > row["fetched_at"]]
    before = versions[-len(later) - 1] if len(versions) > len(later) else None
    if before is not None and before.article == known:
        here = (SOURCE.c.source == source) & (SOURCE.c.version == before.version)
        connection.execute(update(SOURCE).where(here).values(row))
        return Kept("unchanged", before.article, before.version)
    if later and later[0].article == known:
        return Kept("unchanged", later[0].article, later[0].version)
    number = known if known is not None else _add_article(connection, reading, mark)
    place = before.version + 1 if before else 1
    _move_up(connection, source, [version.version for version in later])
    connection.execute(SOURCE.insert(), {**row, "version": place, "article": number})
    touched = {number, versions[-1].article} if versions else {number} if known is not None else set()
    for article in touched:
        _settle(connection, article)
    outcome: Outcome = "changed" if versions else "new" if known is None else "unchanged"
    return Kept(outcome, number, place)


def _move_up(connection: Connection, source: str, versions: Sequence[int]) -> None:
    """Make room before some versions; the last first, since two may not have one number."""
    for version in reversed(versions):
        here = (SOURCE.c.source == source) & (SOURCE.c.version == version)
        connection.execute(update(SOURCE).where(here).values(version=version + 1))


def knows(connection: Connection, reading: Reading) -> bool:
    """Whether a reading that says the same is kept, in whatever version."""
    same = select(ARTICLE.c.number).where(ARTICLE.c.fingerprint == fingerprint(reading))
    return connection.execute(same).first() is not None


def fail(connection: Connection, failure: Failure) -> None:
    """Record that a source could not be read; the tries are counted on."""
    source = clean_source(failure.source)
    tries = connection.execute(select(FAILURE.c.tries).where(FAILURE.c.source == source)).scalar() or 0
    connection.execute(delete(FAILURE).where(FAILURE.c.source == source))
    row = {"source": source, "reason": clean(failure.reason) or "", "at": to_row(failure.at), "tries": tries + 1}
    origin = clean_source(failure.origin) if failure.origin else None
    connection.execute(FAILURE.insert(), {**row, "origin": origin})


def forget(connection: Connection, source: str) -> None:
    """Forget that a source could not be read."""
    connection.execute(delete(FAILURE).where(FAILURE.c.source == clean_source(source)))


def _add_article(connection: Connection, reading: Reading, mark: str) -> int:
    article, day = reading.article, published_on(reading.article)
    row = {
        "fingerprint": mark,
        "id": article.id,
        "language": article.language,
        "title": clean(article.title.text) if article.title else None,
        "url": clean(article.url),
        "published": to_row(day) if day else None,
        "outlet": clean(article.publisher.name) if article.publisher else None,
        "is_current": True,
        "reading": head_of(reading),
    }
    number = insert_one(connection, ARTICLE, row)
    _add_statements(connection, reading, number, day)
    return number


def _add_statements(connection: Connection, reading: Reading, article: int, day: datetime.date | None) -> None:
    if not reading.statements:
        return
    first = _next_number(connection, day)
    bearers = speakers.enrol(connection, reading)
    names = further_names(reading.speakers)
    rows, links, indexed = [], [], []
    for place, statement in enumerate(reading.statements):
        number, speaker = first + place, statement.speaker
        rows.append(
            {
                "number": number,
                "article": article,
                "place": place,
                "speaker": bearers.get(speaker.id) if speaker else None,
                "role": clean(speaker.role) if speaker else None,
                "act": statement.act,
                "words": words_number(statement, reading.article.language),
                "statement": statement_row(statement),
                "kind": statement.kind,
                "stance": statement.stance,
            }
        )
        links += link_rows(number, statement)
        more = names.get(speaker.id, ()) if speaker else ()
        indexed.append((number, index_statement(reading.article, statement, more)))
    connection.execute(STATEMENT.insert(), rows)
    if links:
        connection.execute(LINK.insert(), links)
    add_to_index(connection, indexed)


def _next_number(connection: Connection, day: datetime.date | None) -> int:
    first, end = first_number(day), end_number(day)
    of_day = (STATEMENT.c.number > first) & (STATEMENT.c.number < end)
    greatest = connection.execute(select(func.max(STATEMENT.c.number)).where(of_day)).scalar()
    return int(greatest or first) + 1


def _settle(connection: Connection, article: int) -> None:
    """Say whether an article is the newest version of some source, and show or hide what it says."""
    newest = select(func.max(SOURCE.c.version)).where(SOURCE.c.source == _other.c.source).scalar_subquery()
    used = select(_other.c.source).where(_other.c.article == article, _other.c.version == newest)
    is_current = connection.execute(used.limit(1)).first() is not None
    connection.execute(update(ARTICLE).where(ARTICLE.c.number == article).values(is_current=is_current))
    numbers = list(connection.execute(select(STATEMENT.c.number).where(STATEMENT.c.article == article)).scalars())
    _retire(connection, numbers, not is_current)


def _retire(connection: Connection, numbers: Sequence[int], is_retired: bool) -> None:
    if not numbers:
        return
    connection.execute(delete(RETIRED).where(RETIRED.c.statement.in_(numbers)))
    gone = set(numbers) if is_retired else refuted(connection, numbers)
    if gone:
        connection.execute(RETIRED.insert(), [{"statement": number} for number in sorted(gone)])


_other = SOURCE.alias("other")
