"""To whom it was said."""

from __future__ import annotations

from qawl.context.outlets import Outlet
from qawl.context.phrases import Ground, noun_phrase
from qawl.context.zones import Zone
from qawl.segment.scene import Range

_NEAR = 8  # words between the cue and an audience or outlet in the dative
_PERSON = 7  # words of the phrase for a person addressed
_QUOTES = frozenset('"«»“”„')


def find_addressee(ground: Ground, zone: Zone, outlets: tuple[Outlet, ...]) -> tuple[Range, str] | None:
    """Return the word positions of the person or body addressed, and the rule that saw it."""
    found = _object_of_cue(ground, zone)
    if found is not None:
        return found, "object of the cue"
    if (found := _audience(ground, zone)) is not None:
        return found, "audience beside the cue"
    if (found := _outlet(ground, zone, outlets)) is not None:
        return found, "outlet beside the cue"
    return None


def _object_of_cue(ground: Ground, zone: Zone) -> Range | None:
    """*Urged the government to*: what stands between a verb that takes a person and the content."""
    if not any(term.kind == "addressing" and zone.cue[0] <= term.start < zone.cue[1] for term in ground.terms):
        return None
    free = frozenset(zone.words)
    start = zone.cue[1]
    if zone.source and zone.source[0] == start:
        start = zone.source[1]
    while start in free and (ground.scene.words[start].fold in {",", "،"} or start in ground.dated):
        start += 1
    if start not in free or (ground.scene.words[start].is_mark and ground.scene.words[start].fold not in _QUOTES):
        return None
    word = ground.scene.words[start].fold
    if word in ground.habits.before_addressee and start + 1 in free:
        start += 1
    elif word in ground.habits.stops or word in ground.habits.before_channel or word in ground.habits.before_place:
        return None
    return start, noun_phrase(ground, start, free, longest=_PERSON)


def _audience(ground: Ground, zone: Zone) -> Range | None:
    for term in ground.terms:
        if term.kind != "audience" or not zone.unit[0] <= term.start < zone.unit[1]:
            continue
        is_near = zone.distance(term.start, term.end) <= _NEAR and zone.reaches(term.start, term.end)
        if is_near and _is_addressed(ground, term.start):
            return term.start, noun_phrase(ground, term.end - 1, frozenset(zone.words), longest=_PERSON)
    return None


def _outlet(ground: Ground, zone: Zone, outlets: tuple[Outlet, ...]) -> Range | None:
    for outlet in outlets:
        if not zone.unit[0] <= outlet.start < zone.unit[1]:
            continue
        if zone.distance(outlet.start, outlet.end) > _NEAR or not zone.reaches(outlet.start, outlet.end):
            continue
        beside = outlet.start in (zone.cue[1], zone.source[1] if zone.source else -1)
        if _is_addressed(ground, outlet.start) or (beside and ground.habits.dative):
            return outlet.start, outlet.end
    return None


def _is_addressed(ground: Ground, position: int) -> bool:
    """Whether a preposition or a case makes the word at a position the one addressed."""
    scene, habits = ground.scene, ground.habits
    word = scene.words[position].fold
    if word.startswith(habits.joined_addressee) and habits.joined_addressee:
        return True
    if habits.dative and word.endswith(habits.dative):
        return True
    return any(scene.words[p].fold in habits.before_addressee for p in range(max(0, position - 2), position))
