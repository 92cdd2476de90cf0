"""Readings as entities of FollowTheMoney, one a line: the schema names are those of version 3.8 and 4.

https://followthemoney.tech/explorer/ -- a page is an Article, a speaker a Person, Organization, PublicBody, LegalEntity
or Document, a statement a Note about its speaker with the Article as its proof, and a Documentation that links the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, BinaryIO

import msgspec
from babel.core import get_global

from qawl.export.characters import permitted
from qawl.export.identity import urn_of
from qawl.fold import fold_words
from qawl.model import Article, Reading, Speaker, Statement

Entity = dict[str, Any]

_SCHEMA_OF = {
    "person": "Person",
    "organisation": "Organization",
    "state": "PublicBody",
    "group": "LegalEntity",
    "unnamed": "LegalEntity",
    "document": "Document",
}


def write_follow_the_money(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write entities as JSON Lines; one that comes in several articles is written for each, under the same id."""
    count = 0
    for reading in readings:
        for entity in entities(reading):
            out.write(msgspec.json.encode(entity) + b"\n")
        count += len(reading.statements)
    return count


def entities(reading: Reading) -> Iterator[Entity]:
    """Give the entities of a reading: the article, the speakers and their bodies, the statements and their links."""
    article = reading.article
    yield _article(article)
    speakers = {speaker.id: speaker_id(article, speaker) for speaker in reading.speakers}
    for speaker in reading.speakers:
        yield from _speaker(article, speaker)
    for statement in reading.statements:
        speaker_of = speakers.get(statement.speaker.id) if statement.speaker else None
        yield _note(article, statement, speaker_of)
        if speaker_of:
            yield _link(article, statement, speaker_of)


def speaker_id(article: Article, speaker: Speaker) -> str:
    """Return the id of a speaker: one for all pages of a language that give the same name to the same kind.

    Somebody without a name is somebody else in every article.
    """
    where = urn_of(article) if speaker.kind == "unnamed" else article.language
    return _id("speaker", speaker.kind, where, " ".join(fold_words(speaker.name).split()))


def _article(article: Article) -> Entity:
    return _entity(
        "Article",
        _id(urn_of(article)),
        title=[article.title.text] if article.title else [article.id],
        bodyText=[article.text],
        sourceUrl=[article.url],
        language=[_three_letters(article.language)],
        publishedAt=[article.published.date.isoformat()] if article.published else [],
        modifiedAt=[article.modified.date.isoformat()] if article.modified else [],
        publisher=[article.publisher.name] if article.publisher else [],
        author=[author.name for author in article.authors],
        keywords=[f"{credit.kind}: {credit.name}" for credit in article.credits],
    )


def _speaker(article: Article, speaker: Speaker) -> Iterator[Entity]:
    schema, number = _SCHEMA_OF[speaker.kind], speaker_id(article, speaker)
    held = {"position" if schema == "Person" else "summary": [speaker.role]}
    names = {"title" if schema == "Document" else "name": [speaker.name]}
    others = sorted({*speaker.names.values()} - {speaker.name})
    yield _entity(schema, number, **names, **held, alias=others, proof=[_id(urn_of(article))])
    if speaker.organisation and schema == "Person":
        body = _id("body", article.language, " ".join(fold_words(speaker.organisation).split()))
        yield _entity("Organization", body, name=[speaker.organisation])
        yield _entity(
            "UnknownLink", _id("link", number, body), subject=[number], object=[body], role=[speaker.role or "member"]
        )


def _note(article: Article, statement: Statement, speaker: str | None) -> Entity:
    source = statement.source.text if statement.source else ""
    return _entity(
        "Note",
        _id(urn_of(article, statement)),
        description=[" … ".join(span.text for span in statement.content)],
        entity=[speaker],
        proof=[_id(urn_of(article))],
        summary=[_circumstances(statement)],
        name=[] if speaker else [source],
        keywords=[statement.kind, statement.class_, statement.act, statement.stance],
        detectedLanguage=[_three_letters(article.language)],
        publisher=[article.publisher.name] if article.publisher else [],
        sourceUrl=[article.url],
    )


def _link(article: Article, statement: Statement, speaker: str) -> Entity:
    """Return the edge from the article to the speaker; `role` is what was done by saying it."""
    day = statement.when.date if statement.when else None
    return _entity(
        "Documentation",
        _id("said", urn_of(article, statement)),
        document=[_id(urn_of(article))],
        entity=[speaker],
        role=[statement.act],
        date=[day.isoformat()] if day else [],
        description=[" … ".join(span.text for span in statement.content)],
        recordId=[statement.id],
        sourceUrl=[article.url],
    )


def _circumstances(statement: Statement) -> str:
    """Return what FollowTheMoney has no property for, named as in the schema of a reading."""
    spans = ((name, getattr(statement, name)) for name in ("addressee", "channel", "where", "via"))
    known = [f"{name}: {span.text}" for name, span in spans if span]
    chain = " → ".join(link.name for link in statement.chain)
    return "; ".join([*known, *([f"chain: {chain}"] if chain else [])])


def _entity(schema: str, number: str, /, **properties: Sequence[str | None]) -> Entity:
    known = {name: [permitted(value) for value in values if value] for name, values in properties.items()}
    return {"id": number, "schema": schema, "properties": {name: values for name, values in known.items() if values}}


def _id(*parts: str) -> str:
    return "qawl-" + hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:40]


@cache
def _three_letters(code: str) -> str | None:
    """Return the code of ISO 639-3 for one of 639-1: of several that CLDR knows, the one that goes on from it."""
    codes = sorted(long for long, short in get_global("language_aliases").items() if short == code and len(long) == 3)
    return next((long for long in codes if long.startswith(code)), None)
