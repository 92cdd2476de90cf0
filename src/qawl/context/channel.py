"""Through what it was said: an interview, a broadcast, a statement, a network, a session."""

from __future__ import annotations

from collections.abc import Iterator

from qawl.context.phrases import Ground, noun_phrase
from qawl.context.terms import Term
from qawl.context.zones import Zone
from qawl.segment.scene import Range

_MODIFIERS = 3  # words that may stand between the preposition and the channel: "in a joint news conference"
_SOURCE_HEAD = 3  # how deep in the source the channel may stand: "the latest report of the bank"


def find_channel(ground: Ground, zone: Zone) -> tuple[Range, str] | None:
    """Return the word positions of the channel of a statement, and where it stands."""
    found = _around_cue(ground, zone)
    if found is not None:
        return found, "in the cue's clause"
    if (found := _in_cue(ground, zone)) is not None:
        return found, "in the cue"
    if (found := _as_source(ground, zone)) is not None:
        return found, "the source is one"
    return None


def _around_cue(ground: Ground, zone: Zone) -> Range | None:
    free = frozenset(zone.words)
    best: tuple[int, Range] | None = None
    for term in _channels(ground, *zone.unit):
        if not zone.reaches(term.start, term.end):
            continue
        start = _introduced(ground, term, free)
        if start is None:
            continue
        distance = zone.distance(term.start, term.end)
        if best is None or distance < best[0]:
            best = (distance, (start, noun_phrase(ground, term.end - 1, free)))
    return best[1] if best else None


def _in_cue(ground: Ground, zone: Zone) -> Range | None:
    """*Tweeted*, *issued a statement saying*."""
    for term in _channels(ground, *zone.cue):
        return term.start, min(term.end, zone.cue[1])
    return None


def _as_source(ground: Ground, zone: Zone) -> Range | None:
    """*The report says*: the source is the channel, unless it speaks as the agency itself."""
    if zone.source is None:
        return None
    start, end = zone.source
    for term in _channels(ground, start, min(end, start + _SOURCE_HEAD)):
        if term.kind == "channel" and not _is_possessed(ground, start, term.start):
            return term.start, noun_phrase(ground, term.end - 1, range(start, end))
    return None


def _is_possessed(ground: Ground, start: int, end: int) -> bool:
    """Whether a preposition stands before: *a participant in the session* is no session."""
    habits = ground.habits
    return any(ground.scene.words[p].fold in habits.before_channel for p in range(start + 1, end))


def _channels(ground: Ground, start: int, end: int) -> Iterator[Term]:
    for term in ground.terms:
        if start <= term.start < end and term.kind in {"channel", "talk"}:
            yield term


def _introduced(ground: Ground, term: Term, free: frozenset[int]) -> int | None:
    """Return where the phrase of a channel begins when a preposition brings it, else None."""
    scene, habits = ground.scene, ground.habits
    first = scene.words[term.start].fold
    if any(first.startswith(p) for p in habits.prefixes if p in habits.before_channel):
        return term.start
    for start in range(term.start, max(term.start - _MODIFIERS, 0) - 1, -1):
        before = start - 1
        if before not in free or scene.words[before].is_mark:
            return None
        if scene.words[before].fold in habits.before_channel:
            return start
    return None
