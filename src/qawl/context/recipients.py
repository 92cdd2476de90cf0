"""To whom something was handed: cut the words behind a verb of giving into what was given and who received it."""

from __future__ import annotations

import msgspec

from qawl.context.phrases import Ground
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack
from qawl.model import PartRole
from qawl.people.nominative import readings_of
from qawl.people.rules import NameRules, load_name_rules
from qawl.segment.scene import Range

_KNOWN = 3  # people seen with a name before its other cases are known


class Cases(msgspec.Struct, frozen=True, kw_only=True):
    """How a language writes the case of a recipient; empty where it has none.

    Endings of nouns by gender (a man's noun that ends like a woman's is declined like one) and number, those of
    adjectives that the case shares with others, pronouns that stand in it, and endings of what only describes a noun.
    """

    masculine: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    pronouns: frozenset[str] = frozenset()
    describing: tuple[str, ...] = ()


def divide(
    ground: Ground, pack: LanguagePack, phrase: Range, *, cases: Cases, is_double: bool
) -> tuple[tuple[PartRole, Range], ...]:
    """Return what is given and who receives it in the words behind a verb, in the order of the text.

    A language with a case for the latter tells them apart by it; another by their order, where the verb takes two
    objects (`is_double`): *handed the mayor the keys*.
    """
    rules, (start, end) = load_name_rules(pack), phrase
    if cases.masculine:
        return _by_case(ground, rules, cases, phrase)
    at = _second_object(ground, pack, rules, phrase) if is_double else None
    return (("object", phrase),) if at is None else (("recipient", (start, at)), ("object", (at, end)))


def _by_case(ground: Ground, rules: NameRules, cases: Cases, phrase: Range) -> tuple[tuple[PartRole, Range], ...]:
    start, end = phrase
    words = ground.scene.words
    first = next((p for p in range(start, end) if _is_dative(ground, rules, cases, p)), None)
    if first is None:
        return (("object", phrase),)
    while first > start and words[first - 1].fold.endswith(cases.adjectives):
        first -= 1
    if first > start:
        return ("object", (start, first)), ("recipient", (first, end))
    behind = start + 1
    while behind < end and _describes(ground, rules, cases, behind):
        behind += 1
    whole: tuple[PartRole, Range] = ("recipient", (start, behind))
    return (whole, ("object", (behind, end))) if behind < end else (whole,)


def _is_dative(ground: Ground, rules: NameRules, cases: Cases, position: int) -> bool:
    word = ground.scene.words[position]
    if word.is_mark or word.fold in cases.pronouns:
        return not word.is_mark
    readings = readings_of(word.fold, rules)
    for reading in readings:
        is_soft = reading.gender == "f" or reading.nominative.endswith(rules.noun_feminine)
        endings = cases.plural if reading.is_plural else cases.feminine if is_soft else cases.masculine
        if not reading.is_base and word.fold.endswith(endings):
            return True
    return not readings and _is_unknown_dative(ground, rules, cases, position)


def _is_unknown_dative(ground: Ground, rules: NameRules, cases: Cases, position: int) -> bool:
    """Whether a word that no table knows stands in the case: by its longer endings, a name also by the others."""
    word = ground.scene.words[position]
    if word.fold.endswith(tuple(ending for ending in (*cases.masculine, *cases.plural) if len(ending) > 1)):
        return True
    if not ground.scene.text[word.start].isupper():
        return False
    bases = (word.fold[: -len(end)] + new for end in cases.feminine if word.fold.endswith(end)
             for new in rules.noun_feminine)  # fmt: skip
    return word.fold.endswith(cases.masculine) or any(rules.words.get(base, 0) >= _KNOWN for base in bases)


def _describes(ground: Ground, rules: NameRules, cases: Cases, position: int) -> bool:
    """Whether a word behind a recipient still belongs to it: a name, another in its case, or one that it governs."""
    word = ground.scene.words[position]
    if word.is_mark:
        return False
    if ground.scene.text[word.start].isupper() or _is_dative(ground, rules, cases, position):
        return True
    readings = readings_of(word.fold, rules)
    if not readings:
        return word.fold.endswith(cases.describing)
    is_accusative = any(r.gender == "f" and word.fold.endswith(cases.masculine) for r in readings)
    return not is_accusative and not any(reading.is_base for reading in readings)


def _second_object(ground: Ground, pack: LanguagePack, rules: NameRules, phrase: Range) -> int | None:
    """Return where the thing begins behind its recipient, None where the words are one noun phrase."""
    grammar, words = load_grammar(pack), ground.scene.words
    start, end = phrase
    bound = grammar.prepositions | grammar.conjunctions
    opening = rules.article | rules.possessives
    for position in range(start + 1, end):
        if words[position].fold in opening and words[position - 1].fold not in bound | opening:
            return position
    behind = _name_end(ground, rules, phrase)
    return behind if start < behind < end and words[behind].fold not in bound else None


def _name_end(ground: Ground, rules: NameRules, phrase: Range) -> int:
    """Return where a pronoun, a name or a lone title at the start of a phrase ends; the start when there is none."""
    words, (start, end) = ground.scene.words, phrase
    if words[start].fold in rules.pronouns - rules.possessives:
        return start + 1
    first = behind = start + (words[start].fold in rules.article)
    while behind < end and ground.scene.text[words[behind].start].isupper():
        behind += 1
    if behind == first:
        return first + 1 if behind < end and rules.is_office(words[first].fold) else start
    last = words[behind - 1].fold
    is_described = rules.is_office(last) or (rules.stem(last) in rules.states and not rules.is_place(last))
    return start if is_described else behind
