"""The cue lexicon of a language: what signals an attribution, how it stands in its sentence, and what it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, cast, get_args

import msgspec

from qawl.fold import fold, fold_words
from qawl.languages.grammar import Grammar, load_grammar
from qawl.languages.pack import LanguagePack
from qawl.languages.tables import Row
from qawl.model import Class, Stance
from qawl.segment.words import Word, split_words

COLUMNS = ("forms", "frame", "takes", "class", "act", "stance", "example")

Construction = Literal["verb", "participle", "preposition", "noun", "tag"]


class Cue(msgspec.Struct, frozen=True):
    """One row of the lexicon.

    `takes` says what may open the content: the keywords of docs/new-language.md, prepositions, and with a trailing
    hyphen prepositions that are written joined to the next word. `first_words` are the folded first words of its forms.
    """

    lemma: str
    frame: Construction
    takes: frozenset[str]
    class_: Class
    act: str
    stance: Stance
    first_words: frozenset[str] = frozenset()

    @property
    def prepositions(self) -> frozenset[str]:
        """Prepositions, written apart, that may open the content."""
        return frozenset(word for word in self.takes if word not in _KEYWORDS and not word.endswith("-"))

    @property
    def joined(self) -> tuple[str, ...]:
        """Prepositions that are written joined to the first word of the content."""
        return tuple(word[:-1] for word in self.takes if word.endswith("-"))


class Hit(msgspec.Struct, frozen=True):
    """A cue found in a text: half-open range of word positions, and the rows that its form stands in."""

    start: int
    end: int
    cues: tuple[Cue, ...]


_KEYWORDS = frozenset({"that", "quote", "colon", "object", "infinitive", "question", "before", "anaphor"})
_ALL: frozenset[Construction] = frozenset(get_args(Construction))
_NOUNS: frozenset[Construction] = frozenset({"noun"})
_Forms = dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]


def find_cues(words: Sequence[Word], pack: LanguagePack) -> tuple[Hit, ...]:
    """Return the cues of a text, the longest form at each place, in order and without overlap."""
    lexicon, grammar = _lexicon(pack), load_grammar(pack)
    hits = []
    position = 0
    while position < len(words):
        hit = _longest(words, position, lexicon, grammar)
        if hit is None:
            position += 1
        else:
            hits.append(hit)
            position = hit.end
    return tuple(hits)


def find_cue(text: str, pack: LanguagePack) -> Cue | None:
    """Return the row of the longest cue inside a phrase, None when the lexicon has none; a verb before a noun."""
    hits = find_cues(split_words(fold(text)), pack)
    best = max(hits, key=lambda hit: hit.end - hit.start, default=None)
    return min(best.cues, key=lambda cue: cue.frame == "noun") if best else None


@cache
def load_cues(pack: LanguagePack) -> tuple[tuple[Row, Cue], ...]:
    """Return the rows of `cues.tsv` with the cue that each means."""
    return tuple((row, _cue(row)) for row in pack.table("cues.tsv", COLUMNS))


def _cue(row: Row) -> Cue:
    if row["frame"] not in get_args(Construction):
        raise row.refuse(f"frame {row['frame']!r} is unknown: use one of {', '.join(get_args(Construction))}")
    if row["class"] not in get_args(Class):
        raise row.refuse(f"class {row['class']!r} is unknown: use one of {', '.join(get_args(Class))}")
    if row["stance"] not in get_args(Stance):
        raise row.refuse(f"stance {row['stance']!r} is unknown: use one of {', '.join(get_args(Stance))}")
    takes = frozenset(word if word in _KEYWORDS else fold_words(word) for word in row.listed("takes", " "))
    forms = row.listed("forms")
    frame = cast(Construction, row["frame"])
    first_words = frozenset(split_words(fold(form))[0].fold for form in forms)
    return Cue(forms[0], frame, takes, cast(Class, row["class"]), row["act"], cast(Stance, row["stance"]), first_words)


@cache
def _lexicon(pack: LanguagePack) -> _Forms:
    """Map each first word to the forms that begin with it, longest first."""
    forms: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for row, cue in load_cues(pack):
        for form in row.listed("forms"):
            parts = tuple(word.fold for word in split_words(fold(form)))
            forms.setdefault(parts[0], []).append((parts, cue))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in forms.items()}


def _longest(words: Sequence[Word], position: int, lexicon: _Forms, grammar: Grammar) -> Hit | None:
    best = 0
    cues: list[Cue] = []
    for first, frames in _readings(words[position].fold, grammar):
        for parts, cue in lexicon.get(first, ()):
            if len(parts) < best or cue.frame not in frames or not _stands_at(words, position, parts):
                continue
            if len(parts) > best:
                best, cues = len(parts), []
            cues.append(cue)
        if cues:
            break
    return Hit(position, position + best, tuple(dict.fromkeys(cues))) if cues else None


def _stands_at(words: Sequence[Word], position: int, parts: tuple[str, ...]) -> bool:
    """Whether the words behind the first one are those of the form."""
    behind = words[position + 1 : position + len(parts)]
    return len(behind) == len(parts) - 1 and all(w.fold == p for w, p in zip(behind, parts[1:], strict=True))


def _readings(word: str, grammar: Grammar) -> Iterator[tuple[str, frozenset[Construction]]]:
    """The word as it stands, then without what may be written before it: conjunctions, and prepositions on nouns."""
    yield word, _ALL
    for clitics, frames in ((grammar.verb_clitics, _ALL), (grammar.noun_clitics, _NOUNS)):
        for clitic in clitics:
            if word.startswith(clitic) and len(word) > len(clitic) + 1:
                yield word[len(clitic) :], frames
