"""The circumstances that the trained reader points to, in the shape that the rules give theirs."""

from __future__ import annotations

from collections.abc import Mapping

from qawl.context.phrases import Ground, span_of
from qawl.model import Statement, When
from qawl.span import Span
from qawl.tagger.adjuncts import Adjuncts
from qawl.tagger.frames import AdjunctKind

# Certainty from which the reader's word is taken.
LEAST: Mapping[AdjunctKind, float] = {"addressee": 0.4, "channel": 0.4, "via": 0.4, "when": 0.4, "where": 0.4}
POINTED = "pointed to by the encoder"
_JOINED = 5  # letters of the shortest word that carries a preposition


def point(ground: Ground, adjuncts: Adjuncts, statement: Statement, kind: AdjunctKind) -> Span | None:
    """Return the passage pointed to for a statement, without the letters of a preposition joined before it."""
    found = adjuncts.find(statement.cue, kind, least=LEAST[kind])
    if found is None:
        return None
    start, end = ground.scene.word_range(found.start, found.end)
    return span_of(ground.scene, start, end, _lead(ground, start)) if start < end else None


def point_when(ground: Ground, adjuncts: Adjuncts, statement: Statement) -> When | None:
    """Return the time expression that is pointed to, with its day where it is known."""
    span = point(ground, adjuncts, statement, "when")
    if span is None:
        return None
    dates = (d for d in ground.dates if d.start is not None and d.end is not None)
    known = next((d for d in dates if (d.start or 0) < span.end and span.start < (d.end or 0)), None)
    return known or When(span.text, None, span.start, span.end)


def _lead(ground: Ground, position: int) -> int:
    """Return how many letters of a preposition are joined before a word: those of a known word, else of the form."""
    habits, word = ground.habits, ground.scene.words[position].fold
    known = next((term.lead for term in ground.terms if term.start == position), None)
    if known is not None:
        return known
    joined = habits.joined_addressee + habits.joined_channel
    if not joined or len(word) < _JOINED or word.startswith(habits.definite):
        return 0
    return 0
