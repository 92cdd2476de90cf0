"""Whose role it is: *the minister*, `глава государства`, the diplomat of the headline."""

from __future__ import annotations

from collections.abc import Sequence

from qawl.fold import fold_words
from qawl.people.agreement import agrees
from qawl.people.cast import Cast, Party
from qawl.people.known import known_post
from qawl.people.offices import match_office, office_of
from qawl.people.reference import PERSONS, Gender, Reference
from qawl.people.setting import Setting


class Holders:
    """The people of one article and what was stated of their offices."""

    def __init__(self, setting: Setting, cast: Cast, references: Sequence[Reference]) -> None:
        self.setting, self.rules, self.cast, self.references = setting, setting.rules, cast, references

    def known(self, reference: Reference, gender: Gender | None) -> Party | None:
        """Return the one person named in the text who is known to hold the highest office of a state, when it is asked.

        The table knows no years, so that only the text's own people count; and a role that says more than the office
        and the state (*the vice president*, *the president of the club*) is another.
        """
        rules = self.rules
        words = [word for word in map(fold_words, reference.name) if word not in rules.article | rules.closed]
        states = {rules.states[rules.stem(word)] for word in words if rules.stem(word) in rules.states}
        rest = tuple(stem for stem in map(rules.stem, words) if stem not in rules.states)
        leads = bool(states) and len(rest) == 1 and rest[0] in rules.leader_stems
        title = rules.head_titles.get(rest)
        if reference.gender == "plural" or not (leads or title):
            return None
        kind = office_of(title, self.setting.pack) if title else None
        people = [party for party in self.cast.parties if party.form == "name" and agrees(party.gender, gender)]
        posts = [(party, known_post(party.name, rules.code)) for party in people]
        fitting = [(party, post) for party, post in posts if post and (not states or post[1] in states)]
        holders = [party for party, post in fitting if leads or post[0] == kind]
        return holders[0] if len(holders) == 1 else None

    def score(self, party: Party, reference: Reference) -> int:
        """Return how well a role fits what was stated for a party."""
        if party.form not in PERSONS:
            return 0
        stated = (known for known in party.references if known is not reference and known.head)
        return max((match_office(known, reference, self.rules) for known in stated), default=0)

    def can_mean_last(self, party: Party, reference: Reference, gender: Gender | None) -> bool:
        """Whether *the politician* can be the person named last: a noun for many offices, of the same state."""
        if reference.gender == "plural" or not agrees(party.gender, gender):
            return False
        return reference.head in self.rules.general_stems and self._same_state(party, reference)

    def can_be_headlined(self, party: Party, below: Reference, reference: Reference) -> bool:
        """Whether a headline can call the person whom the text then names by a role."""
        if not agrees(party.gender, reference.gender):
            return False
        if below.head and match_office(below, reference, self.rules) > 0:
            return True
        alone = reference.form != "unnamed" and party is self.only_person()
        if alone and (not below.head or self.shares_scope(party, reference)):
            return True
        return reference.head in self.rules.general_stems and self._same_state(party, reference)

    def only_person(self) -> Party | None:
        """Return the one person whom the sources of the article name, None when they name nobody or several."""
        single = [part for reference in self.references for part in reference.parts or (reference,)]
        named = {id(reference) for reference in single if reference.form == "name"}
        parties = [p for p in self.cast.parties if p.form == "name" and any(id(r) in named for r in p.references)]
        return parties[0] if len(parties) == 1 else None

    def shares_scope(self, party: Party, reference: Reference) -> bool:
        """Whether a role and one stated for a party are of the same thing: *of the embassy*, *of Ukraine*."""
        idle = self.rules.generic_stems | self.rules.office_stems
        asked = reference.stems - idle
        states = {self.rules.states.get(stem, stem) for stem in asked}
        given = {self.rules.states.get(s, s) for known in party.references if known.head for s in known.stems - idle}
        return bool(states & given)

    def _same_state(self, party: Party, reference: Reference) -> bool:
        """Whether a role and what was stated for a party are not of two different states."""
        states = self.rules.states
        asked = {states[stem] for stem in reference.stems if stem in states}
        given = {states[stem] for known in party.references for stem in known.stems if stem in states}
        return not (asked and given) or bool(asked & given)
