"""In which role each party speaks: what is stated beside its name, or what the reader of the text points to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec

from qawl.chances import Network, load_network
from qawl.fold import fold_words
from qawl.model import Statement
from qawl.people.cast import Party
from qawl.people.offices import office_of
from qawl.people.reference import Form, Reference
from qawl.people.rules import NameRules
from qawl.people.setting import Setting
from qawl.people.titles import role_in_words, tidy_role
from qawl.people.together import one_of
from qawl.span import Span, cut
from qawl.tagger.adjuncts import Adjuncts
from qawl.tagger.frames import Adjunct

SIGNS = 32  # how many `signs_of` gives
LIKELY = 0.4  # how likely a role must be to be taken before the fullest that the rules found
# How certain a pointing must be where the rules found no role and the network is not sure: of 120 such statements of
# held texts 107 had it right.
SURE = 0.7
_SPOKESPERSON = "spokesperson"  # a kind of office
_SIGN = 0.15  # certainty below which a pointing is no sign
_FORMS: tuple[Form, ...] = ("name", "body", "role", "unnamed", "document", "several")
_COMMA = 2  # code points between a name and its apposition: a comma and a space


class Role(msgspec.Struct, frozen=True):
    """A role that a party may speak in: its words in the nominative, and where the text has it.

    `rules` is how many times the rules found it stated, `known` whether its office is known, `pointing` how certainly
    the reader points to it, by the number of the statement.
    """

    words: str
    stated: Span | None
    rules: int
    known: bool
    pointing: dict[int, float]


class Part(msgspec.Struct, frozen=True):
    """A party with the numbers of the statements in which it speaks."""

    party: Party
    numbers: tuple[int, ...]


def choose_roles(
    setting: Setting,
    adjuncts: Adjuncts,
    statements: Sequence[Statement],
    parties: Sequence[Party | None],
    network: Network | None = None,
) -> None:
    """Put into each party the role that is most likely its own, when it is likely enough; `parties` are who speaks."""
    network = network or load_network("qawl.people", "roles.json", signs=SIGNS)
    for part in parts_of(parties):
        if part.party.members:
            continue
        offered = options(setting, adjuncts, statements, part)
        chances = network.chances([signs_of(setting, statements, part, offered, role) for role in offered])
        best = max(range(len(offered)), key=lambda n: chances[n], default=None)
        if best is not None and chances[best] >= LIKELY:
            _state(part.party, offered[best])
        elif part.party.role is None and (sure := _surest(offered)) is not None:
            _state(part.party, sure)
        elif part.party.role is None and _speaks_for_others(setting, part.party):
            _state(part.party, _own_title(setting, statements, part))


def _surest(offered: Sequence[Role]) -> Role | None:
    """Return the role pointed to most certainly, for whom the rules found none: few cases taught the network that."""
    best = max(offered, key=lambda role: max(role.pointing.values(), default=0.0), default=None)
    return best if best is not None and max(best.pointing.values(), default=0.0) >= SURE else None


def _speaks_for_others(setting: Setting, party: Party) -> bool:
    """Whether somebody without a name is called a spokesman, and whose: *a company spokesman*, متحدث باسم الشركة."""
    told = [word for word in party.name if fold_words(word) not in setting.rules.article]
    is_one = party.form == "unnamed" and party.gender != "plural" and len(told) > 1
    return is_one and office_of(" ".join(told), setting.pack) == _SPOKESPERSON


def _state(party: Party, role: Role) -> None:
    party.chosen_role = role.words
    if not role.rules and role.stated is not None:
        party.references.append(Reference("name", role.stated.start, party.name, role.words, stated=role.stated))


def parts_of(parties: Sequence[Party | None]) -> list[Part]:
    """Return who speaks, each once, in the order of the text."""
    spoken: dict[int, tuple[Party, list[int]]] = {}
    for number, party in enumerate(parties):
        if party is not None:
            spoken.setdefault(id(party), (party, []))[1].append(number)
    return [Part(party, tuple(numbers)) for party, numbers in spoken.values()]


def options(setting: Setting, adjuncts: Adjuncts, statements: Sequence[Statement], part: Part) -> list[Role]:
    """Return the roles that are stated for a party or pointed to for what it says, those of the same words as one.

    Who is known by a title alone (*the spokesman of the port*) may speak in that very role.
    """
    found: dict[str, Role] = {}
    for known in part.party.references:
        if known.role:
            role = Role(known.role, known.stated, 1, bool(known.head), {})
            _add(found, role)
    if part.party.form == "role" and part.party.gender != "plural":
        _add(found, _own_title(setting, statements, part))
    for number in part.numbers:
        adjunct = adjuncts.find(statements[number].cue, "role", least=_SIGN)
        pointed = _pointed(setting, adjunct, part.party) if adjunct is not None else None
        if pointed is not None and adjunct is not None:
            _add(found, Role(*pointed, 0, False, {number: adjunct.confidence}))
    return list(found.values())


def _own_title(setting: Setting, statements: Sequence[Statement], part: Part) -> Role:
    """Return the title under which a party goes, with its place in the source of the first statement that has it."""
    scene, rules = setting.scene, setting.rules
    name = part.party.name[1:] if fold_words(part.party.name[0]) in rules.article else part.party.name
    for source in (statements[number].source for number in part.numbers):
        if source is None:
            continue
        positions = range(*scene.word_range(source.start, source.end))
        own = [p for p in positions if rules.stem(scene.words[p].fold) in part.party.stems]
        if own:
            stated = cut(scene.text, scene.words[own[0]].start, scene.words[own[-1]].end)
            return Role(" ".join(name), stated, 0, _is_known(name, rules), {})
    return Role(" ".join(name), None, 0, _is_known(name, rules), {})


def _is_known(name: Sequence[str], rules: NameRules) -> bool:
    """Whether a title names an office that the language has in its table."""
    return any(rules.is_office(fold_words(word)) for word in name)


def _add(found: dict[str, Role], role: Role) -> None:
    key = fold_words(role.words)
    known = found.get(key)
    if known is None:
        found[key] = role
    else:
        pointing = {**known.pointing, **role.pointing}
        found[key] = Role(
            known.words, known.stated or role.stated, known.rules + role.rules, known.known or role.known, pointing
        )


def _pointed(setting: Setting, found: Adjunct, party: Party) -> tuple[str, Span] | None:
    if not _can_be_role(setting, found, party):
        return None
    stated = tidy_role(setting, cut(setting.scene.text, found.start, found.end), party.name)
    if stated is None:
        return None
    words, rules = stated.text.split(), setting.rules
    if len(words) > 1 and fold_words(words[0]) in rules.possessives:
        words = words[1:]  # its head
    of_one = one_of(rules, words, feminine=party.gender == "feminine") if party.form == "name" else None
    return of_one or role_in_words(" ".join(words), rules, oblique=rules.inflected), stated


def _can_be_role(setting: Setting, found: Adjunct, party: Party) -> bool:
    """Whether what is pointed to can be a role of a party: more than *the* or a body, and no title of another's."""
    rules = setting.rules
    first, last = setting.scene.word_range(found.start, found.end)
    idle = rules.article | rules.closed | rules.pronouns | rules.possessives
    words = [(p, setting.scene.words[p]) for p in range(first, last) if not setting.scene.words[p].is_mark]
    told = [(p, word) for p, word in words if word.fold not in idle]
    if all(p in setting.marks.bodies and not rules.is_office(word.fold) for p, word in told):
        return False
    people = [mention for mention in setting.mentions if mention.kind == "person"]
    behind = next((m for m in people if 0 <= m.start - found.end <= 1), None)
    if behind is None or any(0 <= found.start - m.end <= _COMMA for m in people):
        return True
    bearer = setting.scene.words[slice(*setting.scene.word_range(behind.start, behind.end))]
    return any(rules.stem(word.fold) in party.stems for word in bearer)


def signs_of(
    setting: Setting, statements: Sequence[Statement], part: Part, offered: Sequence[Role], role: Role
) -> list[float]:
    """Return the signs for one party and one role, each about from 0 to 1, always in the same order."""
    return [*_of_evidence(part, offered, role), *_of_party(part, offered), *_of_place(setting, statements, part, role)]


def _of_evidence(part: Part, offered: Sequence[Role], role: Role) -> Iterator[float]:
    certain = list(role.pointing.values())
    rivals = [c for other in offered if other is not role for c in other.pointing.values()]
    yield float(role.rules > 0)
    yield min(role.rules, 3) / 3
    yield float(role.known)
    yield float(fold_words(" ".join(part.party.name)).endswith(fold_words(role.words)))
    yield float(part.party.role is not None and fold_words(part.party.role) == fold_words(role.words))
    yield max(certain, default=0.0)
    yield sum(certain) / len(part.numbers)
    yield len(certain) / len(part.numbers)
    yield min(sum(certain), 3) / 3
    yield max(rivals, default=0.0)
    yield min(sum(rivals), 3) / 3
    yield float(any(other.rules for other in offered if other is not role))


def _of_party(part: Part, offered: Sequence[Role]) -> Iterator[float]:
    yield from (float(part.party.form == form) for form in _FORMS)
    yield min(len(part.numbers), 8) / 8
    yield min(len(offered), 4) / 4
    yield min(len(part.party.name), 4) / 4


def _of_place(setting: Setting, statements: Sequence[Statement], part: Part, role: Role) -> Iterator[float]:
    place, rules = role.stated, setting.rules
    words = [fold_words(word) for word in role.words.split()]
    yield min(len(words), 8) / 8
    yield float(any(rules.is_office(word) for word in words))
    yield float(place is not None)
    if place is None:
        yield from [0.0] * 8
        return
    names = _names(setting, part.party)
    sources = [source for n in part.numbers if (source := statements[n].source) is not None]
    covered = range(*setting.scene.word_range(place.start, place.end))
    yield float(any(0 <= start - place.end <= _COMMA for start, _ in names))
    yield float(any(0 <= place.start - end <= _COMMA for _, end in names))
    yield float(any(source.contains(place) for source in sources))
    yield min((math.log1p(max(start - place.end, place.start - end, 0)) for start, end in names), default=9.0) / 9
    yield sum(position in setting.marks.bodies for position in covered) / max(1, len(covered))
    yield sum(position in setting.marks.roles for position in covered) / max(1, len(covered))
    yield float(any(m.kind == "person" and place.start <= m.start < place.end for m in setting.mentions))
    yield float(any(m.kind == "person" and 0 <= m.start - place.end <= 1 for m in setting.mentions))


def _names(setting: Setting, party: Party) -> list[tuple[int, int]]:
    """Return where the names stand that share a word with that of a party."""
    scene, rules = setting.scene, setting.rules
    named = [m for m in setting.mentions if m.kind in ("person", "organisation", "outlet")]
    words = ((m, scene.words[slice(*scene.word_range(m.start, m.end))]) for m in named)
    return [(m.start, m.end) for m, of in words if any(rules.stem(word.fold) in party.stems for word in of)]
