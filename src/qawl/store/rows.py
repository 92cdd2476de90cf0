"""Readings as rows, and rows as readings: nothing is lost on the way."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Table

from qawl.model import Article, Reading, Speaker, Statement
from qawl.search.keys import bare, keys_of

DAY = 1 << 24  # statements that one day has room for
_LONGEST_SOURCE = 2_000  # bytes; an index of PostgreSQL holds no entry above 2,704
_KEPT = 1_900  # bytes that are left of a longer one


class Head(msgspec.Struct, frozen=True):
    """A reading without its statements."""

    article: Article
    speakers: tuple[Speaker, ...]
    schema: int


def head_of(reading: Reading) -> str:
    """Return a reading without its statements as JSON."""
    return msgspec.json.encode(Head(reading.article, reading.speakers, reading.schema)).decode()


def fingerprint(reading: Reading) -> str:
    """Return what two readings share exactly when they say the same, wherever the page came from."""
    article = msgspec.structs.replace(reading.article, url=None)
    same = msgspec.structs.replace(reading, article=article)
    return hashlib.sha256(msgspec.json.encode(same)).hexdigest()


def reading_of(head: str, statements: list[str]) -> Reading:
    """Return the reading that rows hold."""
    made, said = msgspec.json.decode(head, type=Head), tuple(map(statement_of, statements))
    return Reading(made.article, (*made.speakers, *_named_by_hand(made, said)), said, made.schema)


def _named_by_hand(head: Head, statements: tuple[Statement, ...]) -> Iterator[Speaker]:
    """Give the speakers whom only a correction names."""
    known = {speaker.id for speaker in head.speakers}
    for statement in statements:
        speaker = statement.speaker
        if speaker is not None and speaker.id not in known:
            known.add(speaker.id)
            yield Speaker(speaker.id, speaker.name, role=speaker.role)


def further_names(speakers: Sequence[Speaker]) -> dict[str, tuple[str, ...]]:
    """Return, by the id of a speaker, the names in other languages: its own and those of its members."""
    known = {speaker.id: speaker for speaker in speakers}
    of = {id: (speaker, *(known[m] for m in speaker.members if m in known)) for id, speaker in known.items()}
    return {id: tuple(name for one in those for name in one.names.values()) for id, those in of.items()}


def statement_row(statement: Statement) -> str:
    """Return a statement as JSON."""
    return msgspec.json.encode(statement).decode()


def statement_of(row: str) -> Statement:
    """Return the statement that a row holds."""
    return msgspec.json.decode(row, type=Statement)


def link_rows(number: int, statement: Statement) -> list[dict[str, object]]:
    """Return the steps of a statement's chain behind its speaker."""
    return [
        {"statement": number, "step": step, "kind": link.kind, "name": clean(link.name) or ""}
        for step, link in enumerate(statement.chain)
        if link.kind != "speaker"
    ]


@lru_cache(maxsize=64)
def head_from(row: str) -> Head:
    """Return the article and the speakers that a row holds."""
    return msgspec.json.decode(row, type=Head)


def first_number(day: datetime.date | None) -> int:
    """Return the least number that a statement of a day may have: numbers order statements by day of publication."""
    return (day.toordinal() if day else 0) * DAY


def end_number(day: datetime.date | None) -> int:
    """Return the number after the greatest of a day."""
    return first_number(day) + DAY


def day_of(number: int) -> datetime.date | None:
    """Return the day of publication that a statement's number tells."""
    return datetime.date.fromordinal(number // DAY) if number >= DAY else None


def published_on(article: Article) -> datetime.date | None:
    """Return the day of publication, where the page says one."""
    return article.published.date if article.published else None


def words_number(statement: Statement, language: str) -> int:
    """Return a number that only statements with the same words share, however they are spaced and marked."""
    words = (bare(span.text[key.start : key.end]) for span in statement.content for key in keys_of(span.text, language))
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=7).digest(), "big")


def clean_source(source: str) -> str:
    """Return the name of a source as every database can keep it: of a long one the beginning with a mark of it all."""
    name = source.replace("\0", "\ufffd").encode("utf-8", "replace")
    if len(name) <= _LONGEST_SOURCE:
        return name.decode()
    return f"{name[:_KEPT].decode('utf-8', 'ignore')}…{hashlib.blake2b(name, digest_size=16).hexdigest()}"


def clean(words: str | None) -> str | None:
    """Return words as every database can keep them."""
    return words.replace("\0", "\ufffd").encode("utf-8", "replace").decode() if words else None


def insert_one(connection: Connection, table: Table, row: Mapping[str, object]) -> int:
    """Put one row in and return the number that it was given."""
    return int(connection.execute(table.insert().values(dict(row)).returning(table.c.number)).scalar_one())


def to_row(value: Any) -> str:
    """Return a time or day as rows hold it."""
    return str(value.isoformat())
