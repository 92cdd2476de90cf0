"""Split the words of a text into units: sentences, never longer than a line."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qawl.segment.words import Word

_ENDS = frozenset(".!?؟…।۔") | {"..."}
_CLOSERS = frozenset("\"'»”’“)]}") | {"''"}
_OPENERS = frozenset("\"'«“„‘([{—–-") | {"''"}
_QUOTES = frozenset('"«“„”»') | {"''"}
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_NAME_WORDS = 3  # a longer quotation that ends in a question mark is a question
_REACH = 500  # characters of the line in which the mark that closes a question may stand


def split_units(text: str, words: Sequence[Word], abbreviations: Collection[str] = ()) -> tuple[tuple[int, int], ...]:
    """Return half-open ranges of word positions, one for each unit.

    A unit ends at a line break, or after `.`, `!`, `?`, `…` and the closing marks behind it when something that can
    begin a sentence follows. `abbreviations` are folded words whose full stop ends nothing (`mr`, `г`).
    """
    units = []
    start = 0
    for position in range(1, len(words) + 1):
        if position == len(words) or _is_border(text, words, position, abbreviations):
            units.append((start, position))
            start = position
    return tuple(units) if words else ()


def _is_border(text: str, words: Sequence[Word], position: int, abbreviations: Collection[str]) -> bool:
    before, after = words[position - 1], words[position]
    between = text[before.end : after.start]
    if "\n" in between or "\r" in between:
        return True
    if not between.strip(_INVISIBLE):
        return False
    end = position - 1
    while end > 0 and words[end].fold in _CLOSERS and words[end - 1].end == words[end].start:
        end -= 1
    if words[end].fold not in _ENDS:
        return False
    if _closes_a_name(text, words, end):
        return False
    return _can_begin(text, words, position) and not _is_abbreviated(text, words, end, abbreviations)


def _closes_a_name(text: str, words: Sequence[Word], end: int) -> bool:
    """Whether a question mark was typed for the quotation mark that would close a name: `الـ "ناتو؟ إلى بدء`."""
    if words[end].fold not in "?؟":
        return False
    first = next((p for p in range(end - 1, max(end - 2 - _NAME_WORDS, -1), -1) if words[p].is_mark), None)
    if not first or words[first].fold not in _QUOTES or words[first].end != words[first + 1].start:
        return False
    before = words[first - 1]
    line = text[words[end].end : words[end].end + _REACH].split("\n", 1)[0]
    is_inside = text[before.end : words[first].start].isspace() and before.fold != ":"
    return is_inside and not any(mark in line for mark in _QUOTES)


def _can_begin(text: str, words: Sequence[Word], position: int) -> bool:
    """Whether the word can begin a sentence: no small letter, no closing mark, no stop (`. . .`)."""
    first = words[position]
    while position + 1 < len(words) and first.fold in _OPENERS:
        position += 1
        first = words[position]
    if first.is_mark:
        return first.fold not in _CLOSERS | _ENDS and first.fold not in ",;:،؛"
    return not text[first.start].islower()


def _is_abbreviated(text: str, words: Sequence[Word], end: int, abbreviations: Collection[str]) -> bool:
    if words[end].fold != "." or end == 0 or words[end - 1].end != words[end].start:
        return False
    word = words[end - 1]
    if word.fold in abbreviations:
        return True
    initials = word.fold.split(".")
    return all(len(part) == 1 for part in initials) and text[word.start].isupper()
