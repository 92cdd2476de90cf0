"""What speaks for a party being the speaker of a statement, in numbers, once the rules have named somebody for each."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import get_args

import msgspec

from qawl.model import Class, Statement
from qawl.people.agreement import agrees
from qawl.people.cast import Party
from qawl.people.reference import PERSONS, Form, Gender, Reference
from qawl.segment.scene import Scene
from qawl.tagger.adjuncts import POINTED

Found = tuple[Party | None, str]

SIGNS = 77  # how many `signs_of` gives
_FORMS: tuple[Form, ...] = get_args(Form)
_CLASSES: tuple[Class, ...] = get_args(Class)
# What the rules say of a speaker they found, as far as it tells how sure it is; by how the words begin.
_RULES = (
    POINTED, "name", "ambiguous name", "surname", "abbreviation", "body understood", "body named before", "role stated",
    "role", "the only person", "known to hold", "definite role", "description", "message of", "same as before",
    "pronoun", "relative clause", "noun before", "first person", "dropped subject", "nobody",
)  # fmt: skip
_AROUND = 40  # statements before and behind that are looked at
_NEAR = 3  # statements beside whose pointings count
_BACK = 6  # sentences before the cue in which somebody named may be meant


class Account(msgspec.Struct, frozen=True, dict=True):
    """The statements of an article with the party that the rules found for each, and what else was seen of it.

    `pointed` is whom the reader of the text points to and how surely, `verbs` the gender that the cue shows.
    """

    scene: Scene
    statements: tuple[Statement, ...]
    references: tuple[Reference, ...]
    found: tuple[Found, ...]
    pointed: tuple[tuple[Party | None, float], ...]
    verbs: tuple[Gender | None, ...]
    cast: tuple[Party, ...]
    title_end: int

    @cached_property
    def named(self) -> dict[int, tuple[int, ...]]:
        """Where each party is named or described, in order, by the identity of the party."""
        return {id(party): tuple(sorted({r.start for r in party.references})) for party in self.cast}

    @cached_property
    def described(self) -> dict[int, frozenset[str]]:
        """The stems of all words by which each party is called, by its identity."""
        parties = [*self.cast, *(party for party, _ in self.found if party is not None)]
        return {id(party): frozenset(s for known in party.references for s in known.stems) for party in parties}

    @cached_property
    def names(self) -> tuple[tuple[int, int], ...]:
        """Where anybody is named, with the number of the party in the cast, in order."""
        people = ((number, party) for number, party in enumerate(self.cast) if party.form == "name")
        return tuple(sorted((start, number) for number, party in people for start in self.named[id(party)]))

    @cached_property
    def spoken(self) -> dict[int, tuple[int, ...]]:
        """The statements that each party speaks, by its identity."""
        found: dict[int, list[int]] = {}
        for number, (party, _) in enumerate(self.found):
            found.setdefault(id(party), []).append(number)
        return {key: tuple(numbers) for key, numbers in found.items()}

    @cached_property
    def cues(self) -> tuple[int, ...]:
        """Where each statement stands: at its cue, else at its content."""
        return tuple(s.cue.start if s.cue else s.content[0].start for s in self.statements)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each statement, by its id."""
        return {statement.id: number for number, statement in enumerate(self.statements)}

    @cached_property
    def told(self) -> tuple[tuple[float, ...], ...]:
        """For each statement, the signs of the rule that found its speaker and of the form of its source."""
        return tuple(
            (
                *(float(rule.startswith(name)) for name in _RULES),
                *(float(reference.form == form) for form in _FORMS),
            )
            for (_, rule), reference in zip(self.found, self.references, strict=True)
        )

    @cached_property
    def stated(self) -> tuple[tuple[float, ...], ...]:
        """For each statement, the signs of what kind of statement it is and where."""
        return tuple(tuple(_of_statement(self, number)) for number in range(len(self.statements)))

    @cached_property
    def beside(self) -> tuple[tuple[int | None, int | None], ...]:
        """For each statement the one before and the one behind it in the same enclosing statement."""
        before: list[int | None] = []
        last: dict[str | None, int] = {}
        for number, statement in enumerate(self.statements):
            before.append(last.get(statement.in_))
            last[statement.in_] = number
        behind: dict[int, int] = {other: number for number, other in enumerate(before) if other is not None}
        return tuple((other, behind.get(number)) for number, other in enumerate(before))

    def asked(self, number: int) -> Gender | None:
        """Return the gender that the source or the cue of a statement asks for."""
        return self.references[number].gender or self.verbs[number]


def options(account: Account, number: int) -> list[Party]:
    """Return who may speak in a statement: who speaks near it, who is named shortly before, who is pointed to."""
    near = range(max(0, number - _AROUND), min(len(account.statements), number + _AROUND + 1))
    parties = [party for n in near if (party := account.found[n][0]) is not None]
    cue = account.cues[number]
    unit, stop = account.scene.unit_at(cue), bisect_left(account.names, (cue, 0))
    for start, member in account.names[max(0, stop - _AROUND) : stop]:
        if unit - account.scene.unit_at(start) <= _BACK:
            parties.append(account.cast[member])
    pointed, _ = account.pointed[number]
    parties += [pointed] if pointed is not None else []
    return list({id(party): party for party in parties}.values())


def signs_of(account: Account, number: int, party: Party) -> list[float]:
    """Return the signs for one statement and one party, each about from 0 to 1, always in the same order."""
    return [
        *_of_rule(account, number, party),
        *_of_party(account, number, party),
        *_of_talk(account, number, party),
        *_of_place(account, number, party),
        *account.stated[number],
    ]


def _of_rule(account: Account, number: int, party: Party) -> Iterator[float]:
    pointed, chance = account.pointed[number]
    yield float(account.found[number][0] is party)
    yield from account.told[number]
    yield chance if pointed is party else 0.0
    yield float(pointed is party)
    yield chance if pointed is not party else 0.0
    yield float(chance > 0 and pointed is None)


def _of_party(account: Account, number: int, party: Party) -> Iterator[float]:
    asked, reference = account.asked(number), account.references[number]
    yield from (float(party.form == form) for form in ("name", "body", "role", "unnamed", "document", "several"))
    yield float(asked is not None and party.gender == asked)
    yield float(not agrees(party.gender, asked))
    yield float(asked in ("masculine", "feminine") and party.form not in PERSONS)
    yield float(party.role is not None)
    yield min(len(party.name), 4) / 4
    stems = reference.stems
    yield len(stems & set(party.stems)) / len(stems) if stems else 0.0
    yield len(stems & account.described[id(party)]) / len(stems) if stems else 0.0


def _of_talk(account: Account, number: int, party: Party) -> Iterator[float]:
    numbers = account.spoken.get(id(party), ())
    low, high = bisect_left(numbers, number - _AROUND), bisect_right(numbers, number + _AROUND)
    spoken = [n for n in numbers[low:high] if n != number]
    before = max((n for n in spoken if n < number), default=None)
    behind = min((n for n in spoken if n > number), default=None)
    beside = account.beside[number]
    outer = account.numbers.get(account.statements[number].in_ or "")
    yield 1 / (number - before) if before is not None else 0.0
    yield 1 / (behind - number) if behind is not None else 0.0
    yield from (float(n is not None and account.found[n][0] is party) for n in beside)
    yield min(len(spoken), 8) / 8
    yield float(outer is not None and account.found[outer][0] is party)
    yield float(any(account.statements[n].in_ == account.statements[number].id for n in spoken))
    yield max((account.pointed[n][1] for n in spoken if abs(n - number) <= _NEAR), default=0.0)


def _of_place(account: Account, number: int, party: Party) -> Iterator[float]:
    cue, statement = account.cues[number], account.statements[number]
    starts = account.named.get(id(party), ())
    last = starts[bisect_left(starts, cue) - 1] if starts and starts[0] < cue else None
    yield float(last is not None)
    yield math.log1p(cue - last) / 8 if last is not None else 1.0
    yield min(account.scene.unit_at(cue) - account.scene.unit_at(last), 12) / 12 if last is not None else 1.0
    between = _between(account, last, cue, party) if last is not None else 4
    yield min(between, 4) / 4
    yield float(any(_is_in(piece.start, piece.end, starts) for piece in statement.content))
    yield float(statement.source is not None and _is_in(statement.source.start, statement.source.end, starts))
    yield starts[0] / max(1, len(account.scene.text)) if starts else 1.0
    yield float(bool(starts) and starts[0] < account.title_end)
    yield min(len(starts), 6) / 6


def _between(account: Account, start: int, end: int, party: Party) -> int:
    """Count the others who are named between two places."""
    low, high = bisect_left(account.names, (start, 0)), bisect_left(account.names, (end, 0))
    return sum(account.cast[member] is not party for member in {member for _, member in account.names[low:high]})


def _is_in(start: int, end: int, places: Sequence[int]) -> bool:
    return bisect_left(places, start) < bisect_left(places, end)


def _of_statement(account: Account, number: int) -> Iterator[float]:
    statement = account.statements[number]
    yield from (float(statement.class_ == name) for name in _CLASSES)
    yield float(statement.source is None)
    yield float(statement.kind == "direct")
    yield float(statement.in_ is not None)
    yield float(account.cues[number] < account.title_end)
    yield account.cues[number] / max(1, len(account.scene.text))
