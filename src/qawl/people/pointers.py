"""Whom the trained reader points to as the speaker of a statement, and in which role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qawl.fold import fold_words
from qawl.model import Statement
from qawl.people.cast import Cast, Party
from qawl.people.nominative import phrase_nominative
from qawl.people.reference import Form, Reference, read_source
from qawl.people.setting import Setting
from qawl.people.titles import tidy_role
from qawl.span import Span, cut
from qawl.tagger.adjuncts import Adjuncts
from qawl.tagger.frames import Adjunct

# Certainty from which the reader's word goes before the rules', by how the source points to the speaker, and for the
# role of one for whom none is stated, or another: what did best on 333 texts that the reader had not seen.
SPEAKER: Mapping[Form, float] = {"none": 0.6, "pronoun": 0.4, "role": 0.5, "document": 0.35, "relative": 0.3}
ROLE_FILLS, ROLE_OVERRULES = 0.6, 0.85
_APPOSED = 2  # code points between a name and its apposition: a comma and a space


class Pointers:
    """The speakers and roles that are pointed to in one article."""

    def __init__(self, setting: Setting, cast: Cast, adjuncts: Adjuncts) -> None:
        self.setting, self.cast, self.adjuncts = setting, cast, adjuncts

    def speaker(self, statement: Statement, form: Form) -> Party | None:
        """Return the party whose name is pointed to for a statement whose source, of that form, names nobody.

        Where names are inflected, one inside the source itself is another's: адвокаты Анны Ли.
        """
        least, source = SPEAKER.get(form), statement.source
        found = self.adjuncts.find(statement.cue, "speaker", least=least) if least is not None else None
        if found is None or (self.setting.rules.inflected and source and source.start <= found.start < source.end):
            return None
        party, named = self._meant(found)
        return party or (self.cast.add(named) if named.form in ("name", "body") else None)

    def towards(self, statement: Statement) -> tuple[Party | None, float]:
        """Return which of the cast is pointed to for a statement, however uncertainly, and how certainly."""
        found = self.adjuncts.find(statement.cue, "speaker", least=0.0)
        return (self._meant(found)[0], found.confidence) if found is not None else (None, 0.0)

    def _meant(self, found: Adjunct) -> tuple[Party | None, Reference]:
        """Return the party of the cast that a passage names or describes, and the passage as it reads."""
        span = cut(self.setting.scene.text, found.start, found.end)
        described = (p for p in self.cast.parties if any(span.start <= r.start < span.end for r in p.references))
        named = read_source(self.setting, span, oblique=self.setting.rules.inflected, only_known=True)
        parties = self.cast.named(named) if named.form in ("name", "body") else []
        return (parties[0] if len(parties) == 1 else next(described, None)), named

    def state_roles(self, statements: Sequence[Statement], parties: Sequence[Party | None]) -> None:
        """State for each party the role that is pointed to most surely for what it says: one party a statement."""
        weights: dict[int, dict[Span, float]] = {}
        spoken = {id(party): party for party in parties if party is not None}
        for statement, party in zip(statements, parties, strict=True):
            least = ROLE_FILLS if party is None or party.role is None else ROLE_OVERRULES
            found = self.adjuncts.find(statement.cue, "role", least=least)
            if party is not None and found is not None and party.form == "name" and self._is_role(found, party):
                stated = tidy_role(self.setting, cut(self.setting.scene.text, found.start, found.end), party.name)
                if stated is None:
                    continue
                of_party = weights.setdefault(id(party), {})
                of_party[stated] = of_party.get(stated, 0.0) + found.confidence
        for key, of_party in weights.items():
            self._state(spoken[key], max(of_party, key=lambda span: (of_party[span], -span.start)))

    def _is_role(self, found: Adjunct, party: Party) -> bool:
        """Whether what is pointed to can be a role of a party: more than *the* or a body, and no title of another's."""
        setting, rules = self.setting, self.setting.rules
        first, last = setting.scene.word_range(found.start, found.end)
        idle = rules.article | rules.closed | rules.pronouns | rules.possessives
        words = [(p, setting.scene.words[p]) for p in range(first, last) if not setting.scene.words[p].is_mark]
        told = [(p, word) for p, word in words if word.fold not in idle]
        if all(p in setting.marks.bodies and not rules.is_office(word.fold) for p, word in told):
            return False
        people = [mention for mention in setting.mentions if mention.kind == "person"]
        behind = next((m for m in people if 0 <= m.start - found.end <= 1), None)
        if behind is None or any(0 <= found.start - m.end <= _APPOSED for m in people):
            return True
        bearer = setting.scene.words[slice(*setting.scene.word_range(behind.start, behind.end))]
        return any(rules.stem(word.fold) in party.stems for word in bearer)

    def _state(self, party: Party, stated: Span) -> None:
        words, rules = stated.text.split(), self.setting.rules
        if len(words) > 1 and fold_words(words[0]) in rules.possessives:
            words = words[1:]  # its head
        role = " ".join(phrase_nominative(words, rules) if rules.inflected else words)
        party.pointed_role = role
        if not any(known.stated == stated for known in party.references):
            party.references.append(Reference("name", stated.start, party.name, role, stated=stated))
