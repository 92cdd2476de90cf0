"""Keep a stream of pages in a store: many read at once, one writer, in the order of the stream."""

from __future__ import annotations

import datetime
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Literal

import msgspec

from qawl.batch.reading import Attempt
from qawl.batch.record import Broken, Item, Known, Record, Whole, digest_of
from qawl.batch.workers import Give, Readers
from qawl.errors import StoreError
from qawl.model import Reading
from qawl.store.store import Store

TOGETHER = 64  # pages in one transaction
PATIENCE = 1.0  # seconds that a page waits for others to be kept with it

Outcome = Literal["new", "changed", "unchanged", "failed"]
Now = Callable[[], datetime.datetime]


class Added(msgspec.Struct, frozen=True):
    """What became of one source, once the store has it for good."""

    source: str
    outcome: Outcome
    reason: str = ""
    statements: int = 0


class _Begun(msgspec.Struct, frozen=True):
    """An item on its way: `give` waits for what came of a record that had to be read."""

    item: Item
    digest: str = ""
    give: Give | None = None


def add_items(items: Iterable[Item], store: Store, readers: Readers, now: Now) -> Generator[Added, None, None]:
    """Read and keep each item, and tell what became of it, in the order of the items.

    A page whose bytes are those kept already is not read. What is told is kept for good, so that a run that was
    stopped anywhere goes on where it was; when it is stopped from outside, what has been read is still kept.
    """
    writer, begun = _Writer(store, now), deque[_Begun]()
    try:
        for item in items:
            begun.append(_begin(item, store, readers))
            while len(begun) > readers.room:
                yield from writer.take(begun.popleft())
        while begun:
            yield from writer.take(begun.popleft())
        yield from writer.flush()
    except (KeyboardInterrupt, GeneratorExit):
        list(writer.flush())
        raise


def _begin(item: Item, store: Store, readers: Readers) -> _Begun:
    if not isinstance(item, Record):
        return _Begun(item)
    digest = digest_of(item.page)
    if store.has(item.source, digest, at=item.fetched_at):
        return _Begun(Known(item.source))
    return _Begun(item, digest, readers.begin(item))


class _Done(msgspec.Struct, frozen=True):
    """What is to be written about one item."""

    item: Item
    digest: str
    came: Attempt


class _Writer:
    """Collects what is to be written and writes it in one transaction."""

    def __init__(self, store: Store, now: Now) -> None:
        self._store, self._now = store, now
        self._waiting: list[_Done] = []
        self._since = time.monotonic()

    def take(self, begun: _Begun) -> Iterator[Added]:
        """Take what came of an item, and tell what was written, if it was time to write."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(_Done(begun.item, begun.digest, begun.give() if begun.give else Attempt()))
        if len(self._waiting) >= TOGETHER or time.monotonic() - self._since >= PATIENCE:
            yield from self.flush()

    def flush(self) -> Iterator[Added]:
        """Write what waits, and tell it."""
        written = self._written()
        self._waiting.clear()
        yield from written

    def _written(self) -> list[Added]:
        try:
            with self._store.together():
                return [added for done in self._waiting for added in self._write(done)]
        except StoreError:
            raise
        except Exception:
            return [added for done in self._waiting for added in self._write_alone(done)]

    def _write_alone(self, done: _Done) -> Iterator[Added]:
        """Write one item by itself: a page that cannot be written must not cost the others."""
        try:
            with self._store.together():
                yield from list(self._write(done))
        except StoreError:
            raise
        except Exception as error:
            told = f"{done.item.source}: what was read cannot be kept ({type(error).__name__}: {error})"
            origin = getattr(done.item, "origin", None)
            yield self._fail(Broken(done.item.source, f"{told}: please report this page", origin))

    def _write(self, done: _Done) -> Iterator[Added]:
        item = done.item
        if isinstance(item, Whole):
            self._store.forget(item.source)
        elif isinstance(item, Known):
            yield Added(item.source, "unchanged")
        elif isinstance(item, Broken):
            yield self._fail(item)
        elif done.came.reading is None:
            yield self._fail(Broken(item.source, done.came.reason, item.origin))
        else:
            yield self._keep(item, done.digest, done.came.reading)

    def _keep(self, record: Record, digest: str, reading: Reading) -> Added:
        at = record.fetched_at or self._now()
        kept = self._store.keep(reading, source=record.source, fetched_at=at, digest=digest)
        return Added(record.source, kept.outcome, statements=len(reading.statements))

    def _fail(self, broken: Broken) -> Added:
        self._store.fail(broken.source, broken.reason, self._now(), origin=broken.origin)
        return Added(broken.source, "failed", broken.reason)
