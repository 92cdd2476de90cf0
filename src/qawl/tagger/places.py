"""Values by the ranges of text that they belong to, so that what stands at a place is found without a look at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from qawl.tagger.frames import Range

Value = TypeVar("Value")


class Places(Generic[Value]):
    """Values at half-open ranges of code points; the ranges may overlap."""

    def __init__(self, placed: Iterable[tuple[Range, Value]]) -> None:
        ordered = sorted(placed, key=lambda item: item[0])
        self._ordered = ordered
        self._starts = [start for (start, _), _ in ordered]
        self._reached = list(accumulate((end for (_, end), _ in ordered), max))  # no range up to here ends later

    def meeting(self, place: Range | None) -> list[Value]:
        """Return the values whose ranges share a code point with a place, in the order of the text."""
        if place is None:
            return []
        first, last = bisect_right(self._reached, place[0]), bisect_left(self._starts, place[1])
        return [value for (_, end), value in self._ordered[first:last] if place[0] < end]


def places_of(ranges: Iterable[Range]) -> Places[Range]:
    """Return ranges by where they stand."""
    return Places((piece, piece) for piece in ranges)
