"""The words of a language that tell circumstances: channels, outlets, audiences, verbs that address someone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, get_args

import msgspec

from qawl.errors import PackError
from qawl.fold import fold, fold_words
from qawl.languages.pack import LanguagePack, all_packs
from qawl.languages.tables import Row
from qawl.segment.scene import Scene
from qawl.segment.words import split_words
from qawl.tagger.frames import AdjunctKind

COLUMNS = ("forms", "kind", "example")
CHANNEL_COLUMNS = ("channel", "kind", "example")
AGENCY_COLUMNS = ("name", "kind", "id", "example")

Kind = Literal[
    "agency",
    "masthead",
    "cites",
    "passes",
    "reports",
    "talk",
    "outlet",
    "channel",
    "audience",
    "informant",
    "addressing",
    "place",
]
_TALKS = frozenset({"interview", "phone"})  # kinds of channels.tsv that are held with somebody
# What decides when one form stands in several tables: a name beats a common noun.
_RANK: tuple[Kind, ...] = get_args(Kind)


class Habits(msgspec.Struct, frozen=True, kw_only=True):
    """Section `[context]` of `language.toml`; all words folded.

    `prefixes` are letters written joined before a noun, `possessives` pairs of an ending and what stands instead of it
    without the possessor, `endings` the endings of cases and numbers.

    `before_channel` are prepositions that bring any channel, `before_event` more that bring what takes place,
    `before_network` more that bring what broadcasts; `joined_channel` the same written joined. `keeps_preposition` says
    whether the preposition belongs to the phrase, `modifiers` how many words may stand between the two. `pointing_back`
    are words by which a clause points back to a channel that is an object: *issued a statement in which*.

    `before_asked` are prepositions that bring the one from whom something is asked, `before_addressee` those that bring
    the person addressed, `before_partner` those that bring whom somebody talks with; `joined_addressee` are written
    joined, `dative` are the endings of a case that does it, `pronouns` those in that case, `adverbs` what may stand in
    its place. `bare_object` says whether any noun between a verb and the content is addressed, `outlet_listens` whether
    an outlet that somebody talks to is addressed beside being credited.

    `before_place` are prepositions that bring a place; `stops` end a noun phrase; `definite` begins a definite word.
    `certain` is how certain the reader must be of a circumstance that no rule finds, where that differs from what all
    languages ask (`context/pointed.py`). `chosen` is how likely a circumstance must be to be the one that holds for a
    statement (`context/settle.py`); a kind that is not there stays as it was found for each statement by itself.
    `foreign_is_name` says whether Latin letters mark a name, `articles` are words before a name that belong to it.
    """

    prefixes: tuple[str, ...] = ()
    possessives: tuple[tuple[str, str], ...] = ()
    endings: tuple[str, ...] = ()
    before_channel: frozenset[str] = frozenset()
    before_event: frozenset[str] = frozenset()
    before_network: frozenset[str] = frozenset()
    joined_channel: tuple[str, ...] = ()
    keeps_preposition: bool = True
    modifiers: int = 3
    pointing_back: frozenset[str] = frozenset()
    before_partner: frozenset[str] = frozenset()
    before_addressee: frozenset[str] = frozenset()
    before_asked: frozenset[str] = frozenset()
    joined_addressee: tuple[str, ...] = ()
    dative: tuple[str, ...] = ()
    outlet_listens: bool = True
    bare_object: bool = True
    foreign_is_name: bool = True
    articles: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    before_place: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    definite: tuple[str, ...] = ()
    certain: dict[str, float] = {}
    chosen: dict[AdjunctKind, float] = {}

    @property
    def prepositions(self) -> frozenset[str]:
        """Every preposition that brings a circumstance."""
        channel = self.before_channel | self.before_event | self.before_network
        return channel | self.before_addressee | self.before_partner | self.before_place


class Term(msgspec.Struct, frozen=True):
    """A term found in a text: half-open range of word positions, its kind, and the kind its own table gives it.

    `lead` counts the folded letters joined before its first word: a preposition, an article.
    """

    start: int
    end: int
    kind: Kind
    detail: str
    lead: int = 0


_Entry = tuple[tuple[str, ...], Kind, str]


def find_terms(scene: Scene, pack: LanguagePack) -> tuple[Term, ...]:
    """Return the terms of a text in order, the longest at each place, without overlap."""
    lexicon = _lexicon(pack)
    found: list[Term] = []
    position = 0
    while position < len(scene.words):
        term = _term_at(scene, position, lexicon, pack)
        if term is not None:
            found.append(term)
        position = term.end if term else position + 1
    return tuple(found)


@cache
def load_habits(pack: LanguagePack) -> Habits:
    """Return the section `[context]` of a pack. Raises PackError when it breaks its shape."""
    section = {name: _folded(value) for name, value in pack.section("context").items()}
    try:
        return msgspec.convert(section, Habits)
    except msgspec.ValidationError as error:
        raise PackError(f"{pack.code}/language.toml:1: [context] {error}: see docs/new-language.md") from error


@lru_cache(maxsize=16384)
def keys(word: str, pack: LanguagePack) -> tuple[tuple[str, int], ...]:
    """Return what a folded word may stand for, each with the number of letters joined before it.

    That is the word itself, without letters joined before it, without possessor or case.
    """
    habits = load_habits(pack)
    variants = [(word, 0)]
    variants += [(word[len(p) :], len(p)) for p in habits.prefixes if word.startswith(p) and len(word) > len(p) + 1]
    for variant, lead in tuple(variants):
        for ending, instead in habits.possessives:
            if variant.endswith(ending) and len(variant) > len(ending) + 2:
                variants.append((variant[: -len(ending)] + instead, lead))
    return tuple(
        {_without_ending(v, habits.endings): (_without_ending(v, habits.endings), n) for v, n in variants}.values()
    )


def _folded(value: object) -> object:
    if isinstance(value, list):
        return [_folded(item) for item in value]
    return fold_words(value) if isinstance(value, str) else value


def _without_ending(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            return word[: -len(ending)]
    return word


@cache
def _lexicon(pack: LanguagePack) -> dict[str, tuple[_Entry, ...]]:
    """Map the first key of each form to the forms that begin with it, longest first."""
    entries: dict[str, dict[tuple[tuple[str, ...], bool], _Entry]] = {}
    for form, kind, detail in sorted(_forms(pack), key=lambda entry: _RANK.index(entry[1])):
        parts = tuple(_without_ending(w.fold, load_habits(pack).endings) for w in split_words(fold(form)))
        if parts:
            entries.setdefault(parts[0], {}).setdefault((parts, kind == "masthead"), (parts, kind, detail))
    return {first: tuple(sorted(forms.values(), key=lambda e: -len(e[0]))) for first, forms in entries.items()}


def _forms(pack: LanguagePack) -> Iterator[tuple[str, Kind, str]]:
    for row in (*table_if_there(pack, "circumstances.tsv", COLUMNS), *table_if_there(pack, "relays.tsv", COLUMNS)):
        kind, _, detail = row["kind"].partition(" ")
        if kind not in _RANK:
            raise row.refuse(f"kind {kind!r} is unknown: use one of {', '.join(_RANK)}")
        for form in row.listed("forms"):
            yield form, msgspec.convert(kind, Kind), detail
    for row in table_if_there(pack, "channels.tsv", CHANNEL_COLUMNS):
        for form in row.listed("channel"):
            yield form, "talk" if row["kind"] in _TALKS else "channel", row["kind"]
    # Every pack's agencies: an Arabic page credits Reuters in Latin letters too.
    for other in all_packs():
        for row in table_if_there(other, "agencies.tsv", AGENCY_COLUMNS):
            for name in row.listed("name"):
                yield name, "agency", row["kind"]


def table_if_there(pack: LanguagePack, name: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the rows of a table that a pack may lack."""
    return pack.table(name, columns) if (pack.folder / name).exists() else ()


def _term_at(scene: Scene, position: int, lexicon: dict[str, tuple[_Entry, ...]], pack: LanguagePack) -> Term | None:
    word = scene.words[position]
    if word.is_mark:
        return None
    best: Term | None = None
    for key, lead in keys(word.fold, pack):
        for parts, kind, detail in lexicon.get(key, ()):
            end = position + len(parts)
            if end > len(scene.words) or (best and best.end >= end):
                continue
            if kind == "masthead" and not scene.text[word.start].isupper():
                continue  # the Times, but not two times
            if kind == "agency" and not _may_be_name(scene, position, end, pack):
                continue  # the Guardian, but not the guardian
            if all(_matches(scene, position + n, part, pack) for n, part in enumerate(parts) if n):
                best = Term(position, end, kind, detail, lead)
    return best


def _may_be_name(scene: Scene, start: int, end: int, pack: LanguagePack) -> bool:
    """Whether words are written like a name: one behind the article has a capital or no case; or like a host."""
    articles = load_habits(pack).articles
    words = [word for word in scene.words[start:end] if word.fold not in articles]
    written = scene.text[scene.words[start].start : scene.words[end - 1].end]
    return "." in written or not all(scene.text[word.start].islower() for word in words)


def _matches(scene: Scene, position: int, part: str, pack: LanguagePack) -> bool:
    return any(part == key for key, _ in keys(scene.words[position].fold, pack))
