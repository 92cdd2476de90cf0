"""Circumstances found for single statements -> for each statement the one that holds for it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from qawl.context.choice import Choice, choose
from qawl.context.phrases import Ground
from qawl.context.pointed import is_lone_noun, point, point_when
from qawl.context.signs import Stage, Value, is_in, make_stage
from qawl.model import Statement
from qawl.span import Span
from qawl.tagger.adjuncts import POINTED, Adjuncts
from qawl.tagger.frames import AdjunctKind


def settle(
    ground: Ground,
    adjuncts: Adjuncts,
    statements: tuple[Statement, ...],
    kinds: Iterable[AdjunctKind],
    *,
    title: Span | None,
) -> tuple[Statement, ...]:
    """Return the statements with the passage that holds for each: found for itself, or for another of the occasion.

    A kind for which the language says nothing in `[context.chosen]` stays as it was found, and so does a statement
    without a cue.
    """
    for kind in kinds:
        least = ground.habits.chosen.get(kind)
        if least is not None:
            stage = make_stage(ground.scene, adjuncts, kind, statements, title)
            choices = choose(stage)
            certain = (choice if choice is not None and choice.chance >= least else None for choice in choices)
            statements = tuple(
                _settled(ground, adjuncts, stage, number, choice) for number, choice in enumerate(certain)
            )
    return statements


def _settled(ground: Ground, adjuncts: Adjuncts, stage: Stage, number: int, choice: Choice | None) -> Statement:
    statement, own = stage.statements[number], stage.values[number]
    if statement.cue is None or (choice is not None and is_in(own, choice.passage)):
        return statement
    value, way = (None, "") if choice is None else _taken(ground, adjuncts, stage, number, choice)
    if value is None and own is None:
        return statement
    if own is not None and stage.kind == "via" and isinstance(value, Span) and is_lone_noun(value):
        return statement
    kept = (line for line in statement.evidence if line.partition(": ")[0] != stage.kind)
    evidence = (*kept, *((f"{stage.kind}: {way}",) if value is not None else ()))
    return msgspec.structs.replace(statement, **{stage.kind: value}, evidence=evidence)


def _taken(ground: Ground, adjuncts: Adjuncts, stage: Stage, number: int, choice: Choice) -> tuple[Value | None, str]:
    """Return the value of the nearest statement that has the passage or is pointed to it, and its evidence."""
    passage = choice.passage
    if passage.holders:
        holder = min(passage.holders, key=lambda n: (abs(n - number), n))
        return stage.values[holder], f"carried over from {stage.statements[holder].id}"
    nearest = min(passage.pointing, key=lambda n: (abs(n - number), n))
    of = stage.statements[nearest]
    find = point_when if stage.kind == "when" else point
    value = find(ground, adjuncts, of, stage.kind, least=0.0)
    return value, POINTED if nearest == number else f"carried over from {of.id}"
