"""What a name alone says of its bearer: he or she."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from qawl.fold import fold_words
from qawl.people.known import known_first_name
from qawl.people.setting import Setting
from qawl.segment.words import Word


def gender_of(setting: Setting, words: Sequence[Word], name: Sequence[str]) -> Literal["masculine", "feminine"] | None:
    """Return the gender that a name shows, whose words stand in the text as `words`.

    Alone only a woman's given name shows it, unless it is a surname here: a man's may be one (*Scott*).
    """
    rules = setting.rules
    if len(name) > 1:
        return rules.gender_of_name(name[0])
    known = rules.gender_of_name(known_first_name(name[0], rules.code))
    if known or rules.gender_of_name(name[0]) != "feminine":
        return known
    return None if _is_surname(setting, words[0]) else "feminine"


def stands_alone(setting: Setting, surname: str) -> bool:
    """Whether a surname stands somewhere as a name by itself without its last letter: Рожков, for Рожкова."""
    people = (setting.scene.text[m.start : m.end] for m in setting.mentions if m.kind == "person")
    return fold_words(surname)[:-1] in {fold_words(name) for name in people}


def _is_surname(setting: Setting, word: Word) -> bool:
    """Whether a word that is a given name elsewhere is a surname here: *Nikki Haley* is named so, or *Mr Grace*."""
    scene = setting.scene
    people = (scene.word_range(m.start, m.end) for m in setting.mentions if m.kind == "person")
    ends = (scene.words[last - 1].fold for first, last in people if last - first > 1)
    at = scene.word_range(word.start, word.end)[0]
    polite = at > 0 and scene.words[at - 1].fold in setting.rules.honorifics
    return polite or word.fold in ends
