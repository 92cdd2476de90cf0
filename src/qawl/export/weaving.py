"""Spans that overlap, as pieces that nest: what a tree of elements needs."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator

import msgspec


class Piece(msgspec.Struct, frozen=True):
    """A part of a span, half-open; `owner` says whose it is, `depth` how many pieces are around it."""

    start: int
    end: int
    owner: int
    depth: int


def weave(spans: Iterable[tuple[int, int, int]]) -> Iterator[Piece]:
    """Give pieces in the order in which they begin, outer before inner; a span that crosses another's end is cut there.

    A span is start, end, owner; empty ones are left out.
    """
    waiting = [(start, -end, owner) for start, end, owner in spans if start < end]
    heapq.heapify(waiting)
    open_ends: list[int] = []
    while waiting:
        start, minus_end, owner = heapq.heappop(waiting)
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        end = min([-minus_end, *open_ends[-1:]])
        if end < -minus_end:
            heapq.heappush(waiting, (end, minus_end, owner))
        yield Piece(start, end, owner, len(open_ends))
        open_ends.append(end)
