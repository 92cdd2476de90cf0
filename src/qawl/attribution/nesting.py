"""Which statement stands inside which."""

from __future__ import annotations

from collections.abc import Sequence

from qawl.segment.scene import Range
from qawl.tagger.frames import Frame
from qawl.tagger.places import Places


def parents(frames: Sequence[Frame]) -> tuple[int | None, ...]:
    """Return, for each frame, the position of the smallest frame whose content holds its cue and content, or None."""
    pieces = Places((piece, number) for number, frame in enumerate(frames) for piece in frame.content)
    return tuple(_parent(frames, number, sorted(set(pieces.meeting(frame.cue)))) for number, frame in enumerate(frames))


def _parent(frames: Sequence[Frame], number: int, near: Sequence[int]) -> int | None:
    around = [other for other in near if other != number and _encloses(frames[other], frames[number])]
    return min(around, key=lambda other: _size(frames[other]), default=None)


def _encloses(outer: Frame, inner: Frame) -> bool:
    if inner.cue is None or not _holds(outer.content, inner.cue):
        return False
    # Two frames may hold each other's cue (a tag inside the clause that it closes): the larger content is the outer.
    if outer.cue is not None and _holds(inner.content, outer.cue):
        return _size(outer) > _size(inner)
    return all(_holds(outer.content, piece) for piece in inner.content)


def _holds(content: Sequence[Range], piece: Range) -> bool:
    return any(start <= piece[0] and piece[1] <= end for start, end in content)


def _size(frame: Frame) -> int:
    return sum(end - start for start, end in frame.content)
