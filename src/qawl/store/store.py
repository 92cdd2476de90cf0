"""The store: keeps readings for good, and finds what was said in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local
from types import TracebackType

from sqlalchemy import Connection, Engine, select

from qawl.model import Reading
from qawl.search.query import Query, is_open
from qawl.store import (
    articles,
    bars,
    correcting,
    elsewhere,
    facets,
    feeds,
    finding,
    joining,
    keeping,
    matching,
    profile,
    reading,
    relays,
    status,
    whole,
)
from qawl.store.engine import open_engine, telling, wait_for_writers
from qawl.store.migrations import migrate, require
from qawl.store.place import chosen_address, file_place, server_address, shown
from qawl.store.rows import clean_source, to_row
from qawl.store.tables import FAILURE, SOURCE
from qawl.store.values import (
    Bar,
    Bearer,
    Correction,
    Facets,
    Failure,
    FeedState,
    Hit,
    Hits,
    Joining,
    Kept,
    KeptArticle,
    KeptStatement,
    Likeness,
    Profile,
    Relay,
    Status,
)


def open_store(address: str | Path | None = None, *, write: bool = True, longest: float | None = None) -> Store:
    """Open a store, and make it if it is not there and `write` is set.

    `address` is a file, or `postgresql://user@host/database`; without one it is $QAWL_DB, either kind, or the
    default place. With `longest`, whatever only reads gives up with a StoreError after so many seconds. Raises
    StoreError: no store there, no right to it, of a newer qawl, damaged.
    """
    address = chosen_address(address)
    where = shown(address) if server_address(address) else str(file_place(address))
    store = Store(open_engine(address, write=write, longest=longest), where)
    try:
        with store.transaction(writes=write) as connection:
            (migrate if write else require)(connection, where)
    except BaseException:
        store.close()
        raise
    return store


class Store:
    """An open store; a context manager. Safe to share between threads; every method is one transaction of its own."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.where = where
        self._engine, self._mine = engine, local()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make everything that this thread writes inside one transaction: all of it is kept, or none."""
        with self.transaction(writes=True) as connection:
            self._mine.connection = connection
            try:
                yield
            finally:
                del self._mine.connection

    def keep(self, reading: Reading, *, source: str, fetched_at: datetime.datetime, digest: str = "") -> Kept:
        """Keep a reading. The same content twice is one article; other content at a source is a new version.

        `source` is the address, path or record that the page came from; `digest` the hash of its bytes, which `has`
        asks for. Forgets a failure of that source.
        """
        with self.transaction(writes=True) as connection:
            return keeping.keep(connection, reading, source, fetched_at, digest)

    def has(self, source: str, digest: str, *, at: datetime.datetime | None = None) -> bool:
        """Whether the newest version of a source came from the bytes with this hash.

        With `at`, which is when an archive fetched them: whether some version fetched then or later did.
        """
        versions = select(SOURCE.c.digest).where(SOURCE.c.source == clean_source(source))
        asked = versions.order_by(SOURCE.c.version.desc()).limit(1)
        if at is not None:
            asked = versions.where(SOURCE.c.digest == digest, SOURCE.c.fetched_at >= to_row(at)).limit(1)
        with self.transaction() as connection:
            return connection.execute(asked).scalar() == digest

    def knows(self, reading: Reading) -> bool:
        """Whether a reading that says the same is kept, as the newest version of a source or an older one."""
        with self.transaction() as connection:
            return keeping.knows(connection, reading)

    def fail(self, source: str, reason: str, at: datetime.datetime, *, origin: str | None = None) -> None:
        """Record that a source could not be read; `origin` is the archive that it stands in."""
        with self.transaction(writes=True) as connection:
            keeping.fail(connection, Failure(source, reason, at, origin=origin))

    def forget(self, source: str) -> None:
        """Forget that a source could not be read."""
        with self.transaction(writes=True) as connection:
            keeping.forget(connection, source)

    def failures(self) -> tuple[Failure, ...]:
        """Give the sources that could not be read and were not read since, the latest first."""
        latest = select(FAILURE).order_by(FAILURE.c.at.desc(), FAILURE.c.source)
        with self.transaction() as connection:
            return tuple(
                Failure(row.source, row.reason, datetime.datetime.fromisoformat(row.at), row.tries, row.origin)
                for row in connection.execute(latest)
            )

    def fetched_at(self, source: str) -> datetime.datetime | None:
        """Give when the newest version of a source was fetched, or None where none is kept."""
        of_source = SOURCE.c.source == clean_source(source)
        newest = select(SOURCE.c.fetched_at).where(of_source).order_by(SOURCE.c.version.desc()).limit(1)
        with self.transaction() as connection:
            found = connection.execute(newest).scalar()
            return datetime.datetime.fromisoformat(found) if found else None

    def failure(self, source: str) -> Failure | None:
        """Give the failure of one source, or None."""
        with self.transaction() as connection:
            row = connection.execute(select(FAILURE).where(FAILURE.c.source == clean_source(source))).first()
            at = datetime.datetime.fromisoformat(row.at) if row else None
            return Failure(row.source, row.reason, at, row.tries, row.origin) if row and at else None

    def feeds(self) -> tuple[FeedState, ...]:
        """Give the state of every feed that was ever polled, by address."""
        with self.transaction() as connection:
            return feeds.all_feeds(connection)

    def save_feed(self, state: FeedState) -> None:
        """Keep the state of a feed in place of the one before."""
        with self.transaction(writes=True) as connection:
            feeds.save(connection, state)

    def readings(self) -> Iterator[Reading]:
        """Give the newest version of every article, in the order in which they were kept, a few at a time in memory."""
        after = 0
        while True:
            with self.transaction() as connection:
                found = reading.some_readings(connection, after)
            if not found:
                return
            yield from (one for _, one in found)
            after = found[-1][0]

    def matching(self, query: Query) -> Iterator[Reading]:
        """Give the newest readings with only the statements that a query finds and their speakers, however many.

        A query that asks for nothing gives every reading, those without statements too. Raises QueryError.
        """
        if is_open(query):
            return self.readings()
        return matching.matching(self.transaction, query)

    def versions(self, source: str) -> tuple[Reading, ...]:
        """Give every version of a source, the oldest first."""
        with self.transaction() as connection:
            return reading.versions(connection, clean_source(source))

    def find(self, query: Query) -> Hits:
        """Give one page of the statements that a query finds. Raises QueryError for a query that breaks its syntax."""
        with self.transaction() as connection:
            return finding.find(connection, query)

    def speaker(self, name: str | int) -> Profile | None:
        """Give the profile of the speaker whom a name (or a number) fits best, or None."""
        with self.transaction() as connection:
            return profile.profile(connection, name)

    def speakers(self, name: str = "", *, limit: int = 50) -> tuple[Bearer, ...]:
        """Give the speakers whom a name fits, those quoted most first; without a name, those of all."""
        with self.transaction() as connection:
            return profile.speakers(connection, name, limit)

    def merge(self, one: int, other: int, *, at: datetime.datetime) -> Joining:
        """Join two speakers by hand."""
        with self.transaction(writes=True) as connection:
            return joining.merge(connection, one, other, at)

    def split(self, number: int, *, at: datetime.datetime) -> Joining:
        """Part a name from the speaker that it was joined with."""
        with self.transaction(writes=True) as connection:
            return joining.split(connection, number, at)

    def undo(self, number: int) -> Joining:
        """Take back a joining or a parting."""
        with self.transaction(writes=True) as connection:
            return joining.undo(connection, number)

    def joinings(self, number: int | None = None) -> tuple[Joining, ...]:
        """Give the decisions about one speaker, or all of them, the latest first."""
        with self.transaction() as connection:
            return joining.joinings(connection, number)

    def article(self, identity: str) -> KeptArticle | None:
        """Give the article of an id with all that is kept about it, or None."""
        with self.transaction() as connection:
            return articles.article(connection, identity)

    def statement(self, article: str, identity: str) -> KeptStatement | None:
        """Give one statement by the id of its article and its own, or None."""
        with self.transaction() as connection:
            return articles.statement(connection, article, identity)

    def elsewhere(self, hit: Hit) -> tuple[Likeness, ...]:
        """Give what may be the same statement in other articles: same speaker, about the same day, shared words."""
        with self.transaction() as connection:
            return elsewhere.elsewhere(connection, hit)

    def facets(self, query: Query) -> Facets:
        """Count what a query finds by speaker, role, language, outlet, agency, act, kind and stance."""
        with self.transaction() as connection:
            return facets.facets(connection, query)

    def histogram(self, query: Query) -> tuple[Bar, ...]:
        """Count what a query finds by day, week, month or year."""
        with self.transaction() as connection:
            return bars.histogram(connection, query)

    def relays(self, query: Query) -> tuple[Relay, ...]:
        """Give who passes whose words on in what a query finds, the commonest steps first."""
        with self.transaction() as connection:
            return relays.relays(connection, query)

    def status(self) -> Status:
        """Give what the store holds, what came in last, what failed, and its feeds."""
        with self.transaction() as connection:
            return status.status(connection)

    def correct(self, wanted: Correction) -> Correction:
        """Correct a field of a statement by hand. Raises UsageError for a value that the field cannot have."""
        with self.transaction(writes=True) as connection:
            return correcting.correct(connection, wanted)

    def undo_correction(self, number: int) -> Correction:
        """Take a correction back."""
        with self.transaction(writes=True) as connection:
            return correcting.undo(connection, number)

    def corrections(self) -> tuple[Correction, ...]:
        """Give every correction, the latest first."""
        with self.transaction() as connection:
            return correcting.corrections(connection)

    def check(self) -> tuple[str, ...]:
        """Give what is wrong with the store, one line each; nothing when it is whole."""
        with self.transaction() as connection:
            return tuple(whole.problems(connection))

    def reindex(self) -> None:
        """Make the index anew from what is kept, by the word rules of this version."""
        with self.transaction(writes=True) as connection:
            whole.reindex(connection)

    def counts(self) -> dict[str, int]:
        """Give how many articles, statements, speakers, sources and failures it holds."""
        with self.transaction() as connection:
            return whole.counts(connection)

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        """Give a connection in a transaction: that of `together`, or one of its own."""
        mine: Connection | None = getattr(self._mine, "connection", None)
        with telling(self.where):
            if mine is not None:
                yield mine
                return
            with self._engine.connect().execution_options(writes=writes) as connection, connection.begin():
                if writes:
                    wait_for_writers(connection)
                yield connection
