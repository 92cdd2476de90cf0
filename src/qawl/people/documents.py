"""Nouns for what was said or written, in a source: *the ministry's statement*, `сообщение полиции`."""

from __future__ import annotations

from collections.abc import Sequence

from qawl.people.nominative import is_adjective
from qawl.people.setting import Setting
from qawl.segment.words import Word

_BEFORE = 2  # words of meaning before such a noun, at most


def find_document(setting: Setting, plain: Sequence[Word]) -> Word | None:
    """Return the noun for a document that a source speaks of, None where it speaks of something else."""
    places = [n for n, word in enumerate(plain) if is_document(setting, word) and not _is_named_so(setting, plain, n)]
    if not places or sum(word.fold not in setting.rules.closed for word in plain[: places[0]]) > _BEFORE:
        return None
    return plain[places[0]]


def is_document(setting: Setting, word: Word) -> bool:
    """Whether a word means what somebody said, with or without a pronoun joined to it: تصريحها."""
    rules = setting.rules
    if rules.stem(word.fold) in rules.document_stems:
        return True
    owned = (word.fold.removesuffix(pronoun) for pronoun in setting.grammar.object_suffixes if len(pronoun) > 1)
    return any(noun != word.fold and rules.stem(noun) in rules.document_stems for noun in owned)


def owner_of(setting: Setting, rest: Sequence[Word], noun: Word) -> Sequence[Word]:
    """Return the words from the body or office whose document a noun is, with the adjectives between the two."""
    rules = setting.rules
    stems = rules.body_stems | rules.office_stems
    start = next((n for n, word in enumerate(rest) if rules.stem(word.fold) in stems), None)
    if start is None:
        behind = [word for word in rest if word.start > noun.start]
        named = rules.capitals and behind and setting.scene.text[behind[0].start].isupper()
        return behind if named else []  # сообщение Росстата
    while start and rest[start - 1].start > noun.start and is_adjective(rest[start - 1].fold, rules):
        start -= 1
    return rest[start:]


def _is_named_so(setting: Setting, plain: Sequence[Word], position: int) -> bool:
    """Whether a noun for a document is part of a name: a capital letter behind another, *the Harbour Report*."""
    text, rules = setting.scene.text, setting.rules
    starts = [text[word.start] for word in plain[: position + 1] if word.fold not in rules.article]
    return rules.capitals and len(starts) > 1 and starts[-1].isupper() and starts[-2].isupper()
