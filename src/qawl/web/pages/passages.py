"""The text of an article in pieces: where a statement's source, cue or content begins or ends, a piece does.

The template wraps a piece once for each span that covers it. The wrappers have neither padding nor border nor another
font, so that joined letters stay joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from qawl.export.passages import Label, Mark, labels_of, marks_of
from qawl.model import Article, Reading
from qawl.span import Span, cut

_ORDER = ("content", "source", "cue")  # from the outermost wrapper to the innermost
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
    start: int


def passages_of(reading: Reading) -> tuple[Passage, ...]:
    """Return the lines of an article that say something, in order."""
    marks, labels = marks_of(reading), labels_of(reading)
    return tuple(_passage(reading.article, line, marks, labels) for line in _lines(reading.article.text))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield cut(text, start, start + len(line))
        start += len(line) + 1


def _passage(article: Article, line: Span, marks: Sequence[Mark], labels: Sequence[Label]) -> Passage:
    here = [label for label in labels if line.start <= label.position < line.end]
    near = [mark for mark in marks if mark.start < line.end and line.start < mark.end]
    pieces = tuple(_pieces(article.text, line, near, here))
    return Passage(_kind(article, line), pieces, tuple(label.number for label in here), line.start)


def _kind(article: Article, line: Span) -> str:
    if article.title and line.overlaps(article.title):
        return "title"
    return "apparatus" if any(span.contains(line) for span in article.apparatus) else "prose"


def _pieces(text: str, line: Span, near: Sequence[Mark], here: Sequence[Label]) -> Iterator[Piece]:
    cuts = {line.start, line.end, *(label.position for label in here)}
    cuts |= {edge for mark in near for edge in (mark.start, mark.end) if line.start < edge < line.end}
    for start, end in pairwise(sorted(cuts)):
        covering = [mark for mark in near if mark.start <= start < mark.end]
        begins = tuple(label.number for label in here if label.position == start)
        yield Piece(text[start:end], _wrappers(covering), begins)


def _wrappers(covering: Sequence[Mark]) -> tuple[Wrapper, ...]:
    ordered = sorted(covering, key=lambda mark: (_ORDER.index(mark.role), mark.start, -mark.end, mark.number))
    depth, wrappers = 0, []
    for mark in ordered:
        depth += mark.role == "content"
        wrappers.append(Wrapper(mark.role, mark.number, min(max(depth, 1), _DEEPEST)))
    return tuple(wrappers)
