"""Split a text into written words and marks, each with its folded form."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from qawl.fold import Folded

_MARKS = "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# `\w` alone would cut Arabic words at their vowel signs.
_LETTER = rf"[^\W_{_MARKS}{_INVISIBLE}]"
_CONTINUED = rf"(?:[{_MARKS}{_INVISIBLE}]*{_LETTER})"
_WORD = rf"{_LETTER}{_CONTINUED}*(?:[-‐‑'’.,/]{_LETTER}{_CONTINUED}*)*[{_MARKS}]*"
_TOKEN = re.compile(rf"{_WORD}|\.\.\.|--|''|``|‘‘|’’|[^\s{_INVISIBLE}]")
# A full stop or comma joins only digits (1.5), initials (U.S, т.е) or addresses; elsewhere it parts two words.
_JOIN = re.compile(
    r"(?<=\d)[.,/](?=\d)|(?<![^\W\d_]{2})(?<=[^\W\d_])\.(?=[^\W\d_](?![^\W\d_]))|(?<=\w)\.(?=[a-z]{2,4}\b)"
)
_SEPARATOR = re.compile(r"[.,/]")


class Word(msgspec.Struct, frozen=True):
    """A written word or a single mark: half-open code points of the text, and its folded form."""

    start: int
    end: int
    fold: str
    is_mark: bool


def split_words(folded: Folded) -> tuple[Word, ...]:
    """Return the words and marks of the original text of `folded`, in order."""
    return tuple(_word(folded, start, end) for start, end in word_ranges(folded.original))


def word_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Give where the words and marks of a text stand, half-open, in order."""
    for match in _TOKEN.finditer(text):
        yield from _part(text, match.start(), match.end())


def _part(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut `word,word` and `end.Next` at the marks that join nothing."""
    pieces = []
    at = start
    if end - start <= 2 or text.startswith("...", start):
        return [(start, end)]
    for match in _SEPARATOR.finditer(text, start + 1, end - 1):
        if not _JOIN.match(text, match.start()):
            if at < match.start():
                pieces.append((at, match.start()))
            pieces.append((match.start(), match.end()))
            at = match.end()
    pieces.append((at, end))
    return pieces


def _word(folded: Folded, start: int, end: int) -> Word:
    text = folded.original
    words = folded.text[folded.at(start) : folded.at(end)]
    return Word(start, end, words or text[start:end], not any(c.isalnum() for c in text[start:end]))
