"""Fields stated once for an occasion, carried over to the other statements of that occasion."""

from __future__ import annotations

import msgspec

from qawl.context.zones import Zone
from qawl.model import Statement
from qawl.segment.scene import Scene

# Units over which a channel goes on to hold for what the same speaker says.
REACH = 3


def carry_over(scene: Scene, zones: dict[str, Zone], statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the statements with the channel of the occasion filled in where they name none themselves."""
    last: dict[str, tuple[Statement, int]] = {}
    carried: list[Statement] = []
    for statement in statements:
        zone = zones.get(statement.id)
        if zone is None:
            carried.append(statement)
            continue
        unit = scene.unit_of[zone.cue[0]]
        before, there = last.get(zone.thread, (None, 0))
        if statement.channel is not None:
            last[zone.thread] = (statement, unit)
        if statement.channel is None and before and unit - there <= REACH and statement.in_ == before.in_:
            carried.append(_with(statement, before))
        else:
            carried.append(statement)
    return tuple(carried)


def _with(statement: Statement, other: Statement) -> Statement:
    evidence = (*statement.evidence, f"channel: carried over from {other.id}")
    return msgspec.structs.replace(statement, channel=other.channel, evidence=evidence)
