"""Find the words that name a person in a stretch of text: by capital letters, or by what the words are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from qawl.people.rules import NameRules
from qawl.segment.scene import Scene
from qawl.segment.words import Word

LONGEST = 7  # words of a name; longer runs are lists or titles of works
_GIVEN = 5  # people seen with a word before it counts as a given name (words-*.tsv)
Found = tuple[float, tuple[Word, ...]]
NOTHING: Found = (0.0, ())


def capital_name(scene: Scene, rules: NameRules, segment: Sequence[Word]) -> Found:
    """Return the last run of capitalised words that can name a person, with a weight."""
    words = [word for word in segment if not word.is_mark]
    for run in reversed(list(_runs(scene, rules, segment))):
        if is_foreign(scene, rules, run):
            return (1.5, run) if _names_whole(rules, words, run) else NOTHING
        name = _strip_titles(scene, rules, run)
        if name and stands_free(rules, words, name) and not any(_is_body(rules, word) for word in name):
            whole = 2.0 if len(name) == len(words) else 0.0
            return 1.0 + whole + 0.5 * (name[-1] is words[-1]) + 0.5 * (len(name) > 1), name
    return NOTHING


def _names_whole(rules: NameRules, words: Sequence[Word], run: Sequence[Word]) -> bool:
    """Whether a foreign name or an abbreviation is what its phrase speaks of: *телеканал RTE*, not *пилоты RTE*."""
    before = words[: words.index(run[0])]
    if run[-1] is not words[-1] or any(_is_office(rules, word) for word in before):
        return False
    nouns = [word for word in before if rules.stem(word.fold) in rules.nouns]
    is_beside = len(nouns) == 1 and nouns[0] is before[-1]  # Управление по координации … ООН is not ООН
    return not before or (is_beside and _is_body(rules, nouns[0]) and not rules.is_place(run[0].fold))


def plain_name(scene: Scene, rules: NameRules, segment: Sequence[Word]) -> Found:
    """Return the stretch of words that is most likely a name, in a script without capital letters."""
    words = [word for word in segment if not word.is_mark]
    offices = [_is_office(rules, word) for word in words]
    first = rules.stem(words[0].fold) if words else ""
    if (first in rules.body_stems and not any(offices)) or first in rules.unnamed_stems - rules.office_stems:
        return NOTHING
    best: Found = NOTHING
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + LONGEST) + 1):
            at_border = end == len(words) or offices[end] or words[end].is_mark
            if not at_border:
                continue
            score = _likelihood(rules, words, start, end) - 0.7 * (end < len(words) and start > 0)
            if score > best[0]:
                best = score, tuple(words[start:end])
    return best


def stands_free(rules: NameRules, words: Sequence[Word], name: Sequence[Word]) -> bool:
    """Whether a name is the subject of its phrase: not *Clinton camp*, *voters of Sanders*, *the office of Mr May*."""
    first, last = words.index(name[0]), words.index(name[-1])
    before = words[:first]
    if before and (before[-1].fold in rules.closed or (before[-1].fold.endswith(("'s", "s'")) and len(before) > 3)):
        return False
    if any(_is_body(rules, word) for word in before[:3]) and not any(_is_office(rules, word) for word in before):
        return False
    after = words[last + 1] if last + 1 < len(words) else None
    if name[-1].fold.endswith(("'s", "s'")):
        return after is None
    if after is None or after.fold in rules.closed - rules.coordinators:
        return True
    return len(name) > 1 and first == 0 and after.fold not in rules.coordinators


def is_foreign(scene: Scene, rules: NameRules, words: Sequence[Word]) -> bool:
    """Whether a name in a cased language is written in another script: mostly an outlet or a company."""
    if not rules.capitals or not rules.words or not words:
        return False
    lone = scene.text[words[0].start : words[0].end]
    if len(words) == 1 and ((1 < len(lone) <= 5 and lone.isupper()) or _is_mixed(lone)):  # МИД, SEIU, УтроNews, РБК-ТВ
        return True
    script = _script(next(iter(rules.words)))
    return all(_script(word.fold) not in (script, "") for word in words)


def is_foreign_to(rules: NameRules, words: Sequence[Word]) -> bool:
    """Whether words are in another script than the names of the language."""
    script = _script(next(iter(rules.words), ""))
    written = [word for word in words if not word.is_mark]
    return bool(script and written) and all(_script(word.fold) not in (script, "") for word in written)


def _is_mixed(word: str) -> bool:
    """Whether a word joins two scripts or begins with an abbreviation."""
    head = word.partition("-")[0]
    return len({_script(letter) for letter in word if letter.isalpha()}) > 1 or (
        "-" in word and len(head) > 1 and head.isupper()
    )


def _script(word: str) -> str:
    letter = next((c for c in word if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def _runs(scene: Scene, rules: NameRules, segment: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Yield the runs of capitalised words; a full stop behind an initial breaks none."""
    run: list[Word] = []
    for word in segment:
        if _is_capital(scene, rules, word) or (run and word.fold in rules.joins):
            if run and is_foreign(scene, rules, (word,)) != is_foreign(scene, rules, run[-1:]):
                yield tuple(run)
                run = []
            run.append(word)
            if not word.fold.endswith(("'s", "s'")):
                continue
        elif run and word.fold == "." and run[-1].end == word.start and len(run[-1].fold) == 1:
            continue
        if run:
            yield tuple(run)
        run = []
    if run:
        yield tuple(run)


def _is_capital(scene: Scene, rules: NameRules, word: Word) -> bool:
    """Whether a word begins with a capital, or with a particle joined to one: уль-Малук, d'Estaing."""
    written = scene.text[word.start : word.end]
    head, mark, tail = written.replace("’", "-").replace("'", "-").partition("-")
    return written[:1].isupper() or bool(mark and len(head) <= 3 and tail[:1].isupper())


def _strip_titles(scene: Scene, rules: NameRules, run: tuple[Word, ...]) -> tuple[Word, ...]:
    """Cut what stands before the name: titles, places, bodies, abbreviations; then begin at a given name."""
    start = 0
    for position, word in enumerate(run):
        written = scene.text[word.start : word.end]
        titled = _is_office(rules, word) or _is_body(rules, word) or word.fold in rules.honorifics
        placed = rules.is_place(word.fold) and (word is not run[-1] or len(run) - start == 1)
        idle = word.fold in rules.article | rules.back
        if titled or placed or idle or (len(written) > 1 and written.isupper() and len(run) > 1):
            start = position + 1
    name = run[start:]
    while name and name[-1].fold in rules.joins:
        name = name[:-1]
    if len(name) > 2:
        given = next(
            (n for n, w in enumerate(name[:-1]) if rules.words.get(w.fold, 0) >= _GIVEN and w.fold not in rules.joins),
            0,
        )
        name = name[given:]
    return name


def _is_office(rules: NameRules, word: Word) -> bool:
    return rules.is_office(word.fold)


def _is_body(rules: NameRules, word: Word) -> bool:
    return rules.is_body(word.fold)


def _likelihood(rules: NameRules, words: Sequence[Word], start: int, end: int) -> float:
    """Weigh a stretch of words as a name; weights were set by hand on gold/train."""
    name = words[start:end]
    if name[-1].fold in rules.joins:
        return -9.0
    weights = []
    for position, word in enumerate(name):
        joined = position > 0 and name[position - 1].fold in rules.joins
        weights.append(_weight(rules, word, position, len(name), start, joined=joined))
    size = sum(word.fold not in rules.joins for word in name)
    alone = -1.2 if size == 1 and start > 0 and not _can_precede(rules, words[start - 1]) else 0.0
    if size == 1 and start > 0 and name[0].fold.endswith(rules.adjective_endings) and name[0].fold not in rules.words:
        return -9.0  # خبير عسكري: an adjective, no surname
    inner = -2.0 if start > 0 and name[0].fold in rules.inner else 0.0
    return {1: 0.0, 2: 1.5, 3: 1.4, 4: 0.6}.get(size, -1.0) + alone + inner + sum(weights)


def _weight(rules: NameRules, word: Word, position: int, size: int, start: int, *, joined: bool) -> float:
    if joined or word.fold in rules.joins:
        return 0.8
    listed = _is_office(rules, word) or _is_body(rules, word) or word.fold in rules.clitics
    if listed or is_closed(rules, word) or rules.is_place(word.fold):
        return -9.0
    if _is_definite(rules, word):
        if position == 0 and start > 0:
            return -9.0
        inside = 0.3 if position == size - 1 else -0.6
        return inside if position > 0 else -0.5
    count = rules.words.get(word.fold, 0)
    return 1.0 if count >= _GIVEN else 0.6 if count else 0.1


def is_closed(rules: NameRules, word: Word) -> bool:
    """Whether a word is a preposition or the like; على and the given name علي fold to one word."""
    return word.fold in rules.closed and (len(word.fold) < 3 or rules.words.get(word.fold, 0) < 100)


def _can_precede(rules: NameRules, word: Word) -> bool:
    """Whether a lone surname may follow: a title, a definite adjective, an honorific."""
    return _is_office(rules, word) or word.fold in rules.honorifics or _is_definite(rules, word)


def _is_definite(rules: NameRules, word: Word) -> bool:
    """Whether an article is joined to a word; long ones (وال) only before enough letters to be no part of it."""
    return any(word.fold.startswith(article) and len(word.fold) >= len(article) + 3 for article in rules.article)
