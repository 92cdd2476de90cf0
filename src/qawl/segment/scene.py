"""One text prepared for reading: its words, units and quotations, and where each word stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from qawl.fold import Folded, fold
from qawl.segment.quotations import Quotation, find_quotations, with_depths
from qawl.segment.units import split_units
from qawl.segment.words import Word, split_words

Range = tuple[int, int]


class Scene(msgspec.Struct, frozen=True, dict=True):
    """A text with its words, its units (ranges of word positions) and its quotations (ranges of code points).

    Word positions count from 0 over the whole text.
    """

    text: str
    folded: Folded
    words: tuple[Word, ...]
    units: tuple[Range, ...]
    quotations: tuple[Quotation, ...]

    @cached_property
    def unit_of(self) -> tuple[int, ...]:
        """For each word, the number of its unit."""
        return tuple(number for number, (start, end) in enumerate(self.units) for _ in range(start, end))

    @cached_property
    def quotation_of(self) -> tuple[int, ...]:
        """For each word, the number of the innermost quotation around it (its marks included), or -1."""
        numbers = [-1] * len(self.words)
        for number, quotation in enumerate(self.quotations):  # outer ones come first
            for position in range(*self.word_range(quotation.start, quotation.end)):
                numbers[position] = number
        return tuple(numbers)

    @cached_property
    def _quotations_from(self) -> dict[int, tuple[Quotation, ...]]:
        return _grouped((quotation.start, quotation) for quotation in self.quotations)

    @cached_property
    def _quotations_to(self) -> dict[int, tuple[Quotation, ...]]:
        return _grouped((quotation.end, quotation) for quotation in self.quotations)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(word.start for word in self.words)

    def quotations_from(self, place: int) -> tuple[Quotation, ...]:
        """Return the quotations that begin at a code point, the outer ones first."""
        return self._quotations_from.get(place, ())

    def quotations_to(self, place: int) -> tuple[Quotation, ...]:
        """Return the quotations that end before a code point, the outer ones first."""
        return self._quotations_to.get(place, ())

    def word_range(self, start: int, end: int) -> Range:
        """Return the positions of the words that begin inside a range of code points."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def unit_at(self, place: int) -> int:
        """Return the number of the unit in which a code point stands, 0 before the first word."""
        position = self.word_range(0, place + 1)[1] - 1
        return self.unit_of[position] if position >= 0 else 0

    def range_of(self, start: int, end: int) -> Range:
        """Return the code points from the first to the last of the words `[start, end)`."""
        return self.words[start].start, self.words[end - 1].end

    def pieces(self, start: int, end: int) -> tuple[Range, ...]:
        """Cut the words `[start, end)` at unit borders and return the code points of each piece."""
        found = []
        while start < end:
            stop = min(end, self.units[self.unit_of[start]][1])
            found.append(self.range_of(start, stop))
            start = stop
        return tuple(found)


def make_scene(text: str, abbreviations: Sequence[str] | frozenset[str] = ()) -> Scene:
    """Prepare a text; `abbreviations` are the folded words whose full stop ends no sentence."""
    folded = fold(text)
    words = split_words(folded)
    quotations = with_depths(q for q in find_quotations(text) if q.closed or _is_introduced(text, q))
    return Scene(text, folded, words, split_units(text, words, abbreviations), quotations)


def _grouped(placed: Iterable[tuple[int, Quotation]]) -> dict[int, tuple[Quotation, ...]]:
    groups: dict[int, list[Quotation]] = {}
    for place, quotation in placed:
        groups.setdefault(place, []).append(quotation)
    return {place: tuple(group) for place, group in groups.items()}


def _is_introduced(text: str, quotation: Quotation) -> bool:
    """Whether an unclosed quotation follows a colon or begins its line; any other lone mark quotes nothing."""
    at = quotation.start
    while at > 0 and text[at - 1] in " \u00a0":
        at -= 1
    return at == 0 or text[at - 1] in ":\n\r"
