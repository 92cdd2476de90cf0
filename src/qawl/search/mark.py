"""The piece of a text to show for a hit, and where in it the query hit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qawl.search.keys import Key, keys_of
from qawl.search.terms import Term
from qawl.span import Span

WIDTH = 240  # code points of a piece: three lines of a terminal
_BEFORE = 60  # code points kept before the first hit
Range = tuple[int, int]


def find_marks(text: str, language: str, terms: Sequence[Term]) -> tuple[Range, ...]:
    """Return the half-open ranges of a text that the terms hit, in order, none inside another."""
    wanted = [term for term in terms if term.field in (None, "content")]
    keys = keys_of(text, language) if wanted else ()
    ranges = sorted({hit for term in wanted for hit in _hits(keys, term)})
    merged: list[Range] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def cut_piece(spans: Sequence[Span], language: str, terms: Sequence[Term]) -> tuple[Span, tuple[Range, ...]]:
    """Return the piece of some spans to show, as a span of the text of record, and the marks within it."""
    marked = [(span, find_marks(span.text, language, terms)) for span in spans]
    span, marks = next(((span, marks) for span, marks in marked if marks), marked[0])
    start = _word_start(span.text, max(marks[0][0] - _BEFORE, 0)) if marks else 0
    end = _word_end(span.text, min(start + WIDTH, len(span.text)))
    end = max(end, marks[0][1]) if marks else end
    inside = tuple((a - start, b - start) for a, b in marks if start <= a and b <= end)
    return Span(span.start + start, span.start + end, span.text[start:end]), inside


def _hits(keys: Sequence[Key], term: Term) -> Iterable[Range]:
    last = len(term.places) - 1
    for at in range(len(keys) - last):
        if not _fits(keys[at], term.places[0], term.is_prefix and last == 0):
            continue  # nearly every word: the others need not be looked at
        if all(_fits(keys[at + n], place, term.is_prefix and n == last) for n, place in enumerate(term.places)):
            yield keys[at].start, keys[at + last].end


def _fits(key: Key, place: tuple[str, ...], is_prefix: bool) -> bool:
    if is_prefix:
        return any(reading.startswith(place) for reading in (key.key, *key.others))
    return key.key in place or any(reading in place for reading in key.others)


def _word_start(text: str, at: int) -> int:
    """Return the start of the word at a place, unless that is far back."""
    space = text.rfind(" ", max(at - 20, 0), at) if at else -1
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - 20, at + 1)
    return space if space > 0 else at
