"""The store: keeps readings for good, and finds what was said in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from qawl.model import Reading
from qawl.search.query import Query
from qawl.store.values import Failure, Hits, Joining, Kept, Profile


def open_store(address: str | Path | None = None, *, write: bool = True) -> Store:
    """Open a store, and make it if it is not there and `write` is set.

    `address` is a file, or `postgresql://user@host/database`; without one it is the default place. Raises StoreError:
    no store there, no right to it, of a newer qawl, damaged.
    """
    raise NotImplementedError


class Store:
    """An open store; a context manager. Safe to share between threads; every method is one transaction of its own."""

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give back every connection."""
        raise NotImplementedError

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make everything that this thread writes inside one transaction: all of it is kept, or none."""
        raise NotImplementedError
        yield

    def keep(self, reading: Reading, *, source: str, fetched_at: datetime.datetime, digest: str = "") -> Kept:
        """Keep a reading. The same content twice is one article; other content at a source is a new version.

        `source` is the address, path or record that the page came from; `digest` the hash of its bytes, which `has`
        asks for. Forgets a failure of that source.
        """
        raise NotImplementedError

    def has(self, source: str, digest: str) -> bool:
        """Whether the newest version of a source came from the bytes with this hash."""
        raise NotImplementedError

    def fail(self, source: str, reason: str, at: datetime.datetime) -> None:
        """Record that a source could not be read."""
        raise NotImplementedError

    def failures(self) -> tuple[Failure, ...]:
        """Give the sources that could not be read and were not read since, the latest first."""
        raise NotImplementedError

    def readings(self) -> Iterator[Reading]:
        """Give the newest version of every article, in the order in which they were kept, a few at a time in memory."""
        raise NotImplementedError

    def versions(self, source: str) -> tuple[Reading, ...]:
        """Give every version of a source, the oldest first."""
        raise NotImplementedError

    def find(self, query: Query) -> Hits:
        """Give one page of the statements that a query finds. Raises QueryError for a query that breaks its syntax."""
        raise NotImplementedError

    def speaker(self, name: str | int) -> Profile | None:
        """Give the profile of the speaker whom a name (or a number) fits best, or None."""
        raise NotImplementedError

    def merge(self, one: int, other: int, *, at: datetime.datetime) -> Joining:
        """Join two speakers by hand."""
        raise NotImplementedError

    def split(self, number: int, *, at: datetime.datetime) -> Joining:
        """Part a name from the speaker that it was joined with."""
        raise NotImplementedError

    def undo(self, joining: int) -> Joining:
        """Take back a joining or a parting."""
        raise NotImplementedError

    def joinings(self, number: int | None = None) -> tuple[Joining, ...]:
        """Give the decisions about one speaker, or all of them, the latest first."""
        raise NotImplementedError

    def check(self) -> tuple[str, ...]:
        """Give what is wrong with the store, one line each; nothing when it is whole."""
        raise NotImplementedError

    def counts(self) -> dict[str, int]:
        """Give how many articles, statements, speakers, sources and failures it holds."""
        raise NotImplementedError
