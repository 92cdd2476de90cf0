"""Bring the words of a name back to the nominative, in languages that inflect names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from qawl.fold import fold_words
from qawl.people.forms import Reading, load_forms
from qawl.people.given import load_given
from qawl.people.rules import STRESSED, NameRules, shared_start

_DEEP = 4  # words before which the noun of a phrase stands
_STEM = 3  # letters that an ending must leave


def to_nominative(
    name: Sequence[str],
    rules: NameRules,
    seen: Collection[str],
    *,
    only_known: bool = False,
    by_surname: bool = True,
) -> tuple[str, ...]:
    """Return a name that stands in an oblique case with its words in the nominative.

    `seen` are the folded words of the text: a form that stands there by itself is preferred to one only inferred. A
    word that no ending fits, and one that is known to be a nominative, stays. `only_known`: change a word only into one
    that the text or the list of name words holds. `by_surname`: the surname without its ending in the text shows
    that the name is a man's.
    """
    if not rules.nominative:
        return tuple(name)
    man = any(fold_words(word).endswith(rules.masculine_endings or ("\0",)) for word in name[1:])
    man = man or (by_surname and _is_of_man(name, rules, seen))
    only_known = only_known and not _ends_in_case(name, rules, seen)
    first = _word(name[0], rules, seen, feminine=False if man else None, only_known=only_known)
    feminine = not man and fold_words(first).endswith(rules.noun_feminine)
    only_known = only_known and first == name[0]  # one word in an oblique case: so are the others
    rest = [_word(word, rules, seen, feminine=feminine, only_known=only_known) for word in name[1:]]
    return (first, *rest)


def _is_of_man(name: Sequence[str], rules: NameRules, seen: Collection[str]) -> bool:
    """Whether a name that could be a woman's is a man's in a case: the text has his surname without the ending."""
    first, last = (fold_words(word)[:-1] for word in (name[0], name[-1]))
    ends = all(fold_words(word).endswith(rules.noun_feminine[:1] or ("\0",)) for word in (name[0], name[-1]))
    return len(name) > 1 and ends and last in seen and first in rules.words


def _ends_in_case(name: Sequence[str], rules: NameRules, seen: Collection[str]) -> bool:
    """Whether the surname behind an unknown given name is a known one in a case: Дональда Трампа."""
    if len(name) < 2 or fold_words(name[0]) in rules.words:
        return False
    return _word(name[-1], rules, seen, feminine=False, only_known=True) != name[-1]


def phrase_nominative(phrase: Sequence[str], rules: NameRules, *, oblique: bool = False) -> tuple[str, ...]:
    """Return a description with its noun, and the adjectives before it, in the nominative of their number.

    The noun is the first word that no adjective's ending shows to be one, when the table of forms or a list holds it. A
    phrase without such a noun, or one that may stand in the nominative as it is, stays, unless it is known to be
    `oblique`: then the cases go before the nominative, and an unknown noun takes what its ending asks for.
    """
    if not phrase:
        return ()
    position = noun_position(phrase, rules)
    if position and fold_words(phrase[0]).endswith(_nominative_endings(rules)):
        return tuple(phrase)
    before, noun = phrase[:position], phrase[position]
    found = _reading(noun, before, rules, oblique=oblique) if position < _DEEP else None
    if found is None:
        return _by_endings(phrase, rules) if oblique else tuple(phrase)
    if found.is_base:
        return tuple(phrase)
    adjectives = (_adjective(word, found, rules) for word in before)
    return (*adjectives, like(noun, found.nominative), *phrase[position + 1 :])


def is_plural_noun(folded: str, rules: NameRules) -> bool | None:
    """Return the number of a folded noun that the table of forms holds, None for others and for forms of both."""
    numbers = {reading.is_plural for reading in load_forms(rules.code).get(folded, ())}
    return numbers.pop() if len(numbers) == 1 else None


def _reading(word: str, before: Sequence[str], rules: NameRules, *, oblique: bool) -> Reading | None:
    """Return what a known noun is where it stands, None for a word that is no known noun."""
    readings = readings_of(fold_words(word), rules)
    is_plural = _are_plural(before, rules)
    if is_plural is not None:
        readings = tuple(r for r in readings if r.is_plural == is_plural) or readings
    if not before and word[:1].isupper():  # Чехов is a name
        readings = tuple(r for r in readings if r.is_base or not r.is_plural)
    bases, cases = ([r for r in readings if r.is_base == wanted] for wanted in (True, False))
    return next(iter((*_likelier(cases, rules), *bases) if oblique else (*bases, *_likelier(cases, rules))), None)


def _likelier(cases: Sequence[Reading], rules: NameRules) -> Sequence[Reading]:
    """Put what names an office before what has the same form: премьеру is of премьер, but прессу of пресса."""
    single = [reading for reading in cases if not reading.is_plural]
    if len(single) < 2:
        return cases
    best = max(single, key=lambda r: (fold_words(r.nominative) in rules.offices, r.gender == "f"))
    return (best, *(reading for reading in cases if reading is not best))


def readings_of(folded: str, rules: NameRules) -> tuple[Reading, ...]:
    """Return what a word can be by the table, by its part behind a hyphen, or by the lists of nouns."""
    forms = load_forms(rules.code)
    head, joint, last = folded.rpartition("-")
    if folded in forms:
        return forms[folded]
    if joint and last in forms:
        return tuple(replace(r, nominative=_first_part(head, r, rules) + joint + r.nominative) for r in forms[last])
    compound = next((at for at in range(2, len(folded) - _STEM) if folded[at:] in forms), 0)
    if compound:  # Генпрокуратуре, by прокуратура
        return tuple(replace(r, nominative=folded[:compound] + r.nominative) for r in forms[folded[compound:]])
    noun = listed_noun(folded, rules)
    pairs = ((ending, new) for ending, new in rules.plural_cases if folded.endswith(ending))
    ending, new = next(pairs, ("", ""))
    if ending and len(folded) - len(ending) >= _STEM:
        return (Reading(folded[: len(folded) - len(ending)] + new, "", True, False),)
    if noun is None:
        return ()
    return (Reading(noun, _gender(noun, rules), False, noun == folded),)


def _first_part(head: str, last: Reading, rules: NameRules) -> str:
    """The part before a hyphen in the case of the part behind: a noun of its own (сенаторов-) changes, пресс- stays."""
    readings = load_forms(rules.code).get(head, ())
    alike = [reading for reading in readings if reading.is_plural == last.is_plural]
    is_changed = bool(alike) and not last.is_base and not any(reading.is_base for reading in readings)
    return alike[0].nominative if is_changed else head


def _gender(noun: str, rules: NameRules) -> str:
    """The gender that the ending of a nominative shows."""
    if noun.endswith(rules.noun_feminine):
        return "f"
    return "n" if noun.endswith(rules.noun_neuter or ("\0",)) else "m"


def noun_position(phrase: Sequence[str], rules: NameRules) -> int:
    """Where the noun of a phrase stands: behind its adjectives."""
    return next((n for n, word in enumerate(phrase) if not is_adjective(word, rules)), len(phrase) - 1)


def is_adjective(word: str, rules: NameRules) -> bool:
    """Whether the ending of a word is one of adjectives, in some case, and no table knows it as a noun."""
    folded = fold_words(word)
    endings = (*rules.adjective_endings, *(row[0] for row in (*rules.adjectives, *rules.plural_adjectives)))
    endings = (*endings, *_nominative_endings(rules))
    return folded.endswith(endings) and folded not in load_forms(rules.code)


def _nominative_endings(rules: NameRules) -> tuple[str, ...]:
    """The endings of adjectives in the nominative."""
    single = (new for row in rules.adjectives for new in row[1:] if new)
    return (*single, *(new for _, new in rules.plural_adjectives))


def _are_plural(adjectives: Sequence[str], rules: NameRules) -> bool | None:
    """Whether adjectives stand in the plural, None where their endings do not tell."""
    several = {ending for ending, _ in rules.plural_adjectives}
    single = {ending for ending, *_ in rules.adjectives}
    for word in map(fold_words, adjectives):
        shown = {is_plural for is_plural, own, other in ((True, several, single), (False, single, several))
                 if word.endswith(tuple(own - other))}  # fmt: skip
        if len(shown) == 1:
            return shown.pop()
    return None


def _by_endings(phrase: Sequence[str], rules: NameRules) -> tuple[str, ...]:
    """Bring the first noun behind its adjectives into the nominative by its ending alone."""
    position = noun_position(phrase, rules)
    word = phrase[position]
    pairs = ((ending, new) for ending, new in rules.genitive if fold_words(word).endswith(ending))
    ending, new = next(pairs, ("", ""))
    if position >= _DEEP or not ending or not word[-1:].islower() or len(word) - len(ending) < _STEM:
        return tuple(phrase)
    noun = word[: len(word) - len(ending)] + new
    found = Reading(noun, _gender(noun, rules), False, False)
    return (*(_adjective(a, found, rules) for a in phrase[:position]), noun, *phrase[position + 1 :])


def listed_noun(folded: str, rules: NameRules) -> str | None:
    """Return the listed noun or place that a word is a form of: of several with one stem, the most alike."""
    stem = rules.stem(folded)
    nouns = rules.nouns.get(stem, ())
    if not nouns and stem in rules.places and _is_case_of(rules.places[stem], folded, rules):
        return rules.places[stem]
    return max(nouns, key=lambda noun: (shared_start(noun, folded), -len(noun)), default=None)


def _is_case_of(name: str, folded: str, rules: NameRules) -> bool:
    """Whether a word is a name in a case of the singular: Чехии is of Чехия, but not Чехов."""
    cases = (folded[: -len(ending)] + new for ending, new in rules.nominative if folded.endswith(ending))
    return folded == name or name in cases


def _adjective(word: str, noun: Reading, rules: NameRules) -> str:
    """Return an adjective in the nominative that goes with a noun."""
    folded = fold_words(word)
    if noun.is_plural:
        pairs: Sequence[tuple[str, str]] = rules.plural_adjectives
    else:
        pairs = [(row[0], row[1 + "mfn".index(noun.gender)]) for row in rules.adjectives]
    for ending, new in pairs:
        if new and folded.endswith(ending):
            found = folded[: len(folded) - len(ending)] + new
            is_stressed = not noun.is_plural and noun.gender == "m"
            return like(word, rules.stressed_by_stem.get(found[:-STRESSED], found) if is_stressed else found)
    return word


def like(written: str, noun: str) -> str:
    """Write a folded noun with the capitals of the word that it replaces."""
    if written.isupper():
        return noun.upper()
    return noun[:1].upper() + noun[1:] if written[:1].isupper() else noun


def _word(word: str, rules: NameRules, seen: Collection[str], *, feminine: bool | None, only_known: bool) -> str:
    folded = fold_words(word)
    stands = any(folded.endswith(end) and folded[: -len(end)] in seen for end, new in rules.nominative if not new)
    if feminine is False and folded[:-1] in rules.words and folded.endswith("а"):  # Петра is a woman's name as well
        return word[:-1]
    if rules.words.get(folded, 0) >= (100 if stands else 3) and not _is_rarer(folded, rules):
        return word
    candidates = [(base, new) for ending, new in rules.nominative if folded.endswith(ending) for base in [len(ending)]]
    candidates = [(cut, new) for cut, new in candidates if len(folded) - cut >= 2]
    if feminine is not None:
        candidates = [(cut, new) for cut, new in candidates if _fits(folded, cut, new, rules, feminine=feminine)]
    if not candidates:
        return word
    best = max(candidates, key=lambda c: _weight(folded[: len(folded) - c[0]] + c[1], rules, seen))
    known = any(_weight(folded[: len(folded) - best[0]] + best[1], rules, seen))
    if not known and (only_known or best[1] in ("а", "я")):  # Чаудхри is no form of Чаудхра
        return word
    spelt = word[: len(word) - best[0]]
    return spelt + (best[1].upper() if spelt.isupper() and len(spelt) > 1 else best[1])


def _is_rarer(folded: str, rules: NameRules) -> bool:
    """Whether a nominative of the word names far more people than the word itself: Павла, Павел."""
    others = (folded[: -len(ending)] + new for ending, new in rules.nominative if folded.endswith(ending))
    return any(rules.words.get(other, 0) > 5 * rules.words.get(folded, 0) for other in others)


def _fits(folded: str, cut: int, new: str, rules: NameRules, *, feminine: bool) -> bool:
    """Whether a surname in this form can belong to a woman or a man; -а of a foreign surname fits both."""
    ending = folded[len(folded) - cut :]
    if new.endswith(("ова", "ева", "ина", "ая")):
        return feminine
    if feminine:
        return new == "а" and ending in ("ы", "и", "е", "у")
    return True


def _weight(folded: str, rules: NameRules, seen: Collection[str]) -> tuple[bool, int]:
    return folded in seen, rules.words.get(folded, 0) or int(folded in load_given(rules.code))
