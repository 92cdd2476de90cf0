"""Prepositions that name a source or a measure: *per a spokesman* and *per cent*, `وفق الوزارة` and `وفق الخطة`."""

from __future__ import annotations

from qawl.languages.cues import Hit
from qawl.languages.grammar import Grammar
from qawl.segment.scene import Scene
from qawl.tagger.rules.clause import BRACKETS, PAUSES

COUNTED = 4  # words back to the number of a rate: 3.92 South African rand per US dollar


def is_rate(scene: Scene, grammar: Grammar, hit: Hit) -> bool:
    """Whether a measure follows a preposition that else would name a source, so that it is no cue."""
    if all(cue.frame != "preposition" for cue in hit.cues):
        return False
    low, high = scene.units[scene.unit_of[hit.start]]
    if hit.end >= high:
        return False
    if _is_measure(grammar, scene.words[hit.end].fold):
        return True
    if scene.words[hit.end - 1].fold not in grammar.rates or scene.words[hit.end].fold in grammar.determiners:
        return False
    before = scene.words[max(low, hit.start - COUNTED) : hit.start]
    is_set_off = not before or before[-1].fold in PAUSES | BRACKETS.keys()
    if not is_set_off and any(word.fold[0].isdigit() for word in before):
        return True
    return not is_set_off and not _is_name(scene, hit.end)


def _is_measure(grammar: Grammar, word: str) -> bool:
    """Whether a word is a measure, with what the language writes before and behind it: `للخطة`, `شروطها`."""
    openings = [o for o in ("", *grammar.noun_clitics, *grammar.determiner_prefixes) if word.startswith(o)]
    endings = [e for e in ("", *grammar.possessive_suffixes) if word.endswith(e)]
    return any(word[len(o) : len(word) - len(e)] in grammar.measures for o in openings for e in endings)


def _is_name(scene: Scene, position: int) -> bool:
    """Whether a word is written with a capital letter where the preposition before it is not."""
    (before, _), (start, _) = scene.range_of(position - 1, position), scene.range_of(position, position + 1)
    return scene.text[start].isupper() and scene.text[before].islower()
