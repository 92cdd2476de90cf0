"""How a language writes names: section `[names]` of `language.toml`, folded, and the name words it has seen."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from qawl.errors import PackError
from qawl.fold import fold_words
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack
from qawl.people.given import load_given
from qawl.people.known import demonyms, known_places, state_names

_DATA = Path(__file__).parent / "data"
_WRITTEN = frozenset({"listing", "singular"})  # what is written into names and roles, not compared with them
STRESSED = 2  # letters of the ending of a `stressed` adjective


class NameRules(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Word lists of `[names]`; every word is folded.

    Names: `capitals`, whether they are written with a capital letter; `joins` bind with the word behind them (*van*,
    عبد), `inner` are those of them that begin no name (*bin*, بن); `never` stands behind a name and is no part of it,
    `among` brings one of those named before (*including*); `second` are pronouns for whoever is spoken to,
    `possessives` say before a noun whose it is.
    Nouns: `offices` and `bodies` begin a role and the name of an institution, `unnamed` is for speakers without a
    name, `general` for people of whom any office may be stated elsewhere (*the official*), `relational` for those
    who are somebody's (*lawyer*, *widow*), `leaders` for whoever leads a state, `heads` are the titles of those at
    its head, `documents` for what somebody said or wrote, `messages` for those of them that without an owner are
    the word of the body before, `media` for outlets, `companies` for those who do business; `understood` means
    alone the body that spoke before (*the company*), `generic` a thing named before (*the country*); `same` marks
    one who was named before; `synonyms` are ways to name one office; `and_words` stand between several speakers,
    `both` before them, `listing` is what is written between all of them and before the last one; `counts` say how
    many stand before a noun. Grammar: `definite` opens a phrase that counts on being understood (in a language
    without such words a noun alone does); `head_last`, whether the noun that matters ends its phrase; `binders`,
    prepositions that may stand inside a title; `verb_endings`, in which no noun of a title ends;
    `unmarked_masculine`, whether a verb before its subject shows a woman by its form and a man by none;
    `nominative` pairs the ending of a case with that of the nominative; `genitive` does so for common nouns of the
    singular that no list holds, `plural_cases` for those of the plural and `plural_adjectives` for the adjectives
    before these; `singular` holds endings of the plural with what a title has instead that is one man's, and one
    woman's where that is another; `stressed` are adjectives with another masculine ending than these tell;
    `adjective_feminine` are endings of adjectives before a woman's title, `noun_neuter` those of neuter nouns,
    `noun_singular` those that only look like one of `noun_plural` (*actress*);
    `joined_article` is written joined before a noun;
    `impersonal` and `impersonal_endings` are how a word of a cue begins or ends that names nobody where it has no
    source (*was said*), `personal` and `personal_endings` how one does that goes on with who spoke (*adding*), asked
    first;
    `prefixes` and `endings` are cut off before two words are compared. From other tables: `closed`, prepositions,
    conjunctions and the like, never a name; `short`, abbreviations; `titles`.
    """

    code: str
    capitals: bool = False
    honorifics: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    article: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    masculine: frozenset[str] = frozenset()
    feminine: frozenset[str] = frozenset()
    neuter: frozenset[str] = frozenset()
    plural: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    second: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    back: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    stressed: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    joined_article: str = ""
    never: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    understood: frozenset[str] = frozenset()
    general: frozenset[str] = frozenset()
    relational: frozenset[str] = frozenset()
    messages: frozenset[str] = frozenset()
    leaders: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    verb_endings: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    impersonal_endings: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    personal_endings: tuple[str, ...] = ()
    feminine_names: frozenset[str] = frozenset()
    masculine_names: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    binders: frozenset[str] = frozenset()
    head_last: bool = False
    unmarked_masculine: bool = False
    synonyms: tuple[tuple[str, ...], ...] = ()
    inflected: bool = False
    nominative: tuple[tuple[str, str], ...] = ()
    genitive: tuple[tuple[str, str], ...] = ()
    noun_neuter: tuple[str, ...] = ()
    verb_feminine: tuple[str, ...] = ()
    verb_masculine: tuple[str, ...] = ()
    verb_plural: tuple[str, ...] = ()
    verb_feminine_prefix: tuple[str, ...] = ()
    verb_masculine_prefix: tuple[str, ...] = ()
    noun_feminine: tuple[str, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    adjective_feminine: tuple[str, ...] = ()
    noun_plural: tuple[str, ...] = ()
    noun_singular: tuple[str, ...] = ()
    masculine_endings: tuple[str, ...] = ()
    patronymics: tuple[str, ...] = ()
    closed: frozenset[str] = frozenset()
    coordinators: frozenset[str] = frozenset()
    and_words: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    listing: tuple[str, str] = (", ", ", ")
    short: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    adjectives: tuple[tuple[str, str, str, str], ...] = ()
    plural_adjectives: tuple[tuple[str, str], ...] = ()
    plural_cases: tuple[tuple[str, str], ...] = ()
    singular: tuple[tuple[str, ...], ...] = ()
    clitics: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    @cached_property
    def words(self) -> dict[str, int]:
        """Name words of the language, folded, with the number of people seen to bear them; read at first use."""
        return _load_words(self.code)

    @cached_property
    def office_stems(self) -> frozenset[str]:
        """The stems of `offices`."""
        return frozenset(self.stem(word) for word in self.offices | self.titles)

    @cached_property
    def body_stems(self) -> frozenset[str]:
        """The stems of `bodies`."""
        return frozenset(self.stem(word) for word in self.bodies)

    @cached_property
    def document_stems(self) -> frozenset[str]:
        """The stems of `documents`."""
        return frozenset(self.stem(word) for word in self.documents)

    @cached_property
    def generic_stems(self) -> frozenset[str]:
        """The stems of `generic`."""
        return frozenset(self.stem(word) for word in self.generic)

    @cached_property
    def media_stems(self) -> frozenset[str]:
        """The stems of `media`."""
        return frozenset(self.stem(word) for word in self.media)

    @cached_property
    def understood_stems(self) -> frozenset[str]:
        """The stems of `understood`."""
        return frozenset(self.stem(word) for word in self.understood)

    @cached_property
    def general_stems(self) -> frozenset[str]:
        """The stems of `general`."""
        return frozenset(self.stem(word) for word in self.general)

    @cached_property
    def stressed_by_stem(self) -> dict[str, str]:
        """The words of `stressed` by what stands before their ending."""
        return {word[:-STRESSED]: word for word in self.stressed}

    @cached_property
    def message_stems(self) -> frozenset[str]:
        """The stems of `messages`."""
        return frozenset(self.stem(word) for word in self.messages)

    @cached_property
    def relational_stems(self) -> frozenset[str]:
        """The stems of `relational`."""
        return frozenset(self.stem(word) for word in self.relational)

    @cached_property
    def company_stems(self) -> frozenset[str]:
        """The stems of `companies`."""
        return frozenset(self.stem(word) for word in self.companies)

    @cached_property
    def leader_stems(self) -> frozenset[str]:
        """The stems of `leaders`."""
        return frozenset(self.stem(word) for word in self.leaders)

    @cached_property
    def head_titles(self) -> dict[tuple[str, ...], str]:
        """The titles of `heads` by the stems of their words."""
        return {tuple(self.stem(word) for word in title.split()): title for title in sorted(self.heads)}

    @cached_property
    def unnamed_stems(self) -> frozenset[str]:
        """The stems of `unnamed`."""
        return frozenset(self.stem(word) for word in self.unnamed)

    @cached_property
    def place_stems(self) -> frozenset[str]:
        """The stems of states and capitals."""
        return frozenset(self.places)

    @cached_property
    def places(self) -> dict[str, str]:
        """The folded names of states and cities by their stem."""
        return {self.stem(name): name for name in sorted(known_places(self.code))}

    @cached_property
    def states(self) -> dict[str, str]:
        """The stems of the names and adjectives of states, with the id of the state: one for Germany and German."""
        return {self.stem(word): id for table in (state_names, demonyms) for word, id in table(self.code).items()}

    @cached_property
    def same_office(self) -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
        """For each way to name an office: its stems, and those of the way that stands for all."""
        stems = [
            [tuple(self.stem(w) for w in phrase.split() if w not in self.closed) for phrase in group]
            for group in self.synonyms
        ]
        return tuple((frozenset(way), group[0]) for group in stems for way in group[1:])

    def is_office(self, word: str) -> bool:
        """Whether a folded word, or a part of one with hyphens, names an office: суда is of суд, not of судья."""
        parts = (word, *word.split("-")) if "-" in word else (word,)
        return any(self.stem(part) in self.office_stems and not self._is_rather_body(part) for part in parts)

    def is_body(self, word: str) -> bool:
        """Whether a folded word names a kind of institution."""
        stem = self.stem(word)
        return stem in self.body_stems and (stem not in self.office_stems or self._is_rather_body(word))

    def _is_rather_body(self, word: str) -> bool:
        if not self.inflected or self.stem(word) not in self.body_stems:
            return False
        nouns = self.nouns.get(self.stem(word), ())
        nearest = max(nouns, key=lambda noun: (shared_start(noun, word), -len(noun)), default=word)
        return nearest in self.bodies and nearest not in self.offices

    def is_place(self, word: str) -> bool:
        """Whether a folded word names a state or a capital, in any case of the language."""
        return self.stem(word) in self.place_stems

    def gender_of_name(self, first: str) -> Literal["masculine", "feminine"] | None:
        """Return the gender that a given name shows, None when the lists do not hold it."""
        first = fold_words(first)
        if first in self.feminine_names:
            return "feminine"
        return "masculine" if first in self.masculine_names else load_given(self.code).get(first)

    def bare(self, word: str) -> str:
        """Return a folded word without the article joined to it."""
        prefix = next((p for p in self.prefixes if word.startswith(p) and len(word) - len(p) >= 3), "")
        return word[len(prefix) :]

    def stem(self, word: str) -> str:
        """Return a folded word without its prefixes and its ending, never shorter than three letters.

        A joined preposition is cut off only before a listed noun: وزارة begins with no conjunction.
        """
        stem = _stem(word, self.prefixes, self.endings)
        if word.startswith(self.clitics) and stem not in self.nouns:
            bare = _stem(word[1:], self.prefixes, self.endings)
            return bare if bare in self.nouns else stem
        return stem

    @cached_property
    def nouns(self) -> dict[str, tuple[str, ...]]:
        """The nouns of all lists as listed, by their stem: the ones that can say what a speaker is."""
        nouns: dict[str, tuple[str, ...]] = {}
        for listed in (self.documents, self.unnamed, self.bodies, self.offices, self.titles):
            for word in sorted(listed):
                stem = _stem(word, self.prefixes, self.endings)
                if listed is not self.titles or stem not in nouns:  # titles come in every case: they add stems only
                    nouns[stem] = (*nouns.get(stem, ()), word)
        return nouns


@cache
def load_name_rules(pack: LanguagePack) -> NameRules:
    """Return the name rules of a pack. Raises PackError when the section breaks its shape."""
    names = pack.section("names")
    section = {name: value if name in _WRITTEN else _folded(value) for name, value in names.items()}
    grammar = load_grammar(pack)
    never = frozenset(_folded([*names.get("never", []), *names.get("same", [])]))
    closed = (
        never
        | grammar.negations
        | grammar.prepositions
        | grammar.conjunctions
        | grammar.relatives
        | grammar.complementizers
        | grammar.questions
    )
    try:
        titles = frozenset(load_titles(pack))
        classes = {"closed": closed, "coordinators": grammar.coordinators, "short": grammar.abbreviations}
        extra = {"code": pack.code, "titles": titles, **classes}
        return msgspec.convert({**section, **extra}, NameRules)
    except msgspec.ValidationError as error:
        raise PackError(f"{pack.code}/language.toml:1: [names] {error}: see docs/new-language.md") from error


def shared_start(a: str, b: str) -> int:
    """Return how many letters two words have in common at their start."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


@cache
def load_titles(pack: LanguagePack) -> dict[str, str]:
    """Return the folded titles of one word in `titles.tsv`, with the kind of office that each means."""
    return {title: kind for title, kind in _all_titles(pack).items() if " " not in title}


@cache
def load_long_titles(pack: LanguagePack) -> dict[tuple[str, ...], str]:
    """Return the titles of several words as the stems of these, with the kind of office that each means."""
    rules = load_name_rules(pack)
    titles = ((title.split(), kind) for title, kind in _all_titles(pack).items() if " " in title)
    return {tuple(rules.stem(word) for word in words): kind for words, kind in titles}


@cache
def _all_titles(pack: LanguagePack) -> dict[str, str]:
    rows = pack.table("titles.tsv", ("title", "kind", "example"))
    titles = {fold_words(title): row["kind"] for row in rows for title in row.listed("title")}
    return {title: kind for title, kind in titles.items() if kind != "honorific"}


def _folded(value: Any) -> Any:
    if isinstance(value, list):
        return [_folded(item) for item in value]
    return fold_words(value) if isinstance(value, str) else value


def _load_words(code: str) -> dict[str, int]:
    path = _DATA / f"words-{code}.tsv"
    if not path.exists():  # a language without a list of name words is read by its rules alone
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {word: int(count) for word, count in rows}


@lru_cache(maxsize=16384)
def _stem(word: str, prefixes: tuple[str, ...], endings: tuple[str, ...]) -> str:
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
