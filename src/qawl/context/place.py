"""Where it was said: a place that a preposition brings right beside the cue or another field of the statement."""

from __future__ import annotations

from collections.abc import Iterator

from qawl.context.phrases import Ground, noun_phrase
from qawl.context.zones import Zone
from qawl.languages.pack import LanguagePack
from qawl.people.known import known_places
from qawl.segment.scene import Range

_LONGEST = 5  # words of a place: *the National Constitution Center*
_MARKS = frozenset(',،-–—"«»“”')


def find_place(ground: Ground, pack: LanguagePack, zone: Zone, found: tuple[Range, ...]) -> tuple[Range, int] | None:
    """Return the word positions of the place where a statement was made, and the letters joined before it.

    `found` are the positions of its other fields. A preposition anywhere else in the clause mostly brings a place that
    is spoken of.
    """
    inside = frozenset(p for start, end in found for p in range(start, end))
    free = zone.free | inside
    for position in _openings(ground, zone, found):
        start = position + _is_apart(ground, position)
        if start in free and _is_place(ground, pack, position, start) and zone.reaches(position, start + 1):
            end = noun_phrase(ground, start, free, longest=_LONGEST)
            lead = 0 if start > position else _lead(ground, position)
            return (start, _before_persons(ground, start, end)), lead
    return None


def _openings(ground: Ground, zone: Zone, found: tuple[Range, ...]) -> Iterator[int]:
    """Where the preposition may stand: within a field, right behind one, behind cue, source or a day."""
    for start, end in found:
        yield from (p for p in range(start, end) if _brings_place(ground, p))
    behind = [end for _, end in found] + [zone.cue[1]] + ([zone.source[1]] if zone.source else [])
    dates = (p + 1 for p in zone.words if p in ground.dated and p + 1 not in ground.dated)
    words = ground.scene.words
    for border in (*behind, *dates):
        position = border + (border < len(words) and words[border].fold in _MARKS)
        if position in zone.words and _brings_place(ground, position):
            yield position


def _brings_place(ground: Ground, position: int) -> bool:
    return bool(_is_apart(ground, position)) or bool(_lead(ground, position))


def _is_apart(ground: Ground, position: int) -> bool:
    return ground.scene.words[position].fold in ground.habits.before_place


def _lead(ground: Ground, position: int) -> int:
    """Return how many letters of a preposition for places are joined before a word."""
    joined = (
        tuple(word for word in ground.habits.before_place if len(word) == 1) if ground.habits.joined_channel else ()
    )
    return int(bool(joined) and ground.scene.words[position].fold.startswith(joined))


def _is_place(ground: Ground, pack: LanguagePack, position: int, start: int) -> bool:
    if start > position:
        return place_at(ground, start) or ground.scene.words[start].fold in known_places(pack.code)
    bare = ground.scene.words[position].fold[1:]
    return bare in known_places(pack.code)


def _before_persons(ground: Ground, start: int, end: int) -> int:
    """Leave out whom a place is followed by: *in Tampa with supporters* ends before the preposition."""
    brings = ground.habits.before_event | ground.habits.before_partner | ground.habits.before_addressee
    words = ground.scene.words
    return next((p for p in range(start + 1, end) if words[p].fold in brings), end)


def place_at(ground: Ground, position: int) -> bool:
    """Whether a known word for a place stands at a position, or a name with a capital letter that is no outlet."""
    if position in ground.dated:
        return False
    if (term := ground.term_over(position)) is not None:
        return term.kind == "place"
    word = ground.scene.words[position]
    return ground.scene.text[word.start].isupper()
