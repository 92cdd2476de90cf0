"""What a source says about its speaker: a name, a role, a pronoun, or several of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from qawl.languages.grammar import Grammar
from qawl.people.rules import NameRules
from qawl.people.split import Split, split_name
from qawl.segment.scene import Scene
from qawl.segment.words import Word
from qawl.span import Span
from qawl.tagger.frames import Mention

Form = Literal["name", "role", "body", "unnamed", "pronoun", "relative", "first", "none"]
Gender = Literal["masculine", "feminine", "neuter", "plural"]


class Reference(msgspec.Struct, frozen=True):
    """One way a text points to a speaker.

    `name` are the words of the name as written, without title; `role` what stands around them. For a description
    (role, body, unnamed) `name` holds all its words. `stems` are the stems of the words that carry meaning, `head` the
    stem of the noun that says what the speaker is. `start` is a code point of the text, for nearness.
    """

    form: Form
    start: int
    name: tuple[str, ...] = ()
    role: str | None = None
    head: str = ""
    stems: frozenset[str] = frozenset()
    gender: Gender | None = None


def read_source(
    scene: Scene, grammar: Grammar, rules: NameRules, source: Span, mentions: Sequence[Mention] = ()
) -> Reference:
    """Read a source span of a scene; `mentions` may hold names and roles found inside it."""
    start, end = scene.word_range(source.start, source.end)
    words = scene.words[start:end]
    plain = [word for word in words if not word.is_mark]
    if len(plain) == 1:
        lone = _lone(plain[0], grammar, rules)
        if lone is not None:
            return lone
    split = split_name(scene, rules, words, mentions)
    if split.name:
        return _named(scene, rules, source, split)
    return _described(scene, rules, source, plain)


def _lone(word: Word, grammar: Grammar, rules: NameRules) -> Reference | None:
    """Read a source of one closed-class word."""
    gender = gender_of_pronoun(word.fold, rules)
    if word.fold in rules.first:
        return Reference("first", word.start)
    if word.fold in rules.pronouns:
        return Reference("pronoun", word.start, gender=gender)
    if word.fold in grammar.relatives:
        return Reference("relative", word.start)
    return None


def gender_of_pronoun(word: str, rules: NameRules) -> Gender | None:
    """Return the gender of a folded pronoun, None when it tells none."""
    genders: tuple[Gender, ...] = ("masculine", "feminine", "neuter", "plural")
    return next((gender for gender in genders if word in getattr(rules, gender)), None)


def _named(scene: Scene, rules: NameRules, source: Span, split: Split) -> Reference:
    name = tuple(scene.text[word.start : word.end] for word in split.name)
    stems = content_stems(rules, split.role)
    head = next((rules.stem(w.fold) for w in split.role if rules.stem(w.fold) in rules.office_stems), "")
    role = " ".join(scene.text[w.start : w.end] for w in split.role if not w.is_mark)
    if split.role:
        first, last = split.role[0], split.role[-1]
        role = scene.text[first.start : last.end].strip(" ,،«»\"“”()-–—") if _adjacent(split) else role
    form: Form = "body" if split.is_body else "name"
    return Reference(form, source.start, name, role or None, head, stems, None)


def _adjacent(split: Split) -> bool:
    """Whether no word of the name stands between the words of the role."""
    first, last = split.role[0].start, split.role[-1].end
    return not any(first < word.start < last for word in split.name)


def _described(scene: Scene, rules: NameRules, source: Span, plain: Sequence[Word]) -> Reference:
    words = [word for word in plain if word.fold not in rules.article] or list(plain)
    stems = content_stems(rules, words)
    heads = [rules.stem(word.fold) for word in words]
    head = heads[0] if heads else ""
    form: Form = "body"
    for stem in heads[:3]:
        if stem in rules.unnamed_stems and stem not in rules.office_stems:
            form, head = "unnamed", stem
            break
        if stem in rules.office_stems:
            form, head = "role", stem
            break
        if stem in rules.body_stems:
            form, head = "body", stem
            break
    name = tuple(scene.text[word.start : word.end] for word in plain)
    gender: Gender | None = "feminine" if words and words[0].fold.endswith(rules.noun_feminine) else None
    return Reference(form, source.start, name, None, head, stems, gender)


def content_stems(rules: NameRules, words: Sequence[Word]) -> frozenset[str]:
    """Return the stems of the words that are longer than a particle."""
    return frozenset(rules.stem(w.fold) for w in words if not w.is_mark and len(w.fold) > 2)
