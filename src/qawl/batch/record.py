"""What a source gives: pages to read, each by the name that the store keeps it by, and what went wrong."""

from __future__ import annotations

import datetime
import hashlib

import msgspec

from qawl.model import Page


class Record(msgspec.Struct, frozen=True):
    """One page to read. `source` is the name that the store keeps it by: the same for the same page in every run.

    `language` and `date` are what the list or feed says about the page; `fetched_at` is when an archive fetched it;
    `origin` is the archive or list that it stands in.
    """

    source: str
    page: Page
    language: str | None = None
    date: datetime.date | None = None
    fetched_at: datetime.datetime | None = None
    origin: str | None = None


class Broken(msgspec.Struct, frozen=True):
    """A source that gives no page, or an archive that gives no more, and why."""

    source: str
    reason: str
    origin: str | None = None


class Whole(msgspec.Struct, frozen=True):
    """A folder, archive, list or feed that was read to its end: an earlier failure of it is over."""

    source: str


class Known(msgspec.Struct, frozen=True):
    """A page that is kept already and need not be fetched again."""

    source: str


Item = Record | Broken | Whole | Known


def digest_of(page: Page) -> str:
    """Return the hash by which the store knows a page again."""
    content = page.content.encode("utf-8", "surrogatepass") if isinstance(page.content, str) else page.content
    return hashlib.sha256(content).hexdigest()
