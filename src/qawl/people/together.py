"""A title stated once for several: *Republican senators Ann Berg and Peter Lind*, each a *Republican senator*."""

from __future__ import annotations

from collections.abc import Sequence

from qawl.fold import fold_words
from qawl.people.forms import load_singulars
from qawl.people.nominative import is_adjective, like, listed_noun, noun_position, readings_of, to_nominative
from qawl.people.rules import STRESSED, NameRules
from qawl.people.setting import Setting
from qawl.people.several import split_commas
from qawl.people.spelling import texts
from qawl.segment.words import Word

_GIVEN = 20  # people seen with a word before it counts as a given name here
_SHORTEST = 3  # letters that an ending must leave


def title_of_several(setting: Setting, words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words before the first name when they are a title in the plural, none otherwise."""
    first = next((n for n, word in enumerate(words) if _begins_name(setting, words, word)), 0)
    title = tuple(words[:first])
    if any(word.is_mark and word.fold != "." for word in title) or not title:
        return ()
    plain = [word for word in title if not word.is_mark]
    return title if plain and one_of(setting.rules, texts(setting, plain), is_sure=False) else ()


def full_names(setting: Setting, words: Sequence[Word]) -> tuple[tuple[Word, ...], ...]:
    """Return the names that only commas list, as headlines do: *Ann Berg, Peter Lind tell council to go*."""
    listed = split_commas(tuple(words))
    if len(listed) < 2:
        return ()
    return listed if all(len(piece) > 1 and _is_person(setting, piece) for piece in listed) else ()


def one_of(rules: NameRules, title: Sequence[str], *, feminine: bool = False, is_sure: bool = True) -> str | None:
    """Return a title in the plural as that of one person, None when the tables do not tell how or it is no plural.

    None as well where it is not the same for each, *the presidents of Russia and Turkey*, and where it may be one in a
    case, when it must be `is_sure`: главы.
    """
    joined = tuple(word for word in rules.and_words if word in rules.clitics) or ("\0",)
    if any(fold_words(word) in rules.and_words or fold_words(word).startswith(joined) for word in title[1:]):
        return None
    if rules.inflected:
        return _from_table(rules, title, is_sure=is_sure)
    closed = rules.closed - rules.same
    end = next((n for n, word in enumerate(title) if fold_words(word) in closed), len(title))
    place = end - 1 if rules.head_last else 0
    row = _singular(rules, title[place]) if end else None
    if row is None:
        return None
    ending, *instead = row
    agreeing = range(place, end)  # الوزيران السابقان
    if rules.head_last:
        agreeing = range(place - (place > 0 and _singular(rules, title[place - 1]) is not None), end)  # Democrats Sens.
    words = (
        _cut(word, ending, instead[-1 if feminine else 0]) if n in agreeing else word for n, word in enumerate(title)
    )
    return " ".join(words)


def is_owned(rules: NameRules, title: Sequence[Word], names: Sequence[Sequence[str]], *, oblique: bool) -> bool:
    """Whether a title belongs to others than those named behind it, in a language with cases: *адвокаты Асии Биби*.

    Where the title stands in the nominative, so do the names of those who bear it; elsewhere only the noun can tell.
    """
    if not rules.inflected:
        return False
    if oblique:
        return any(rules.stem(word.fold) in rules.relational_stems for word in title)
    return any(to_nominative(name, rules, (), only_known=True, by_surname=False) != tuple(name) for name in names)


def _begins_name(setting: Setting, words: Sequence[Word], word: Word) -> bool:
    people = [mention for mention in setting.mentions if mention.kind == "person"]
    if any(words[0].start <= mention.start and mention.end <= words[-1].end for mention in people):
        return any(mention.start == word.start for mention in people)
    rules = setting.rules
    if rules.is_office(word.fold) or (rules.capitals and not setting.scene.text[word.start].isupper()):
        return False
    written = setting.scene.text[word.start : word.end]
    plain = (fold_words(name) for name in (written, *to_nominative((written,), rules, (), only_known=True)))
    return any(rules.gender_of_name(name) is not None or rules.words.get(name, 0) >= _GIVEN for name in plain)


def _is_person(setting: Setting, words: Sequence[Word]) -> bool:
    """Whether words are a person's name and nothing else: marked as one, or a known given name before another word."""
    start, end = words[0].start, words[-1].end
    if any(m.kind == "person" and (m.start, m.end) == (start, end) for m in setting.mentions):
        return True
    text, rules = setting.scene.text, setting.rules
    is_written = rules.capitals and all(text[word.start].isupper() for word in words)
    return is_written and len(words) == 2 and rules.gender_of_name(words[0].fold) is not None


def _singular(rules: NameRules, word: str) -> tuple[str, ...] | None:
    """Return the ending of a plural and what stands there in the singular, for the noun of an office."""
    folded = fold_words(word).rstrip(".")
    if folded.endswith(rules.noun_singular or ("\0",)):
        return None
    for row in rules.singular:
        base = fold_words(folded[: len(folded) - len(row[0])] + row[1])
        is_whole = len(folded) - len(row[0]) >= _SHORTEST - 1
        if is_whole and folded.endswith(row[0]) and rules.bare(base) in rules.offices | rules.titles:
            return row
    return None


def _cut(word: str, ending: str, new: str) -> str:
    bare = word.rstrip(".")  # Sens.
    cut = bare[: len(bare) - len(ending)] + new + word[len(bare) :]
    return cut if fold_words(bare).endswith(ending) else word


def _from_table(rules: NameRules, title: Sequence[str], *, is_sure: bool) -> str | None:
    """Bring the noun that the table of forms holds, and the adjectives before it, into the singular."""
    place = noun_position(title, rules)
    noun = _noun_of_one(rules, fold_words(title[place]), is_sure=is_sure)
    if noun is None:
        return None
    before = (_adjective_of_one(rules, word) for word in title[:place])
    return " ".join((*before, like(title[place], noun), *title[place + 1 :]))


def _noun_of_one(rules: NameRules, folded: str, *, is_sure: bool) -> str | None:
    singulars, readings = load_singulars(rules.code), readings_of(folded, rules)
    if any((reading.is_base or is_sure) and not reading.is_plural for reading in readings):
        return None
    plurals = [reading.nominative for reading in readings if reading.is_plural]
    parts = [[singulars.get(part, part) for part in plural.split("-")] for plural in plurals]
    known = ["-".join(part) for part, plural in zip(parts, plurals, strict=True) if "-".join(part) != plural]
    if known:
        return known[0] if rules.is_office(known[0]) else None
    noun = listed_noun(folded, rules)
    is_plural = noun is not None and noun != folded and folded.endswith(rules.noun_plural)
    return noun if noun is not None and is_plural and rules.is_office(noun) else None


def _adjective_of_one(rules: NameRules, word: str) -> str:
    folded = fold_words(word)
    row = next((row for row in rules.singular if folded.endswith(row[0])), None)
    if row is None or not is_adjective(word, rules):
        return word
    found = folded[: len(folded) - len(row[0])] + row[1]
    return like(word, rules.stressed_by_stem.get(found[:-STRESSED], found))
