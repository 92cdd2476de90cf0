"""Bring a content that the network marked to the edges that the annotation guidelines ask for."""

from __future__ import annotations

import re
from functools import cache

from qawl.fold import fold_words
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import all_packs
from qawl.tagger.encoder.spans import Pair

BORDER = re.compile(r"""(?<=[.!?؟…])["»”'’)]*(\s+)(?=[^\sа-яa-z])|(\s*\n\s*)""")
INITIAL = re.compile(r"\b[A-ZА-Я]\.$")
MARKS = {"“": "”", "«": "»", "„": "“", '"': '"'}
TRAILING = " ,;،؛"
LONGEST = 20  # characters in which an abbreviation at the end of a sentence stands
OPENING = '("«“„‘'
LOOSE = TRAILING + "\u00a0\n:–—-"
PAIRS = {**MARKS, "(": ")", "[": "]"}


def tidy(text: str, span: Pair) -> Pair:
    """The span with the quotation mark at its edge that it lost, and without a comma after its last word."""
    start, end = _with_marks(text, *span)
    while end - 1 > start and text[end - 1] in TRAILING:
        end -= 1
    return start, end


def whole_phrase(text: str, span: Pair) -> Pair:
    """The span of a noun phrase: with the mark beside it that it lost, without one at its edge that has no partner."""
    start, end = span
    for mark, partner in PAIRS.items():
        if text[end : end + 1] == partner and mark in text[start:end] and _is_single(text[start:end], mark):
            end += 1
        if text[start - 1 : start] == mark and partner in text[start:end] and _is_single(text[start:end], partner):
            start -= 1
    while end - start > 1 and (text[end - 1] in LOOSE or _is_single(text[start:end], text[end - 1])):
        end -= 1
    while end - start > 1 and (text[start] in LOOSE or _is_single(text[start:end], text[start])):
        start += 1
    return start, end


def split_at_units(text: str, span: Pair) -> list[Pair]:
    """The pieces of the span, each inside one sentence or line, without white space at their edges.

    The full stop between two pieces belongs to the first where a quotation is open, and to neither elsewhere.
    """
    start, end = span
    pieces: list[Pair] = []
    for border in BORDER.finditer(text, start, end):
        stop = border.start(1) if border.group(1) else border.start(2)
        after = border.end()
        if after >= end or _ends_in_abbreviation(text[start:stop]):
            continue
        if text[stop - 1] == "." and not is_open(text[span[0] : stop]) and stop - 1 > start:
            stop -= 1
        pieces.append((start, stop))
        start = after
    return [*pieces, (start, end)]


def _ends_in_abbreviation(words: str) -> bool:
    """Whether the full stop at the end of words ends no sentence: that of an initial, or of a pack's abbreviation."""
    if INITIAL.search(words):
        return True
    last = words[-LONGEST:].split()[-1:]
    return any(fold_words(word.lstrip(OPENING).rstrip(".")) in _abbreviations() for word in last)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(short for pack in all_packs() for short in load_grammar(pack).abbreviations)


def is_open(words: str) -> bool:
    """Whether a quotation mark in the words has no partner."""
    return any(
        words.count(mark) % 2 == 1 if mark == partner else words.count(mark) > words.count(partner)
        for mark, partner in MARKS.items()
        if mark != "„"
    )


def _is_single(inside: str, mark: str) -> bool:
    """Whether a mark of a pair stands in the words without its partner; “ opens one pair and closes another."""
    pairs = [pair for pair in PAIRS.items() if mark in pair]
    return bool(pairs) and not any(
        inside.count(one) % 2 == 0 if one == other else inside.count(one) == inside.count(other) for one, other in pairs
    )


def _with_marks(text: str, start: int, end: int) -> Pair:
    """`Go there”` after an opening mark, or `“Go there` before a closing one, takes in its partner."""
    inside = text[start:end]
    for mark, partner in MARKS.items():
        single = inside.count(mark) % 2 == 1 if mark == partner else inside.count(mark) != inside.count(partner)
        if single and inside.endswith(partner) and text[start - 1 : start] == mark:
            return start - 1, end
        if single and inside.startswith(mark) and text[end : end + 1] == partner:
            return start, end + 1
    return start, end
