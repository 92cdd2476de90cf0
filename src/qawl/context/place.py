"""Where it was said: a place that a preposition brings into the cue's clause."""

from __future__ import annotations

from qawl.context.phrases import Ground, noun_phrase
from qawl.context.zones import Zone
from qawl.segment.scene import Range

_NEAR = 12


def find_place(ground: Ground, zone: Zone, taken: tuple[Range, ...]) -> Range | None:
    """Return the word positions of the place nearest to the cue; `taken` are the ranges of other fields."""
    free = frozenset(zone.words) - {p for start, end in taken for p in range(start, end)}
    best: tuple[int, Range] | None = None
    for position in sorted(free):
        if ground.scene.words[position].fold not in ground.habits.before_place or position + 1 not in free:
            continue
        start = position + 1
        if not place_at(ground, start) or not zone.reaches(position, start + 1):
            continue
        distance = zone.distance(position, start + 1)
        if distance <= _NEAR and (best is None or distance < best[0]):
            best = (distance, (start, noun_phrase(ground, start, free, longest=4)))
    return best[1] if best else None


def place_at(ground: Ground, position: int) -> bool:
    """Whether a known word for a place stands at a position, or a name with a capital letter that is no outlet."""
    if position in ground.dated:
        return False
    for term in ground.terms:
        if term.start <= position < term.end:
            return term.kind == "place"
    word = ground.scene.words[position]
    return ground.scene.text[word.start].isupper() and not word.fold.isdigit()
