"""Which words of a source count: not the adverb before them, the clause behind, the titles quoted inside."""

from __future__ import annotations

from collections.abc import Sequence

from qawl.people.nominative import is_adjective
from qawl.people.setting import Setting
from qawl.segment.words import Word

_PARTICLE = 2  # letters of one that denies a verb; غير denies a noun
QUOTES = frozenset('"«»“”„‟')


def without_focus(setting: Setting, words: Sequence[Word]) -> Sequence[Word]:
    """Return the words of a source without an adverb or auxiliary before them: *only France*, وكانت تحقيقات.

    What a mention holds is no adverb (*Will Smith*), nor is a capital before another where none is sought.
    """
    grammar, rules = setting.grammar, setting.rules
    idle = grammar.adverbs if rules.capitals else grammar.adverbs | grammar.auxiliaries
    joined = grammar.verb_clitics or ("\0",)
    named = [(mention.start, mention.end) for mention in setting.mentions]

    def is_idle(word: Word) -> bool:
        if any(start <= word.start < end for start, end in named):
            return False
        if not named and _is_before_name(setting, words, word):
            return False
        return word.fold in idle or (not rules.capitals and word.fold.startswith(joined) and word.fold[1:] in idle)

    first = next((n for n, word in enumerate(words) if not is_idle(word)), 0)
    return words[first:]


def before_clause(setting: Setting, words: Sequence[Word]) -> Sequence[Word]:
    """Return the words before a relative clause or *including*: whom that names is somebody else."""
    rules = setting.rules
    idle, opening = rules.closed | rules.article | rules.pronouns, setting.grammar.relatives | rules.among
    opens = (n for n, word in enumerate(words) if n and word.fold in opening and not _is_shouted(setting, word))
    first = min(next(opens, len(words)), _denied(setting, words))
    while 0 < first < len(words) and words[first - 1].is_mark:
        first -= 1
    return words[:first] if any(not word.is_mark and word.fold not in idle for word in words[:first]) else words


def _denied(setting: Setting, words: Sequence[Word]) -> int:
    """Where a clause without a relative begins, at a particle that denies a verb: متحدث لم تذكر اسمه."""
    rules, particles = setting.rules, setting.grammar.negations
    prefixes = (*rules.verb_masculine_prefix, *rules.verb_feminine_prefix)
    denied = (n for n in range(1, len(words) - 1) if prefixes and words[n + 1].fold.startswith(prefixes))
    return next((n for n in denied if words[n].fold in particles and len(words[n].fold) <= _PARTICLE), len(words))


def outside_quotes(setting: Setting, words: Sequence[Word]) -> tuple[Word, ...]:
    """Return what stands outside quotation marks when a name follows them: *the captain of the «Name»* Ann Lee."""
    inside = [n for n, word in enumerate(words) if word.fold in QUOTES]
    if len(inside) > 2 and _names_works(setting, words[: inside[0]], words[inside[0] :]):
        return tuple(words[: inside[0]])
    behind = words[inside[-1] + 1 :] if len(inside) == 2 and setting.rules.capitals else ()
    starts = [setting.scene.text[word.start].isupper() for word in behind[:2]]
    if inside[:1] == [0] or len(starts) < 2 or not all(starts):
        return ()
    before = list(words[: inside[0]])
    while before and before[-1].fold in setting.rules.closed:
        before.pop()  # представитель на переговорах по «Брекзиту»: the preposition goes with what is quoted
    return (*before, *behind)


def without_quotes(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words without quotation marks among them."""
    return tuple(word for word in words if word.fold not in QUOTES)


def without_short_form(setting: Setting, words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words without an abbreviation in brackets behind others: *the Harbour Licensing Board (HLB)*."""
    text = setting.scene.text
    marks = [word.fold for word in words]
    for n in range(1, len(words) - 2):
        short = text[words[n + 1].start : words[n + 1].end]
        if marks[n] == "(" and marks[n + 2] == ")" and len(short) > 1 and short.isupper():
            return (*words[:n], *without_short_form(setting, words[n + 3 :]))
    return tuple(words)


def before_comma(setting: Setting, words: Sequence[Word]) -> Sequence[Word]:
    """Return a description without what a comma adds to it: *the agency, their own authority*; a list stays whole."""
    rules = setting.rules
    first = next((n for n, word in enumerate(words) if word.fold in (",", "،")), len(words))
    said = _says_what(setting, [w for w in words[:first] if not w.is_mark], words[first + 1 :])
    joined = tuple(c for c in rules.and_words if c in rules.clitics) or ("\0",)
    behind = words[first + 1 :]
    is_list = any(w.fold in rules.coordinators for w in behind) or any(w.fold.startswith(joined) for w in behind[:1])
    return words[:first] if said and not is_list else words


def _says_what(setting: Setting, before: Sequence[Word], behind: Sequence[Word]) -> bool:
    """Whether words before a comma hold the noun that the phrase speaks of, and not only adjectives of a list."""
    rules, text = setting.rules, setting.scene.text
    told = [word for word in before if word.fold not in rules.closed | rules.article]
    if rules.inflected:
        return not all(is_adjective(word.fold, rules) for word in told)
    if not rules.head_last or not told:
        return bool(told)
    adds = bool(behind) and behind[0].fold in rules.article | rules.possessives
    return adds or any(rules.stem(word.fold) in rules.nouns or text[word.start].isupper() for word in told[-1:])


def _is_before_name(setting: Setting, words: Sequence[Word], word: Word) -> bool:
    """Whether a capital stands before another that begins no place: *First Bank*, but not *Only France*."""
    text, behind = setting.scene.text, next((w for w in words if w.start > word.start), None)
    if behind is None or not (text[word.start].isupper() and text[behind.start].isupper()):
        return False
    return not setting.rules.is_place(behind.fold)


def _is_shouted(setting: Setting, word: Word) -> bool:
    """Whether a word is written in capitals, as abbreviations are: WHO is no *who*."""
    return setting.rules.capitals and setting.scene.text[word.start : word.end].isupper()


def _names_works(setting: Setting, before: Sequence[Word], quoted: Sequence[Word]) -> bool:
    """Whether an office stands before several titles in which nobody is marked: *author of «Dawn», «The Long Quay»*."""
    start, end = quoted[0].start, quoted[-1].end
    people = (m for m in setting.mentions if m.kind == "person" and start <= m.start < end)
    return bool(setting.mentions) and any(setting.rules.is_office(w.fold) for w in before) and not any(people)
