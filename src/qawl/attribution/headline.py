"""Statements made by the shape of a headline: `Ministry: we are ready`, `"We are ready" — minister`."""

from __future__ import annotations

from qawl.segment.scene import Range, Scene
from qawl.tagger.frames import Frame

MAX_SOURCE = 9  # words before the colon of a headline; all 90 such sources of the annotated texts are shorter
_DASHES = frozenset({"—", "–", "-", "--"})
_CONFIDENCE = 0.8


def headline_frames(scene: Scene, title: Range) -> tuple[Frame, ...]:
    """Return the frames of a headline, whose range of code points is given: one or none."""
    start, end = scene.word_range(*title)
    frame = _colon(scene, start, end) or _closing_name(scene, start, end)
    return (frame,) if frame else ()


def _colon(scene: Scene, start: int, end: int) -> Frame | None:
    for position in range(start + 1, min(end - 1, start + MAX_SOURCE + 1)):
        word = scene.words[position]
        if word.fold == ":" and scene.quotation_of[position] < 0:
            if position + 2 >= end or _is_number(scene, position):
                return None
            content = scene.pieces(position + 1, _without_stop(scene, position + 1, end))
            return Frame(
                (word.start, word.end), scene.range_of(start, position), content, _CONFIDENCE, "headline.colon"
            )
    return None


def _closing_name(scene: Scene, start: int, end: int) -> Frame | None:
    """`«Мы готовы» — министр`: a quotation, a dash, a short name."""
    if start >= end:
        return None
    first = scene.words[start].start
    quotation = next((q for q in scene.quotations_from(first) if q.depth == 0), None)
    if quotation is None:
        return None
    behind = scene.word_range(quotation.start, quotation.end)[1]
    if not behind < end - 1 or scene.words[behind].fold not in _DASHES or end - behind - 1 > MAX_SOURCE:
        return None
    dash = scene.words[behind]
    content = scene.pieces(start, behind)
    return Frame((dash.start, dash.end), scene.range_of(behind + 1, end), content, _CONFIDENCE, "headline.dash")


def _is_number(scene: Scene, colon: int) -> bool:
    """Whether the colon stands between digits, as in a time or a score."""
    return scene.words[colon - 1].fold[-1].isdigit() and scene.words[colon + 1].fold[0].isdigit()


def _without_stop(scene: Scene, start: int, end: int) -> int:
    return end - 1 if end - start > 1 and scene.words[end - 1].fold == "." else end
