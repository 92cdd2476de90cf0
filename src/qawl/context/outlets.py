"""Find outlets and agencies: names that are known, and unknown names behind a word like *newspaper*."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from qawl.context.phrases import Ground
from qawl.context.terms import Term
from qawl.segment.scene import Range, Scene

_NAME = 5  # words of an unknown name behind its head
_QUOTES = frozenset('"«»“”„')


class Outlet(msgspec.Struct, frozen=True):
    """An outlet in the text: word positions of the phrase and of the name in it.

    `name` is empty (its ends equal) when the text only says *the newspaper* and means one that it named before.
    """

    start: int
    end: int
    name: Range
    is_agency: bool

    @property
    def is_named(self) -> bool:
        """Whether the phrase holds a name."""
        return self.name[0] < self.name[1]


def find_outlets(ground: Ground) -> tuple[Outlet, ...]:
    """Return the outlets of a text in order, without overlap."""
    found: list[Outlet] = []
    for outlet in _candidates(ground):
        if found and outlet.start < found[-1].end:
            continue
        found.append(outlet)
    return tuple(found)


def _candidates(ground: Ground) -> Iterator[Outlet]:
    agencies = {term.start: term for term in ground.terms if term.kind == "agency"}
    for term in ground.terms:
        if term.kind == "agency":
            yield Outlet(term.start, term.end, (term.start, term.end), term.detail == "agency")
        elif term.kind == "outlet":
            end = _name_end(ground, term.end, agencies)
            named = _inner(ground.scene, term.end, end)
            yield Outlet(term.start, max(end, term.end), named, term.detail == "agency")


def _name_end(ground: Ground, start: int, agencies: dict[int, Term]) -> int:
    """Return the position after the name that begins at `start`; `start` itself when there is none."""
    scene = ground.scene
    if start >= len(scene.words) or scene.unit_of[start] != scene.unit_of[start - 1]:
        return start
    if scene.words[start].fold in _QUOTES:
        return _after_quotation(ground, start)
    end = start
    while end < len(scene.words) and end - start < _NAME and scene.unit_of[end] == scene.unit_of[start]:
        if not _belongs(ground, end, first=end == start):
            break
        if end in agencies:
            return agencies[end].end
        end += 1
    if end > start and end + 2 < len(scene.words) and scene.words[end].fold in _QUOTES:
        return _after_quotation(ground, end)
    return end


def _after_quotation(ground: Ground, start: int) -> int:
    """Return the position after a short quotation and the words that describe it further."""
    scene = ground.scene
    number = scene.quotation_of[start]
    if number < 0:
        return start
    first, end = scene.word_range(scene.quotations[number].start, scene.quotations[number].end)
    if end - first > _NAME + 2:
        return start
    while end < len(scene.words) and end - start < _NAME + 3 and _is_definite(ground, end):
        end += 1
    return end


def _belongs(ground: Ground, position: int, *, first: bool) -> bool:
    word = ground.scene.words[position]
    habits = ground.habits
    if word.is_mark or position in ground.dated or word.fold in habits.stops:
        return False
    if word.fold in habits.before_channel or word.fold in habits.before_addressee or word.fold in habits.before_place:
        return False
    letters = ground.scene.text[word.start : word.end]
    if letters[0].isupper() or (letters[0].isascii() and letters[0].isalpha() and not habits.endings):
        return True
    has_case = letters[0].upper() != letters[0].lower()
    return not has_case and (first or _is_definite(ground, position))


def _is_definite(ground: Ground, position: int) -> bool:
    word = ground.scene.words[position]
    if position in ground.dated or not ground.habits.definite:
        return False
    return word.fold.startswith(ground.habits.definite)


def _inner(scene: Scene, start: int, end: int) -> Range:
    """Return the words of a name without the quotation marks around it."""
    first, last = start, end
    while first < last and scene.words[first].fold in _QUOTES:
        first += 1
    while last > first and scene.words[last - 1].fold in _QUOTES:
        last -= 1
    return (first, last)
