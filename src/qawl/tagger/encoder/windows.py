"""Cut a text's pieces into overlapping windows of one length, so that nothing is padded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qawl.tagger.encoder.pieces import Ints, Tokens
from qawl.tagger.encoder.spans import Pair

LONGEST = 254  # pieces in a window, besides the marks of its start and end; as in training
OVERLAP = 24  # pieces that a window shares with the one before, at least
STOPS = frozenset(".!?؟…")
CLOSING = frozenset("\"'”’»)]}")


@dataclass(frozen=True)
class Window:
    """Pieces [low, high) of a text, and the words [start, end) whose first piece is among them."""

    low: int
    high: int
    start: int
    end: int


def cut(tokens: Tokens, ends: Sequence[int], *, longest: int = LONGEST, overlap: int = OVERLAP) -> list[Window]:
    """Windows in order that hold every word; all have the same count of pieces.

    A window begins with a sentence where one begins near; `ends` are the words that begin sentences. The last window
    ends with the text.
    """
    total = len(tokens.ids)
    size = _size(total, longest, overlap)
    begins = tokens.first[np.array(ends, dtype=np.int64)]
    lows = [0]
    while lows[-1] + size < total:
        latest = lows[-1] + size - overlap
        low = _begin(begins, tokens.first, latest, floor=latest - overlap)
        lows.append(min(max(low, lows[-1] + 1), total - size))
    return [_window(tokens, low, low + size) for low in lows]


def sentence_ends(text: str, words: Sequence[Pair]) -> list[int]:
    """Indices of words that begin a sentence, save the first: what follows a stop or a new line, not an initial."""
    found, closed, before = [], False, ""
    for index, ((start, end), (following, _)) in enumerate(pairwise(words), 1):
        word = text[start:end]
        closed = (word in STOPS and not (word == "." and _is_initial(before))) or (closed and word in CLOSING)
        before = word
        if "\n" in text[end:following] or (closed and text[following] not in CLOSING and text[following] not in STOPS):
            found.append(index)
            closed = False
    return found


def _is_initial(word: str) -> bool:
    """Whether a full stop behind a word belongs to it: *Harry M. Lee*, *U.S.*, د. محمد"""
    return len(word) == 1 and word.isalpha() and not word.islower()


def _size(total: int, longest: int, overlap: int) -> int:
    """The length at which windows of at most `longest` pieces cover the text with the least to spare."""
    if total <= longest:
        return total
    count = -(-(total - overlap) // (longest - overlap))
    return min(longest, -(-(total + (count - 1) * overlap) // count) + overlap // 4)


def _begin(begins: Ints, firsts: Ints, latest: int, *, floor: int) -> int:
    """The last sentence that begins at `latest` or before it and after `floor`; else the last word that does."""
    for places in (begins, firsts):
        at = bisect_right(places, latest)
        if at and places[at - 1] > floor:
            return int(places[at - 1])
    return latest


def _window(tokens: Tokens, low: int, high: int) -> Window:
    start, end = np.searchsorted(tokens.first, [low, high])
    return Window(low, high, int(start), int(end))
