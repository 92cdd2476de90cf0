"""Readings in the vocabulary of schema.org: a NewsArticle with the quotations and claims in it, as JSON-LD.

https://schema.org/Quotation, https://schema.org/Claim, https://schema.org/NewsArticle
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from qawl.export.identity import urn, urn_of
from qawl.export.linked import Node, node, write_document
from qawl.model import Article, Reading, Speaker, Statement

_CONTEXT = {"@context": "https://schema.org"}
_PEOPLE = ("person", "unnamed")  # schema.org knows persons and organisations; the others are bodies


def write_schema_org(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write one JSON-LD document whose `@graph` holds an article each."""
    count = 0

    def articles() -> Iterator[Node]:
        nonlocal count
        for reading in readings:
            count += len(reading.statements)
            yield _article(reading)

    write_document(out, _CONTEXT, "@graph", articles())
    return count


def _article(reading: Reading) -> Node:
    article = reading.article
    speakers = {speaker.id: _speaker(article, speaker) for speaker in reading.speakers}
    parts = [_statement(article, statement, speakers) for statement in reading.statements]
    credited = "; ".join(credit.name for credit in article.credits if credit.kind == "source")
    return {"@id": urn_of(article)} | node(
        "NewsArticle",
        url=article.url,
        headline=article.title.text if article.title else None,
        inLanguage=article.language,
        datePublished=article.published.date.isoformat() if article.published else None,
        dateModified=article.modified.date.isoformat() if article.modified else None,
        publisher=node("Organization", name=article.publisher.name) if article.publisher else None,
        author=[node("Person", name=author.name) for author in article.authors],
        creditText=credited,
        dateline=article.dateline.text if article.dateline else None,
        articleBody=article.text,
        hasPart=parts,
    )


def _statement(article: Article, statement: Statement, speakers: dict[str, Node]) -> Node:
    """Return a Quotation where words are quoted, a Claim where only their sense is given."""
    is_quoted = statement.kind != "indirect"
    speaker = speakers.get(statement.speaker.id) if statement.speaker else None
    is_document = speaker is not None and speaker["@type"] == "CreativeWork"
    said = None if is_document else speaker
    agencies = [node("Organization", name=link.name) for link in statement.chain if link.kind == "agency"]
    return {"@id": urn_of(article, statement)} | node(
        "Quotation" if is_quoted else "Claim",
        text=" … ".join(span.text for span in statement.content),
        inLanguage=article.language,
        spokenByCharacter=said if is_quoted else None,
        creator=None if is_quoted else said,
        isBasedOn=speaker if is_document else None,
        creditText=statement.source.text if statement.source else None,
        audience=node("Audience", name=statement.addressee.text) if statement.addressee else None,
        publication=node("PublicationEvent", name=statement.channel.text) if statement.channel else None,
        dateCreated=statement.when.date.isoformat() if statement.when and statement.when.date else None,
        temporal=statement.when.text if statement.when else None,
        locationCreated=node("Place", name=statement.where.text) if statement.where else None,
        provider=agencies,
        keywords=[statement.kind, statement.class_, statement.act, statement.stance],
        isPartOf={"@id": urn_of(article)},
    )


def _speaker(article: Article, speaker: Speaker) -> Node:
    name = {"@id": urn("speaker", article.id, article.url or "", speaker.id)}
    names = sorted({*speaker.names.values()} - {speaker.name})
    if speaker.kind == "document":
        return name | node("CreativeWork", name=speaker.name, alternateName=names)
    if speaker.kind not in _PEOPLE:
        return name | node("Organization", name=speaker.name, alternateName=names, description=speaker.role)
    works_for = node("Organization", name=speaker.organisation) if speaker.organisation else None
    return name | node(
        "Person", name=speaker.name, alternateName=names, jobTitle=speaker.role, affiliation=works_for
    )  # fmt: skip


