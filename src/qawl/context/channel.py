"""Through what it was said: an interview, a broadcast, a statement, a network, a session."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from qawl.context.phrases import Ground, noun_phrase
from qawl.context.terms import Term, keys
from qawl.context.zones import Zone
from qawl.fold import fold_words
from qawl.languages.pack import LanguagePack
from qawl.segment.scene import Range

EVENTS = frozenset({"session", "press_conference", "briefing", "speech", "broadcast", "social", "phone"})
NETWORKS = frozenset({"broadcast", "social", "phone", "outlet", "agency"})
_KINDS = frozenset({"channel", "talk"})
_SOURCE_HEAD = 3  # how deep in the source the channel may stand: "the latest report of the bank"
_POINTING_BACK = 8  # words between a channel that is an object and the cue that points back to it


class Channel(msgspec.Struct, frozen=True):
    """A channel: word positions, letters joined before them, and where it stands."""

    words: Range
    lead: int
    evidence: str


def find_channel(ground: Ground, pack: LanguagePack, zone: Zone) -> Channel | None:
    """Return the channel of a statement, or None."""
    return (
        _around_cue(ground, zone)
        or _in_cue(ground, zone)
        or _pointed_at(ground, zone)
        or _as_source(ground, pack, zone)
    )


def _around_cue(ground: Ground, zone: Zone) -> Channel | None:
    free = zone.free
    best: tuple[int, Channel] | None = None
    for term in _candidates(ground, zone.unit):
        distance = zone.distance(term.start, term.end)
        if (best is not None and distance >= best[0]) or not zone.reaches(term.start, term.end):
            continue
        if _continues(ground, term, free):
            continue
        start = _introduced(ground, term, free)
        if start is not None:
            lead = _preposition(ground, term) if start == term.start else 0
            words = (start, noun_phrase(ground, term.end - 1, free))
            best = (distance, Channel(words, lead, "in the cue's clause"))
    return best[1] if best else None


def _continues(ground: Ground, term: Term, free: frozenset[int]) -> bool:
    """Whether the words belong to the channel right before them: `لمراسلة` after `تصريح`."""
    before = ground.term_over(term.start - 1) if term.start - 1 in free else None
    return before is not None and before.kind in _KINDS and before.start in free


def _candidates(ground: Ground, unit: Range) -> Iterator[Term]:
    yield from _channels(ground, *unit)
    for outlet in ground.outlets:
        if unit[0] <= outlet.start < unit[1] and not outlet.is_talk:
            yield Term(outlet.start, outlet.end, "outlet", "outlet", outlet.lead)


def _in_cue(ground: Ground, zone: Zone) -> Channel | None:
    """*Tweeted*, `сообщается в пресс-релизе`: the cue names a network, or brings a channel by a preposition."""
    inside = frozenset(range(*zone.cue))
    for term in _channels(ground, *zone.cue):
        if term.detail == "social" or _introduced(ground, term, inside) is not None:
            return Channel((term.start, min(term.end, zone.cue[1])), 0, "in the cue")
    return None


def _pointed_at(ground: Ground, zone: Zone) -> Channel | None:
    """*Issued a statement in which*: the channel is the object of another verb, and the clause points back to it."""
    words = ground.scene.words
    pointing = ground.habits.pointing_back
    if not pointing:
        return None
    for term in _channels(ground, zone.unit[0], zone.cue[0]):
        is_near = zone.cue[0] - term.end <= _POINTING_BACK and zone.reaches(term.start, term.end)
        if is_near and any(words[p].fold in pointing for p in range(term.end, min(zone.cue[1] + 1, zone.unit[1]))):
            end = noun_phrase(ground, term.end - 1, zone.free)
            return Channel((term.start, end), 0, "the clause points back to it")
    return None


def _as_source(ground: Ground, pack: LanguagePack, zone: Zone) -> Channel | None:
    """*The report says*: the source is the channel."""
    if zone.source is None:
        return None
    start, end = zone.source
    for term in _channels(ground, start, min(end, start + _SOURCE_HEAD)):
        if term.kind != "channel" or _is_possessed(ground, start, term.start):
            continue
        if not _speaks_for_itself(ground, pack, zone, term):
            first = start if ground.habits.keeps_preposition else term.start
            words = (first, noun_phrase(ground, term.end - 1, range(start, end)))
            return Channel(words, _preposition(ground, term), "the source is one")
    return None


def _is_possessed(ground: Ground, start: int, end: int) -> bool:
    """Whether a preposition stands before: *a participant in the session* is no session."""
    return any(ground.scene.words[p].fold in ground.habits.before_channel for p in range(start + 1, end))


def _speaks_for_itself(ground: Ground, pack: LanguagePack, zone: Zone, term: Term) -> bool:
    """Whether nobody stands behind the channel: *international reports*, *a video* is itself the one who says so."""
    speaker = zone.statement.speaker
    if speaker is None:
        return False
    named = {key for word in fold_words(speaker.name).split()[:2] for key, _ in keys(word, pack)}
    return any(key in named for key, _ in keys(ground.scene.words[term.start].fold, pack))


def _channels(ground: Ground, start: int, end: int) -> Iterator[Term]:
    return (term for term in ground.terms_in(start, end) if term.kind in _KINDS)


def _introduced(ground: Ground, term: Term, free: frozenset[int]) -> int | None:
    """Return where the phrase of a channel begins when a preposition brings it, else None."""
    scene, habits = ground.scene, ground.habits
    if _preposition(ground, term) and not (term.kind == "outlet" and _is_addressed(ground, term)):
        return term.start
    allowed = habits.before_channel
    allowed = allowed | habits.before_event if term.detail in EVENTS else allowed
    allowed = allowed | habits.before_network if term.detail in NETWORKS else allowed
    for start in range(term.start, max(term.start - habits.modifiers, 0) - 1, -1):
        before = start - 1
        if before not in free or scene.words[before].is_mark:
            return None
        if scene.words[before].fold in allowed:
            return before if habits.keeps_preposition else start
    return None


def _is_addressed(ground: Ground, term: Term) -> bool:
    """Whether the joined preposition says that the outlet is spoken to: it is no channel then."""
    word, joined = ground.scene.words[term.start].fold, ground.habits.joined_addressee
    return bool(joined) and word.startswith(joined)


def _preposition(ground: Ground, term: Term) -> int:
    """Return how many letters before the channel are a preposition written joined to it."""
    word, habits = ground.scene.words[term.start].fold, ground.habits
    return max((len(p) for p in habits.joined_channel if term.lead >= len(p) and word.startswith(p)), default=0)
