"""The headers of a TEI corpus and of its texts: where a text comes from, who speaks in it, what the codes mean."""

from __future__ import annotations

from typing import Any, get_args

from lxml import etree

from qawl.export.characters import permitted
from qawl.model import Article, Class, Kind, Reading, Speaker, Stance

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_CODES = (("kind", get_args(Kind)), ("class", get_args(Class)), ("stance", get_args(Stance)))


def corpus_header() -> Any:
    """Return the header of the corpus, with the codes that every text uses."""
    top = etree.Element(TEI + "teiHeader", nsmap={None: TEI[1:-1]})
    file = child(top, "fileDesc")
    child(child(file, "titleStmt"), "title", words="Statements in the news")
    child(child(file, "publicationStmt"), "p", words="Written by qawl.")
    child(child(file, "sourceDesc"), "p", words="The articles below, each with its own source.")
    classes = child(child(top, "encodingDesc"), "classDecl")
    for name, values in _CODES:
        _taxonomy(classes, name, [(f"{name}.{value}", value) for value in values])
    return top


def header(reading: Reading, name: str) -> Any:
    """Return the header of one text; `name` is its xml:id, which those of its parts begin with."""
    article = reading.article
    top = etree.Element(TEI + "teiHeader", nsmap={None: TEI[1:-1]})
    _file(child(top, "fileDesc"), article)
    acts = sorted({statement.act for statement in reading.statements})
    if acts:
        classes = child(child(top, "encodingDesc"), "classDecl")
        _taxonomy(classes, f"{name}.act", [(f"{name}.act{n}", act) for n, act in enumerate(acts, start=1)])
    profile = child(top, "profileDesc")
    child(child(profile, "langUsage"), "language", {"ident": article.language}, words=article.language)
    _participants(profile, reading, name)
    return top


def child(parent: Any, name: str, attributes: dict[str, str] | None = None, *, words: str | None = None) -> Any:
    """Add an element to another and return it."""
    made = etree.SubElement(parent, TEI + name, {key: permitted(value) for key, value in (attributes or {}).items()})
    made.text = None if words is None else permitted(words)
    return made


def _file(file: Any, article: Article) -> None:
    title = " ".join(article.title.text.split()) if article.title else "Article without a title"
    titles = child(file, "titleStmt")
    child(titles, "title", words=title)
    for author in article.authors:
        child(titles, "author", words=author.name)
    child(child(file, "publicationStmt"), "p", words="Part of a corpus written by qawl.")
    source = child(child(file, "sourceDesc"), "bibl")
    child(source, "title", words=title)
    if article.publisher:
        child(source, "publisher", words=article.publisher.name)
    if article.published:
        day = article.published.date.isoformat()
        child(source, "date", {"when": day}, words=day)
    child(source, "idno", {"type": "text"}, words=article.id)
    if article.url:
        child(source, "idno", {"type": "URI"}, words=article.url)


def _taxonomy(classes: Any, name: str, categories: list[tuple[str, str]]) -> None:
    taxonomy = child(classes, "taxonomy", {XML + "id": name})
    for identifier, value in categories:
        child(child(taxonomy, "category", {XML + "id": identifier}), "catDesc", words=value)


def _participants(profile: Any, reading: Reading, name: str) -> None:
    """List who speaks and to whom; addressees are named as the text names them."""
    addressed = [(n, one.addressee) for n, one in enumerate(reading.statements, start=1) if one.addressee]
    if not reading.speakers and not addressed:
        return
    people = child(child(profile, "particDesc"), "listPerson")
    for number, speaker in enumerate(reading.speakers, start=1):
        _participant(people, speaker, f"{name}.p{number}")
    for number, span in addressed:
        group = child(people, "personGrp", {XML + "id": f"{name}.a{number}", "role": "addressee"})
        child(group, "persName", words=span.text)


def _participant(people: Any, speaker: Speaker, identifier: str) -> None:
    is_person = speaker.kind in ("person", "unnamed")
    who = child(people, "person" if is_person else "org", {XML + "id": identifier, "role": speaker.kind})
    child(who, "persName" if is_person else "orgName", words=speaker.name)
    for language, written in sorted(speaker.names.items()):
        if written != speaker.name:
            child(who, "persName" if is_person else "orgName", {XML + "lang": language}, words=written)
    if is_person and speaker.role:
        child(who, "occupation", words=speaker.role)
    if is_person and speaker.organisation:
        child(who, "affiliation", words=speaker.organisation)
