"""Give every statement its speaker: one identity for each person or body of an article."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qawl.languages.grammar import Grammar, load_grammar
from qawl.languages.pack import LanguagePack
from qawl.model import Article, Speaker, SpeakerKind, SpeakerRef, Statement
from qawl.people.agreement import agrees, verb_gender
from qawl.people.cast import Cast, Party, gather
from qawl.people.reference import Gender, Reference, read_source
from qawl.people.rules import NameRules, load_name_rules
from qawl.segment.scene import Scene
from qawl.tagger.frames import Mention

_KINDS: dict[str, SpeakerKind] = {"name": "person", "role": "person", "body": "organisation", "unnamed": "unnamed"}
Found = tuple[Party | None, str]
NOBODY: Found = (None, "nobody")


def resolve_speakers(
    article: Article, scene: Scene, pack: LanguagePack, statements: tuple[Statement, ...], mentions: tuple[Mention, ...]
) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
    """Return the speakers in order of first appearance, and the statements with their speaker filled in.

    A statement whose speaker the text does not tell keeps `speaker=None`. Raises nothing on odd input.
    """
    rules, grammar = load_name_rules(pack), load_grammar(pack)
    references = tuple(_reference(scene, grammar, rules, statement, mentions) for statement in statements)
    cast = gather(rules, references)
    thread = _Thread(scene, rules, grammar, cast, statements, references)
    found = [thread.resolve(number) for number in range(len(statements))]
    speakers = _speakers(found)
    return tuple(speakers.values()), tuple(_with_speaker(s, f, speakers) for s, f in zip(statements, found, strict=True))


def _reference(
    scene: Scene, grammar: Grammar, rules: NameRules, statement: Statement, mentions: tuple[Mention, ...]
) -> Reference:
    if statement.source is None:
        at = statement.cue or statement.content[0]
        return Reference("none", at.start)
    return read_source(scene, grammar, rules, statement.source, mentions)


class _Thread:
    """The statements of one article in order, and who spoke in each so far."""

    def __init__(
        self,
        scene: Scene,
        rules: NameRules,
        grammar: Grammar,
        cast: Cast,
        statements: Sequence[Statement],
        references: Sequence[Reference],
    ) -> None:
        self.scene, self.rules, self.grammar, self.cast = scene, rules, grammar, cast
        self.statements, self.references = statements, references
        self.numbers = {statement.id: number for number, statement in enumerate(statements)}
        self.found: dict[int, Found] = {}

    def resolve(self, number: int) -> Found:
        """Return the speaker of a statement and the rule that found it."""
        reference = self.references[number]
        gender = reference.gender or self._verb_gender(number)
        by_form = {
            "name": self._by_name, "body": self._by_name, "role": self._by_role, "unnamed": self._by_description,
            "pronoun": self._by_pronoun, "relative": self._by_pronoun, "first": self._by_enclosing, "none": self._by_dropped,
        }  # fmt: skip
        found = by_form[reference.form](number, reference, gender)
        party = found[0]
        if party is not None and party.gender is None and gender is not None:
            party.gender = gender
        self.found[number] = found
        return found

    def _verb_gender(self, number: int) -> Gender | None:
        cue = self.statements[number].cue
        return verb_gender(cue.text, self.rules) if cue else None

    def _by_name(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        parties = self.cast.named(reference)
        if len(parties) > 1:
            exact = [party for party in parties if party.name == reference.name]
            if not exact:
                return self.cast.add(reference), f"ambiguous name, {len(parties)} bear it"
            return exact[0], "name"
        return (parties[0] if parties else self.cast.add(reference)), "name"

    def _by_role(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        best = max(self._recent(number), key=lambda p: _role_score(p, reference), default=None)
        if best is not None and _role_score(best, reference) > 0:
            return best, "role"
        everyone = [p for p in self.cast.parties if _role_score(p, reference) > 1]
        if len(everyone) == 1:
            return everyone[0], "role stated elsewhere"
        return self._by_description(number, reference, gender)

    def _by_description(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        return self.cast.add(reference), "description"

    def _by_pronoun(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        for party in self._recent(number):
            if agrees(party.gender, gender) and (party.form in ("name", "role") or gender not in ("masculine", "feminine")):
                return party, "pronoun"
        return NOBODY

    def _by_enclosing(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        outer = self._outer(number)
        if outer is not None and self.found.get(outer, NOBODY)[0] is not None:
            return self.found[outer][0], "first person"
        return self._by_dropped(number, reference, gender)

    def _by_dropped(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        for party in self._recent(number):
            if agrees(party.gender, gender):
                return party, "dropped subject"
        return NOBODY

    def _outer(self, number: int) -> int | None:
        return self.numbers.get(self.statements[number].in_ or "")

    def _recent(self, number: int) -> list[Party]:
        """Return who spoke before, nearest first: inside the same enclosing statement, its speaker, then earlier."""
        outer = self._outer(number)
        order = [n for n in range(number - 1, -1, -1) if n in self.found and self._outer(n) == outer]
        if outer is not None:
            order = [n for n in order if n > outer] + ([outer] if outer in self.found else [])
        order += [n for n in range(number - 1, -1, -1) if n in self.found and n not in order and self._outer(n) is None]
        parties = [self.found[n][0] for n in order]
        seen: list[Party] = []
        for party in parties:
            if party is not None and not any(party is other for other in seen):
                seen.append(party)
        return seen


def _role_score(party: Party, reference: Reference) -> int:
    """Count the words of a role phrase that were stated for a party; nothing unless the office is the same."""
    if not any(known.head == reference.head and known is not reference for known in party.references):
        return 0
    stated = frozenset().union(*(known.stems for known in party.references))
    return len(reference.stems & stated)


def _speakers(found: Sequence[Found]) -> dict[int, Speaker]:
    speakers: dict[int, Speaker] = {}
    for party, _ in found:
        if party is not None and id(party) not in speakers:
            kind: SpeakerKind = "group" if party.gender == "plural" and party.form != "name" else _KINDS[party.form]
            speakers[id(party)] = Speaker(f"p{len(speakers) + 1}", " ".join(party.name), kind, party.role)
    return speakers


def _with_speaker(statement: Statement, found: Found, speakers: dict[int, Speaker]) -> Statement:
    party, rule = found
    evidence = (*statement.evidence, f"speaker: {rule}")
    if party is None:
        return msgspec.structs.replace(statement, evidence=evidence)
    speaker = speakers[id(party)]
    return msgspec.structs.replace(statement, speaker=SpeakerRef(speaker.id, speaker.name, speaker.role), evidence=evidence)
