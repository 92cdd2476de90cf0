"""Which outlet passed on the words of a statement: from its clause, from what encloses it, from its source."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from qawl.context.outlets import CREDITING
from qawl.context.phrases import Ground, Outlet
from qawl.context.zones import Zone
from qawl.fold import fold_words
from qawl.model import Statement
from qawl.segment.scene import Range

_RELAYING = CREDITING | {"addressing"}
_RELATED = 8  # words around an outlet, with those of a term, within which it may be credited
_UNKNOWN = 6  # words of a source that may be the name of an outlet nobody listed


class Relay(msgspec.Struct, frozen=True):
    """An outlet that passed words on: word positions of its phrase, and the rule that saw it."""

    words: Range
    evidence: str
    lead: int = 0


class Field(msgspec.Struct, frozen=True):
    """What is found once for all statements of an article; `datelines` are word positions where the page credits."""

    ground: Ground
    zones: Mapping[str, Zone]
    statements: Mapping[str, Statement]
    datelines: tuple[Range, ...] = ()


def find_relays(field: Field, statement: Statement) -> tuple[Relay, ...]:
    """Return the outlets that passed a statement on, the one nearest to the speaker first."""
    zone = field.zones.get(statement.id)
    if zone is None:
        return ()
    found: list[Relay] = []
    if (own := _in_source(field, zone)) is not None:
        found.append(own)
    if _speaks_itself(field, zone) is None:
        found += _in_clause(field, zone)
    if statement.class_ == "speech":
        found += _enclosing(field, statement)
    return tuple(_without_doubles(field.ground, found))


def _mention_in(field: Field, start: int, end: int) -> Outlet | None:
    """Return the first outlet within a range of word positions, named or not."""
    return next((outlet for outlet in field.ground.outlets if start <= outlet.start and outlet.end <= end), None)


def _meant(field: Field, mention: Outlet) -> Outlet | None:
    """Return the outlet itself: *the newspaper* stands for the last one named before."""
    if mention.is_named:
        return mention
    return next((o for o in reversed(field.ground.outlets) if o.is_named and o.start < mention.start), None)


def speaker_as_outlet(field: Field, zone: Zone) -> Range | None:
    """Return the source of a statement when it is an outlet that speaks or passes on, with words or without a name."""
    if zone.source is None:
        return None
    start, end = zone.source
    is_short = end - start <= _UNKNOWN
    if (outlet := _speaks_itself(field, zone)) is not None:
        return zone.source if is_short and outlet.start >= start else (outlet.start, outlet.end)
    if is_short and _has_term(field.ground, zone.cue, "reports") and _looks_like_name(field.ground, zone):
        return zone.source
    return None


def _is_credited(field: Field, zone: Zone, outlet: Outlet) -> bool:
    """Whether something says that the outlet passed the words on: a preposition, a verb of relaying, the cue beside it.

    Without this half of the outlets in a clause are only spoken of: *hosting an event after a feud with the channel*.
    """
    if any(start <= outlet.start < end for start, end in field.datelines):
        return False
    return outlet.is_talk or _touches_cue(zone, outlet) or _is_brought(field.ground, zone, outlet)


def _touches_cue(zone: Zone, outlet: Outlet) -> bool:
    if outlet.start == zone.cue[1] or outlet.end == zone.cue[0]:
        return True
    return zone.source is not None and (outlet.start == zone.source[1] or zone.source[0] - outlet.end in {0, 1})


def _is_brought(ground: Ground, zone: Zone, outlet: Outlet) -> bool:
    """Whether a word of relaying stands beside an outlet, or a preposition before it."""
    words, habits = ground.scene.words, ground.habits
    for term in ground.terms_in(outlet.start - _RELATED, outlet.end + _RELATED):
        if term.kind in _RELAYING and (0 <= outlet.start - term.end <= 2 or 0 <= term.start - outlet.end <= 1):
            return True
    if outlet.lead and words[outlet.start].fold.startswith((*habits.joined_addressee, *habits.joined_channel)):
        return True
    first = max(zone.unit[0], outlet.start - 3)
    if any(words[p].fold in habits.before_addressee for p in range(max(first, outlet.start - 2), outlet.start)):
        return True
    brings = habits.before_network | habits.before_channel | habits.before_event
    return any(words[p].fold in brings for p in range(first, outlet.start))


def _speaks_itself(field: Field, zone: Zone) -> Outlet | None:
    """Return the outlet when the source of a statement is one, and not somebody who works for it."""
    if zone.source is None:
        return None
    start, end = zone.source
    mention = _mention_in(field, start, end)
    if mention is None or mention.start > start + 2:
        return None
    return None if _of_outlet(field, zone) or _names_somebody(field, zone, mention) else _meant(field, mention)


def _of_outlet(field: Field, zone: Zone) -> bool:
    """Whether the source is somebody of the outlet or a text in it: *a source of X*, *an article in X*."""
    term = field.ground.term_at(zone.source[0] if zone.source else 0)
    return term is not None and term.kind in {"audience", "informant", "channel", "talk"}


def _names_somebody(field: Field, zone: Zone, mention: Outlet) -> bool:
    """Whether the source names its speaker beside the outlet: *Fox News host Bret Baier*."""
    if zone.source is None or zone.statement.speaker is None:
        return False
    name = set(fold_words(zone.statement.speaker.name).split())
    inside = range(mention.start, mention.end)
    folds = [(p in inside, field.ground.scene.words[p].fold) for p in range(*zone.source)]
    is_beside = any(fold in name for is_inside, fold in folds if not is_inside)
    return is_beside and not any(fold in name for is_inside, fold in folds if is_inside)


def _in_source(field: Field, zone: Zone) -> Relay | None:
    if zone.source is None or not _of_outlet(field, zone):
        return None
    mention = _mention_in(field, *zone.source)
    outlet = _meant(field, mention) if mention else None
    return Relay((outlet.start, outlet.end), "the source belongs to it", outlet.lead) if outlet else None


def _in_clause(field: Field, zone: Zone) -> list[Relay]:
    """Outlets in the clause of the cue: *told Reuters*, `نقلت … عن`, `по данным …`, *in an interview with*."""
    found = []
    for whole in field.ground.outlets:
        if not (zone.unit[0] <= whole.start < zone.unit[1] and zone.reaches(whole.start, whole.start + 1)):
            continue
        if not _is_credited(field, zone, whole):
            continue
        outlet = _within(field.ground, zone, whole)
        meant = _meant(field, outlet)
        if meant is not None:
            relay = Relay((meant.start, meant.end), "in the cue's clause", meant.lead)
            found.append((zone.distance(outlet.start, outlet.end), relay))
    return [relay for _, relay in sorted(found, key=lambda pair: pair[0])]


def _enclosing(field: Field, statement: Statement) -> list[Relay]:
    """The outlets whose statements hold this one, the one that is quoted by the others first."""
    if statement.cue is None:
        return []
    found = []
    for other in field.statements.values():
        zone = field.zones.get(other.id)
        is_outer = other.id == statement.in_ or any(piece.contains(statement.cue) for piece in other.content)
        is_beside = other.id != statement.id and statement.in_ in {other.id, other.in_}
        if zone is None or not is_outer or not is_beside:
            continue
        outlet = speaker_as_outlet(field, zone)
        if outlet is not None:
            is_quoted = _has_term(field.ground, zone.cue, "cites")
            found.append((not is_quoted, Relay(outlet, f"{other.id} passes it on")))
    return [relay for _, relay in sorted(found, key=lambda pair: pair[0])]


def _within(ground: Ground, zone: Zone, outlet: Outlet) -> Outlet:
    """Return an outlet without the source or the content right behind its name: `рассказал изданию Иванов`."""
    end = next((p for p in range(outlet.start, outlet.end) if p not in zone.free), outlet.end)
    head = ground.term_at(outlet.start)
    is_named = outlet.is_named and not (end < outlet.end and head and head.kind == "outlet" and head.end >= end)
    return msgspec.structs.replace(outlet, end=end, is_named=is_named)


def _has_term(ground: Ground, words: Range, kind: str) -> bool:
    return any(term.kind == kind for term in ground.terms_in(*words))


def _looks_like_name(ground: Ground, zone: Zone) -> bool:
    """Whether the subject of a verb of relaying may be an outlet: a name, or any where letters have no case."""
    start, end = zone.source or (0, 1)
    word = ground.scene.words[start]
    letters = ground.scene.text[word.start : word.end]
    has_case = letters[0].upper() != letters[0].lower()
    if has_case:
        words, articles = ground.scene.words, ground.habits.articles
        first = next((position for position in range(start, end) if words[position].fold not in articles), start)
        return _is_name(ground, first, opens=first == zone.unit[0])
    passes_words_on = any(term.detail == "carry" for term in ground.terms_in(*zone.cue))
    return word.is_mark or letters.isascii() or (passes_words_on and start == zone.cue[1])


def _is_name(ground: Ground, position: int, *, opens: bool) -> bool:
    """Whether a word is written like a name; a capital that opens a sentence says nothing: `Полиция сообщает`."""
    word = ground.scene.words[position]
    letters = ground.scene.text[word.start : word.end]
    is_foreign = letters.isascii() and ground.habits.foreign_is_name
    return letters[0].isupper() and (not opens or is_foreign or any(map(str.isupper, letters[1:])))


def _without_doubles(ground: Ground, relays: list[Relay]) -> list[Relay]:
    kept: dict[str, Relay] = {}
    for relay in relays:
        name = " ".join(w.fold for w in ground.scene.words[slice(*relay.words)] if not w.is_mark)
        kept.setdefault(name, relay)
    return list(kept.values())
