"""The file that says which feeds are watched (TOML), and how often."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path

import msgspec

from qawl.errors import UsageError
from qawl.languages.pack import load_pack

_SPAN = re.compile(r"(\d{1,6})\s*(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SHORTEST = 60.0  # seconds between two polls of one feed; less is no news and a burden


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One feed as it stands in the file: its address, and what differs from the rest.

    `language` is that of its pages, where it must not be detected; `interval` such as "15m" or "6h".
    """

    address: str
    name: str | None = None
    language: str | None = None
    interval: str | None = None


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to watch: pause between polls of a feed and between pages of one machine, pages of one poll at most.

    `allow_private` lets feeds and pages lie inside the network.
    """

    interval: str = "15m"
    delay: str = "2s"
    max_entries: int = 200
    allow_private: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    feed: list[Source] = []
    watch: Rules = Rules()


class Watched(msgspec.Struct, frozen=True):
    """One feed to watch."""

    address: str
    interval: datetime.timedelta
    name: str | None = None
    language: str | None = None


class Watchlist(msgspec.Struct, frozen=True):
    """All feeds to watch, in the order of the file."""

    feeds: tuple[Watched, ...]
    delay: float
    max_entries: int
    allow_private: bool = False


def read_watchlist(path: Path) -> Watchlist:
    """Read a file of feeds. Raises UsageError with the place and the remedy."""
    try:
        content = path.read_bytes().decode("utf-8")
        listed = msgspec.convert(tomllib.loads(content), _File)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{path}: the file of feeds cannot be read ({reason}): check its name") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise UsageError(f"{path}: this is no file of feeds ({error}): see docs/feeds.md") from error
    if not listed.feed:
        raise UsageError(f'{path}: there are no feeds in this file: write [[feed]] and address = "…"')
    feeds = tuple(_watched(source, listed.watch, path) for source in listed.feed)
    _refuse_repetitions(feeds, path)
    delay = _span(listed.watch.delay, f"{path}: delay")
    return Watchlist(feeds, delay, max(listed.watch.max_entries, 1), listed.watch.allow_private)


def _watched(source: Source, rules: Rules, path: Path) -> Watched:
    if not source.address.lower().startswith(("http://", "https://")):
        raise UsageError(f'{path}: "{source.address}": this is no address: write one that begins with https://')
    if source.language:
        load_pack(source.language)
    where = f"{path}: {source.address}: interval"
    seconds = max(_span(source.interval or rules.interval, where), _SHORTEST)
    return Watched(source.address, datetime.timedelta(seconds=seconds), source.name, source.language)


def _span(stated: str, where: str) -> float:
    found = _SPAN.fullmatch(stated.strip().lower())
    if found is None:
        raise UsageError(f'{where} "{stated}": this is no span of time: write 30s, 15m, 6h or 1d')
    return float(int(found[1]) * _SECONDS[found[2]])


def _refuse_repetitions(feeds: tuple[Watched, ...], path: Path) -> None:
    seen: set[str] = set()
    for feed in feeds:
        if feed.address in seen:
            raise UsageError(f"{path}: {feed.address} stands there twice: leave one out")
        seen.add(feed.address)
