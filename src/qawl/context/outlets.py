"""Find outlets and agencies: names that are known, and unknown names beside a word like *newspaper* or *interview*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from qawl.context.phrases import Ground, Outlet
from qawl.context.terms import Term

_NAME = 5  # words of an unknown name beside its head
_QUOTES = frozenset('"«»“”„')
_JOINED = 4  # letters of a word that can carry a joined preposition; له has fewer
_BETWEEN = 3  # words after *interview* within which its partner begins
_PEOPLE = frozenset({"audience", "informant"})
CREDITING = frozenset({"passes", "cites", "reports"})  # kinds of terms that say that words were passed on
_ACRONYM = 6  # letters of a name that is written in capitals: CNN, ЛИГА, POLITICO is longer and stands in a table


def find_outlets(ground: Ground) -> tuple[Outlet, ...]:
    """Return the outlets of a text in order, without overlap; of two at one place the longer."""
    found: list[Outlet] = []
    for outlet in sorted(_candidates(ground), key=lambda o: (o.start, -o.end)):
        if found and outlet.start < found[-1].end:
            if outlet.is_talk and not found[-1].is_talk:
                found[-1] = msgspec.structs.replace(found[-1], is_talk=True)
            continue
        found.append(outlet)
    return tuple(found)


def _candidates(ground: Ground) -> Iterator[Outlet]:
    agencies = {term.start: term for term in ground.terms if term.kind == "agency"}
    for number, term in enumerate(ground.terms):
        if term.kind == "agency":
            yield Outlet(term.start, _with_quote(ground, term.end), term.lead, True)
        elif term.kind == "outlet":
            yield from _headed(ground, number, agencies)
        elif term.kind == "masthead":
            yield from _with_masthead(ground, term)
        elif term.kind == "reports" and (outlet := _unknown_partner(ground, term.end, agencies)):
            yield msgspec.structs.replace(outlet, is_talk=False)
        elif term.kind in _PEOPLE and (outlet := _employer(ground, term, agencies)):
            yield outlet
        elif term.kind == "talk" and (partner := _partner(ground, term, agencies)):
            yield partner


def _headed(ground: Ground, number: int, agencies: Mapping[int, Term]) -> Iterator[Outlet]:
    """*The newspaper X*, *X news agency*, *the newspaper*."""
    term = ground.terms[number]
    before = ground.terms[number - 1] if number else None
    after = ground.terms[number + 1] if number + 1 < len(ground.terms) else None
    if after is not None and after.kind == "channel" and after.start - term.end <= 1:
        return  # the site Facebook is a network, not an outlet
    is_cited = before is not None and before.kind in CREDITING and before.end == term.start
    if term.detail == "quoted" and not (is_cited or _is_marked_name(ground, term.end)):
        return
    if term.detail == "agency" and not (
        term.lead or _is_relayed(ground, term) or term.end in agencies or _is_marked_name(ground, term.end)
    ):
        return  # an agency of the state, as far as the text says
    if term.detail == "plural" and not is_cited:
        return
    end = _name_end(ground, term.end, agencies)
    start = _name_start(ground, term.start) if end == term.end else term.start
    if term.detail == "plural":
        is_described = term.start > 0 and _is_plain(ground, term.start - 1)
        yield Outlet(term.start - is_described, max(end, term.end), 0 if is_described else term.lead, True)
    else:
        yield Outlet(start, max(end, term.end), term.lead, end > term.end or start < term.start)


def _is_relayed(ground: Ground, term: Term) -> bool:
    """Whether the unit of a term says that something was passed on, or cites somebody."""
    first, end = ground.scene.units[ground.scene.unit_of[term.start]]
    return any(other.kind in CREDITING for other in ground.terms_in(first, end))


def _with_masthead(ground: Ground, term: Term) -> Iterator[Outlet]:
    """*The Harbour Times*, and *the Times* for short."""
    if term.end < len(ground.scene.words) and _is_large(ground, term.end) and term.end not in ground.dated:
        return  # the White House Press Secretary
    start = _name_start(ground, term.start)
    has_article = start > 0 and ground.scene.words[start - 1].fold in ground.habits.articles
    if start < term.start or has_article:
        yield Outlet(start - has_article, term.end, 0, True)


def _partner(ground: Ground, term: Term, agencies: Mapping[int, Term]) -> Outlet | None:
    """*In an interview with X*: X, when it may be an outlet."""
    unit_end = ground.scene.units[ground.scene.unit_of[term.start]][1]
    known = {t.start: t for t in ground.terms_in(term.end, term.end + _BETWEEN)}
    is_led = bool(ground.habits.dative)
    for position in range(term.end, min(term.end + _BETWEEN, unit_end)):
        here, word = known.get(position), ground.scene.words[position]
        if here is not None and here.kind in {"agency", "outlet"}:
            end = _name_end(ground, here.end, agencies) if here.kind == "outlet" else here.end
            return Outlet(position, max(end, here.end), here.lead, here.kind == "agency" or end > here.end, True)
        if here is not None and here.kind not in {"channel", "talk", "audience", "informant"}:
            return None
        if word.fold in ground.habits.before_partner or word.fold in ground.habits.before_addressee:
            is_led = True
        elif here is None and (found := _partner_at(ground, position, agencies, is_led=is_led)):
            return found
        elif word.is_mark:
            return None
    return None


def _partner_at(ground: Ground, position: int, agencies: Mapping[int, Term], *, is_led: bool) -> Outlet | None:
    word, habits = ground.scene.words[position].fold, ground.habits
    if habits.joined_addressee and word.startswith(habits.joined_addressee) and not word.startswith(habits.definite):
        is_name = len(word) >= _JOINED and word not in habits.adverbs and word[1:] not in habits.stops
        end = _name_end(ground, position, agencies) if is_name else position
        return Outlet(position, end, 1, True, True) if end > position else None
    return _unknown_partner(ground, position, agencies) if is_led else None


def _employer(ground: Ground, term: Term, agencies: Mapping[int, Term]) -> Outlet | None:
    """*A source of X*, *journalists of X*; in quotation marks, only a capital tells a name from what they were told."""
    words, is_audience = ground.scene.words, term.kind == "audience"
    is_quoted = term.end + 1 < len(words) and words[term.end].fold in _QUOTES
    if is_audience and is_quoted and not _is_large(ground, term.end + 1):
        return None
    outlet = _unknown_partner(ground, term.end, agencies)
    return msgspec.structs.replace(outlet, is_talk=is_audience) if outlet else None


def _is_marked_name(ground: Ground, position: int) -> bool:
    """Whether a name in quotation marks, brackets or Latin letters stands at a position."""
    if position >= len(ground.scene.words):
        return False
    word = ground.scene.words[position]
    first = ground.scene.text[word.start]
    return word.fold in _QUOTES or word.fold == "(" or (first.isascii() and first.isalpha())


def _unknown_partner(ground: Ground, start: int, agencies: Mapping[int, Term]) -> Outlet | None:
    """A name that nobody listed counts as an outlet when it is quoted, foreign, an address or all in capitals."""
    if start >= len(ground.scene.words):
        return None
    word = ground.scene.words[start]
    letters = ground.scene.text[word.start : word.end]
    is_foreign = letters.isascii() and letters[0].isupper() and ground.habits.foreign_is_name
    is_capitals = letters.isupper() and 1 < len(letters) <= _ACRONYM
    if not (word.fold in _QUOTES or is_foreign or is_capitals or "." in letters[1:-1]):
        return None
    end = _name_end(ground, start, agencies)
    return Outlet(start, end, 0, True, True) if end > start else None


def _name_end(ground: Ground, start: int, agencies: Mapping[int, Term]) -> int:
    """Return the position after the name that begins at `start`; `start` itself when there is none."""
    scene = ground.scene
    if start >= len(scene.words) or scene.unit_of[start] != scene.unit_of[start - 1]:
        return start
    if scene.words[start].fold in _QUOTES:
        return _after_quotation(ground, start)
    end = start
    while end < len(scene.words) and end - start < _NAME and scene.unit_of[end] == scene.unit_of[start]:
        if end in agencies:
            return _with_quote(ground, agencies[end].end)
        if not _belongs(ground, end, first=end == start):
            break
        end += 1
    return _with_quote(ground, end) if end > start else end


def _with_quote(ground: Ground, end: int) -> int:
    """Take in a name in quotation marks that follows, and the definite words behind it."""
    is_quote = end + 2 < len(ground.scene.words) and ground.scene.words[end].fold in _QUOTES
    return _after_quotation(ground, end) if is_quote else end


def _after_quotation(ground: Ground, start: int) -> int:
    """Return the position after a short quotation and the words that describe it further."""
    scene = ground.scene
    number = scene.quotation_of[start]
    if number < 0:
        return start
    first, end = scene.word_range(scene.quotations[number].start, scene.quotations[number].end)
    if first != start or end - first > _NAME + 2:
        return start
    while end < len(scene.words) and end - start < _NAME + 3 and _is_definite(ground, end):
        end += 1
    return end


def _name_start(ground: Ground, end: int) -> int:
    """Return where the capitalised words before a head begin: *New York* before *Times*."""
    habits = ground.habits
    no_names = habits.articles | habits.stops | habits.prepositions  # with a capital at the beginning of a sentence
    start = end
    while start > 0 and end - start < _NAME and ground.scene.unit_of[start - 1] == ground.scene.unit_of[end]:
        is_name = _is_large(ground, start - 1) and ground.scene.words[start - 1].fold not in no_names
        if not is_name or start - 1 in ground.dated:
            break
        start -= 1
    return start


def _belongs(ground: Ground, position: int, *, first: bool) -> bool:
    word = ground.scene.words[position]
    habits = ground.habits
    if word.is_mark or position in ground.dated or word.fold in habits.stops or word.fold in habits.prepositions:
        return False
    letters = ground.scene.text[word.start : word.end]
    if letters[0].isupper() or (letters.isascii() and letters[0].isalpha() and habits.foreign_is_name):
        return True
    has_case = letters[0].upper() != letters[0].lower()
    return not has_case and (first or _is_definite(ground, position))


def _is_plain(ground: Ground, position: int) -> bool:
    """Whether a word may describe the noun behind it: no mark, no preposition, nothing that opens a clause."""
    word, habits = ground.scene.words[position], ground.habits
    return not word.is_mark and word.fold not in habits.stops and word.fold not in habits.prepositions


def _is_large(ground: Ground, position: int) -> bool:
    word = ground.scene.words[position]
    return not word.is_mark and ground.scene.text[word.start].isupper()


def _is_definite(ground: Ground, position: int) -> bool:
    word = ground.scene.words[position]
    if position in ground.dated or word.fold in ground.habits.stops:
        return False
    return word.fold.startswith(ground.habits.definite)
