"""What a feed says."""

from __future__ import annotations

import datetime

import msgspec


class Entry(msgspec.Struct, frozen=True):
    """One page that a feed lists: its address, and what the feed says about it.

    `date` is the day of publication in the zone that the feed writes; `updated` when the page last changed.
    """

    link: str
    title: str | None = None
    date: datetime.date | None = None
    updated: datetime.datetime | None = None


class Feed(msgspec.Struct, frozen=True):
    """What a feed lists, in its order.

    `parts` are the sitemaps that an index of sitemaps lists; `is_cut` says that there was more than a feed may list.
    """

    title: str | None = None
    entries: tuple[Entry, ...] = ()
    parts: tuple[str, ...] = ()
    is_cut: bool = False
