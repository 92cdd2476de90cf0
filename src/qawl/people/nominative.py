"""Bring the words of a name back to the nominative, in languages that inflect names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qawl.fold import fold_words
from qawl.people.rules import NameRules, shared_start


def to_nominative(
    name: Sequence[str], rules: NameRules, seen: Collection[str], *, only_known: bool = False
) -> tuple[str, ...]:
    """Return a name that stands in an oblique case with its words in the nominative.

    `seen` are the folded words of the text: a form that stands there by itself is preferred to one only inferred. A
    word that no ending fits, and one that is known to be a nominative, stays. `only_known`: change a word only into one
    that the text or the list of name words holds.
    """
    if not rules.nominative:
        return tuple(name)
    man = any(fold_words(word).endswith(rules.masculine_endings or ("\0",)) for word in name[1:])
    first = _word(name[0], rules, seen, feminine=False if man else None, only_known=only_known)
    feminine = not man and fold_words(first).endswith(rules.noun_feminine)
    only_known = only_known and first == name[0]  # one word in an oblique case: so are the others
    rest = [_word(word, rules, seen, feminine=feminine, only_known=only_known) for word in name[1:]]
    return (first, *rest)


def phrase_nominative(phrase: Sequence[str], rules: NameRules, *, oblique: bool = False) -> tuple[str, ...]:
    """Return a description with its first listed noun, and the adjectives before it, in the nominative.

    A plural becomes the nominative of the plural. A phrase without a listed noun or place stays as it is, unless it is
    known to be `oblique`: then its first noun takes the nominative that its ending asks for.
    """
    plural = _plural(phrase[0]) if len(phrase) == 1 and (oblique or phrase[0][:1].islower()) else None
    if plural is not None:  # Чехов, with a capital, is a name
        return (plural,)
    for position, word in enumerate(phrase):
        folded = fold_words(word)
        noun = listed_noun(folded, rules)
        if noun is None or position > 2:
            continue
        singular = folded.endswith("ей") and noun.endswith(rules.noun_feminine)  # комиссией, of one комиссия
        if noun == folded:
            return tuple(phrase)
        if folded.endswith(_PLURALS) and not singular:
            if not all(fold_words(before).endswith(_PLURAL_ADJECTIVES) for before in phrase[:position]):
                return tuple(phrase)  # восемь сенаторов, один из экспертов
            return (*map(_plural_adjective, phrase[:position]), _plural(word) or word, *phrase[position + 1 :])
        before = [_adjective(adjective, noun, rules) for adjective in phrase[:position]]
        return (*before, _like(word, noun), *phrase[position + 1 :])
    return _by_endings(phrase, rules) if oblique else tuple(phrase)


def _by_endings(phrase: Sequence[str], rules: NameRules) -> tuple[str, ...]:
    """Bring the first noun behind its adjectives into the nominative by its ending alone."""
    for position, word in enumerate(phrase[:3]):
        folded = fold_words(word)
        if folded.endswith(tuple(ending for ending, *_ in rules.adjectives)) and position + 1 < len(phrase):
            continue
        pairs = ((ending, new) for ending, new in rules.genitive if folded.endswith(ending))
        ending, new = next(pairs, ("", ""))
        if not ending or not word[-1:].islower() or len(folded) - len(ending) < 3:
            break
        noun = word[: len(word) - len(ending)] + new
        return (*(_adjective(before, noun, rules) for before in phrase[:position]), noun, *phrase[position + 1 :])
    return tuple(phrase)


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


# Cases of the plural: their nominative is another word than the listed singular.
_PLURALS = ("ы", "и", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ах", "ях", "ые", "ие")


# Endings of the plural that no singular has, and the nominative; ы stands as и behind the letters of _HARD.
_OBLIQUE_PLURALS: tuple[tuple[str, str], ...] = (
    ("иями", "ии"), ("ями", "и"), ("ами", "ы"), ("иям", "ии"), ("ям", "и"), ("иях", "ии"), ("ях", "и"),
    ("ам", "ы"), ("ах", "ы"), ("ов", "ы"), ("телей", "тели"),
)  # fmt: skip
_HARD = "гкхжчшщ"
_PLURAL_ADJECTIVES = ("ых", "их", "ым", "им", "ыми", "ими")


def _plural(word: str) -> str | None:
    """Return the nominative of a noun in another case of the plural, None when its ending does not show one."""
    folded = fold_words(word)
    for ending, new in _OBLIQUE_PLURALS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 3 and word[-1:].islower():
            base = word[: len(word) - len(ending)]
            return base + ("и" if new == "ы" and base[-1:] in _HARD else new)
    return None


def _plural_adjective(word: str) -> str:
    folded = fold_words(word)
    for ending, new in (("ыми", "ые"), ("ими", "ие"), ("ых", "ые"), ("их", "ие"), ("ым", "ые"), ("им", "ие")):
        if folded.endswith(ending):
            return word[: len(word) - len(ending)] + new
    return word


def _adjective(word: str, noun: str, rules: NameRules) -> str:
    gender = 1 if noun.endswith(rules.noun_feminine) else 2 if noun.endswith(("о", "е")) else 0
    folded = fold_words(word)
    for ending, *nominatives in rules.adjectives:
        if folded.endswith(ending) and nominatives[gender]:
            return word[: len(word) - len(ending)] + nominatives[gender]
    return word


def _like(written: str, noun: str) -> str:
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
    return folded in seen, rules.words.get(folded, 0)
