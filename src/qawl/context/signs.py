"""What speaks for a passage being a circumstance of a statement, in numbers.

A circumstance (*on Monday*, *in an interview with*) is mostly stated once and holds for much of what the same speaker
goes on to say. For how much of it, readers agree; what they may go by is counted here.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import get_args

import msgspec

from qawl.context.phrases import Ground
from qawl.fold import fold_words
from qawl.model import Class, Statement, When
from qawl.segment.scene import Scene
from qawl.span import Span
from qawl.tagger.adjuncts import POINTED, Adjuncts
from qawl.tagger.frames import Adjunct, AdjunctKind

Value = Span | When
_Mark = tuple[int, int, int, float | None]  # a passage, the statement that speaks for it, how certain a pointing is

SIGNS = 52  # how many `signs_of` gives
_CLASSES: tuple[Class, ...] = get_args(Class)
_SIGN = 0.1  # certainty below which a pointing is no sign
_OTHERS = 0.3  # certainty from which what is pointed to for another statement is a passage to choose
_AROUND = 40  # statements before and behind that are looked at
_NAMES = frozenset({"agency", "masthead", "outlet"})
_MOST = 12  # passages that are enough to choose from; a text of the references seldom has more


class Passage(msgspec.Struct, frozen=True, dict=True):
    """A passage that may be a circumstance of some kind: code points, and the numbers of statements that speak for it.

    `holders` are those for which it was found by itself, in order, `pointing` those for which the reader of the text
    points to it, with how certain it is.
    """

    start: int
    end: int
    holders: tuple[int, ...]
    pointing: dict[int, float]

    @cached_property
    def pointers(self) -> tuple[int, ...]:
        """Those for which it is pointed to, in order."""
        return tuple(sorted(self.pointing))


class Stage(msgspec.Struct, frozen=True, dict=True):
    """The statements of a text with one kind of circumstance, as found for each by itself.

    `values`, `pointed` and `ways` (the evidence of a value) are by the number of the statement.
    """

    ground: Ground
    kind: AdjunctKind
    statements: tuple[Statement, ...]
    title_end: int
    values: tuple[Value | None, ...]
    pointed: tuple[Adjunct | None, ...]
    ways: tuple[str, ...]

    @property
    def scene(self) -> Scene:
        """The text."""
        return self.ground.scene

    @cached_property
    def forms(self) -> dict[tuple[int, int], tuple[float, ...]]:
        """The signs of how each passage is written, by its code points."""
        return {(p.start, p.end): tuple(_of_form(self.ground, p)) for p in self.passages}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages found or pointed to for any statement; those that overlap are one."""
        found: list[_Mark] = [(v.start or 0, v.end or 0, n, None) for n, v in enumerate(self.values) if v is not None]
        pointed = ((p.start, p.end, n, p.confidence) for n, p in enumerate(self.pointed) if p is not None)
        return tuple(_merged([*found, *pointed]))

    @cached_property
    def spoken_for(self) -> tuple[tuple[tuple[int, float], ...], ...]:
        """For each statement the numbers of the passages that it speaks for, and how certainly."""
        spoken: list[list[tuple[int, float]]] = [[] for _ in self.statements]
        for number, passage in enumerate(self.passages):
            for holder in passage.holders:
                spoken[holder].append((number, 1.0))
            for other, certainty in passage.pointing.items():
                spoken[other].append((number, certainty))
        return tuple(map(tuple, spoken))

    @cached_property
    def stated(self) -> tuple[tuple[float, ...], ...]:
        """For each statement, the signs of what kind of statement it is and where."""
        return tuple(tuple(_of_statement(self, number)) for number in range(len(self.statements)))

    @cached_property
    def contents(self) -> tuple[tuple[int, int, int], ...]:
        """The pieces of all contents, in order: start, end, and the number of the statement."""
        return tuple(sorted((p.start, p.end, n) for n, s in enumerate(self.statements) for p in s.content))

    @cached_property
    def units(self) -> tuple[int, ...]:
        """For each statement, the unit in which it stands."""
        return tuple(self.scene.unit_at(place_of(statement)) for statement in self.statements)

    @cached_property
    def fellows(self) -> tuple[frozenset[int], ...]:
        """For each statement, those around it with the same speaker, as far as it is known."""
        who = [_who(statement) for statement in self.statements]
        return tuple(frozenset(o for o in self.around(n) if who[n] and who[o] == who[n]) for n in range(len(who)))

    def around(self, number: int) -> Iterator[int]:
        """Return the numbers of the other statements near one."""
        low, high = max(0, number - _AROUND), min(len(self.statements), number + _AROUND + 1)
        return (other for other in range(low, high) if other != number)


def make_stage(
    ground: Ground, adjuncts: Adjuncts, kind: AdjunctKind, statements: Sequence[Statement], title: Span | None
) -> Stage:
    """Collect what was found for each statement by itself; values that stand nowhere in the text are left out."""
    found = [getattr(statement, kind) for statement in statements]
    values = tuple(value if value is not None and value.start is not None else None for value in found)
    pointed = tuple(adjuncts.find(statement.cue, kind, least=_SIGN) for statement in statements)
    ways = tuple(way_of(statement, kind) for statement in statements)
    return Stage(ground, kind, tuple(statements), title.end if title else 0, values, pointed, ways)


def _who(statement: Statement) -> str:
    if statement.speaker is not None:
        return statement.speaker.id
    return fold_words(statement.source.text) if statement.source else ""


def way_of(statement: Statement, kind: AdjunctKind) -> str:
    """Return the evidence of a circumstance, empty when there is none."""
    lines = (line.partition(": ") for line in statement.evidence)
    return next((way for name, _, way in lines if name == kind), "")


def place_of(statement: Statement) -> int:
    """Return where a statement stands: at its cue, else at its content."""
    return statement.cue.start if statement.cue else statement.content[0].start


def is_in(value: Value | Adjunct | None, passage: Passage) -> bool:
    """Whether a value shares a code point with a passage."""
    if value is None or value.start is None or value.end is None:
        return False
    return value.start < passage.end and passage.start < value.end


def options(stage: Stage, number: int) -> list[Passage]:
    """Return the passages that may be chosen for a statement, in the order of the text.

    They are found or pointed to for it, or for one near it with some certainty. The nearest come first, and once there
    are enough no further statement is asked. What stands in the statement's own content is told by it and no
    circumstance of telling it (13 of 464 such are, in the held texts).
    """
    taken = {n for n, _ in stage.spoken_for[number]}
    for other in sorted(stage.around(number), key=lambda other: abs(other - number)):
        if len(taken) >= _MOST:
            break
        taken.update(n for n, certainty in stage.spoken_for[other] if certainty >= _OTHERS)
    offered = (stage.passages[n] for n in sorted(taken))
    return [passage for passage in offered if number not in _quoting(stage, number, passage)]


def signs_of(stage: Stage, number: int, passage: Passage) -> list[float]:
    """Return the signs for one statement and one passage, each about from 0 to 1, always in the same order."""
    return [
        *_own(stage, number, passage),
        *_of_others(stage, number, passage),
        *_of_nearest(stage, number, passage),
        *stage.stated[number],
        *_of_place(stage, number, passage),
        *stage.forms[passage.start, passage.end],
        *_beside_own(stage, number, passage),
    ]


def _near(numbers: Sequence[int], number: int) -> list[int]:
    """Return those of some ordered numbers of statements that are near another."""
    low, high = bisect_left(numbers, number - _AROUND), bisect_right(numbers, number + _AROUND)
    return [other for other in numbers[low:high] if other != number]


def _own(stage: Stage, number: int, passage: Passage) -> list[float]:
    value, pointed = stage.values[number], stage.pointed[number]
    certainty = pointed.confidence if pointed is not None else 0.0
    is_meant, is_mine = is_in(pointed, passage), is_in(value, passage)
    return [
        float(is_mine and stage.ways[number] != POINTED),
        float(is_mine and stage.ways[number] == POINTED),
        certainty if is_meant else 0.0,
        float(is_meant),
        float(value is not None and not is_mine),
        0.0 if is_meant else certainty,
    ]


def _of_others(stage: Stage, number: int, passage: Passage) -> list[float]:
    others, same = list(stage.around(number)), stage.fellows[number]
    have = _near(passage.holders, number)
    same_have = [n for n in have if n in same]
    certain = {n: passage.pointing[n] for n in _near(passage.pointers, number)}
    return [
        min(len(have), 8) / 8,
        min(len(same_have), 5) / 5,
        len(same_have) / len(same) if same else 0.0,
        len(have) / len(others) if others else 0.0,
        max((c for n, c in certain.items() if n in same), default=0.0),
        max(certain.values(), default=0.0),
        min(len(same), 10) / 10,
    ]


def _of_nearest(stage: Stage, number: int, passage: Passage) -> list[float]:
    """The nearest statement of the same speaker that has the passage, on either side, and what stands between."""
    me, fellows = stage.statements[number], stage.fellows[number]
    have = _near(passage.holders, number)
    same = [n for n in have if n in fellows]
    before = max((n for n in same if n < number), default=None)
    behind = min((n for n in same if n > number), default=None)
    nearest = min((abs(n - number) for n in have), default=None)
    near = min(same, key=lambda n: abs(n - number), default=None)
    distances = [
        1 / (number - before) if before is not None else 0.0,
        1 / (behind - number) if behind is not None else 0.0,
        1 / nearest if nearest is not None else 0.0,
    ]
    if near is None:
        return [*distances, *[0.0] * 9, 1.0]
    other = stage.statements[near]
    between = range(min(number, near) + 1, max(number, near))
    strangers = sum(n not in fellows and stage.statements[n].in_ == me.in_ for n in between)
    rivals = sum(n in fellows and stage.values[n] is not None and not is_in(stage.values[n], passage) for n in between)
    units = abs(stage.units[near] - stage.units[number])
    return [
        *distances,
        1.0,
        min(strangers, 3) / 3,
        min(rivals, 3) / 3,
        float(other.in_ == me.in_),
        float(me.in_ == other.id or other.in_ == me.id),
        float(place_of(other) < stage.title_end),
        float(stage.ways[near] == POINTED),
        float(units == 0),
        float(other.class_ == "speech"),
        min(units, 12) / 12,
    ]


def _of_statement(stage: Stage, number: int) -> list[float]:
    statement = stage.statements[number]
    return [
        *(float(statement.class_ == name) for name in _CLASSES),
        float(statement.source is None),
        float(statement.speaker is None),
        float(statement.in_ is not None),
        float(statement.kind == "direct"),
        float(place_of(statement) < stage.title_end),
        place_of(statement) / max(1, len(stage.scene.text)),
    ]


def _of_place(stage: Stage, number: int, passage: Passage) -> list[float]:
    mine = place_of(stage.statements[number])
    units = stage.scene.unit_at(passage.start) - stage.units[number]
    return [
        float(units == 0),
        float(units < 0),
        math.log1p(abs(units)) / 3,
        math.log1p(abs(passage.start - mine)) / 8,
        float(passage.start < mine),
        float(passage.start < stage.title_end),
        float(any(n != number for n in _quoting(stage, number, passage))),
        passage.start / max(1, len(stage.scene.text)),
    ]


def _of_form(ground: Ground, passage: Passage) -> list[float]:
    """How the passage is written: *his statement* points back to *a statement to the daily Dawn*."""
    scene, habits = ground.scene, ground.habits
    start, end = scene.word_range(passage.start, passage.end)
    words = scene.words[start:end]
    terms = ground.terms_in(start, end)
    first = words[0].fold if words else ""
    return [
        min(len(words), 8) / 8,
        float(len(words) < 2),
        float(bool(terms) and terms[0].start == start and any(first.endswith(e) for e, _ in habits.possessives)),
        float(any(first.startswith(article) for article in habits.definite)),
        float(any(term.kind in _NAMES for term in terms)),
        float(any(scene.text[word.start].isupper() for word in words)),
    ]


def _beside_own(stage: Stage, number: int, passage: Passage) -> list[float]:
    """Whether something else was found for the statement, of the same kind of thing, and how much shorter that is."""
    value = stage.values[number]
    if value is None or value.start is None or is_in(value, passage):
        return [0.0, 0.0]
    mine, theirs = _thing(stage.ground, value.start), _thing(stage.ground, passage.start)
    longer = len(stage.scene.text[passage.start : passage.end].split()) - len(value.text.split())
    return [float(bool(mine) and mine == theirs), min(max(longer, 0), 8) / 8]


def _thing(ground: Ground, at: int) -> str:
    term = ground.term_over(ground.scene.word_range(at, at + 1)[0])
    return term.detail if term else ""


def _quoting(stage: Stage, number: int, passage: Passage) -> set[int]:
    """Return the statements in whose content a passage stands: the one asked about, and others that do not hold it."""
    mine = place_of(stage.statements[number])
    return {n for start, end, n in _contents_around(stage, passage) if n == number or not start <= mine < end}


def _contents_around(stage: Stage, passage: Passage) -> list[tuple[int, int, int]]:
    """Return the pieces of contents in which a passage begins, of those that begin last before it."""
    behind = bisect_right(stage.contents, (passage.start, len(stage.scene.text), len(stage.statements)))
    return [piece for piece in stage.contents[max(0, behind - _AROUND) : behind] if passage.start < piece[1]]


def _merged(marks: list[_Mark]) -> Iterator[Passage]:
    groups: list[list[_Mark]] = []
    behind = 0
    for mark in sorted(marks, key=lambda mark: mark[:2]):
        if mark[0] >= behind:
            groups.append([])
        groups[-1].append(mark)
        behind = max(behind, mark[1])
    for group in groups:
        holders = tuple(sorted({number for _, _, number, certainty in group if certainty is None}))
        pointing = {number: certainty for _, _, number, certainty in group if certainty is not None}
        yield Passage(group[0][0], max(end for _, end, _, _ in group), holders, pointing)
