"""To whom it was said."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from qawl.context.channel import Channel
from qawl.context.outlets import CREDITING
from qawl.context.phrases import Ground, noun_phrase, without_loose_end
from qawl.context.zones import Zone
from qawl.segment.scene import Range

_NEAR = 5  # words between the cue and an audience or outlet in the dative
_BESIDE = 6  # words between the cue and another verb of its clause
_JOINED = 4  # letters of a word that can carry a joined preposition
_PERSON = 7  # words of the phrase for a person addressed
_QUOTES = frozenset('"«»“”„')
_COMMAS = frozenset({",", "،"})


class Addressee(msgspec.Struct, frozen=True):
    """The one addressed: word positions, letters joined before them, and the rule that saw it."""

    words: Range
    lead: int
    evidence: str


def find_addressee(ground: Ground, zone: Zone, channel: Channel | None) -> Addressee | None:
    """Return whom a statement was said to, or None."""
    found = (
        _object_of_cue(ground, zone)
        or _audience(ground, zone)
        or _outlet(ground, zone)
        or _in_channel(ground, zone, channel)
        or _pronoun_before(ground, zone)
        or _beside_verb(ground, zone)
    )
    return _trimmed(ground, found, channel) if found else None


def _trimmed(ground: Ground, found: Addressee, channel: Channel | None) -> Addressee:
    """Leave out the channel behind the one addressed, and a comma at the end: *told reporters at a news conference*."""
    start, end = found.words
    if channel is not None and start < channel.words[0] < end:
        end = without_loose_end(ground, start, channel.words[0])
    while end > start + 1 and ground.scene.words[end - 1].fold in _COMMAS:
        end -= 1
    return msgspec.structs.replace(found, words=(start, end))


def _object_of_cue(ground: Ground, zone: Zone) -> Addressee | None:
    """*Urged the government to*: what stands between a verb and the content, when nothing else explains it."""
    free, words = zone.free, ground.scene.words
    for start in _behind_cue(ground, zone, free):
        if not zone.follows and words[start - 1].fold in _COMMAS:  # «…», — заявила она, пожав плечами
            continue
        word = words[start].fold
        is_asked = word in ground.habits.before_asked and takes_person(ground, zone)
        first = start + (is_asked or word in ground.habits.before_addressee)
        if first not in free or not _may_begin(ground, first) or _is_place(ground, first):
            continue
        end = noun_phrase(ground, first, free, longest=_PERSON)
        if takes_person(ground, zone) and (_is_closed(zone, end) or not zone.follows):
            return Addressee((first, end), _lead(ground, first), "object of the cue")
        if takes_person(ground, zone) and (edge := _edge_behind(zone, end, free)) is not None:
            return Addressee((first, edge), _lead(ground, first), "object of the cue")
        if _is_closed(zone, end) and (first > start or _is_marked(ground, first)):
            return Addressee((first, end), _lead(ground, first), "between cue and content")
    return None


def _is_place(ground: Ground, first: int) -> bool:
    """Whether a preposition for places stands before: *said in Halden the port was shut* addresses nobody."""
    return ground.scene.words[first - 1].fold in ground.habits.before_place - ground.habits.before_addressee


def takes_person(ground: Ground, zone: Zone) -> bool:
    """Whether the cue is a verb that takes the person addressed as its object."""
    return any(term.kind == "addressing" for term in ground.terms_in(*zone.cue))


def _is_marked(ground: Ground, position: int) -> bool:
    """Whether a word is the one addressed by its form, or the language marks that by the place alone."""
    return _is_addressed_here(ground, position) or ground.habits.bare_object


def _behind_cue(ground: Ground, zone: Zone, free: frozenset[int]) -> Iterator[int]:
    """Where an object may begin: right behind the cue, behind the source there, or marked behind the content."""
    starts = [zone.cue[1]]
    if zone.source and zone.source[0] - zone.cue[1] <= _PERSON and zone.source[0] >= zone.cue[1]:
        starts.append(zone.source[1])
    for start in starts:
        behind = _past_apposition(ground, start, free)
        if behind in free:
            yield behind
    for behind in zone.behind:
        if behind in free and _is_addressed_here(ground, behind):
            yield behind


def _is_closed(zone: Zone, end: int) -> bool:
    """Whether the content or the source follows: what stands before is an object, not an adverb at the end."""
    return end in zone.edges or end + 1 in zone.edges or end in zone.behind


def _edge_behind(zone: Zone, end: int, free: frozenset[int]) -> int | None:
    """Return where the content begins when only a few words more stand before it: *Britain, France and Spain*."""
    for position in range(end, end + _PERSON):
        if position in zone.edges:
            return position
        if position not in free:
            return None
    return None


def _in_channel(ground: Ground, zone: Zone, channel: Channel | None) -> Addressee | None:
    """*At a meeting with the commissioner*, `в обращении к нации`: the channel names its audience."""
    if channel is None or channel.evidence != "in the cue's clause":
        return None
    for position in range(channel.words[0] + 1, channel.words[1] - 1):
        if ground.scene.words[position].fold not in ground.habits.before_addressee | ground.habits.before_partner:
            continue
        if not ground.habits.outlet_listens and any(o.start <= position + 1 < o.end for o in ground.outlets):
            return None
        end = noun_phrase(ground, position + 1, range(channel.words[1]), longest=_PERSON)
        return Addressee((position + 1, end), _lead(ground, position + 1), "audience of the channel")
    return None


def _pronoun_before(ground: Ground, zone: Zone) -> Addressee | None:
    """`Ей предложили`: a pronoun right before a verb that takes a person."""
    before = zone.cue[0] - 1
    if before not in zone.words or not takes_person(ground, zone):
        return None
    is_pronoun = ground.scene.words[before].fold in ground.habits.pronouns
    return Addressee((before, zone.cue[0]), 0, "pronoun before the cue") if is_pronoun else None


def _beside_verb(ground: Ground, zone: Zone) -> Addressee | None:
    """*Turned to the nation, urging*: another verb of the clause, not the cue, names the one addressed."""
    free = zone.free
    for term in ground.terms_in(*zone.unit):
        if term.kind != "addressing" or term.start not in free or zone.distance(term.start, term.end) > _BESIDE:
            continue
        start = term.end + (term.end in free and ground.scene.words[term.end].fold in ground.habits.before_addressee)
        if start in free and zone.reaches(term.start, start + 1) and _may_begin(ground, start):
            end = noun_phrase(ground, start, free, longest=_PERSON)
            if 0 <= zone.cue[0] - end <= 1:
                return Addressee((start, end), _lead(ground, start), "object of a verb beside the cue")
    return None


def _past_apposition(ground: Ground, start: int, free: frozenset[int]) -> int:
    """Return where the object may begin: behind commas, days and what a relative clause adds to the subject."""
    scene = ground.scene
    adverbs = ground.habits.adverbs | _COMMAS
    while start in free and (scene.words[start].fold in adverbs or start in ground.dated):
        start += 1
    if start in free and start - 1 not in free and scene.words[start].fold in ground.habits.stops:
        return start
    inserted = ground.habits.stops | ground.habits.prepositions
    is_inserted = start in free and (scene.words[start].fold in inserted or _relays(ground, start))
    if is_inserted and scene.words[start - 1].fold in _COMMAS:
        end = start
        while end in free:
            end += 1
        commas = [position for position in range(start, end - 1) if scene.words[position].fold in _COMMAS]
        return commas[-1] + 1 if commas else start
    return start


def _may_begin(ground: Ground, position: int) -> bool:
    word, habits = ground.scene.words[position], ground.habits
    if word.is_mark:
        return word.fold in _QUOTES and ground.scene.quotation_of[position] >= 0
    if word.fold in habits.stops or word.fold in habits.prepositions or word.fold in habits.adverbs:
        return False
    return not _relays(ground, position) and position not in ground.dated


def _relays(ground: Ground, position: int) -> bool:
    """Whether a verb or preposition that passes words on begins at a position."""
    term = ground.term_at(position)
    return term is not None and term.kind in CREDITING


def _audience(ground: Ground, zone: Zone) -> Addressee | None:
    for term in ground.terms_in(*zone.unit):
        if term.kind != "audience":
            continue
        is_near = zone.distance(term.start, term.end) <= _NEAR and zone.reaches(term.start, term.end)
        if is_near and _is_addressed(ground, term.start):
            end = noun_phrase(ground, term.end - 1, zone.free, longest=_PERSON)
            return Addressee((term.start, end), _lead(ground, term.start), "audience beside the cue")
    return None


def _outlet(ground: Ground, zone: Zone) -> Addressee | None:
    relays = any(term.kind in CREDITING for term in ground.terms_in(*zone.cue))
    for outlet in () if relays else ground.outlets:
        if not zone.unit[0] <= outlet.start < zone.unit[1] or not zone.reaches(outlet.start, outlet.start + 1):
            continue
        if outlet.is_talk and not ground.habits.outlet_listens:
            continue
        beside = outlet.start in (zone.cue[1], zone.source[1] if zone.source else -1) and bool(ground.habits.dative)
        is_near = zone.distance(outlet.start, outlet.end) <= _NEAR
        if outlet.is_talk or (is_near and (beside or _is_addressed(ground, outlet.start))):
            return Addressee((outlet.start, outlet.end), outlet.lead, "outlet beside the cue")
    return None


def _lead(ground: Ground, position: int) -> int:
    """Return how many letters of a preposition are joined before a word."""
    word, joined = ground.scene.words[position].fold, ground.habits.joined_addressee
    if not joined or not word.startswith(joined) or len(word) < _JOINED:
        return 0
    known = ground.term_at(position)
    if known is not None and known.lead:
        return known.lead
    return len(next(letters for letters in joined if word.startswith(letters)))


def _is_addressed(ground: Ground, position: int) -> bool:
    """Whether a preposition or a case makes the word at a position the one addressed."""
    words, habits = ground.scene.words, ground.habits
    before = range(max(0, position - 2), position)
    return _is_addressed_here(ground, position) or any(words[p].fold in habits.before_addressee for p in before)


def _is_addressed_here(ground: Ground, position: int) -> bool:
    """Whether the word itself is a preposition for the one addressed, or carries one, or a case that says so."""
    word, habits = ground.scene.words[position].fold, ground.habits
    if word in habits.before_addressee or word in habits.pronouns:
        return True
    if habits.joined_addressee and word.startswith(habits.joined_addressee):
        return len(word) >= _JOINED
    return bool(habits.dative) and word.endswith(habits.dative)
