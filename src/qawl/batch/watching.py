"""Watch feeds: ask each when it is due, and add what is new through the same way as everything else."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import msgspec

from qawl.batch.adding import Added, add_items
from qawl.batch.addresses import Journey, entry_item
from qawl.batch.record import Item, Known, Record
from qawl.batch.workers import Readers
from qawl.feeds.manners import Manners, Visitor
from qawl.feeds.poll import Polled, is_due, poll
from qawl.feeds.values import Entry
from qawl.feeds.watchlist import Watched, Watchlist
from qawl.store.store import Store
from qawl.store.values import FeedState

MOST_TRIES = 3  # polls that try an entry whose page cannot be read
_LONGEST_NAP = 3600.0

Stopped = Callable[[], bool]


class Round(msgspec.Struct, frozen=True):
    """What one poll of one feed came to; `left_out` are the entries beyond the limit of the list."""

    watched: Watched
    state: FeedState
    added: tuple[Added, ...] = ()
    left_out: int = 0


class Watch:
    """Watches the feeds of a list. Every poll is kept once its pages are, so that it can be stopped at any moment."""

    def __init__(self, watchlist: Watchlist, store: Store, readers: Readers, manners: Manners) -> None:
        self._watchlist, self._store, self._readers = watchlist, store, readers
        self._clock, self._visitor = manners.clock, Visitor(manners)

    def once(self, stopped: Stopped = lambda: False) -> Iterator[Round]:
        """Ask every feed that is due, the one that has waited longest first, and add what is new."""
        states = self._states()
        due = [one for one in self._watchlist.feeds if is_due(states[one.address], self._clock.now())]
        for watched in sorted(due, key=lambda one: _since(states[one.address])):
            if stopped():
                return
            yield self._round(watched, states[watched.address], stopped)

    def pause(self) -> float:
        """Return the seconds until the next feed is due, an hour at most."""
        now, states = self._clock.now(), self._states()
        rests = [(_since(state) - now).total_seconds() for state in states.values()]
        return min(max(min(rests), 0.0), _LONGEST_NAP)

    def _states(self) -> dict[str, FeedState]:
        known = {state.address: state for state in self._store.feeds()}
        return {feed.address: known.get(feed.address, FeedState(feed.address)) for feed in self._watchlist.feeds}

    def _round(self, watched: Watched, state: FeedState, stopped: Stopped) -> Round:
        polled = poll(watched, state, self._visitor)
        added = tuple(add_items(self._items(watched, polled, stopped), self._store, self._readers, self._clock.now))
        if stopped() and polled.feed.entries:
            return Round(watched, state, added)  # the feed is asked again next time, since entries may be left
        seen = sum(one.outcome != "unchanged" for one in added)
        after = msgspec.structs.replace(polled.state, seen=state.seen + seen)
        if any(one.outcome == "failed" for one in added):  # a feed that did not change would not name the page again
            after = msgspec.structs.replace(after, etag=None, last_modified=None)
        self._store.save_feed(after)
        return Round(watched, after, added, max(len(polled.feed.entries) - self._watchlist.max_entries, 0))

    def _items(self, watched: Watched, polled: Polled, stopped: Stopped) -> Iterator[Item]:
        journey = Journey(self._visitor, self._watchlist.max_entries, self._store.fetched_at)
        for entry in polled.feed.entries[: self._watchlist.max_entries]:
            if stopped():
                return
            item = self._item(entry, journey)
            yield msgspec.structs.replace(item, language=watched.language) if isinstance(item, Record) else item

    def _item(self, entry: Entry, journey: Journey) -> Item:
        failure = self._store.failure(entry.link)
        if failure is not None and failure.tries >= MOST_TRIES:
            return Known(entry.link)
        return entry_item(entry, journey)


def _since(state: FeedState) -> datetime.datetime:
    return state.due_at or datetime.datetime.min.replace(tzinfo=datetime.UTC)
