"""Circumstances found for single statements -> for each statement the one that holds for it."""

from __future__ import annotations

from collections.abc import Container, Iterable

import msgspec

from qawl.context.choice import Choice, choose
from qawl.context.phrases import Ground
from qawl.context.pointed import is_lone_noun, point, point_when
from qawl.context.signs import Passage, Stage, Value, is_in, make_stage
from qawl.model import Statement
from qawl.span import Span
from qawl.tagger.adjuncts import POINTED, Adjuncts
from qawl.tagger.frames import AdjunctKind

_WITHIN: frozenset[AdjunctKind] = frozenset({"when"})  # what a nested statement has only from the words around it
UNLIKELY = "none is likely enough"  # the evidence of a circumstance that was found and does not hold


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
            stage = make_stage(ground, adjuncts, kind, statements, title)
            chosen = (choice if choice and choice.chance >= least else None for choice in choose(stage))
            likely = tuple(_told_within(stage, number, choice) for number, choice in enumerate(chosen))
            keepers = {n for n, choice in enumerate(likely) if choice and is_in(stage.values[n], choice.passage)}
            statements = tuple(
                _settled(ground, adjuncts, stage, number, choice, keepers) for number, choice in enumerate(likely)
            )
    return statements


def _told_within(stage: Stage, number: int, choice: Choice | None) -> Choice | None:
    """Return the choice, but for a day of the enclosing statement the statement's own where it has one.

    What somebody is quoted with having been said has a day only where it is quoted: of 27 statements of the
    references in a dated one two have its day.
    """
    if choice is None or stage.kind not in _WITHIN or _is_within(stage, number, choice.passage):
        return choice
    value = stage.values[number]
    own = next((p for p in stage.passages if is_in(value, p) and _is_within(stage, number, p)), None)
    return Choice(own, choice.chance) if own is not None else None


def _is_within(stage: Stage, number: int, passage: Passage) -> bool:
    """Whether a passage stands in the words in which a nested statement is quoted; so does any for another one."""
    statement = stage.statements[number]
    outer = next((other for other in stage.statements if other.id == statement.in_), None)
    around = [p for p in outer.content if statement.cue and p.contains(statement.cue)] if outer else []
    return not around or any(piece.start <= passage.start and passage.end <= piece.end for piece in around)


def _settled(
    ground: Ground, adjuncts: Adjuncts, stage: Stage, number: int, choice: Choice | None, keepers: Container[int]
) -> Statement:
    statement, own = stage.statements[number], stage.values[number]
    if statement.cue is None or (choice is None and own is None):
        return statement
    if choice is not None and number in keepers:
        return _in_full(stage, statement, own, choice)
    value, way = (None, UNLIKELY) if choice is None else _taken(ground, adjuncts, stage, number, choice, keepers)
    if choice is not None and (value is None or (own is not None and _names_nothing(stage, value))):
        return statement
    kept = (line for line in statement.evidence if line.partition(": ")[0] != stage.kind)
    return msgspec.structs.replace(statement, **{stage.kind: value}, evidence=(*kept, f"{stage.kind}: {way}"))


def _in_full(stage: Stage, statement: Statement, own: Value | None, choice: Choice) -> Statement:
    """Let what was found for a statement be as long as it was found at that very place for another."""
    others = ((n, stage.values[n]) for n in choice.passage.holders)
    spans = [(n, other) for n, other in others if isinstance(other, Span)]
    holder, longest = max(spans, key=lambda held: held[1].end - held[1].start, default=(0, None))
    if not isinstance(own, Span) or longest is None or longest == own or not longest.contains(own):
        return statement
    kept = (line for line in statement.evidence if line.partition(": ")[0] != stage.kind)
    way = f"{stage.kind}: as it was found for {stage.statements[holder].id}"
    return msgspec.structs.replace(statement, **{stage.kind: longest}, evidence=(*kept, way))


def _names_nothing(stage: Stage, value: Value) -> bool:
    return stage.kind == "via" and isinstance(value, Span) and is_lone_noun(value)


def _taken(
    ground: Ground, adjuncts: Adjuncts, stage: Stage, number: int, choice: Choice, keepers: Container[int]
) -> tuple[Value | None, str]:
    """Return the value of the nearest statement that keeps, has or points to the passage, and its evidence."""
    passage = choice.passage
    if passage.holders:
        holder = min(passage.holders, key=lambda n: (n not in keepers, abs(n - number), n))
        return stage.values[holder], f"carried over from {stage.statements[holder].id}"
    nearest = min(passage.pointing, key=lambda n: (abs(n - number), n))
    of = stage.statements[nearest]
    find = point_when if stage.kind == "when" else point
    value = find(ground, adjuncts, of, stage.kind, least=0.0)
    return value, POINTED if nearest == number else f"carried over from {of.id}"
