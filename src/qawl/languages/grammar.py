"""The closed classes of one language, folded for matching: section `[grammar]` of `language.toml`."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import msgspec

from qawl.errors import PackError
from qawl.fold import fold_words
from qawl.languages.pack import LanguagePack


class Grammar(msgspec.Struct, frozen=True, kw_only=True):
    """Word lists of `[grammar]` and habits of `[rules]`. Lists hold folded words; an entry may be two words.

    `clause_openers`: words that end the source of a fronted preposition and begin its content.
    `compounds`: conjunctions that end with a complementizer, without commas: `несмотря на то что`, `بعد أن`.
    `bare_clause`: cues whose reported clause may follow without a complementizer (*he said prices would fall*).
    `subject`: where the subject of a verb of speech stands first of all, `before` or `after` the verb.
    `dependent_subject`: whether a participle (*adding that*) takes the subject of its sentence as its source.
    `breaks`: words that, after a comma, end a reported clause and return to the author.
    `possessive_suffixes`: pronouns of the third person as written at the end of a noun.
    `determiners`: words after which a form that could be a verb is a noun (*his claims*).
    `quantities`: what begins with a preposition and counts (*at least two men*).
    `rates`: prepositions that count unless what follows is a person or a text (*per dollar*, *per the report*).
    `measures`: words with which no source of a preposition begins: *per cent*, `حسب الحاجة`, `согласно графику`.
    `first_person`: subject pronouns of the one who speaks.
    `fronted_prefixes`: how a verb begins that may follow its subject where subjects usually come after (`ينفي`).
    `determiner_prefixes`: letters that begin a definite word and so mark what still belongs to the subject.
    """

    complementizers: frozenset[str] = frozenset()
    compounds: frozenset[str] = frozenset()
    clause_openers: frozenset[str] = frozenset()
    bare_clause: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    anaphors: frozenset[str] = frozenset()
    verb_clitics: tuple[str, ...] = ()
    noun_clitics: tuple[str, ...] = ()
    object_suffixes: tuple[str, ...] = ()
    possessive_suffixes: tuple[str, ...] = ()
    coordinators: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    as_words: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    quantities: frozenset[str] = frozenset()
    rates: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    first_person: frozenset[str] = frozenset()
    determiner_prefixes: tuple[str, ...] = ()
    fronted_prefixes: tuple[str, ...] = ()
    subject: Literal["before", "after"] = "before"
    dependent_subject: bool = True


@cache
def load_grammar(pack: LanguagePack) -> Grammar:
    """Return the grammar of a pack. Raises PackError when the section breaks its shape."""
    entries = {**pack.section("grammar"), **pack.section("rules")}
    section = {name: _folded(value) for name, value in entries.items()}
    try:
        return msgspec.convert(section, Grammar)
    except msgspec.ValidationError as error:
        raise PackError(f"{pack.code}/language.toml:1: [grammar] {error}: see docs/new-language.md") from error


def _folded(value: Any) -> Any:
    return [fold_words(str(word)).rstrip(".") for word in value] if isinstance(value, list) else value
