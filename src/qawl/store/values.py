"""The values that a store answers with."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from qawl.model import SpeakerKind, Statement

Outcome = Literal["new", "changed", "unchanged"]


class Kept(msgspec.Struct, frozen=True):
    """What keeping a reading did: `new` page, `changed` page (the old version is kept too), or nothing to do.

    `number` is the article's number in this store; `version` counts the versions of the source from 1.
    """

    outcome: Outcome
    number: int
    version: int


class Failure(msgspec.Struct, frozen=True):
    """A source that could not be read: why, when last, and how often it was tried.

    `origin` is the archive or list that it stands in, null for a source that can be opened by its own name.
    """

    source: str
    reason: str
    at: datetime.datetime
    tries: int = 1
    origin: str | None = None


class FeedState(msgspec.Struct, frozen=True):
    """What is known of a feed between two polls.

    `etag` and `last_modified` are what its machine wants to be asked with; `errors` counts the polls that failed since
    the last that did not, and `error` says why; `seen` counts the entries that were new in all polls.
    """

    address: str
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    polled_at: datetime.datetime | None = None
    due_at: datetime.datetime | None = None
    error: str | None = None
    errors: int = 0
    seen: int = 0


class Snippet(msgspec.Struct, frozen=True):
    """A piece of the content and the half-open ranges of its code points that the query hit.

    `start` is where the piece stands in the text of record.
    """

    text: str
    start: int
    marks: tuple[tuple[int, int], ...] = ()


class Place(msgspec.Struct, frozen=True):
    """The article of a hit: enough to show and to open it."""

    number: int
    id: str
    url: str | None
    source: str
    language: str
    direction: Literal["ltr", "rtl"]
    title: str | None = None
    published: datetime.date | None = None
    outlet: str | None = None


class Hit(msgspec.Struct, frozen=True):
    """A statement found, where it stands, and the piece to show."""

    number: int
    statement: Statement
    article: Place
    snippet: Snippet


class Hits(msgspec.Struct, frozen=True):
    """One page of hits. `total` counts as far as `COUNTED`; `is_more` says that there are more than that."""

    hits: tuple[Hit, ...]
    total: int
    is_more: bool = False
    offset: int = 0


class RoleHeld(msgspec.Struct, frozen=True):
    """A role as it was written, how often, and the first and last day it was stated."""

    role: str
    count: int
    first: datetime.date | None = None
    last: datetime.date | None = None


class Quoted(msgspec.Struct, frozen=True):
    """A statement that several articles carry, and how many."""

    hit: Hit
    articles: int


class Bearer(msgspec.Struct, frozen=True):
    """One name that the store knows a speaker by, in the language of the pages that wrote it so."""

    number: int
    name: str
    language: str
    kind: SpeakerKind
    statements: int


class Profile(msgspec.Struct, frozen=True):
    """A speaker over everything kept.

    `number` is what `merge` and `split` take. `names` are all names joined here, the commonest first. `counts` are
    statements by field (`act`, `language`, `outlet`, `year`). `others` are different speakers that the name also fits.
    """

    number: int
    name: str
    kind: SpeakerKind
    names: tuple[Bearer, ...]
    statements: int
    articles: int
    roles: tuple[RoleHeld, ...] = ()
    counts: dict[str, dict[str, int]] = {}
    latest: tuple[Hit, ...] = ()
    most_quoted: tuple[Quoted, ...] = ()
    others: tuple[Bearer, ...] = ()


class Joining(msgspec.Struct, frozen=True):
    """One decision that two names are one speaker (`join`) or are not (`part`), and whether it was undone."""

    number: int
    decision: Literal["join", "part"]
    one: Bearer
    other: Bearer
    reason: str
    at: datetime.datetime | None = None
    is_undone: bool = False
