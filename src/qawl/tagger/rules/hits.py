"""The cues of a text, found by where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

import msgspec

from qawl.languages.cues import Hit


class Hits(msgspec.Struct, frozen=True, dict=True):
    """The cues of a text in order, none of which overlap; all numbers are word positions."""

    found: tuple[Hit, ...]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(hit.start for hit in self.found)

    def at(self, position: int) -> Hit | None:
        """Return the cue that begins at a position."""
        number = bisect_left(self._starts, position)
        is_there = number < len(self.found) and self.found[number].start == position
        return self.found[number] if is_there else None

    def over(self, position: int) -> Hit | None:
        """Return the cue that the word at a position belongs to."""
        number = bisect_right(self._starts, position) - 1
        return self.found[number] if number >= 0 and position < self.found[number].end else None

    def between(self, low: int, high: int) -> tuple[Hit, ...]:
        """Return the cues that begin in `[low, high)`."""
        return self.found[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
