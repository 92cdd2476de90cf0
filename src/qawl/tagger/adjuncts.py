"""What a trained reader points to for each attribution, by the place of its cue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qawl.span import Span
from qawl.tagger.frames import Adjunct, AdjunctKind, Frame, Range

POINTED = "pointed to by the encoder"  # the evidence of a field that is an adjunct


class Adjuncts:
    """The adjuncts of all frames of a text; those of a reader that marks none are empty."""

    def __init__(self, frames: Iterable[Frame] = ()) -> None:
        self._at: Mapping[Range, tuple[Adjunct, ...]] = {frame.cue: frame.adjuncts for frame in frames if frame.cue}

    def find(self, cue: Span | None, kind: AdjunctKind, *, least: float) -> Adjunct | None:
        """Return the adjunct of a kind that belongs to a cue and is at least that certain, None when none is."""
        beside = self._at.get((cue.start, cue.end), ()) if cue else ()
        return next((a for a in beside if a.kind == kind and a.confidence >= least), None)


NO_ADJUNCTS = Adjuncts()
