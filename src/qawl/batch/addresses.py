"""Pages of the web: single ones as they are, feeds and sitemaps entry by entry and with good manners."""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Callable, Iterator

import msgspec

from qawl.batch.record import Broken, Item, Known, Record, Whole
from qawl.errors import QawlError
from qawl.feeds.feed import is_feed, read_feed
from qawl.feeds.manners import Visitor
from qawl.feeds.values import Entry, Feed
from qawl.fetch.client import fetch, refusal
from qawl.model import Page

DEEPEST = 3  # an index of indexes of sitemaps; the protocol allows one level
MOST_FEEDS = 500  # sitemaps below one index

FetchedAt = Callable[[str], datetime.datetime | None]


class Journey(msgspec.Struct, frozen=True):
    """How to go through the entries of feeds: who asks, how many at most, and when the store fetched each last.

    `is_asked_for` says that a person named the addresses; pages that feeds name are for robots.txt to allow.
    """

    visitor: Visitor
    most: int
    fetched_at: FetchedAt
    is_asked_for: bool = True


def address_items(journey: Journey, url: str, opened: Page | None = None) -> Iterator[Item]:
    """Give the page at an address, or the pages that it lists when it is a feed or a sitemap.

    With `opened` the page is not fetched: it is a file that lies here.
    """
    page = opened or (_fetched if journey.is_asked_for else _asked)(url, journey.visitor)
    if isinstance(page, Broken):
        yield page
    elif is_feed(page):
        yield from feed_items(url, page, journey)
    else:
        yield Record(url, page)


def feed_items(source: str, page: Page, journey: Journey) -> Iterator[Item]:
    """Give the pages that a feed lists, sitemaps below it included; those that are kept and unchanged are not fetched.

    What stands beyond the limits is told as broken, and so is each part that cannot be read.
    """
    waiting, seen, count, is_whole = deque([(source, 0)]), {source}, 0, True
    while waiting:
        address, depth = waiting.popleft()
        feed = _listed(address, _asked(address, journey.visitor) if depth else page)
        if isinstance(feed, Broken):
            yield feed
            is_whole = False
            continue
        for entry in feed.entries[: journey.most - count]:
            yield entry_item(entry, journey)
        count += len(feed.entries)
        if feed.is_cut or count > journey.most:
            yield Broken(source, f"{source}: the feed lists more than {journey.most:,} pages: the rest is left out")
            return
        parts = [part for part in feed.parts if part not in seen]
        if parts and (depth >= DEEPEST or len(seen) + len(parts) > MOST_FEEDS):
            yield Broken(source, f"{source}: too many sitemaps below this one: name some of them instead")
            return
        seen.update(parts)
        waiting += [(part, depth + 1) for part in parts]
    if is_whole:
        yield Whole(source)


def _listed(address: str, page: Page | Broken) -> Feed | Broken:
    if isinstance(page, Broken):
        return page
    try:
        return read_feed(page)
    except QawlError as error:
        return Broken(address, str(error))


def entry_item(entry: Entry, journey: Journey) -> Item:
    """Give the page of an entry, unless the store fetched it after the feed says it last changed."""
    fetched = journey.fetched_at(entry.link)
    if fetched is not None and (entry.updated is None or entry.updated <= fetched):
        return Known(entry.link)
    found = _asked(entry.link, journey.visitor)
    return found if isinstance(found, Broken) else Record(entry.link, found, date=entry.date)


def _fetched(url: str, visitor: Visitor) -> Page | Broken:
    manners = visitor.manners
    try:
        return fetch(url, allow_private=manners.allow_private, limits=manners.limits)
    except QawlError as error:
        return Broken(url, str(error))


def _asked(url: str, visitor: Visitor) -> Page | Broken:
    try:
        answer = visitor.ask(url)
    except QawlError as error:
        return Broken(url, str(error))
    return answer.page or Broken(url, refusal(answer))
