"""What of a statement is searched: its words by field, its tags, and the names in it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from qawl.languages.pack import load_pack
from qawl.model import Article, Reading, Statement
from qawl.people.rules import load_name_rules
from qawl.search.keys import Key, bare, keys_of
from qawl.search.terms import tag_of

GAP = "_"  # stands between the text and second readings, so that no phrase is found across


class Indexed(msgspec.Struct, frozen=True):
    """A statement as an index takes it: keys by field, in the order of the text, and tags."""

    fields: dict[str, tuple[str, ...]]
    tags: tuple[str, ...]


def index_statement(article: Article, statement: Statement, names: tuple[str, ...] = ()) -> Indexed:
    """Return the keys of a statement; `names` are further names of its speaker."""
    fields = {
        field: keys
        for field, texts in _texts(article, statement, names).items()
        if (keys := tuple(_keys(texts, article.language)))
    }
    return Indexed(fields, tuple(_tags(article, statement)))


def name_words(reading: Reading) -> dict[str, str]:
    """Return the words of a reading that may be names, folded, with their key."""
    found: dict[str, str] = {}
    language = reading.article.language
    for text in _name_texts(reading):
        found.update((bare(text[key.start : key.end]), key.key) for key in keys_of(text, language))
    for statement in reading.statements:
        for span in statement.content:
            found.update(_names_within(span.text, language))
    return found


def person_words(reading: Reading) -> set[str]:
    """Return the words of the names of people who speak in a reading, folded."""
    language, people = reading.article.language, (one for one in reading.speakers if one.kind == "person")
    names = (name for one in people for name in (one.name, *one.names.values()))
    return {bare(name[key.start : key.end]) for name in names for key in keys_of(name, language)}


def _texts(article: Article, statement: Statement, names: tuple[str, ...]) -> dict[str, list[str]]:
    source = statement.source.text if statement.source else ""
    speaker, when = statement.speaker, statement.where
    links = {kind: [link.name for link in statement.chain if link.kind == kind] for kind in ("channel", "agency")}
    channel = statement.channel.text if statement.channel else ""
    return {
        "content": [span.text for span in statement.content],
        "speaker": list(dict.fromkeys([speaker.name, *names])) if speaker else [source],
        "role": [speaker.role or "", source] if speaker else [source],
        "addressee": [statement.addressee.text] if statement.addressee else [],
        "channel": list(dict.fromkeys([channel, *links["channel"]])),
        "agency": list(dict.fromkeys([*links["agency"], *([statement.via.text] if statement.via else [])])),
        "outlet": [article.publisher.name] if article.publisher else [],
        "place": [when.text] if when else [],
    }


def _keys(texts: list[str], language: str) -> Iterator[str]:
    """Give the likeliest keys of texts, a gap between two, and then the second readings, each on its own."""
    seconds: list[str] = []
    is_first = True
    for text in filter(None, texts):
        if not is_first:
            yield GAP
        is_first = False
        for key in keys_of(text, language):
            yield key.key
            seconds.extend(key.others)
    for second in dict.fromkeys(seconds):
        yield GAP
        yield second


def _tags(article: Article, statement: Statement) -> Iterator[str]:
    values = (
        ("lang", article.language), ("act", statement.act), ("kind", statement.kind), ("class", statement.class_),
        ("stance", statement.stance),
    )  # fmt: skip
    for name, value in values:
        yield tag_of(name, value).tag


def _name_texts(reading: Reading) -> Iterator[str]:
    for speaker in reading.speakers:
        yield speaker.name
        yield from speaker.names.values()
    for statement in reading.statements:
        if statement.addressee:
            yield statement.addressee.text
        yield from (link.name for link in statement.chain)


def _names_within(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Give the words of a content that are written like names, or, without capitals, are known as names."""
    rules = load_name_rules(load_pack(language))
    for number, key in enumerate(keys_of(text, language)):
        word = bare(text[key.start : key.end])
        is_name = number > 0 and text[key.start].isupper() if rules.capitals else _is_known(word, key, rules.words)
        if is_name:
            yield word, key.key


def _is_known(word: str, key: Key, words: dict[str, int]) -> bool:
    return word in words or key.key in words
