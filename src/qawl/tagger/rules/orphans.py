"""Quotations that no construction has claimed: long ones are speech all the same, and the nearest cue is theirs.

On the annotated texts nine of ten closed quotations of five words and more that no frame had claimed were speech in
Arabic, four of five in English, two of three in Russian, where titles of laws stand in quotation marks too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from qawl.languages.cues import Cue, Hit
from qawl.languages.grammar import Grammar
from qawl.segment.quotations import Quotation
from qawl.segment.scene import Range, Scene
from qawl.tagger.frames import Frame
from qawl.tagger.rules.arguments import quoted, source_of
from qawl.tagger.rules.clause import make_clause
from qawl.tagger.rules.hits import Hits

MIN_WORDS = 5


def orphan_frames(scene: Scene, grammar: Grammar, hits: Hits, frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """Return a frame for each long quotation of the author's level that no frame claims and a free cue precedes."""
    claimed = _merged(piece for frame in frames for piece in frame.content)
    used = {frame.cue for frame in frames}
    read = (_read(scene, grammar, hits, used, q) for q in scene.quotations if _is_orphan(scene, q, claimed))
    return tuple(frame for frame in read if frame is not None)


def _merged(pieces: Iterable[Range]) -> list[Range]:
    """Return the stretches of text that pieces cover, in order, without overlap."""
    merged: list[Range] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _is_orphan(scene: Scene, quotation: Quotation, claimed: Sequence[Range]) -> bool:
    if quotation.depth > 0 or not quotation.closed:
        return False
    behind = bisect_right(claimed, (quotation.end - 1, quotation.end)) - 1
    if behind >= 0 and quotation.start < claimed[behind][1]:
        return False
    start, end = scene.word_range(quotation.start, quotation.end)
    return sum(not word.is_mark for word in scene.words[start:end]) >= MIN_WORDS


def _read(scene: Scene, grammar: Grammar, hits: Hits, used: set[Range | None], quotation: Quotation) -> Frame | None:
    first = scene.word_range(quotation.start, quotation.end)[0]
    low = scene.units[scene.unit_of[first]][0]
    for hit in reversed(hits.between(low, first)):
        if scene.quotation_of[hit.start] >= 0:
            continue
        cue = _cue_of_speech(hit)
        clause = make_clause(scene, grammar, hits, hit, cue) if cue else None
        if clause is None or scene.range_of(clause.start, clause.end) in used:
            continue
        return quoted(clause, quotation, source_of(clause, clause.end, first), "orphan_quotation")
    return None


def _cue_of_speech(hit: Hit) -> Cue | None:
    return next((cue for cue in hit.cues if cue.class_ == "speech" and cue.frame in {"verb", "participle"}), None)
