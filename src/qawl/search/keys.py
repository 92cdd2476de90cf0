"""From a written word to the key that it is looked up by: the same for every form of one word.

An index holds one key for each place of a text, so that phrases can be found. Where the first letters may be joined
particles or the word's own (`وضمان`, `وزير`), the likelier reading gives the key, the others stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from qawl.fold import fold_words
from qawl.languages.pack import LanguagePack, all_packs
from qawl.people.letters import script_of
from qawl.search.forms import LEAST, Forms, load_forms
from qawl.segment.words import word_ranges

# To be raised with every change that gives a word another key, or a name another sound: an older index is made anew.
RULES = 2
_POINT = re.compile(r"(?<=\d)[.,](?=\d)")
_NO_LETTER = re.compile(r"[\W_]+")
_PART = re.compile(r"[^-‐‑]+")
_LONGEST = 64  # letters of a key; longer "words" are addresses and noise


class Key(msgspec.Struct, frozen=True):
    """A word of a text: its half-open code points, its key, and the keys of its less likely readings."""

    start: int
    end: int
    key: str
    others: tuple[str, ...] = ()


@lru_cache(maxsize=2_048)
def keys_of(text: str, language: str | None = None) -> tuple[Key, ...]:
    """Return the words of a text with their keys; parts joined by hyphens are words, marks are left out.

    `language` is the code of the text's pack; letters that it does not write are left to a pack that does.
    """
    found = []
    for start, end in part_ranges(text):
        keys = word_keys(text[start:end], language)
        if keys:
            found.append(Key(start, end, keys[0], keys[1:]))
    return tuple(found)


@lru_cache(maxsize=1 << 17)
def word_keys(word: str, language: str | None = None) -> tuple[str, ...]:
    """Return the keys of one written word, the likeliest first; none for a mark."""
    folded = bare(word)
    readers = _readers(script_of(folded))
    reader = next((pack for pack in readers if pack.code == language), readers[0] if readers else None)
    return _keys(folded, load_forms(reader)) if reader else (folded,) * bool(folded)


def query_keys(word: str) -> tuple[str, ...]:
    """Return every key that a word of a query may stand for: nobody says in which language a query is."""
    folded = bare(word)
    keys = [key for pack in _readers(script_of(folded)) for key in _keys(folded, load_forms(pack))]
    return tuple(dict.fromkeys(keys)) or (folded,) * bool(folded)


def query_beginning(letters: str) -> str:
    """Return what the keys of all words begin with that begin with some letters; empty for marks."""
    folded = bare(letters)
    stems = (load_forms(pack).stem(folded) for pack in _readers(script_of(folded)))
    return min((stem for stem in stems if folded.startswith(stem)), key=len, default=folded)


def without_article(word: str) -> str:
    """Return a folded word without the article that its language joins to it: `حداد` for `الحداد`."""
    for pack in _readers(script_of(word)):
        for article in load_forms(pack).definite:
            if word.startswith(article) and len(word) - len(article) >= LEAST:
                return word[len(article) :]
    return word


@lru_cache(maxsize=1 << 17)
def bare(word: str) -> str:
    """Return a word folded, its letters and digits only, `1.5` as `1_5`: every index takes that for one word."""
    folded = _POINT.sub("\0", fold_words(word))
    return _NO_LETTER.sub("", folded.replace("\0", "ˍ")).replace("ˍ", "_")[:_LONGEST]


def part_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Give the words of a text as half-open ranges, those joined by hyphens of any kind apart."""
    for start, end in word_ranges(text):
        for part in _PART.finditer(text, start, end):
            yield part.span()


@lru_cache(maxsize=64)
def _readers(script: str) -> tuple[LanguagePack, ...]:
    return tuple(pack for pack in all_packs() if script in {name.lower() for name in pack.scripts})


def _keys(folded: str, forms: Forms) -> tuple[str, ...]:
    for definite in forms.definite:
        if folded.startswith(definite) and len(folded) - len(definite) >= LEAST - 1:
            noun = folded[len(definite) :]
            # two letters are left of السد, but of والده too
            return (forms.stem(noun),) if len(noun) >= LEAST else (noun, forms.stem(folded))
    whole = forms.stem(folded)
    joined = next((particle for particle in forms.joined if folded.startswith(particle)), None)
    if joined is None or len(folded) - len(joined) < LEAST:
        return (whole,)
    rest = _keys(folded[len(joined) :], forms)
    keys = (whole, *rest) if forms.is_whole(whole) else (*rest, whole)
    return tuple(dict.fromkeys(keys))
