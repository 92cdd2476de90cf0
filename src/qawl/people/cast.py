"""The cast of an article: everyone who is named in it, each once, with the roles stated for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from qawl.fold import fold_words
from qawl.people.reference import Form, Gender, Reference
from qawl.people.rules import NameRules


class Party(msgspec.Struct):
    """One who may speak, or several together. `stems` are those of the words of the fullest name."""

    form: Form
    name: tuple[str, ...]
    stems: tuple[str, ...]
    references: list[Reference]
    gender: Gender | None = None
    members: tuple[Party, ...] = ()
    chosen_role: str | None = None

    @property
    def role(self) -> str | None:
        """The role chosen for it, else the fullest stated with a known office, the first of equals."""
        if self.chosen_role is not None:
            return self.chosen_role
        stated = [reference for reference in self.references if reference.role]
        best = max(stated, key=lambda known: (bool(known.head), len((known.role or "").split())), default=None)
        return best.role if best else None


class Cast:
    """The parties of one article; `named` answers with those that can bear a name, `add` puts one in."""

    def __init__(self, rules: NameRules) -> None:
        self.rules = rules
        self.parties: list[Party] = []
        self._groups: list[Party] = []

    def add(self, reference: Reference) -> Party:
        """Return the party of a reference, a new one when nobody here, or more than one, can bear that name."""
        found = self.named(reference)
        if len(found) == 1:
            self._learn(found[0], reference)
            return found[0]
        exact = next((party for party in found if party.stems == self._stems(reference)), None)
        party = exact or Party(reference.form, reference.name, self._stems(reference), [], reference.gender)
        party.references.append(reference)
        if exact is None:
            self.parties.append(party)
        return party

    def together(self, members: Sequence[Party]) -> Party:
        """Return the party of several who speak as one, the same for the same members in any order."""
        asked = {id(member) for member in members}
        known = next((group for group in self._groups if {id(member) for member in group.members} == asked), None)
        if known is None:
            known = Party("several", (), (), [], "plural", tuple(members))
            self._groups.append(known)
        return known

    def named(self, reference: Reference) -> list[Party]:
        """Return the parties that can bear the name of a reference, the last named last."""
        stems = self._stems(reference)
        return [party for party in self.parties if self._can_be(party, reference, stems)]

    def _can_be(self, party: Party, reference: Reference, stems: tuple[str, ...]) -> bool:
        if "name" not in (party.form, reference.form) and _is_several(party) != _is_several(reference):
            return False  # motorists are no motorist
        if party.stems == stems:
            return True
        if party.form != reference.form:
            return False
        if reference.form == "name":
            own, other = ({*map(fold_words, name)} - self.rules.honorifics for name in (party.name, reference.name))
            is_lone = len(party.stems) == 1 or len(stems) == 1  # a lone word is a surname, or one as it is written
            if is_lone and not own & other and not _ends_alike(party.stems, stems, self.rules):
                return False
            return _compatible(party.stems, stems, inflected=self.rules.inflected)
        return self._same_body(party, reference, stems)

    def _same_body(self, party: Party, reference: Reference, stems: tuple[str, ...]) -> bool:
        """A description of a body may leave out what the fuller one says, but not what the body is."""
        heads = {known.head for known in party.references}
        if reference.head not in heads or not reference.head:
            return False
        short = frozenset(stems) - self.rules.generic_stems
        full = frozenset(party.stems) - self.rules.generic_stems
        return bool(short) and bool(full) and (short <= full or (full <= short and reference.form == "body"))

    def _learn(self, party: Party, reference: Reference) -> None:
        party.references.append(reference)
        party.gender = party.gender or reference.gender
        stems = self._stems(reference)
        if len(stems) > len(party.stems) or (stems == party.stems and _is_plainer(reference.name, party.name)):
            party.name, party.stems = reference.name, stems

    def _stems(self, reference: Reference) -> tuple[str, ...]:
        folded = [fold_words(word) for word in reference.name]
        idle = self.rules.honorifics | self.rules.article
        if reference.form != "name":
            idle |= self.rules.closed
        kept = [word for word in folded if word not in idle]
        if len(kept) > 1 and self.rules.patronymics:  # a patronymic alone tells nobody from anybody
            kept = [word for word in kept if not word.endswith(self.rules.patronymics) or len(word) < 6] or kept
        return tuple(self.rules.stem(word) for word in kept or folded)


def _is_several(one: Party | Reference) -> bool:
    return one.gender == "plural"


def gather(rules: NameRules, references: Iterable[Reference]) -> Cast:
    """Put every named reference into a cast, the fullest names first, so that a surname finds its bearer."""
    cast = Cast(rules)
    single = [part for reference in references for part in reference.parts or (reference,)]
    named = [reference for reference in single if reference.form in ("name", "body")]
    for reference in sorted(named, key=lambda r: (-len(r.name), r.start)):
        cast.add(reference)
    return cast


def _compatible(full: Sequence[str], short: Sequence[str], *, inflected: bool) -> bool:
    """Whether the shorter name can stand for the fuller one: the same words, or some of them in order."""
    if len(short) > len(full):
        full, short = short, full
    rest = iter(full)
    if not short or not any(_same_word(short[-1], other, inflected) for other in full):
        return False
    return all(any(_same_word(word, other, inflected) or _initial(word, other) for other in rest) for word in short)


def _ends_alike(stems: Sequence[str], others: Sequence[str], rules: NameRules) -> bool:
    """Whether the last words of two names are one: *Roberts* is John Roberts and not Robert Mueller."""
    return _same_word(stems[-1], others[-1], rules.inflected)


def _initial(word: str, other: str) -> bool:
    """Whether one is the initial of the other; the last word of a name is never known by its initial."""
    return (len(word) == 1 and other.startswith(word)) or (len(other) == 1 and word.startswith(other))


def _same_word(word: str, other: str, inflected: bool) -> bool:
    if word == other:
        return True
    if not inflected:
        return False
    short, long = sorted((word, other), key=len)
    return len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 2


def _is_plainer(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one spelling of a name has no ending of a case where the other has one: the shorter one, mostly."""
    return len(name) == len(other) and sum(map(len, name)) < sum(map(len, other))
