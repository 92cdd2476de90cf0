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
    keys = keys_of(text, language)
    ranges = sorted({hit for term in terms if term.field in (None, "content") for hit in _hits(keys, term)})
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
    length = len(term.places)
    for at in range(len(keys) - length + 1):
        window = keys[at : at + length]
        if all(
            _fits(key, place, term.is_prefix and n == length - 1)
            for n, (key, place) in enumerate(zip(window, term.places, strict=True))
        ):
            yield window[0].start, window[-1].end


def _fits(key: Key, place: tuple[str, ...], is_prefix: bool) -> bool:
    readings = (key.key, *key.others)
    if is_prefix:
        return any(reading.startswith(beginning) for reading in readings for beginning in place)
    return any(reading in place for reading in readings)


def _word_start(text: str, at: int) -> int:
    """Return the start of the word at a place, unless that is far back."""
    space = text.rfind(" ", max(at - 20, 0), at) if at else -1
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - 20, at + 1)
    return space if space > 0 else at
