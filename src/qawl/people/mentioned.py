"""The people whom a text names, whether or not they speak: fuller names and bearers of roles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from qawl.people.nominative import is_adjective, phrase_nominative
from qawl.people.reference import Reference, read_source, titled
from qawl.people.rules import NameRules
from qawl.people.setting import Setting
from qawl.people.titles import title_begins
from qawl.people.written import is_closed, plain_name
from qawl.segment.words import Word
from qawl.span import cut

_BEFORE = 8  # words before a name in which its title is sought
_GIVEN = 20  # people seen with a word before it counts as a given name here
_VERB = 4  # letters that a verb has more than
_BEHIND = 10  # words behind a title in which a name is sought


def find_people(setting: Setting, surnames: Sequence[str]) -> tuple[Reference, ...]:
    """Return a reference for each name of a person in the text, with the role that stands before it.

    Mentions are used where there are any. `surnames` are folded words known to name somebody: in a script without
    capital letters only what stands before them is searched.
    """
    if any(mention.kind == "person" for mention in setting.mentions):
        return tuple(_marked(setting))
    if setting.rules.capitals:
        return tuple(_capitalised(setting, frozenset(surnames)))
    return (*_before_surnames(setting, surnames), *_behind_titles(setting))


def _marked(setting: Setting) -> Iterator[Reference]:
    scene, stated, behind = setting.scene, None, 0
    for mention in setting.mentions:
        if mention.kind != "person" or mention.end <= mention.start:
            continue
        start, end = scene.word_range(mention.start, mention.end)
        goes_on = _goes_on(setting, behind, start)
        references = list(_with_title(setting, start, end, begins=goes_on)) if start < end else []
        if stated is not None and goes_on:
            references = [titled(setting, reference, stated) for reference in references]
        else:
            stated = next((r.stated for r in references if _is_before(r, mention.start)), None)
        behind = end
        yield from references


def _goes_on(setting: Setting, behind: int, start: int) -> bool:
    """Whether a list of names goes on: nothing but commas and conjunctions stands between one and the next."""
    rules = setting.rules
    if not 0 < behind <= start < len(setting.scene.words):
        return False
    between = setting.scene.words[behind:start]
    joined = setting.scene.words[start].fold.startswith(tuple(w for w in rules.and_words if w in rules.clitics) or "\0")
    return all(word.fold in rules.and_words or word.fold in ",،" for word in between) and (bool(between) or joined)


def _is_before(reference: Reference, name_at: int) -> bool:
    return reference.stated is not None and reference.stated.end <= name_at


def _with_title(setting: Setting, start: int, end: int, *, begins: bool = False) -> Iterator[Reference]:
    """Read a name together with the title before it, unless the name `begins`, or behind it, in the same unit."""
    scene, rules = setting.scene, setting.rules
    begin, stop = start if begins else _title_before(setting, start), _title_behind(setting, end)
    # адвокат Анны Ли: a role before a name in a case is another's
    if not begins and (begin < start or not rules.inflected):
        begin = min(begin, title_begins(setting, start))
    source = cut(scene.text, *scene.range_of(begin, stop))
    reference = read_source(setting, source, oblique=rules.inflected, only_known=True)
    written = tuple(scene.text[word.start : word.end] for word in scene.words[start:end] if not word.is_mark)
    if rules.inflected and reference.name != written and _is_of_another(rules, reference, scene.words[start].start):
        source = cut(scene.text, *scene.range_of(start, stop))
        reference = read_source(setting, source, oblique=True, only_known=True)
    if reference.form == "name":
        yield reference


def _is_of_another(rules: NameRules, reference: Reference, name_at: int) -> bool:
    """Whether the words before a name that is in a case are in none: адвокат Анны Орловой is not she."""
    stated = reference.stated
    if stated is None or stated.end > name_at:
        return False
    before = tuple(stated.text.split())
    return phrase_nominative(before, rules, oblique=True) == before


def _title_before(setting: Setting, start: int) -> int:
    """Return the first word of the title before a name, or the name's own first word."""
    scene, rules = setting.scene, setting.rules
    first = max(scene.units[scene.unit_of[start]][0], start - _BEFORE)
    begin = start
    for position in range(start - 1, first - 1, -1):
        word = scene.words[position]
        if word.fold == "." and position > first and scene.words[position - 1].fold in rules.short:
            continue
        if word.is_mark or (word.fold in rules.closed and not _binds(rules, word)) or position in setting.verbs:
            break
        if rules.is_office(word.fold):
            begin = position
        elif len(word.fold) > _VERB and word.fold.endswith(rules.verb_endings or ("\0",)):
            break
        elif rules.capitals and _is_given_name(setting, word):
            break  # another person's title: президент Дональд Трамп и сенатор …
    return _with_adjectives(setting, begin, first) if begin < start else start


def _with_adjectives(setting: Setting, begin: int, first: int) -> int:
    """Take what stands before a title into it: capitalised words, or all words up to an article or a mark."""
    scene, rules = setting.scene, setting.rules
    if not rules.head_last and not rules.inflected:
        return begin
    capital = position = begin
    while position > first and begin - position < 4:
        word = scene.words[position - 1]
        if word.is_mark or word.fold in rules.article:
            return position
        if word.fold in rules.closed or position - 1 in setting.verbs or not _is_attribute(rules, word):
            return capital
        position -= 1
        if scene.text[word.start].isupper() and capital == position + 1:
            capital = position
    return position if position == first else capital


def _is_given_name(setting: Setting, word: Word) -> bool:
    return setting.scene.text[word.start].isupper() and setting.rules.words.get(word.fold, 0) >= _GIVEN


def _is_attribute(rules: NameRules, word: Word) -> bool:
    """Whether a word before a title can belong to it; where adjectives are inflected, their endings tell."""
    return not rules.inflected or is_adjective(word.fold, rules)


def _title_behind(setting: Setting, end: int) -> int:
    """Return where an apposition behind a name ends (*Name, head of the bank,*), or the end of the name."""
    scene, rules = setting.scene, setting.rules
    last = scene.units[scene.unit_of[end - 1]][1]
    if end + 2 >= last or scene.words[end].fold not in ",،":
        return end
    stop = end + 1
    while stop < last and stop - end < _BEHIND and not scene.words[stop].is_mark:
        stop += 1
    opening = [rules.is_office(word.fold) for word in scene.words[end + 1 : min(stop, end + 5)]]
    if any(position in setting.verbs for position in range(end, stop)):
        return end  # a comma before the next clause: *the shows of Mr King, the head of the channel said*
    closes = stop == last or scene.words[stop].is_mark
    relative = scene.words[end + 1].fold in rules.closed
    return stop if closes and any(opening) and not relative else end


def _binds(rules: NameRules, word: Word) -> bool:
    """Whether a preposition can stand inside a title: *of*, باسم."""
    return word.fold in rules.binders


def _capitalised(setting: Setting, surnames: Collection[str]) -> Iterator[Reference]:
    """Yield the runs of two to four capitalised words that begin with a given name or end in a surname."""
    scene, rules = setting.scene, setting.rules
    position = 0
    while position < len(scene.words):
        end = position
        if _is_headline(setting, scene.unit_of[position]):
            position = scene.units[scene.unit_of[position]][1]
            continue
        while end < len(scene.words) and end - position < 4 and _in_name(setting, position, end):
            end += 1
        first, last = scene.words[position].fold, scene.words[max(position, end - 1)].fold
        if end - position > 1 and (rules.words.get(first, 0) >= 3 or last in surnames):
            yield from _with_title(setting, position, end)
            position = end
        else:
            position += 1


def _is_headline(setting: Setting, number: int) -> bool:
    """Whether a unit Writes Most Words With Capitals, so that they tell no names."""
    scene = setting.scene
    words = [word for word in scene.words[slice(*scene.units[number])] if not word.is_mark]
    capitals = sum(scene.text[word.start].isupper() for word in words)
    return len(words) > 4 and capitals > 0.6 * len(words)


def _in_name(setting: Setting, start: int, position: int) -> bool:
    scene, rules = setting.scene, setting.rules
    word = scene.words[position]
    if word.is_mark or scene.unit_of[position] != scene.unit_of[start]:
        return False
    if position > start and word.fold in rules.joins:
        return True
    if word.fold in rules.closed:
        return False
    return scene.text[word.start].isupper() and rules.stem(word.fold) not in rules.body_stems | rules.office_stems


def _before_surnames(setting: Setting, surnames: Sequence[str]) -> Iterator[Reference]:
    scene, rules = setting.scene, setting.rules
    wanted = frozenset(surnames)
    for position, word in enumerate(scene.words):
        if word.fold not in wanted:
            continue
        first = position
        limit = max(scene.units[scene.unit_of[position]][0], position - 5)
        while first > limit and not scene.words[first - 1].is_mark and scene.words[first - 1].fold not in rules.closed:
            first -= 1
        _, name = plain_name(scene, rules, scene.words[first : position + 1])
        extra = [w for w in name if w is not word]
        if extra and name[-1] is word and all(w.fold in rules.words or w.fold in rules.joins for w in extra):
            yield from _with_title(setting, position - len(name) + 1, position + 1)


def _behind_titles(setting: Setting) -> Iterator[Reference]:
    """Yield what stands behind a title up to the next mark or verb, when known name words end it."""
    scene, rules = setting.scene, setting.rules
    position = 0
    while position < len(scene.words):
        if not rules.is_office(scene.words[position].fold):
            position += 1
            continue
        end = position + 1
        stop = min(scene.units[scene.unit_of[position]][1], position + _BEHIND)
        while end < stop and not scene.words[end].is_mark and not _ends_phrase(rules, scene.words[end]):
            end += 1
        yield from _known_ending(setting, position, end)
        position = end


def _ends_phrase(rules: NameRules, word: Word) -> bool:
    return is_closed(rules, word) and not _binds(rules, word)


def _known_ending(setting: Setting, start: int, end: int) -> Iterator[Reference]:
    """Yield the longest stretch from a title on that ends in two known name words."""
    scene, rules = setting.scene, setting.rules
    for stop in range(end, start + 2, -1):
        given, family = (word.fold for word in scene.words[stop - 2 : stop])
        known = family in rules.words or family.startswith(tuple(rules.article))
        known = known and family not in rules.closed
        if known and given in rules.words and not {rules.stem(given), rules.stem(family)} & rules.nouns.keys():
            reference = read_source(setting, cut(scene.text, *scene.range_of(start, stop)))
            if reference.form == "name" and len(reference.name) > 1:
                yield reference
            return
