"""Follow the statements of one article in order and say who speaks in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from qawl.fold import fold_words
from qawl.languages.cues import find_cue
from qawl.model import Statement
from qawl.people.agreement import agrees, cue_gender, verb_gender
from qawl.people.bodies import Bodies
from qawl.people.cast import Cast, Party
from qawl.people.holders import Holders
from qawl.people.impersonal import speaks_for_nobody
from qawl.people.nominative import phrase_nominative
from qawl.people.offices import is_brief
from qawl.people.pointers import Pointers
from qawl.people.reference import PERSONS, Gender, Reference
from qawl.people.setting import Setting
from qawl.people.signs import Found
from qawl.tagger.adjuncts import POINTED

_KNOWN = "known to hold the office"
NOBODY: Found = (None, "nobody")
_NEAR = 1  # sentences back to a person newly named; 2 gave the same
_BACK = 2  # speakers back to whom a role without a name may point (gold/train)


class Thread:
    """The statements of one article, and who spoke in each so far; `resolve` is asked for them in order."""

    def __init__(
        self,
        setting: Setting,
        cast: Cast,
        statements: Sequence[Statement],
        references: Sequence[Reference],
        people: Sequence[Reference],
        pointers: Pointers,
    ) -> None:
        self.setting, self.rules, self.cast = setting, setting.rules, cast
        self.statements, self.references, self.people = statements, references, people
        self.pointers = pointers
        self.bodies, self.holders = Bodies(setting, cast), Holders(setting, cast, references)
        self.numbers = {statement.id: number for number, statement in enumerate(statements)}
        self.found: dict[int, Found] = {}
        self.rule_of: dict[str, Callable[[int, Reference, Gender | None], Found]] = {
            "name": self._by_name, "body": self._by_name, "role": self._by_role, "unnamed": self._by_unnamed,
            "document": self._by_document, "same": self._by_same, "pronoun": self._by_pronoun,
            "relative": self._by_relative, "first": self._by_enclosing, "second": self._by_addressed,
            "several": self._by_several, "none": self._by_dropped,
        }  # fmt: skip

    def resolve(self, number: int) -> Found:
        """Return the speaker of a statement and the rule that found it."""
        reference = self.references[number]
        verb = self.verb_gender(number)
        pointed = self.pointers.speaker(self.statements[number], reference.form)
        by_rule = self.rule_of[reference.form]
        if pointed is not None and not self._agrees(pointed, reference, verb):
            pointed = None
        found = (pointed, POINTED) if pointed else by_rule(number, reference, reference.gender or verb)
        party = found[0]
        if party is not None and reference.form == "role" and party.form == "name":
            self._remember_role(party, reference, known=found[1] == _KNOWN)
        if (
            party is not None
            and party.gender is None
            and verb in ("masculine", "feminine")  # В МИД сообщили: the ministry is still one
            and reference.form in ("name", "body", "role")
        ):
            party.gender = verb
        self.found[number] = found
        return found

    def _agrees(self, pointed: Party, reference: Reference, verb: Gender | None) -> bool:
        """Whether who is pointed to can be what the source says: *it* is no person, a woman's title no man's."""
        if reference.form == "pronoun":
            is_thing = reference.gender == "neuter" and self._is_no_neuter(pointed)
            return not is_thing and _can_be_meant(pointed, reference.gender)
        return reference.form != "role" or agrees(pointed.gender, reference.gender or verb)

    def _remember_role(self, party: Party, reference: Reference, *, known: bool) -> None:
        """A role that points to somebody who has none stated is stated by that; a lone noun where it is known to be."""
        if party.role is None:
            words = [word for word in reference.name if fold_words(word) not in self.rules.article]
            if len(words) > 1 or known:
                party.references.append(msgspec.structs.replace(reference, role=" ".join(words)))

    def verb_gender(self, number: int) -> Gender | None:
        """Return the gender that the cue of a statement shows."""
        cue = self.statements[number].cue
        if cue is None:
            return None
        if self.rules.unmarked_masculine:
            return cue_gender(cue.text, find_cue(cue.text, self.setting.pack), self.rules)
        return verb_gender(cue.text, self.rules)

    def _by_name(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        parties = self.cast.named(reference)
        exact = [party for party in parties if party.name == reference.name]
        if reference.form == "name" and exact and len(parties) > 2:
            return exact[0], f"ambiguous name: {len(parties) - 1} others bear it"
        bearers = self._bearers(reference)
        if len(bearers) == 1:
            return bearers[0], "surname"
        spelt = self.bodies.spelt_out(reference)
        if spelt is not None:
            return spelt, "abbreviation"
        if reference.form == "body" and reference.definite and is_brief(reference, self.rules):
            understood = self.bodies.understood(reference, self._recent(number))
            if understood is not None:
                return understood, "body understood"
        if len(parties) == 1 or exact:
            return (exact or parties)[0], "name"
        return self._among(number, reference, parties, gender)

    def _by_several(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        """Several who speak as one: a group of those whom its parts name."""
        found = (self.rule_of[part.form](number, part, part.gender)[0] for part in reference.parts)
        members = list({id(party): party for party in found if party is not None}.values())
        return (self.cast.together(members) if len(members) > 1 else members[0]), "several"

    def _among(self, number: int, reference: Reference, parties: list[Party], gender: Gender | None) -> Found:
        """Choose among none or several who can bear a name; people only by their gender, never by nearness."""
        if reference.form == "body" and parties:
            recent = next((p for p in self._recent(number) if any(p is q for q in parties)), None)
            return recent or parties[0], "body named before"
        fitting = [party for party in parties if party.gender is not None and agrees(party.gender, gender)]
        if gender is not None and len(fitting) == 1:
            return fitting[0], "name and gender"
        return self.cast.add(reference), f"ambiguous name: {len(parties)} bear it" if parties else "name"

    def _bearers(self, reference: Reference) -> list[Party]:
        """Return the people whose last name a lone word is, though nothing marks it as a name: الأسد."""
        if reference.form != "body" or len(reference.name) != 1 or self.rules.capitals:
            return []
        stem = self.rules.stem(fold_words(reference.name[0]))
        people = [party for party in self.cast.parties if party.form == "name" and len(party.stems) > 1]
        return [party for party in people if party.stems[-1] == stem]

    def _by_role(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        recent = [p for p in self._recent(number) if p.form != "name" or reference.gender != "plural"]
        scored = [(self.holders.score(party, reference), party) for party in recent]
        best = max(scored, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] > 0:
            return best[1], "role"
        least = 0 if len(reference.stems) <= 1 else 1  # a longer role must agree in more than the office
        others = [p for p in self.cast.parties if p.form != "name" or reference.gender != "plural"]
        elsewhere = [p for p in others if self.holders.score(p, reference) > least]
        if len(elsewhere) == 1:
            return elsewhere[0], "role stated elsewhere"
        return (
            self._by_office(reference, gender)
            or self._by_place(number, reference, gender)
            or self._by_description(number, reference, gender)
        )

    def _by_office(self, reference: Reference, gender: Gender | None) -> Found | None:
        """Who holds the office, as is known or as nobody else is named."""
        holder = self.holders.known(reference, gender)
        if holder is not None:
            return holder, _KNOWN
        only = self.holders.only_person()
        can_mean = reference.definite and reference.gender != "plural"  # a Russian lawmaker is not the minister before
        if only is not None and can_mean and self.holders.shares_scope(only, reference):
            return only, "the only person named"
        return None

    def _by_place(self, number: int, reference: Reference, gender: Gender | None) -> Found | None:
        """A role in the headline, or right after somebody spoke."""
        if self._is_headline(number):
            return self._named_below(number, reference)
        last = next((p for p in self._recent(number)[:_BACK] if p.form == "name"), None)
        if last is not None and reference.definite and self.holders.can_mean_last(last, reference, gender):
            return last, "definite role"
        return None

    def _is_headline(self, number: int) -> bool:
        source, title = self.statements[number].source, self.setting.title
        return bool(source and title and source.overlaps(title))

    def _named_below(self, number: int, reference: Reference) -> Found | None:
        """A role in the headline is the person whom the text names first, when that person's office does not differ."""
        for below in self.references[number + 1 :]:
            if below.form != "name" or reference.gender == "plural":
                continue
            party = next(iter(self.cast.named(below)), None)
            if party is not None and self.holders.can_be_headlined(party, below, reference):
                return party, "role in the headline"
            if below.head:
                return None
        return None

    def _by_description(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        return self.cast.add(reference), "description"

    def _by_unnamed(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        is_general = reference.head in self.rules.general_stems and self._is_headline(number)
        below = self._named_below(number, reference) if is_general else None
        return below or self._by_description(number, reference, gender)

    def _by_document(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        """A message without an owner is the word of the body that spoke before, another document its own."""
        recent = self._recent(number)[:_BACK] if reference.head in self.rules.message_stems else []
        party = next((p for p in recent if p.form == "body" and not self.bodies.is_media(p)), None)
        return (party, "message of the body before") if party else self._by_description(number, reference, gender)

    def _by_same(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        recent = self._recent(number)
        called = (p for p in recent if reference.head and any(k.head == reference.head for k in p.references))
        person = (p for p in recent[:_BACK] if p.form == "name" and reference.head in self.rules.office_stems)
        party = next(person, None) or next(called, recent[0] if recent else None)
        return party, "same as before" if party else "nobody"

    def _by_pronoun(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        wanted = reference.gender
        newer = self._named_since(number, reference) if wanted in ("masculine", "feminine") else None
        if newer is not None:
            return newer, "pronoun, named since"
        quoting = self._quoting(number, reference)
        for party in self._recent(number):
            if party is quoting or (wanted != "neuter" and self.bodies.is_media(party)):
                continue
            if _can_be_meant(party, wanted) and not (wanted == "neuter" and self._is_no_neuter(party)):
                return party, "pronoun"
        before = [p for p in self.people if p.start < reference.start]
        parties = [party for p in reversed(before) for party in self.cast.named(p)]
        parties = [p for p in parties if p is not quoting and not self.bodies.is_media(p)]
        meant = next((p for p in parties if _can_be_meant(p, wanted)), None)
        return (meant, "pronoun, named before") if meant is not None and wanted != "plural" else NOBODY

    def _quoting(self, number: int, reference: Reference) -> Party | None:
        """Return who speaks the quotation that a place stands in: nobody says *he* there of himself."""
        outer, scene = self._outer(number), self.setting.scene
        within = scene.quotation_of[scene.word_range(reference.start, reference.start + 1)[0]]
        cue = self.statements[outer].cue if outer is not None else None
        if outer is None or within < 0:
            return None
        if cue and scene.quotation_of[scene.word_range(cue.start, cue.end)[0]] == within:
            return None
        return self.found.get(outer, NOBODY)[0]

    def _named_since(self, number: int, reference: Reference) -> Party | None:
        """Return the person whom the author named after the last statement, in the sentence before or in this one.

        Whom the statement itself is about does not count: *"Ann sent him there," he said*.
        """
        scene = self.setting.scene
        unit = scene.unit_of[scene.word_range(reference.start, reference.start + 1)[0]]
        before = [s for s in self.statements[:number] if s.content[0].start < reference.start]
        last = max((piece.end for s in before for piece in (*s.content, *((s.cue,) if s.cue else ()))), default=0)
        found = []
        for person in self.people:
            is_own = any(piece.start <= person.start < piece.end for piece in self.statements[number].content)
            if last <= person.start < reference.start and not is_own and not self._is_aside(person):
                at = scene.unit_of[scene.word_range(person.start, person.start + 1)[0]]
                parties = [p for p in self.cast.named(person) if _can_be_meant(p, reference.gender)]
                if unit - at <= _NEAR and len(parties) == 1:
                    found.append((at, parties[0]))
        nearest = [party for at, party in found if at == found[-1][0]]
        return nearest[0] if nearest else None

    def _is_aside(self, person: Reference) -> bool:
        """Whether a preposition stands before somebody's name: *after a call with Ann Lee, he said*."""
        scene = self.setting.scene
        position = scene.word_range(person.start, person.start + 1)[0]
        return position > 0 and scene.words[position - 1].fold in self.rules.closed

    def _is_no_neuter(self, party: Party) -> bool:
        """Whether *it* cannot be a party: a person, or a noun whose ending shows another gender."""
        endings, head = self.rules.noun_neuter, next((r.head for r in party.references if r.head), "")
        nouns = self.rules.nouns.get(head, ())
        return party.form in PERSONS or bool(endings and nouns and not any(n.endswith(endings) for n in nouns))

    def _by_relative(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        """The subject *who* is whoever the words before it name."""
        scene = self.setting.scene
        relative = scene.word_range(reference.start, reference.start + 1)[0]
        first, position = scene.units[scene.unit_of[relative]][0], relative - 1
        cue = self.statements[number].cue
        own = range(*scene.word_range(cue.start, cue.end)) if cue else range(0)  # согласно которому
        while position >= first and (position in own or self._is_idle(position)):
            position -= 1
        if position < first:
            return NOBODY
        word = scene.words[position]
        written = scene.text[word.start : word.end]
        form = "name" if not self.rules.capitals or written[:1].isupper() else "body"
        noun = Reference("name", word.start, (written,), stems=frozenset({self.rules.stem(word.fold)}))
        parties = self.cast.named(noun) if form == "name" else []
        if len(parties) == 1:
            return parties[0], "relative clause"
        written = phrase_nominative((written,), self.rules)[0] if self.rules.inflected else written
        described = Reference("body", word.start, (written,), None, self.rules.stem(word.fold), noun.stems)
        same = self.cast.named(described)
        return (same[0] if same else self.cast.add(described)), "noun before the relative"

    def _is_idle(self, position: int) -> bool:
        """Whether a word names nobody: a mark, a closed word, an age."""
        word = self.setting.scene.words[position]
        return word.is_mark or word.fold in self.rules.closed or not any(map(str.isalpha, word.fold))

    def _by_enclosing(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        outer = self._outer(number)
        if outer is not None and self.found.get(outer, NOBODY)[0] is not None:
            return self.found[outer][0], "first person"
        recent = self._recent(number)
        return (recent[0], "first person") if recent else NOBODY

    def _by_addressed(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        """Whoever is spoken to is seldom named: *you* is nobody, and nobody whom *they* could mean."""
        return NOBODY

    def _by_dropped(self, number: int, reference: Reference, gender: Gender | None) -> Found:
        cue = self.statements[number].cue
        if cue is not None and speaks_for_nobody(cue.text, self.setting.grammar, self.rules):
            return NOBODY
        recent = self._recent(number)
        fitting = [party for party in recent if _can_go_on(party, gender)]
        party = next((p for p in fitting if p.form != "document"), next(iter(fitting), None))
        if party is not None:
            return party, "dropped subject"
        named = self._named_before(reference, gender) if gender in ("masculine", "feminine") else None
        if named is not None:
            return named, "dropped subject, named before"
        return (recent[0], "dropped subject, against its verb") if recent else NOBODY

    def _named_before(self, reference: Reference, gender: Gender | None) -> Party | None:
        """Return the person named last before a place who agrees with a verb there, whether or not they spoke."""
        before = [person for person in self.people if person.start < reference.start]
        parties = (party for person in reversed(before) for party in self.cast.named(person))
        return next((party for party in parties if agrees(party.gender, gender)), None)

    def _outer(self, number: int) -> int | None:
        return self.numbers.get(self.statements[number].in_ or "")

    def _recent(self, number: int) -> list[Party]:
        """Return who spoke before, nearest first: in the same enclosing statement, then its speaker, then outside."""
        outer = self._outer(number)
        before = [n for n in range(number - 1, -1, -1) if n in self.found]
        order = [n for n in before if self._outer(n) == outer]
        if outer is not None:
            order = [n for n in order if n > outer] + ([outer] if outer in self.found else [])
        order += [n for n in before if self._outer(n) is None]
        spoke = (self.found[n][0] for n in dict.fromkeys([*order, *before]))
        return list({id(party): party for party in spoke if party is not None}.values())


def _can_be_meant(party: Party, wanted: Gender | None) -> bool:
    """Whether a pronoun can mean a party: a person for he and she, anybody for it and they."""
    if wanted in ("masculine", "feminine"):
        return party.form in PERSONS and agrees(party.gender, wanted)
    if wanted == "plural":
        return party.form != "document" and (party.form not in PERSONS or party.gender == "plural")
    return True


def _can_go_on(party: Party, asked: Gender | None) -> bool:
    """Whether a verb without a subject can go on with a party; a verb before its subject shows no number."""
    if asked == "plural":
        return party.form != "name" or party.gender == "plural"
    return agrees(party.gender, asked) or (party.form not in PERSONS and party.gender is None)
