"""Which outlet passed on the words of a statement: from its clause, from what encloses it, from its source."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from qawl.context.outlets import Outlet
from qawl.context.phrases import Ground
from qawl.context.zones import Zone
from qawl.model import Statement
from qawl.segment.scene import Range

_UNKNOWN = 6  # words of a source that may be the name of an outlet nobody listed


class Relay(msgspec.Struct, frozen=True):
    """An outlet that passed words on: word positions of its phrase, and the rule that saw it."""

    words: Range
    evidence: str


class Field(msgspec.Struct, frozen=True):
    """What is found once for all statements of an article."""

    ground: Ground
    outlets: tuple[Outlet, ...]
    zones: Mapping[str, Zone]
    statements: Mapping[str, Statement]


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
    found += _enclosing(field, statement)
    return tuple(_without_doubles(field.ground, found))


def outlet_in(field: Field, start: int, end: int) -> Outlet | None:
    """Return the first outlet within a range of word positions; *the newspaper* stands for the last one named."""
    for number, outlet in enumerate(field.outlets):
        if start <= outlet.start and outlet.end <= end:
            return outlet if outlet.is_named else _named_before(field.outlets[:number])
    return None


def speaker_as_outlet(field: Field, zone: Zone) -> Range | None:
    """Return the source of a statement when it is an outlet that speaks or passes on, with words or without a name."""
    if zone.source is None:
        return None
    if (outlet := _speaks_itself(field, zone)) is not None:
        return outlet.start, outlet.end
    start, end = zone.source
    is_short = end - start <= _UNKNOWN
    if is_short and _has_term(field.ground, zone.cue, "reports") and _looks_like_name(field.ground, start):
        return zone.source
    return None


def _speaks_itself(field: Field, zone: Zone) -> Outlet | None:
    """Return the outlet when the source of a statement is one, and not somebody who works for it."""
    if zone.source is None:
        return None
    start, end = zone.source
    outlet = outlet_in(field, start, end)
    if outlet is None or outlet.start > start + 2:
        return None
    return None if _of_outlet(field, zone) else outlet


def _of_outlet(field: Field, zone: Zone) -> bool:
    """Whether the source is somebody whom the outlet questioned: *a source of Reuters*."""
    start = zone.source[0] if zone.source else 0
    people = {"audience", "informant"}
    return any(term.kind in people for term in field.ground.terms if term.start == start)


def _in_source(field: Field, zone: Zone) -> Relay | None:
    if zone.source is None or not _of_outlet(field, zone):
        return None
    outlet = outlet_in(field, *zone.source)
    return Relay((outlet.start, outlet.end), "the source belongs to it") if outlet else None


def _in_clause(field: Field, zone: Zone) -> list[Relay]:
    """Outlets in the clause of the cue: *told Reuters*, `نقلت … عن`, `по данным …`, *in an interview with*."""
    found = []
    for number, outlet in enumerate(field.outlets):
        if not (zone.unit[0] <= outlet.start < zone.unit[1] and zone.reaches(outlet.start, outlet.start + 1)):
            continue
        meant = outlet if outlet.is_named else _named_before(field.outlets[:number])
        if meant is not None:
            relay = Relay((meant.start, meant.end), "in the cue's clause")
            found.append((zone.distance(outlet.start, outlet.end), relay))
    return [relay for _, relay in sorted(found, key=lambda pair: pair[0])]


def _enclosing(field: Field, statement: Statement) -> list[Relay]:
    """Outlets whose statement encloses this one."""
    found = []
    parent = field.statements.get(statement.in_ or "")
    seen = {statement.id}
    while parent is not None and parent.id not in seen:
        seen.add(parent.id)
        zone = field.zones.get(parent.id)
        outlet = speaker_as_outlet(field, zone) if zone else None
        if outlet is not None:
            found.append(Relay(outlet, f"{parent.id} passes it on"))
        if zone is not None:
            found += _in_clause(field, zone) if outlet is None else []
        parent = field.statements.get(parent.in_ or "")
    return found


def _named_before(outlets: tuple[Outlet, ...]) -> Outlet | None:
    return next((outlet for outlet in reversed(outlets) if outlet.is_named), None)


def _has_term(ground: Ground, words: Range, kind: str) -> bool:
    return any(term.kind == kind and words[0] <= term.start < words[1] for term in ground.terms)


def _looks_like_name(ground: Ground, position: int) -> bool:
    word = ground.scene.words[position]
    letters = ground.scene.text[word.start : word.end]
    return word.is_mark or letters[0].isupper() or letters.isascii()


def _without_doubles(ground: Ground, relays: list[Relay]) -> list[Relay]:
    kept: dict[str, Relay] = {}
    for relay in relays:
        name = " ".join(w.fold for w in ground.scene.words[slice(*relay.words)] if not w.is_mark)
        kept.setdefault(name, relay)
    return list(kept.values())
