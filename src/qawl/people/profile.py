"""What is published of a speaker: name, kind, role, organisation, and the names in other languages."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import cache

from qawl.fold import fold_words
from qawl.languages.pack import LanguagePack
from qawl.model import RoleStated, Speaker, SpeakerKind
from qawl.people.cast import Party
from qawl.people.known import find_known
from qawl.people.offices import office_of
from qawl.people.rules import NameRules, load_name_rules

_OF_FORM: dict[str, SpeakerKind] = {
    "name": "person", "role": "person", "body": "organisation", "unnamed": "unnamed", "document": "document",
}  # fmt: skip
_OF_KNOWN: dict[str, SpeakerKind] = {"state": "state", "city": "state", "person": "person"}


def speaker_of(
    party: Party, id: str, pack: LanguagePack, *, day: datetime.date | None, members: Sequence[Speaker] = ()
) -> Speaker:
    """Return the speaker that a party of the cast is, under a given id; `day` is that of the article."""
    rules = load_name_rules(pack)
    if members:
        return Speaker(id, _listed(rules, members), "group", members=tuple(member.id for member in members))
    name = _displayed(rules, party)
    known = find_known(name, pack.code)
    kind = _OF_FORM.get(party.form, "person")
    names: dict[str, str] = {}
    if known is not None:
        kind = _OF_KNOWN.get(known.kind, "organisation")
        names = {code: spelt[0] for code, spelt in known.names.items() if code != pack.code}
    elif party.form in ("body", "unnamed", "role"):
        kind = _kind_of_description(party, pack, kind)
    role = party.role
    roles = tuple(_roles(party, pack, day))
    return Speaker(id, name, kind, role, _organisation(rules, role), names, roles)


def _displayed(rules: NameRules, party: Party) -> str:
    """Return the name of a party; *her lawyer* is a lawyer, and another than *his lawyer*."""
    is_owned = party.form != "name" and len(party.name) > 1 and fold_words(party.name[0]) in rules.possessives
    return " ".join(party.name[1:] if is_owned else party.name)


def _listed(rules: NameRules, members: Sequence[Speaker]) -> str:
    """Return the names of several as the language lists them: *A, B and C*."""
    *first, last = (member.name for member in members)
    between, before_last = rules.listing
    return between.join(first) + before_last + last


def _roles(party: Party, pack: LanguagePack, day: datetime.date | None) -> Iterator[RoleStated]:
    """Give each role stated for a party once, in the order of the text."""
    seen: set[str] = set()
    rules = load_name_rules(pack)
    stated = [reference for reference in party.references if reference.role]
    places = [reference.stated for reference in stated if reference.stated]
    for reference in sorted(stated, key=lambda reference: reference.start):
        role, place = reference.role, reference.stated
        is_part = place is not None and any(other != place and other.contains(place) for other in places)
        if role and fold_words(role) not in seen and not is_part:
            seen.add(fold_words(role))
            start, end = (place.start, place.end) if place else (None, None)
            yield RoleStated(role, office_of(role, pack), _organisation(rules, role), day, start, end)


def _kind_of_description(party: Party, pack: LanguagePack, kind: SpeakerKind) -> SpeakerKind:
    """Look a description up in `sources.tsv`: who is a group, a state, unnamed."""
    kinds, rules = _source_kinds(pack), load_name_rules(pack)
    folded = [fold_words(word) for word in party.name]
    for word in (" ".join(folded), *folded[:2], *(rules.stem(word) for word in folded[:2])):
        found = kinds.get(word)
        if found is not None:
            return found
    return kind


@cache
def _source_kinds(pack: LanguagePack) -> dict[str, SpeakerKind]:
    names: dict[str, SpeakerKind] = {"group": "group", "state": "state", "unnamed": "unnamed"}
    rows = pack.table("sources.tsv", ("source", "kind", "example"))
    return {
        fold_words(word): names[row["kind"]] for row in rows for word in row.listed("source") if row["kind"] in names
    }


def _organisation(rules: NameRules, role: str | None) -> str | None:
    """Return the words of a role from the first body on: *spokeswoman of the [foreign ministry]*."""
    words = (role or "").split()
    for position, word in enumerate(words):
        if position and rules.stem(fold_words(word)) in rules.body_stems:
            start = position
            while rules.head_last and start > 1 and words[start - 1][:1].isupper():
                start -= 1  # *head of the [Harbour Commission]*: the noun ends its phrase
            return " ".join(words[start:])
    return None
