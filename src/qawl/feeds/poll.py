"""Ask a feed what is new, and settle when to ask again."""

from __future__ import annotations

import datetime
import hashlib

import msgspec

from qawl.errors import FeedError, FetchError, QawlError
from qawl.feeds.feed import read_feed
from qawl.feeds.manners import Visitor
from qawl.feeds.values import Feed
from qawl.feeds.watchlist import Watched
from qawl.fetch.client import Answer, Validators, refusal
from qawl.store.values import FeedState

LONGEST = datetime.timedelta(days=1)  # between two polls of a feed that fails
_MOST_DOUBLINGS = 12
_JITTER = 0.1  # of the interval, so that feeds that began together do not stay together
_UNCHANGED = 304


class Polled(msgspec.Struct, frozen=True):
    """What a poll gave: the feed where it has changed, and its state once the entries are kept."""

    state: FeedState
    feed: Feed = Feed()


def poll(watched: Watched, state: FeedState, visitor: Visitor) -> Polled:
    """Ask a feed whether it changed. A feed that fails is asked again after twice the time, up to a day.

    A wait that its machine asks for is kept to. The state says what failed; nothing is raised for one feed.
    """
    now = visitor.manners.clock.now()
    answer: Answer | None = None
    try:
        answer = visitor.ask(watched.address, Validators(state.etag, state.last_modified))
        if answer.status == _UNCHANGED:
            return Polled(_succeeded(watched, state, now))
        if answer.page is None:
            raise FetchError(refusal(answer))
        feed = read_feed(answer.page)
        if feed.parts:
            raise FeedError(f"{answer.url}: this is an index of sitemaps: name those in it that list the news")
    except QawlError as error:
        wait = answer.retry_after if answer else None
        return Polled(_failed(watched, state, now, str(error), wait))
    changed = msgspec.structs.replace(
        state,
        title=watched.name or feed.title or state.title,
        etag=answer.validators.etag,
        last_modified=answer.validators.last_modified,
    )
    return Polled(_succeeded(watched, changed, now), feed)


def is_due(state: FeedState, now: datetime.datetime) -> bool:
    """Whether it is time to ask a feed."""
    return state.due_at is None or state.due_at <= now


def _succeeded(watched: Watched, state: FeedState, now: datetime.datetime) -> FeedState:
    due = now + watched.interval * (1 + _jitter(watched.address, now))
    return msgspec.structs.replace(state, polled_at=now, due_at=due, error=None, errors=0)


def _failed(
    watched: Watched, state: FeedState, now: datetime.datetime, error: str, wait: float | datetime.datetime | None
) -> FeedState:
    errors = state.errors + 1
    doubled = watched.interval.total_seconds() * 2 ** min(errors, _MOST_DOUBLINGS)  # may be more than a timedelta holds
    longest = max(LONGEST, watched.interval)
    pause = longest if doubled > longest.total_seconds() else datetime.timedelta(seconds=doubled)
    due = now + pause * (1 + _jitter(watched.address, now))
    asked = now + datetime.timedelta(seconds=wait) if isinstance(wait, float) else wait
    latest = now + datetime.timedelta(days=7)  # a machine that asks for more has made a mistake
    return msgspec.structs.replace(
        state, polled_at=now, due_at=max(due, min(asked or due, latest)), error=error, errors=errors
    )


def _jitter(address: str, now: datetime.datetime) -> float:
    """Return a share of an interval that looks like chance and is the same for the same feed and moment."""
    seed = hashlib.sha256(f"{address} {now.isoformat()}".encode()).digest()
    return _JITTER * int.from_bytes(seed[:4], "big") / 2**32
