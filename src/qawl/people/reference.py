"""What a source says about its speaker: a name, a role, a pronoun, or several of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from qawl.fold import fold_words
from qawl.languages.grammar import Grammar
from qawl.people.documents import find_document, is_document, owner_of
from qawl.people.gender import gender_of, stands_alone
from qawl.people.known import find_known, known_first_name
from qawl.people.nominative import is_plural_noun, listed_noun, noun_position, phrase_nominative, to_nominative
from qawl.people.phrase import (
    QUOTES,
    before_clause,
    before_comma,
    outside_quotes,
    without_focus,
    without_quotes,
    without_short_form,
)
from qawl.people.rules import NameRules
from qawl.people.setting import Setting
from qawl.people.several import is_cut, is_open, split_commas, split_several
from qawl.people.spelling import bare, content_stems, known_nominative, texts, with_plain_article, without_clitic
from qawl.people.split import Split, is_unnamed, split_name
from qawl.people.titles import apposition, as_marked, attribute, is_of_relation, opens_clause, role_in_words, tidy_role
from qawl.people.together import full_names, is_owned, one_of, title_of_several
from qawl.segment.words import Word
from qawl.span import Span, cut

_AROUND = ' \n\t,،;؛«»“”"()-–—.:'  # marks around a role that are no part of it
_GIVEN = 20  # people seen with a word before it counts as a given name here
Form = Literal[
    "name", "role", "body", "unnamed", "document", "same", "pronoun", "relative", "first", "second", "several", "none"
]
PERSONS = frozenset({"name", "role", "unnamed"})  # forms of those who may be he or she
Gender = Literal["masculine", "feminine", "neuter", "plural"]


class Reference(msgspec.Struct, frozen=True):
    """One way a text points to a speaker.

    `name` are the words of the name as written, without title; `role` what stands around them. For a description
    (role, body, unnamed) `name` holds all its words. `stems` are the stems of the words that carry meaning, `head` the
    stem of the noun that says what the speaker is. `start` is a code point of the text, for nearness. `definite`:
    whether the phrase counts on being understood (*the minister*). `stated` is the passage that gives the role; `parts`
    are those of whom *several* are listed.
    """

    form: Form
    start: int
    name: tuple[str, ...] = ()
    role: str | None = None
    head: str = ""
    stems: frozenset[str] = frozenset()
    gender: Gender | None = None
    definite: bool = False
    stated: Span | None = None
    parts: tuple[Reference, ...] = ()


def read_source(
    setting: Setting, source: Span, *, oblique: bool = False, genitive: bool = False, only_known: bool = False
) -> Reference:
    """Read a source span.

    `oblique`: its case may be another than the nominative; `genitive`: it is; `only_known`: change a name only into a
    known one.
    """
    scene = setting.scene
    words = without_focus(setting, scene.words[slice(*scene.word_range(source.start, source.end))])
    parts = _several(setting, source, words, oblique=oblique)
    if parts:
        return Reference("several", source.start, parts=parts)
    return _read_words(setting, source, words, oblique=oblique, genitive=genitive, only_known=only_known)


def _several(setting: Setting, source: Span, words: Sequence[Word], *, oblique: bool) -> tuple[Reference, ...]:
    """Read each of those that a source lists; empty unless all of them are named: *the bishop and his wife* are not.

    A title in the plural before the first name is that of each who has none.
    """
    if find_known(source.text, setting.rules.code) is not None:  # Босния и Герцеговина
        return ()
    title = title_of_several(setting, words)
    parts = _listed(setting, words[len(title) :], oblique=oblique)
    if not title or not parts:
        return parts or (_listed(setting, words, oblique=oblique) if title else ())
    if is_owned(setting.rules, title, [part.name for part in parts], oblique=oblique):
        return _listed(setting, words, oblique=oblique)
    stated = cut(setting.scene.text, title[0].start, title[-1].end)
    return tuple(titled(setting, part, stated) for part in parts)


def titled(setting: Setting, part: Reference, stated: Span) -> Reference:
    """Return one of several, when it has no title of its own, with that stated for all of them."""
    rules, scene = setting.rules, setting.scene
    title = scene.words[slice(*scene.word_range(stated.start, stated.end))]
    role = None if part.role else one_of(rules, stated.text.split(), feminine=part.gender == "feminine", is_sure=False)
    if role is None:
        return part
    noun = next((rules.stem(word.fold) for word in title if rules.is_office(word.fold)), "")
    stems = part.stems | content_stems(rules, [word for word in title if not word.is_mark])
    return msgspec.structs.replace(part, role=role, head=noun, stems=stems, stated=stated)


def _listed(setting: Setting, words: Sequence[Word], *, oblique: bool) -> tuple[Reference, ...]:
    rules = setting.rules
    pieces = split_several(rules, setting.scene.text, words, setting.seen)
    pieces = pieces if len(pieces) > 1 else full_names(setting, words)
    if len(pieces) < 2 or any(is_cut(setting.mentions, before, behind) for before, behind in pairwise(pieces)):
        return ()

    def read(piece: tuple[Word, ...]) -> Reference | None:
        part = _read_words(setting, cut(setting.scene.text, piece[0].start, piece[-1].end), piece, oblique=oblique)
        return part if _is_named(setting, part) else None

    parts: list[Reference | None] = []
    for piece in pieces:
        listed = [read(stretch) for stretch in split_commas(piece)]
        if not all(listed) and piece is not pieces[-1] and is_open(piece):
            return ()
        parts += listed if listed and all(listed) else [read(piece)]
    return tuple(part for part in parts if part) if all(parts) else ()


def _is_named(setting: Setting, part: Reference) -> bool:
    """Whether one of several is a person, state or body by name, and not what the title of the last one goes on with.

    A lone word must be known as a name, and without capital letters any name: *filmmaker and author Ann Lee* is one.
    """
    rules = setting.rules
    words = [word for word in part.name if fold_words(word) not in rules.article] or part.name  # An and Eefje
    written = fold_words(" ".join(words))
    if find_known(written, rules.code) is not None or (len(words) == 1 and rules.is_place(written)):
        return True
    if part.form == "body":
        return rules.capitals and all(w[:1].isupper() or fold_words(w) in rules.closed for w in words)
    if part.form != "name" or (part.stated and _names_a_thing(setting, part.stated)):
        return False
    first = fold_words(words[0])
    if len(words) > 1:
        known = any(fold_words(word) in rules.words or rules.gender_of_name(word) for word in words)
        return rules.capitals or bool(part.head) or known
    return first in rules.words or bool(known_first_name(words[0], rules.code)) or _has_given_name(setting, first)


def _names_a_thing(setting: Setting, before: Span) -> bool:
    """Whether the name behind a role belongs to what ends it: *professor of the institute* X, *captain of* «X»."""
    last = fold_words(before.text.split()[-1])
    return last in setting.rules.bodies or setting.scene.text[before.end :].lstrip()[:1] in tuple('"«“„')


def _has_given_name(setting: Setting, surname: str) -> bool:
    """Whether a folded word stands behind a given name somewhere in the text."""
    words = setting.scene.words
    return any(w.fold == surname and setting.rules.gender_of_name(before.fold) for before, w in pairwise(words))


def _read_words(
    setting: Setting,
    source: Span,
    words: Sequence[Word],
    *,
    oblique: bool,
    genitive: bool = False,
    only_known: bool = False,
) -> Reference:
    scene, rules = setting.scene, setting.rules
    words = without_short_form(setting, before_clause(setting, words))
    outside = outside_quotes(setting, words)
    words = without_quotes(words)
    plain = [word for word in words if not word.is_mark]
    if len(plain) == 1:
        lone = _lone(plain[0], setting.grammar, rules)
        if lone is not None:
            return lone
    said = [word for word in plain if word.fold not in rules.article]
    if said and len(said) <= 3 and (_opens_with_same(rules, said) or said[-1].fold in rules.same):
        nouns = [rules.stem(word.fold) for word in said if word.fold not in rules.same]
        return Reference("same", source.start, head=nouns[0] if nouns else "")
    document = _document(setting, words, plain, source)
    if document is not None:
        return document
    split = split_name(scene, rules, outside or words, setting.mentions)
    if outside:
        role = tuple(word for word in words if word not in split.name)
        split = msgspec.structs.replace(split, role=role)
    if split.name and (oblique or not _is_genitive(setting, split)):
        return _named(setting, source, split, oblique=oblique, only_known=only_known)
    if not is_unnamed(rules, words):
        plain = [word for word in before_comma(setting, words) if not word.is_mark]
    return _described(setting, source, plain, oblique=genitive or oblique)


def _opens_with_same(rules: NameRules, said: Sequence[Word]) -> bool:
    """Whether the first word points back: *this official*, but not *the former engineer*, who held an office."""
    first = said[0].fold
    return first in rules.same and (len(said) == 1 or (len(said) == 2 and first not in rules.offices))


def _is_genitive(setting: Setting, split: Split) -> bool:
    """Whether the name is not the subject but belongs to the noun before it: *адвокат Асии Биби*."""
    rules = setting.rules
    if not rules.inflected or split.is_body or not split.role or split.role[0].start > split.name[0].start:
        return False
    before = [word for word in split.role if word.end <= split.name[0].start and not word.is_mark]
    noun = next((word for word in before if rules.stem(word.fold) in rules.nouns), before[0] if before else None)
    if noun is not None and noun.fold.endswith(rules.noun_plural) and len(noun.fold) > 4:
        return True
    name = texts(setting, split.name)
    plain = to_nominative(name, rules, setting.seen, by_surname=False)
    if noun is not None and len(name) == 1 and plain == name and is_of_relation(setting, noun, split.name[0]):
        return True
    folded = fold_words(plain[0])
    is_given = rules.words.get(folded, 0) >= (_GIVEN if len(name) > 1 else 1)  # Нин: rare, so that Нина is no genitive
    return plain[0] != name[0] and (is_given or folded in setting.seen)


def _lone(word: Word, grammar: Grammar, rules: NameRules) -> Reference | None:
    """Read a source of one closed-class word."""
    for plain in (word.fold.split("'")[0], *(word.fold[1:] for joined in rules.clitics if word.fold[:1] == joined)):
        if plain in rules.first:
            return Reference("first", word.start)
        if plain in rules.second:
            return Reference("second", word.start)
        if plain in rules.pronouns:
            return Reference("pronoun", word.start, gender=gender_of_pronoun(plain, rules))
        if plain in grammar.relatives:
            return Reference("relative", word.start)
    return None


def gender_of_pronoun(word: str, rules: NameRules) -> Gender | None:
    """Return the gender of a folded pronoun, None when it tells none."""
    genders: tuple[Gender, ...] = ("masculine", "feminine", "neuter", "plural")
    return next((gender for gender in genders if word in getattr(rules, gender)), None)


def _document(setting: Setting, words: tuple[Word, ...], plain: Sequence[Word], source: Span) -> Reference | None:
    """Read "the ministry's statement" as the ministry, "the statement" as a document."""
    rules = setting.rules
    noun, words = find_document(setting, plain), tuple(before_comma(setting, words))
    if noun is None:
        return None
    if len(plain) == 1 and rules.stem(noun.fold) in rules.media_stems:
        return None  # *the site* alone is an outlet, *the site of the ministry* the ministry's word
    rest = [
        word
        for word in words
        if word is not noun
        and word.fold not in rules.article | rules.closed | rules.pronouns
        and not is_document(setting, word)
    ]
    split = split_name(setting.scene, rules, rest, setting.mentions) if rest else Split()
    if split.name:
        return _named(setting, source, split, oblique=True)
    owner = owner_of(setting, [word for word in rest if not word.is_mark], noun)
    if owner:
        return _described(setting, source, owner, oblique=rules.inflected)
    return Reference("document", source.start, texts(setting, plain), None, rules.stem(noun.fold))


def _named(setting: Setting, source: Span, split: Split, *, oblique: bool, only_known: bool = False) -> Reference:
    rules = setting.rules
    name = (bare(setting, split.name[0]), *(bare(setting, w, joined=False) for w in split.name[1:]))
    if len(name) == 1 and (known := known_nominative(rules, name[0])):
        name = (known,)
    elif oblique and not split.is_body:
        alone = not only_known or stands_alone(setting, name[-1])
        name = to_nominative(name, rules, setting.seen, only_known=only_known, by_surname=alone)
    titled = [word for word in split.role if rules.is_office(word.fold) or (split.is_body and rules.is_body(word.fold))]
    stated = None if split.is_body else _role(setting, split, titled)
    if stated and setting.marks.roles:
        stated = as_marked(setting, stated, split.name[0].start, split.name[-1].end)
        titled = [word for word in titled if stated and stated.start <= word.start < stated.end]
    if stated:
        stated = tidy_role(setting, stated, name)
        titled = [word for word in titled if stated and stated.start <= word.start < stated.end]
    head = rules.stem(titled[0].fold) if titled else ""
    bent = name[0] != bare(setting, split.name[0]) or (oblique and not only_known)
    gender = gender_of(setting, split.name, name)
    role = role_in_words(stated.text, rules, oblique=bent) if stated else None
    if stated and stated.end <= split.name[0].start:
        role = one_of(rules, stated.text.split(), feminine=gender == "feminine") or role
    form: Form = "body" if split.is_body else "name"
    return Reference(form, source.start, name, role, head, content_stems(rules, split.role), gender, stated=stated)


def _role(setting: Setting, split: Split, titled: Sequence[Word]) -> Span | None:
    """Return the passage of the role: on the side of the name where the title stands, else an apposition."""
    first, last = split.name[0].start, split.name[-1].end
    sides = [[w for w in split.role if w.end <= first], [w for w in split.role if w.start >= last]]
    side: Sequence[Word] = split.role
    if titled:
        side = next((side for side in sides if titled[0] in side), split.role)
    else:
        side = apposition(setting, last, sides[1]) or attribute(setting, sides[0], split.name)
    if not side or side[0].fold in setting.grammar.relatives or opens_clause(setting.rules, side):
        return None
    text, start, end = setting.scene.text, side[0].start, side[-1].end
    start += len(text[start:end]) - len(text[start:end].lstrip(_AROUND))
    end -= len(text[start:end]) - len(text[start:end].rstrip(_AROUND))
    end += bool(QUOTES & set(text[start:end])) and text[end : end + 1] in QUOTES  # капитан парома «Заря»
    return cut(text, start, end) if start < end else None


def _described(setting: Setting, source: Span, plain: Sequence[Word], *, oblique: bool = False) -> Reference:
    rules = setting.rules
    words = [word for word in plain if word.fold not in rules.article] or list(plain)
    stems = [rules.stem(word.fold) for word in words]
    definite = _is_definite(setting, plain)
    form, head = _form(rules, words, stems, definite=definite)
    if form == "body" and (rules.inflected or not definite) and _is_marked_as_role(setting, words, head):
        form = "role"
    gender: Gender | None = None
    if words and form != "role":
        gender = "feminine" if words[0].fold.endswith(rules.noun_feminine) and not rules.inflected else None
    if words and form == "role" and words[0].fold.endswith(rules.adjective_feminine or ("\0",)):
        gender = "feminine"  # 27-летняя жительница
    if words and _is_plural(rules, words, head):
        gender = "plural"
    stated = cut(setting.scene.text, plain[0].start, plain[-1].end) if plain else None
    name = texts(setting, plain)
    name = (*name[:-1], bare(setting, plain[-1], joined=False)) if plain else name
    if rules.inflected:
        known = known_nominative(rules, name[0]) if len(name) == 1 else None
        name = (known,) if known else phrase_nominative(name, rules, oblique=oblique)
    if rules.prefixes and name:
        name = (with_plain_article(without_clitic(setting, plain[0], name[0]), rules), *name[1:])
    return Reference(form, source.start, name, None, head, content_stems(rules, words), gender, definite, stated)


def _is_marked_as_role(setting: Setting, words: Sequence[Word], head: str) -> bool:
    """Whether the trained reader takes the noun, which no list holds, for what a person is: *an eye specialist*."""
    rules, scene = setting.rules, setting.scene
    if head in rules.body_stems:
        return False
    noun = next((word for word in words if rules.stem(word.fold) == head), None)
    return noun is not None and scene.word_range(noun.start, noun.end)[0] in setting.marks.roles


def _exact_noun(rules: NameRules, word: Word) -> str:
    return (listed_noun(word.fold, rules) or "") if rules.inflected else rules.bare(word.fold)


def _is_plural(rules: NameRules, words: Sequence[Word], head: str) -> bool:
    noun = next((word for word in words if rules.stem(word.fold) == head), words[0])
    number = is_plural_noun(noun.fold, rules) if rules.inflected else None
    if number is not None:
        return number
    is_singular = noun.fold.endswith(rules.noun_singular or ("\0",))  # actress
    ends = noun.fold.endswith(rules.noun_plural or ("\0",))
    return ends and not is_singular and len(noun.fold) > 3


def _form(rules: NameRules, words: Sequence[Word], stems: Sequence[str], *, definite: bool) -> tuple[Form, str]:
    """Say what a description speaks of, by the noun that comes first; in front of *of* the last one counts."""
    cut = next((n for n, word in enumerate(words) if word.fold in rules.closed), len(words))
    noun, order = 0, [*range(len(stems))]
    if rules.head_last:
        noun, order = max(cut - 1, 0), [*range(cut - 1, -1, -1), *range(cut, len(stems))]
    elif rules.inflected and words:
        idle = rules.counts | rules.possessives | rules.back | rules.pronouns | rules.closed
        skip = next((n for n, word in enumerate(words) if word.fold not in idle), 0)
        noun = skip + noun_position([word.fold for word in words[skip:]], rules)
        order = [*range(noun + 1)]  # семья актера is no actor
    for n in order:
        stem = stems[n]
        if _exact_noun(rules, words[n]) in rules.bodies:  # مؤسسة is no founder, مؤسس; суда is of суд, not of судья
            return "body", stem
        if stem in rules.unnamed_stems and not (definite and stem in rules.office_stems):
            return "unnamed", stem
        if stem in rules.office_stems:
            return "role", stem
        if stem in rules.body_stems:
            return "body", stem
    return "body", stems[noun] if stems else ""


def _is_definite(setting: Setting, plain: Sequence[Word]) -> bool:
    rules = setting.rules
    first = plain[0].fold if plain else ""
    if rules.definite:
        if rules.capitals:
            return first in rules.definite
        return any(word.fold.startswith(tuple(rules.definite)) for word in plain[:2])  # رئيس الدولة: by its second noun
    adjectives = [word for word in plain[:-1] if word.fold.endswith(rules.adjective_endings or ("\0",))]
    return len(plain) == 1 or (len(plain) == 2 and len(adjectives) == 1)
