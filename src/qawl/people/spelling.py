"""How the words of a name or a description are written without their joined letters and cases."""

from __future__ import annotations

from collections.abc import Sequence

from qawl.fold import fold_words
from qawl.people.known import find_known, known_words
from qawl.people.rules import NameRules
from qawl.people.setting import Setting
from qawl.segment.words import Word

OWNER_ENDINGS = ("'s", "’s", "'", "’")
_PARTICLE = 2  # letters of a word that says nothing by itself
_JOINED = 2  # letters that may be joined before a noun, each a word: و and ب


def bare(setting: Setting, word: Word, *, joined: bool = True) -> str:
    """Return the word of a name without a joined preposition or a possessive ending."""
    text = setting.scene.text[word.start : word.end]
    for ending in OWNER_ENDINGS:
        text = text.removesuffix(ending)
    rules = setting.rules
    if rules.capitals or not joined or word.fold in rules.words:
        return text
    rest = word.fold[1:]
    if word.fold.startswith(rules.clitics) and len(rest) > 2 and (rest in setting.seen or rules.words.get(rest, 0) > 4):
        return text[1:]
    return text


def known_nominative(rules: NameRules, written: str) -> str | None:
    """Return the known name of a place or body of which a capitalised word is another case: Кремле, of Кремль."""
    folded, names = fold_words(written), known_words(rules.code)
    if not rules.inflected or not written[:1].isupper() or folded in names or folded in rules.words:
        return None
    cases = (folded[: -len(ending)] + new for ending, new in rules.nominative if folded.endswith(ending))
    return next((names[case] for case in cases if case in names and len(case) > 3), None)


def without_clitic(setting: Setting, word: Word, text: str) -> str:
    """Return a word without a joined preposition, where what is left is a word of the text or a known name."""
    rules, rest = setting.rules, word.fold[1:]
    if not word.fold.startswith(rules.clitics) or len(rest) < 4 or rules.stem(word.fold) in rules.nouns:
        return text
    return text[1:] if rest in setting.seen or find_known(rest, rules.code) or rules.is_place(rest) else text


def without_joined(setting: Setting, word: Word, stem: str) -> str:
    """Return a noun of a stem without what is joined before it (وبوزارة), empty for another word or a definite one."""
    text, rules = setting.scene.text[word.start : word.end], setting.rules
    for cut in range(_JOINED + 1):
        rest = word.fold[cut:]
        if rest.startswith(stem) and rules.stem(rest) == stem and set(word.fold[:cut]) <= set(rules.clitics):
            letters = (n for n in range(len(text)) if text[n].isalpha() and fold_words(text[n:]) == rest)
            return text[next(letters, 0) :]
    return ""


def with_plain_article(text: str, rules: NameRules) -> str:
    """Return a definite word without what is joined before its article: للرباط, والمجتمع."""
    for prefix in rules.prefixes[:-1]:
        if text.startswith(prefix) and len(text) - len(prefix) >= 3:
            return rules.prefixes[-1] + text[len(prefix) :]
    return text


def texts(setting: Setting, words: Sequence[Word]) -> tuple[str, ...]:
    """Return words as the text writes them, with the apostrophe of a plural before another: *Pilots’ Association*."""
    text = setting.scene.text
    opened = bool(words) and any(mark in f" {text[words[0].start - 1 : words[-1].end]}" for mark in ("‘", " '"))

    def written(word: Word) -> str:
        is_owner = word is not words[-1] and text[word.end - 1 : word.end + 2] in ("s' ", "s’ ") and not opened
        return text[word.start : word.end + is_owner]

    return tuple(map(written, words))


def content_stems(rules: NameRules, words: Sequence[Word]) -> frozenset[str]:
    """Return the stems of the words that are longer than a particle, or mean a state: *US*."""
    stems = ((word, rules.stem(word.fold)) for word in words if not word.is_mark)
    return frozenset(stem for word, stem in stems if len(word.fold) > _PARTICLE or stem in rules.states)
