"""How far a noun phrase goes that begins with a known word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import cached_property

import msgspec

from qawl.context.terms import Habits, Term
from qawl.model import When
from qawl.segment.scene import Scene
from qawl.span import Span, cut

LONGEST = 9  # words of a channel or an outlet with its name; 97 % of those in gold/train are shorter
_QUOTES = frozenset("\"«»“”„'‘’")
_BRACKETS = frozenset("()[]")
_COMMAS = frozenset({",", "،"})
_NAME = 6  # words of a name in quotation marks, with the marks


class Outlet(msgspec.Struct, frozen=True):
    """An outlet in the text: word positions of the phrase, and the letters joined before it.

    `is_named` is false when the text only says *the newspaper* and means one that it named before. `is_talk` says that
    it stands behind *interview with* or the like, which means that somebody talked to it.
    """

    start: int
    end: int
    lead: int
    is_named: bool
    is_talk: bool = False


class Ground(msgspec.Struct, frozen=True, dict=True):
    """A text with all that is found once for all its statements; terms and outlets stand in order, without overlap."""

    scene: Scene
    terms: tuple[Term, ...]
    dates: tuple[When, ...]
    dated: frozenset[int]  # word positions that belong to a time expression
    habits: Habits
    outlets: tuple[Outlet, ...] = ()

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(term.start for term in self.terms)

    def terms_in(self, start: int, end: int) -> tuple[Term, ...]:
        """Return the terms that begin within a range of word positions."""
        return self.terms[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def term_at(self, position: int) -> Term | None:
        """Return the term that begins at a word position."""
        return next(iter(self.terms_in(position, position + 1)), None)

    def term_over(self, position: int) -> Term | None:
        """Return the term in which a word position lies."""
        behind = bisect_right(self._starts, position)
        return self.terms[behind - 1] if behind and position < self.terms[behind - 1].end else None


def noun_phrase(ground: Ground, start: int, free: Collection[int], *, longest: int = LONGEST) -> int:
    """Return the word position after the noun phrase that begins at `start` and stays within `free`.

    It ends before a comma (unless a name in quotation marks follows), a time expression, a word that opens a clause,
    two prepositions that open another phrase (`على هامش`, *on the margins of*), or anything outside `free`.
    """
    scene, stops = ground.scene, ground.habits.stops
    end = start + 1
    while end in free and end - start < longest and end not in ground.dated:
        word = scene.words[end]
        if word.fold in _COMMAS and (behind := _named_behind(ground, end + 1, free)):
            end = behind
            continue
        if word.is_mark and word.fold not in _QUOTES and word.fold not in _BRACKETS and word.fold != "-":
            break
        if word.fold in stops or _opens_another(ground, end):
            break
        end += 1
    return without_loose_end(ground, start, end)


def _opens_another(ground: Ground, position: int) -> bool:
    """Whether a preposition stands here and behind it a noun that serves as one: *in the course of*."""
    words, habits = ground.scene.words, ground.habits
    behind = position + 1
    is_noun = behind < len(words) and words[behind].fold in habits.before_channel
    return is_noun and words[position].fold in habits.prepositions


def _named_behind(ground: Ground, start: int, free: Collection[int]) -> int | None:
    """Return the end of a short quotation that names what stands before the comma: *on her channel, "Live"*."""
    scene = ground.scene
    if start not in free or scene.words[start].fold not in _QUOTES or scene.quotation_of[start] < 0:
        return None
    quotation = scene.quotations[scene.quotation_of[start]]
    first, end = scene.word_range(quotation.start, quotation.end)
    is_name = first == start and end - first <= _NAME and all(position in free for position in range(first, end))
    return end if is_name else None


def span_of(scene: Scene, start: int, end: int) -> Span:
    """Return the span of the words `[start, end)`."""
    return cut(scene.text, *scene.range_of(start, end))


def bare_span(ground: Ground, start: int, end: int, lead: int) -> Span:
    """Return the span of the words `[start, end)` without `lead` folded letters joined before the first.

    An article stays, and so does a preposition that is fused with it: `للقناة` cannot be cut.
    """
    scene, word = ground.scene, ground.scene.words[start].fold
    lead = next((n for n in range(lead) if word.startswith(ground.habits.definite, n)), lead)
    first, last = scene.range_of(start, end)
    folded = scene.folded.at(first) + lead
    bare = scene.folded.origin[folded] if lead and folded < len(scene.folded.origin) else first
    return cut(scene.text, bare if bare < last else first, last)


def without_loose_end(ground: Ground, start: int, end: int) -> int:
    """Leave out a preposition or an opening mark at the end."""
    scene, habits = ground.scene, ground.habits
    loose = habits.prepositions | frozenset("(-[«“„")
    while end > start + 1 and scene.words[end - 1].fold in loose:
        end -= 1
    quotes = [p for p in range(start, end) if scene.words[p].fold in _QUOTES]
    return end - 1 if len(quotes) == 1 and quotes[0] == end - 1 and end > start + 1 else end
