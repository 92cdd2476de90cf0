"""Who relays whom as a drawing: a column for each kind of step, a box for each name, a line for each relay."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

KINDS = ("speaker", "channel", "agency", "publisher")
MOST_EDGES = 40  # more lines cross too often to be followed; the table has all
BOX, ROW, TALL, WIDTH, TOP = 200.0, 46.0, 34.0, 1000.0, 34.0
_LETTERS = 26  # of a name in a box
_THICKEST = 9.0

Key = tuple[str, str]  # kind and name


class Edge(msgspec.Struct, frozen=True):
    """One relay: who gives (`kind` and name), who takes, how often."""

    giver: Key
    taker: Key
    count: int


class Box(msgspec.Struct, frozen=True):
    """A name in its place; `shown` is cut to what the box holds."""

    kind: str
    name: str
    shown: str
    count: int
    x: float
    y: float


class Curve(msgspec.Struct, frozen=True):
    """A relay as a path from one box to another, as thick as it is frequent."""

    path: str
    thickness: float
    edge: Edge


class Heading(msgspec.Struct, frozen=True):
    """The kind that a column holds, and the middle of the column."""

    kind: str
    x: float


class Drawing(msgspec.Struct, frozen=True):
    """The whole picture, and how high it is."""

    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    headings: tuple[Heading, ...]
    height: float


def draw(edges: Sequence[Edge], *, is_rtl: bool) -> Drawing:
    """Draw the commonest relays; in a page that runs right to left, words travel so too."""
    chosen = sorted(edges, key=lambda edge: (-edge.count, edge.giver, edge.taker))[:MOST_EDGES]
    weights: Counter[Key] = Counter()
    for edge in chosen:
        weights[edge.giver] += edge.count
        weights[edge.taker] += edge.count
    present = [kind for kind in KINDS if any(key[0] == kind for key in weights)]
    places = {kind: _column_x(place, len(present), is_rtl) for place, kind in enumerate(present)}
    boxes = _boxes(_ordered(chosen, weights, present), weights, places)
    most = max((edge.count for edge in chosen), default=1)
    curves = tuple(_curve(edge, boxes, most, is_rtl) for edge in chosen)
    height = max((box.y + TALL for box in boxes.values()), default=0.0) + 4
    headings = tuple(Heading(kind, x + BOX / 2) for kind, x in places.items())
    return Drawing(tuple(boxes.values()), curves, headings, height)


def _column_x(place: int, how_many: int, is_rtl: bool) -> float:
    step = (WIDTH - BOX) / max(how_many - 1, 1)
    return round((how_many - 1 - place if is_rtl else place) * step, 1)


def _ordered(edges: Sequence[Edge], weights: Mapping[Key, int], present: Sequence[str]) -> dict[str, list[Key]]:
    """Order each column: the first by weight, the next by where its givers stand, so that few lines cross."""
    columns = {kind: [key for key in weights if key[0] == kind] for kind in present}
    heights: dict[Key, float] = {}
    for place, kind in enumerate(present):
        givers: dict[Key, list[tuple[float, int]]] = defaultdict(list)
        for edge in edges:
            if edge.taker[0] == kind and edge.giver in heights:
                givers[edge.taker].append((heights[edge.giver], edge.count))
        columns[kind].sort(key=lambda key: (_middle(givers[key]) if place else 0.0, -weights[key], key))
        heights |= {key: float(row) for row, key in enumerate(columns[kind])}
    return columns


def _middle(givers: Sequence[tuple[float, int]]) -> float:
    total = sum(count for _, count in givers)
    return sum(height * count for height, count in givers) / total if total else 0.0


def _boxes(
    columns: Mapping[str, Sequence[Key]], weights: Mapping[Key, int], places: Mapping[str, float]
) -> dict[Key, Box]:
    return {
        key: Box(key[0], key[1], _shortened(key[1]), weights[key], places[kind], TOP + row * ROW)
        for kind, keys in columns.items()
        for row, key in enumerate(keys)
    }


def _curve(edge: Edge, boxes: Mapping[Key, Box], most: int, is_rtl: bool) -> Curve:
    giver, taker = boxes[edge.giver], boxes[edge.taker]
    start = giver.x + (0 if is_rtl else BOX)
    end = taker.x + (BOX if is_rtl else 0)
    if giver.x == taker.x:  # within one column: out and back on the side that words travel to
        end = start
    pull = max(abs(end - start) / 2, 40.0) * (-1 if is_rtl else 1)
    from_y, to_y = giver.y + TALL / 2, taker.y + TALL / 2
    back = pull if giver.x == taker.x else -pull
    path = f"M{start:g} {from_y:g}C{start + pull:g} {from_y:g} {end + back:g} {to_y:g} {end:g} {to_y:g}"
    return Curve(path, round(1.2 + edge.count / most * _THICKEST, 1), edge)


def _shortened(name: str) -> str:
    name = " ".join(name.split())
    shown = name if len(name) <= _LETTERS else name[: _LETTERS - 1].rstrip() + "…"
    return f"\u2068{shown}\u2069"  # isolated: the drawing has its own direction
