"""Gender and number: what a verb says about its subject, and whether two genders can be one person."""

from __future__ import annotations

from qawl.fold import fold_words
from qawl.people.reference import Gender
from qawl.people.rules import NameRules


def verb_gender(cue: str, rules: NameRules) -> Gender | None:
    """Return the gender that the first verb of a cue shows, None when it shows none."""
    for word in fold_words(cue).split():
        word = word.strip(":,،\"")
        bare = word[1:] if word[:1] in rules.prefixes and len(word) > 3 else word
        if word.endswith(rules.verb_plural) if rules.verb_plural else False:
            return "plural"
        feminine = bool(rules.verb_feminine) and word.endswith(rules.verb_feminine)
        prefixed = bool(rules.verb_feminine_prefix) and bare.startswith(rules.verb_feminine_prefix)
        if feminine or prefixed:
            return "feminine"
        if rules.verb_masculine and word.endswith(rules.verb_masculine):
            return "masculine"
    return None


def agrees(known: Gender | None, asked: Gender | None) -> bool:
    """Whether one who is known to be `known` can be meant by a form that asks for `asked`."""
    return known is None or asked is None or known == asked
