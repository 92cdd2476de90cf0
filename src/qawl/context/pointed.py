"""The circumstances that the trained reader points to, in the shape that the rules give theirs."""

from __future__ import annotations

from collections.abc import Mapping

from qawl.context.phrases import Ground, bare_span, without_loose_end
from qawl.model import Statement, When
from qawl.span import Span
from qawl.tagger.adjuncts import Adjuncts
from qawl.tagger.frames import AdjunctKind

# Certainty from which the reader's word is taken where the rules find nothing, and where they find something else: what
# did best on 333 texts that the reader had not seen. A language may ask for another (`[context.certain]`).
FILLS: Mapping[AdjunctKind, float] = {"addressee": 0.45, "channel": 0.3, "via": 0.35, "when": 0.45, "where": 0.2}
OVERRULES: Mapping[AdjunctKind, float] = {"addressee": 0.9, "channel": 0.9, "via": 0.4, "when": 0.5, "where": 0.5}

_NAMED: frozenset[AdjunctKind] = frozenset({"channel", "via"})  # what may be followed by its name in quotation marks
_QUOTED = 6  # words of such a name, its marks with them


def least_certain(ground: Ground, kind: AdjunctKind, found: Span | When | None) -> float:
    """Return how certain a pointing must be beside what rules `found`."""
    return ground.habits.certain.get(kind, FILLS[kind]) if found is None else OVERRULES[kind]


def point(ground: Ground, adjuncts: Adjuncts, statement: Statement, kind: AdjunctKind, *, least: float) -> Span | None:
    """Return the passage pointed to for a statement, None when the pointing is less certain than `least`.

    A preposition at its end is left out, and so are the letters of one joined before a known word.
    """
    adjunct = adjuncts.find(statement.cue, kind, least=least)
    if adjunct is None:
        return None
    start, end = ground.scene.word_range(adjunct.start, adjunct.end)
    end = without_loose_end(ground, start, end)
    if all(word.is_mark or word.fold in ground.habits.prepositions for word in ground.scene.words[start:end]):
        return None
    if kind in _NAMED:
        end = _with_quoted_name(ground, statement, end)
    return bare_span(ground, start, end, term.lead if (term := ground.term_at(start)) else 0)


def is_lone_noun(span: Span) -> bool:
    """Whether a phrase is a lone word in small letters, which names no outlet: *daily*, of *the daily Dawn*."""
    return len(span.text.split()) < 2 and span.text.islower()


def _with_quoted_name(ground: Ground, statement: Statement, end: int) -> int:
    """Return the end of a phrase with the short name in quotation marks right behind it: *the daily* «Dawn»."""
    scene = ground.scene
    if not 0 < end < len(scene.words):
        return end
    behind = (q for q in scene.quotations if q.closed and q.start == scene.words[end].start)
    quotation = next(behind, None)
    if quotation is None or any(p.start < quotation.end and quotation.start < p.end for p in statement.content):
        return end
    last = scene.word_range(quotation.start, quotation.end)[1]
    is_beside = scene.words[end].start - scene.words[end - 1].end <= 1
    return last if is_beside and last - end <= _QUOTED else end


def point_when(
    ground: Ground, adjuncts: Adjuncts, statement: Statement, kind: AdjunctKind, *, least: float
) -> When | None:
    """Return the time expression that is pointed to, with its day where it is known."""
    span = point(ground, adjuncts, statement, kind, least=least)
    if span is None:
        return None
    dates = (d for d in ground.dates if d.start is not None and d.end is not None)
    known = next((d for d in dates if (d.start or 0) < span.end and span.start < (d.end or 0)), None)
    words = ground.scene.words[slice(*ground.scene.word_range(span.start, span.end))]
    if known is None and all(word.is_mark or word.fold in ground.habits.stops for word in words):
        return None  # *when*
    return known or When(span.text, None, span.start, span.end)
