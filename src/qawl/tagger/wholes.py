"""Contents brought to the edges of the quotations that they mean: marks are surer than the encoder's edges."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from qawl.segment.quotations import Quotation
from qawl.segment.scene import Scene
from qawl.tagger.frames import Frame, Range
from qawl.tagger.places import Places

MOST = 0.5  # the part of a quotation that a content must cover to mean the whole of it


def with_whole_quotations(scene: Scene, frames: Sequence[Frame]) -> list[Frame]:
    """Complete quotations that a content covers for the most part: their marks are surer than the encoder's edges."""
    closed = Places(((q.start, q.end), q) for q in scene.quotations if q.closed and q.depth == 0)
    whole = []
    for frame in frames:
        content = frame.content
        for quotation in closed.meeting((content[0][0], content[-1][1])):
            for part in _meant(scene, content, frame.cue, quotation):
                content = _completed(scene, content, part)
        whole.append(with_words_alone(scene, replace(frame, content=content)))
    return whole


def with_rest_of_quotation(scene: Scene, frame: Frame, rules: Places[Frame]) -> Frame:
    """`«Look,» he said, «at the letters»`: a quotation that its cue parts goes on behind it, as the rules see."""
    seen = rules.meeting(frame.cue)
    rule = next((r for r in seen if r.cue == frame.cue and set(frame.content) < set(r.content)), None)
    if rule is None or frame.cue is None:
        return frame
    around = [q for q in scene.quotations if q.closed and q.start <= frame.cue[0] and frame.cue[1] <= q.end]
    inside = any(all(q.start <= start and end <= q.end for start, end in rule.content) for q in around)
    behind = all(frame.cue[1] <= piece[0] for piece in rule.content if piece not in frame.content)
    return replace(frame, content=rule.content) if inside and behind else frame


def with_words_alone(scene: Scene, frame: Frame) -> Frame:
    """Leave out the pieces that are a lone mark, unless there is nothing else."""
    pieces = tuple(piece for piece in frame.content if any(map(str.isalnum, scene.text[slice(*piece)])))
    return replace(frame, content=pieces or frame.content)


def _meant(scene: Scene, content: Sequence[Range], cue: Range | None, quotation: Quotation) -> tuple[Range, ...]:
    """Return what a content means: the whole quotation, or the sentences of it that it covers for the most part.

    Of a sentence only words are missed, not its full stop.
    """
    whole = quotation.start, quotation.end
    if cue is not None and whole[0] <= cue[0] < whole[1]:
        return ()
    if _covers(content, whole):
        return (whole,)
    sentences = scene.pieces(*scene.word_range(*whole))
    return tuple(part for part in sentences if _covers(content, part) and _has_more(scene, content, part))


def _covers(content: Sequence[Range], part: Range) -> bool:
    shared = sum(max(0, min(end, part[1]) - max(start, part[0])) for start, end in content)
    return MOST * (part[1] - part[0]) <= shared


def _has_more(scene: Scene, content: Sequence[Range], part: Range) -> bool:
    """Whether a sentence goes on with words behind the content."""
    last = max(end for start, end in content if start < part[1])
    return any(map(str.isalnum, scene.text[last : part[1]]))


def _completed(scene: Scene, content: Sequence[Range], part: Range) -> tuple[Range, ...]:
    touching = [piece for piece in content if piece[0] < part[1] and part[0] < piece[1]]
    start = min(part[0], *(start for start, _ in touching))
    end = max(part[1], *(end for _, end in touching))
    pieces = scene.pieces(*scene.word_range(start, end))
    return tuple(sorted({*(piece for piece in content if piece not in touching), *pieces}))
