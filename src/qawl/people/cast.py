"""The cast of an article: everyone who is named in it, each once, with the roles stated for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from qawl.fold import fold_words
from qawl.people.reference import Form, Gender, Reference
from qawl.people.rules import NameRules


class Party(msgspec.Struct):
    """One who may speak. `words` are the folded words of the fullest name, `place` where the text names it last."""

    form: Form
    name: tuple[str, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    references: list[Reference]
    gender: Gender | None = None

    @property
    def role(self) -> str | None:
        """The fullest role stated, the first of equals."""
        roles = [reference.role for reference in self.references if reference.role]
        return max(roles, key=lambda role: len(role.split()), default=None)


class Cast:
    """The parties of one article; `find` answers with a party, `add` puts one in."""

    def __init__(self, rules: NameRules) -> None:
        self.rules = rules
        self.parties: list[Party] = []

    def add(self, reference: Reference) -> Party:
        """Return the party of a named reference, a new one when nobody here can bear that name."""
        found = self.named(reference)
        party = found[0] if len(found) == 1 else None
        if party is None:
            party = self._make(reference)
            self.parties.append(party)
        else:
            self._learn(party, reference)
        return party

    def named(self, reference: Reference) -> list[Party]:
        """Return the parties that can bear the name of a reference."""
        stems = self._stems(reference.name)
        return [party for party in self.parties if party.form == reference.form and _compatible(party.stems, stems)]

    def _make(self, reference: Reference) -> Party:
        words = tuple(fold_words(word) for word in reference.name)
        return Party(reference.form, reference.name, words, self._stems(reference.name), [reference])

    def _learn(self, party: Party, reference: Reference) -> None:
        party.references.append(reference)
        stems = self._stems(reference.name)
        if len(stems) > len(party.stems):
            party.name, party.stems = reference.name, stems
            party.words = tuple(fold_words(word) for word in reference.name)

    def _stems(self, name: Iterable[str]) -> tuple[str, ...]:
        stems = tuple(self.rules.stem(fold_words(word)) for word in name)
        return tuple(stem for stem in stems if stem not in self.rules.honorifics) or stems


def gather(rules: NameRules, references: Sequence[Reference]) -> Cast:
    """Put every named reference into a cast, the fullest names first, so that a surname finds its bearer."""
    cast = Cast(rules)
    named = [reference for reference in references if reference.form in ("name", "body")]
    for reference in sorted(named, key=lambda r: (-len(r.name), r.start)):
        cast.add(reference)
    return cast


def _compatible(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether the shorter name can stand for the fuller one: the same words, or some of them in order."""
    if len(short) > len(full):
        full, short = short, full
    rest = iter(full)
    return bool(short) and all(any(word == other or _initial(word, other) for other in rest) for word in short)


def _initial(word: str, other: str) -> bool:
    return len(word) == 1 and other.startswith(word)
