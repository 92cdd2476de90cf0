"""A copy of a text for matching, in which letters that readers take as the same are the same.

Folding removes case, vowel signs, tatweel and invisible controls, unifies the forms of alef, ya, ta marbuta,
kaf and of presentation ligatures, and writes every decimal digit in ASCII. It changes lengths, so a folded text
remembers where each of its characters came from.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from functools import lru_cache

import msgspec

_BREVE = "\u0306"
_LETTERS = str.maketrans({
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "ڪ": "ك",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'",
    "‐": "-", "‑": "-",
})  # fmt: skip
_TATWEEL = "\u0640"
_PHRASE = 40  # characters; longer texts seldom come again


class Folded(msgspec.Struct, frozen=True):
    """A folded text and, for each of its characters, the code point of the original it came from."""

    text: str
    origin: tuple[int, ...]
    original: str

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of the original that the folded range `[start, end)` came from.

        Marks that folding removed stay with the letter before them: `قال` leads back to the whole of `قالَ`.
        """
        if start >= end:
            raise ValueError(f"empty folded range [{start}, {end})")
        last = self.origin[end - 1] + 1
        while last < len(self.original) and _is_mark(self.original[last]):
            last += 1
        return self.origin[start], last

    def at(self, position: int) -> int:
        """Return the first folded position that came from `position` of the original or from later."""
        return bisect_left(self.origin, position)


def fold(text: str) -> Folded:
    """Fold a text and remember the way back."""
    letters: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        if character == _BREVE and letters and letters[-1] == "и":
            letters[-1] = "й"
            continue
        for letter in _fold_character(character):
            letters.append(letter)
            origin.append(position)
    return Folded("".join(letters), tuple(origin), text)


def fold_words(text: str) -> str:
    """Return only the folded text, for keys and comparisons."""
    return _folded(text) if len(text) <= _PHRASE else fold(text).text


@lru_cache(maxsize=1 << 14)
def _folded(phrase: str) -> str:
    """The same few words are compared again and again."""
    return fold(phrase).text


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """Return what one code point folds to: nothing, one letter, or several."""
    if character in "йЙ":
        return "й"
    decomposed = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in decomposed if not _is_removed(c)).casefold().translate(_LETTERS)
    kept = "".join(c for c in unicodedata.normalize("NFKD", kept) if not _is_removed(c))
    return "".join(str(unicodedata.decimal(c, c)) for c in kept)


def _is_mark(character: str) -> bool:
    return character == _TATWEEL or unicodedata.category(character) in {"Mn", "Me"}


def _is_removed(character: str) -> bool:
    return _is_mark(character) or unicodedata.category(character) == "Cf"
