"""The text of an article in pieces: where a statement's source, cue or content begins or ends, a piece does.

The template wraps a piece once for each span that covers it. The wrappers have neither padding nor border nor another
font, so that joined letters stay joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from qawl.export.lines import Line, lines_of
from qawl.export.passages import Mark, pieces_of
from qawl.model import Reading

_DEEPEST = 3


class Wrapper(msgspec.Struct, frozen=True):
    """One span over a piece: its role, the number of its statement, and how many contents lie one in another here."""

    role: str
    number: int
    depth: int


class Piece(msgspec.Struct, frozen=True):
    """Some characters that the same spans cover, the outermost first, and the statements that begin right here."""

    text: str
    wrappers: tuple[Wrapper, ...]
    begins: tuple[int, ...] = ()


class Passage(msgspec.Struct, frozen=True):
    """A line of the text: what it is (`title`, `apparatus`, `prose`), its pieces, the statements told beside it."""

    kind: str
    pieces: tuple[Piece, ...]
    numbers: tuple[int, ...]


def passages_of(reading: Reading) -> tuple[Passage, ...]:
    """Return the lines of an article that say something, in order."""
    return tuple(_passage(reading.article.text, line) for line in lines_of(reading))


def _passage(text: str, line: Line) -> Passage:
    kind = "title" if line.is_title else "apparatus" if line.is_apparatus else "prose"
    numbers = tuple(label.number for label in line.labels)
    return Passage(kind, tuple(_pieces(text, line)), numbers)


def _pieces(text: str, line: Line) -> Iterator[Piece]:
    for piece in pieces_of(text, line.place, line.marks, line.labels):
        yield Piece(piece.text, _wrappers(piece.marks), tuple(label.number for label in piece.labels))


def _wrappers(covering: Sequence[Mark]) -> tuple[Wrapper, ...]:
    depth, wrappers = 0, []
    for mark in covering:
        depth += mark.role == "content"
        wrappers.append(Wrapper(mark.role, mark.number, min(max(depth, 1), _DEEPEST)))
    return tuple(wrappers)
