"""Cues that, without a source, name nobody: *was asked*, сообщается, من المتوقع."""

from __future__ import annotations

from collections.abc import Set

from qawl.fold import fold_words
from qawl.languages.grammar import Grammar
from qawl.people.rules import NameRules

_AROUND = ':,،"«»“”'


def speaks_for_nobody(cue: str, grammar: Grammar, rules: NameRules) -> bool:
    """Whether a cue that has no source leaves open who speaks, by the first word that tells.

    Nobody who spoke before is meant then. In 3,780 annotated Russian and English attributions without a source the
    annotators name nobody for 87 % of the Russian cues of which this says so and for 76 % of the English ones.
    """
    words = [word for word in (written.strip(_AROUND) for written in fold_words(cue).split()) if word]
    if rules.possessives & set(words):
        return False  # по его словам
    for word in _telling(words, grammar):
        if word.startswith(rules.personal) or word.endswith(rules.personal_endings):
            return False
        if word.startswith(rules.impersonal) or word.endswith(rules.impersonal_endings):
            return True
    return False


def _telling(words: list[str], grammar: Grammar) -> list[str]:
    """The words of a cue without those that only help it; all of them where nothing else is there."""
    helping: Set[str] = grammar.auxiliaries | grammar.negations | grammar.adverbs | grammar.as_words
    helping = helping | grammar.conjunctions | grammar.coordinators | grammar.prepositions
    return [word for word in words if word not in helping] or words
