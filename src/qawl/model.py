"""The values of a reading, as they are published: one schema for Python, the command line and every export."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from qawl.span import Span

SCHEMA = 1

Kind = Literal["direct", "indirect", "mixed"]
Class = Literal["speech", "belief", "intention", "decision"]
Stance = Literal["neutral", "distancing", "endorsing"]
LinkKind = Literal["speaker", "channel", "agency", "publisher"]
CreditKind = Literal["source", "photo", "author"]
EventKind = Literal["meeting", "handover", "call", "visit", "signing", "appointment", "attack"]
PartRole = Literal["actor", "partner", "object", "recipient"]
SpeakerKind = Literal["person", "organisation", "state", "group", "unnamed", "document"]


class Page(msgspec.Struct, frozen=True):
    """What was handed in: bytes or text, with all that is known about where they came from.

    `content` as str is plain text and becomes the text of record unchanged; as bytes it is decoded first and may be
    HTML. `charset` is what the transport claims, and may be wrong. `name` is what error messages call the page.
    """

    content: bytes | str
    url: str | None = None
    charset: str | None = None
    media_type: str | None = None
    name: str = "page"


class Dated(msgspec.Struct, frozen=True):
    """A day that the page states or implies; offsets are null when it stands only in the page's metadata."""

    date: datetime.date
    text: str | None = None
    start: int | None = None
    end: int | None = None
    evidence: str = ""


class Named(msgspec.Struct, frozen=True):
    """A name that the page gives (publisher, author); offsets are null when it stands only in the metadata."""

    name: str
    start: int | None = None
    end: int | None = None


class Credit(msgspec.Struct, frozen=True):
    """A line or bracket that names where the text or the picture comes from."""

    kind: CreditKind
    name: str
    start: int | None = None
    end: int | None = None


class Edition(msgspec.Struct, frozen=True):
    """The same page in another language: label as written (`Ru`), address when the page links it."""

    language: str
    label: str
    url: str | None = None


class Article(msgspec.Struct, frozen=True):
    """The text of record and what the page says about itself.

    `body` holds the half-open ranges of `text` that are running prose: no title, date line, credits, captions.
    """

    id: str
    url: str | None
    language: str
    direction: Literal["ltr", "rtl"]
    title: Span | None
    text: str
    published: Dated | None = None
    modified: Dated | None = None
    publisher: Named | None = None
    authors: tuple[Named, ...] = ()
    credits: tuple[Credit, ...] = ()
    editions: tuple[Edition, ...] = ()
    dateline: Span | None = None
    apparatus: tuple[Span, ...] = ()  # lines that are not prose: edition labels, date line, credits, publisher


class RoleStated(msgspec.Struct, frozen=True):
    """A role as the article states it of a speaker, on the day of the article.

    `office` is the kind of office that the role names (`minister`, `spokesperson` …), null where the title tables of
    the language know none. `start` and `end` are the passage that states it; `role` has its words in the nominative.
    """

    role: str
    office: str | None = None
    organisation: str | None = None
    date: datetime.date | None = None
    start: int | None = None
    end: int | None = None


class Speaker(msgspec.Struct, frozen=True):
    """One person or body that speaks in this article, or several that speak as one.

    `role` is the one of `roles` in which it most likely speaks here. `members` holds the ids of those who make up a
    group that the article lists by name (*A and B said*); they are speakers of the reading, too.
    """

    id: str
    name: str
    kind: SpeakerKind = "person"
    role: str | None = None
    organisation: str | None = None
    names: dict[str, str] = {}
    roles: tuple[RoleStated, ...] = ()
    members: tuple[str, ...] = ()


class SpeakerRef(msgspec.Struct, frozen=True):
    """The speaker of a statement: the id within the reading, the fullest name, the role stated."""

    id: str
    name: str
    role: str | None = None


class When(msgspec.Struct, frozen=True):
    """A time expression and the day it means; `date` is null when the text does not settle it."""

    text: str
    date: datetime.date | None = None
    start: int | None = None
    end: int | None = None


class Link(msgspec.Struct, frozen=True):
    """One step of the way the words took from the speaker to this page."""

    kind: LinkKind
    name: str
    start: int | None = None
    end: int | None = None


class Participant(msgspec.Struct, frozen=True):
    """Somebody or something in an event, and the part it has there."""

    role: PartRole
    span: Span


class Event(msgspec.Struct, frozen=True):
    """What a statement reports that somebody did: `verb` is the word that says so.

    `code` and `mode` are those of the PLOVER scheme (its draft 0.8 of 2021), null where it has none.
    """

    kind: EventKind
    verb: Span
    participants: tuple[Participant, ...]
    when: When | None = None
    where: Span | None = None
    code: str | None = None
    mode: str | None = None


class Statement(msgspec.Struct, frozen=True, rename={"class_": "class", "in_": "in"}):
    """One attribution: who (source) signals (cue) what (content), and everything known around it.

    `refers_to` holds the passages that an anaphoric content ("said so") points back to. `in_` is the id of the
    statement that encloses this one. `evidence` names, field by field, the rule or model head that spoke.
    """

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Kind
    class_: Class
    act: str
    stance: Stance = "neutral"
    speaker: SpeakerRef | None = None
    addressee: Span | None = None
    channel: Span | None = None
    when: When | None = None
    where: Span | None = None
    via: Span | None = None
    in_: str | None = None
    refers_to: tuple[Span, ...] = ()
    chain: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    confidence: float = 0.0
    evidence: tuple[str, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """An article with its speakers and statements."""

    article: Article
    speakers: tuple[Speaker, ...] = ()
    statements: tuple[Statement, ...] = ()
    schema: int = SCHEMA
