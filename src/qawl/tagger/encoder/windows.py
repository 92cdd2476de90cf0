"""Cut a text's pieces into overlapping windows that begin and end with sentences where they can."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qawl.tagger.encoder.pieces import Tokens
from qawl.tagger.encoder.spans import Pair

LONGEST = 254  # pieces in a window, besides the marks of its start and end
OVERLAP = 64  # pieces that a window shares with the one before
STOPS = frozenset(".!?؟…")
CLOSING = frozenset("\"'”’»)]}")


def cut(text: str, tokens: Tokens, *, longest: int = LONGEST, overlap: int = OVERLAP) -> list[Pair]:
    """Half-open spans of words, each of at most `longest` pieces, that cover the text in order.

    Neighbours share at least about `overlap` pieces, so that every word is read with words on both sides.
    """
    ends = sentence_ends(text, tokens.words)
    windows: list[Pair] = []
    start = 0
    while True:
        stop = reach(tokens, start, longest)
        if stop >= len(tokens.words):
            return [*windows, (start, len(tokens.words))]
        stop = _last_at_most(ends, stop, floor=start + (stop - start) // 2) or stop
        windows.append((start, stop))
        back = _back(tokens, stop, overlap)
        start = max(start + 1, _last_at_most(ends, back, floor=back - (back - start) // 2) or back)


def sentence_ends(text: str, words: Sequence[Pair]) -> list[int]:
    """Indices of words that begin a sentence, save the first: what follows a stop or a new line."""
    found, closed = [], False
    for index, ((start, end), (following, _)) in enumerate(pairwise(words), 1):
        word = text[start:end]
        closed = word in STOPS or (closed and word in CLOSING)
        if "\n" in text[end:following] or (closed and text[following] not in CLOSING and text[following] not in STOPS):
            found.append(index)
            closed = False
    return found


def reach(tokens: Tokens, start: int, longest: int) -> int:
    """The end of the longest run of words from `start` that has at most `longest` pieces; at least one word."""
    limit = tokens.first[start] + longest
    stop = int((tokens.last < limit).sum())
    return max(stop, start + 1)


def _back(tokens: Tokens, stop: int, overlap: int) -> int:
    """The word that lies `overlap` pieces before the word `stop`."""
    return int((tokens.first < tokens.first[stop] - overlap).sum())


def _last_at_most(ends: Sequence[int], limit: int, *, floor: int) -> int | None:
    return max((end for end in ends if floor < end <= limit), default=None)
