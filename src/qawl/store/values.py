"""The values that a store answers with."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from qawl.model import LinkKind, Reading, SpeakerKind, Statement

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


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody corrected in a statement: `value` is shown in the place of what was `read`; null means none.

    `field` is `speaker`, `role`, `addressee`, `channel`, `act`, `kind`, `stance`, `statement` (it is none), or `note`
    (it changes nothing). `statement` is the number of a hit. A correction belongs to one version of a page.
    """

    statement: int
    field: str
    value: str | None = None
    note: str = ""
    at: datetime.datetime
    number: int = 0
    read: str | None = None
    is_undone: bool = False


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


class Likeness(msgspec.Struct, frozen=True):
    """A statement that may be the same as another, and the part of the words that both have; null across languages."""

    hit: Hit
    shared: float | None


class RoleHeld(msgspec.Struct, frozen=True):
    """A role as it was written, how often, the first and last day it was stated, and the kind of office it names."""

    role: str
    count: int
    first: datetime.date | None = None
    last: datetime.date | None = None
    office: str | None = None


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
    statements by field: of all of them `act`, `language`, `outlet`, `year`; of the latest `addressee`, `channel`,
    `agency` and `about` (speakers named in what was said). `timeline` counts them by day, week, month or year.
    `others` are different speakers that the name also fits.
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
    timeline: tuple[Bar, ...] = ()


class Joining(msgspec.Struct, frozen=True):
    """One decision that two names are one speaker (`join`) or are not (`part`), and whether it was undone."""

    number: int
    decision: Literal["join", "part"]
    one: Bearer
    other: Bearer
    reason: str
    at: datetime.datetime | None = None
    is_undone: bool = False


class Version(msgspec.Struct, frozen=True):
    """One version of a source: which article it was and when it was fetched."""

    source: str
    version: int
    article: str
    fetched_at: datetime.datetime
    title: str | None = None


class KnownEdition(msgspec.Struct, frozen=True):
    """Another language edition of a page; `article` is its id where it is kept too."""

    language: str
    label: str
    url: str | None = None
    article: str | None = None
    title: str | None = None


class KeptArticle(msgspec.Struct, frozen=True):
    """An article as it is kept, with what was corrected in it.

    `reading` is shown as corrected; statements found to be none are among the others, and `refuted` has their ids.
    `numbers` gives the number of each statement by its id. `versions` are those of its sources, the newest first.
    """

    number: int
    reading: Reading
    is_current: bool
    source: str
    fetched_at: datetime.datetime | None
    numbers: dict[str, int]
    versions: tuple[Version, ...] = ()
    corrections: tuple[Correction, ...] = ()
    refuted: tuple[str, ...] = ()
    editions: tuple[KnownEdition, ...] = ()


class KeptStatement(msgspec.Struct, frozen=True):
    """One statement as it is kept: `read` is what was read before any correction."""

    hit: Hit
    read: Statement
    is_refuted: bool = False
    corrections: tuple[Correction, ...] = ()


class Facet(msgspec.Struct, frozen=True):
    """A value that found statements have, what a filter takes for it, and how many have it."""

    value: str
    count: int


class Facets(msgspec.Struct, frozen=True):
    """How many of the found statements have which value, the commonest first; each field without its own filter.

    `counted` statements were looked at; when `is_sample`, these are the newest, and there are more.
    """

    speaker: tuple[Facet, ...] = ()
    role: tuple[Facet, ...] = ()
    lang: tuple[Facet, ...] = ()
    outlet: tuple[Facet, ...] = ()
    agency: tuple[Facet, ...] = ()
    act: tuple[Facet, ...] = ()
    kind: tuple[Facet, ...] = ()
    stance: tuple[Facet, ...] = ()
    counted: int = 0
    is_sample: bool = False


class Bar(msgspec.Struct, frozen=True):
    """How many statements were published from one day to another, both included."""

    since: datetime.date
    until: datetime.date
    count: int


class Giver(msgspec.Struct, frozen=True, order=True):
    """One who speaks or passes words on; a name that packs know in several scripts is one giver."""

    kind: LinkKind
    name: str


class Relay(msgspec.Struct, frozen=True):
    """Words that went from one to another on their way to a page, and how many statements went so."""

    giver: Giver
    taker: Giver
    count: int


class Addition(msgspec.Struct, frozen=True):
    """An article that was added."""

    article: str
    title: str | None
    language: str
    source: str
    fetched_at: datetime.datetime
    statements: int


class Status(msgspec.Struct, frozen=True):
    """What a store holds, what came in last, what failed, and its feeds."""

    counts: dict[str, int]
    latest: tuple[Addition, ...] = ()
    failures: tuple[Failure, ...] = ()
    feeds: tuple[FeedState, ...] = ()
