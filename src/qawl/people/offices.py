"""Which office a role names, and whether two roles name one: by the noun, what it is the office of, and the country."""

from __future__ import annotations

from functools import cache

from qawl.fold import fold_words
from qawl.languages.pack import LanguagePack
from qawl.people.reference import Reference
from qawl.people.rules import NameRules, load_long_titles, load_name_rules, load_titles, shared_start

_TITLE = 4  # words of a title, at most


def match_office(stated: Reference, asked: Reference, rules: NameRules) -> int:
    """Return how well an asked role fits one stated for somebody: 0 not at all, higher for more words in common."""
    stated_head, stated_stems = _canonical(stated, rules)
    asked_head, asked_stems = _canonical(asked, rules)
    if not _same_noun(stated_head, asked_head):
        return 0
    stated_states, asked_states = _states(stated_stems, rules), _states(asked_stems, rules)
    if stated_states and asked_states and not stated_states & asked_states:
        return 0
    idle = rules.generic_stems | {stated_head, asked_head} | rules.states.keys()
    wanted, given = asked_stems - idle, stated_stems - idle
    common = sum(any(_alike(a, s) for s in given) for a in wanted)
    if wanted and given and not common:
        return 0
    agreeing = common + len(stated_states & asked_states)
    return 1 + agreeing if agreeing or asked.definite or not (wanted or asked_states) else 0


def is_brief(reference: Reference, rules: NameRules) -> bool:
    """Whether a description says no more than what somebody is, and of which state: *the Italian newspaper*."""
    words = [word for word in map(fold_words, reference.name) if word not in rules.article]
    idle = rules.generic_stems | rules.states.keys() | {reference.head}
    return len(words) == 1 or all(rules.stem(word) in idle for word in words)


def _same_noun(a: str, b: str) -> bool:
    """Whether two stems name one office: equal, or one the short form of the other (премьер, премьер-министр)."""
    return bool(a and b) and (a == b or (min(len(a), len(b)) >= 5 and (a.startswith(b) or b.startswith(a))))


def _canonical(reference: Reference, rules: NameRules) -> tuple[str, frozenset[str]]:
    """Return the head and the stems of a role, written in the way that stands for all its synonyms."""
    for way, usual in rules.same_office:
        if way <= reference.stems and reference.head in way:
            return usual[0] if not rules.head_last else usual[-1], reference.stems - way | frozenset(usual)
    return reference.head, reference.stems


def _states(stems: frozenset[str], rules: NameRules) -> frozenset[str]:
    return frozenset(rules.states[stem] for stem in stems if stem in rules.states)


def _alike(a: str, b: str) -> bool:
    """Whether two stems are forms of one word: a noun and its adjective share their first letters."""
    shorter = min(len(a), len(b))
    return a == b or (shorter >= 4 and shared_start(a, b) >= max(4, 0.7 * shorter))


def office_of(role: str, pack: LanguagePack) -> str | None:
    """Return the kind of office that a role names (`minister`, `spokesperson` …), None when the titles know none."""
    kinds, long_titles = load_titles(pack), load_long_titles(pack)
    words = fold_words(role).split()
    stems = [load_name_rules(pack).stem(word) for word in words]
    for at, word in enumerate(words):
        long = (long_titles.get(tuple(stems[at : at + length])) for length in range(_TITLE, 1, -1))
        kind = next(filter(None, long), None) or kinds.get(word) or _title_stems(pack).get(stems[at])
        if kind is not None:
            return kind
    return None


@cache
def _title_stems(pack: LanguagePack) -> dict[str, str]:
    rules = load_name_rules(pack)
    return {rules.stem(title): kind for title, kind in reversed(load_titles(pack).items())}
