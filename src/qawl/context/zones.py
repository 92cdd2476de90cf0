"""Where the circumstances of a statement may stand: the words around its cue that nobody is quoted with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import msgspec

from qawl.fold import fold_words
from qawl.model import Statement
from qawl.segment.scene import Range, Scene
from qawl.span import Span


class Zone(msgspec.Struct, frozen=True, dict=True):
    """The word positions in which circumstances of one statement may stand, in order.

    `words` leaves out every content, the source and the cue. `cue` and `source` are ranges of word positions.
    `fences` are the cues of other speakers: what stands behind one belongs to them. `edges` are the positions where the
    source or a piece of the content begins, `behind` where a piece of the content has ended; `follows` says whether the
    content stands behind the cue.
    """

    statement: Statement
    unit: Range
    words: tuple[int, ...]
    cue: Range
    source: Range | None
    fences: tuple[int, ...]
    edges: frozenset[int]
    behind: frozenset[int]
    follows: bool

    @cached_property
    def free(self) -> frozenset[int]:
        """The `words` as a set."""
        return frozenset(self.words)

    def distance(self, start: int, end: int) -> int:
        """Return how many words lie between a range and the cue with the source beside it."""
        low, high = self.cue
        if self.source and self.source[0] - high <= 1 and low - self.source[1] <= 1:
            low, high = min(low, self.source[0]), max(high, self.source[1])
        return max(low - end, start - high, 0)

    def reaches(self, start: int, end: int) -> bool:
        """Whether a range stands in the zone, and no other speaker's cue stands between it and the cue."""
        if not all(position in self.free for position in range(start, end)):
            return False
        low, high = min(end, self.cue[1]), max(start, self.cue[0])
        return not any(low <= fence < high for fence in self.fences)


def make_zones(scene: Scene, statements: Sequence[Statement]) -> dict[str, Zone]:
    """Return the zone of every statement that has a cue, by its id."""
    threads = _threads(statements)
    cued = [s for s in statements if s.cue is not None]
    cues = {s.id: scene.word_range(s.cue.start, s.cue.end) for s in cued if s.cue}
    return {s.id: _zone(scene, s, cued, cues, threads) for s in cued if cues[s.id][0] < cues[s.id][1]}


def _threads(statements: Sequence[Statement]) -> dict[str, str]:
    """Name the speaker of each, as far as it is known; a dropped subject goes on with the one before it."""
    threads: dict[str, str] = {}
    before = ""
    for statement in statements:
        if statement.speaker is not None:
            before = statement.speaker.id or statement.speaker.name
        elif statement.source is not None:
            before = fold_words(statement.source.text)
        threads[statement.id] = before
    return threads


def _zone(
    scene: Scene,
    statement: Statement,
    others: Sequence[Statement],
    cues: dict[str, Range],
    threads: dict[str, str],
) -> Zone:
    cue = cues[statement.id]
    unit = scene.units[scene.unit_of[cue[0]]]
    low, high = unit
    taken: set[int] = set(range(*cue))
    for other in others:
        for piece in other.content:
            start, end = _words_of(scene, piece)
            if start <= cue[0] and cue[1] <= end:
                if other.id != statement.id:
                    low, high = max(low, start), min(high, end)
            elif start < high and low < end:
                taken.update(range(start, end))
    source = _words_of(scene, statement.source) if statement.source else None
    taken.update(range(*source) if source else ())
    fences = tuple(
        position[0]
        for name, position in cues.items()
        if threads[name] != threads[statement.id] and low <= position[0] < high and position[0] not in taken
    )
    words = tuple(position for position in range(low, high) if position not in taken)
    pieces = [_words_of(scene, piece) for piece in statement.content]
    edges = frozenset(start for start, _ in [*pieces, *([source] if source else [])] if start >= cue[1])
    behind = frozenset(end for start, end in pieces if start >= cue[1] and end < unit[1])
    follows = any(start >= cue[1] for start, _ in pieces)
    return Zone(statement, unit, words, cue, source, fences, edges, behind, follows)


def _words_of(scene: Scene, span: Span) -> Range:
    return scene.word_range(span.start, span.end)
