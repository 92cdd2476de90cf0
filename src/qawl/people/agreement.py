"""Gender and number: what a verb says about its subject, and whether two genders can be one speaker."""

from __future__ import annotations

from qawl.fold import fold_words
from qawl.languages.cues import Cue
from qawl.people.reference import Gender
from qawl.people.rules import NameRules


def verb_gender(cue: str, rules: NameRules) -> Gender | None:
    """Return the gender that the first word of a cue with a telling form shows, None when none does."""
    for word in _words(cue):
        gender = _of_word(word, rules)
        if gender is not None:
            return gender
    return None


def cue_gender(cue: str, row: Cue | None, rules: NameRules) -> Gender | None:
    """Return the gender of a cue in a language whose verbs mark a woman and not a man.

    The lemma itself is the past of a man, though its first letter may look like the prefix of a woman (تابع).
    """
    words = _words(cue)
    if row is None or row.frame not in ("verb", "participle") or not words:
        return None
    lemma = fold_words(row.lemma)
    if any(word == lemma or (word[1:] == lemma and word.startswith(rules.clitics)) for word in words):
        return "masculine"
    if row.frame == "participle":
        return "feminine" if words[0].endswith(rules.noun_feminine) else _of_plural(words[0], rules) or "masculine"
    return verb_gender(cue, rules)


def _words(cue: str) -> list[str]:
    """The folded words of a cue without the marks that may close it: `قائلة:`."""
    return [word for word in (written.strip(':,،"') for written in fold_words(cue).split()) if word]


def _of_plural(word: str, rules: NameRules) -> Gender | None:
    return "plural" if rules.noun_plural and word.endswith(rules.noun_plural) else None


def _of_word(word: str, rules: NameRules) -> Gender | None:
    pronouns: tuple[tuple[frozenset[str], Gender], ...] = (
        (rules.masculine, "masculine"), (rules.feminine, "feminine"), (rules.plural, "plural"),
    )  # fmt: skip
    for listed, gender in pronouns:
        if word in listed:  # "по ее словам" shows its speaker by the pronoun
            return gender
    return _of_form(word, rules) if len(word) > 3 else None  # prepositions and particles end like verbs


def _of_form(word: str, rules: NameRules) -> Gender | None:
    bare = word[1:] if word[:1] in rules.clitics else word
    shown: tuple[tuple[bool, Gender], ...] = (
        (word.endswith(rules.verb_plural), "plural"),
        (word.endswith(rules.verb_feminine) or bare.startswith(rules.verb_feminine_prefix), "feminine"),
        (word.endswith(rules.verb_masculine) or bare.startswith(rules.verb_masculine_prefix), "masculine"),
    )
    return next((gender for shows, gender in shown if shows), None)


def agrees(known: Gender | None, asked: Gender | None) -> bool:
    """Whether one who is known to be `known` can be meant by a form that asks for `asked`."""
    return known is None or asked is None or known == asked
