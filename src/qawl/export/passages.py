"""The text of an article with its statements marked in place.

Spans nest and overlap, so the text is cut wherever one begins or ends, and each piece is wrapped once for every span
that covers it. The wrappers have neither padding nor border nor another font: joined letters stay joined.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from qawl.export.markup import Markup, element, joined
from qawl.model import Reading, Statement
from qawl.span import Span

_ORDER = ("content", "source", "cue")  # from the outermost wrapper to the innermost


class Mark(msgspec.Struct, frozen=True):
    """One span of one statement, with the role it plays and the number of the statement."""

    start: int
    end: int
    role: str
    number: int


class Label(msgspec.Struct, frozen=True, order=True):
    """The place in the text where a statement's number stands: always before a word, never inside."""

    position: int
    number: int


class Piece(msgspec.Struct, frozen=True):
    """Some characters that the same marks cover, the outermost first, and the labels that stand right before them."""

    text: str
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


def numbers_of(reading: Reading) -> dict[str, int]:
    """Return the number of each statement by its id, counted from 1; where several have one id, that of the first."""
    numbers: dict[str, int] = {}
    for number, statement in enumerate(reading.statements, start=1):
        numbers.setdefault(statement.id, number)
    return numbers


def marks_of(reading: Reading) -> tuple[Mark, ...]:
    """Return the marks of all statements, numbered from 1."""
    found: list[Mark] = []
    for number, statement in enumerate(reading.statements, start=1):
        found.extend(Mark(span.start, span.end, role, number) for role, span in _spans(statement))
    return tuple(found)


def labels_of(reading: Reading) -> tuple[Label, ...]:
    """Return where the number of each statement stands: before its first word."""
    text, found = reading.article.text, []
    firsts = (min((span.start for _, span in _spans(statement)), default=0) for statement in reading.statements)
    before = word = 0
    for first, number in sorted((first, number) for number, first in enumerate(firsts, start=1)):
        place = first
        while place > before and not text[place - 1].isspace():  # a word may be long, and many statements begin in it
            place -= 1
        before, word = first, word if place == before else place
        found.append(Label(word, number))
    return tuple(sorted(found))


def marked_text(text: str, passage: Span, marks: Sequence[Mark], labels: Sequence[Label], prefix: str) -> Markup:
    """Return a passage with its marks; `prefix` makes the names of the statements unique on the page."""
    made: list[Markup] = []
    for piece in pieces_of(text, passage, marks, labels):
        made.extend(_label(label, prefix) for label in piece.labels)
        made.append(_wrapped(piece, prefix))
    return joined(*made)


def pieces_of(text: str, passage: Span, marks: Sequence[Mark], labels: Sequence[Label]) -> Iterator[Piece]:
    """Cut a passage wherever a mark begins or ends and wherever a label stands.

    The marks share a character with the passage, and the labels stand in it, in order.
    """
    cuts = {passage.start, passage.end, *(label.position for label in labels)}
    cuts |= {edge for mark in marks for edge in (mark.start, mark.end) if passage.start < edge < passage.end}
    standing = {position: tuple(some) for position, some in groupby(labels, key=lambda label: label.position)}
    waiting, covering = deque(sorted(marks, key=lambda mark: mark.start)), list[Mark]()
    for start, end in pairwise(sorted(cuts)):
        while waiting and waiting[0].start <= start:
            covering.append(waiting.popleft())
        covering = sorted((mark for mark in covering if start < mark.end), key=_from_outside)
        yield Piece(text[start:end], tuple(covering), standing.get(start, ()))


def _spans(statement: Statement) -> Iterator[tuple[str, Span]]:
    if statement.source:
        yield "source", statement.source
    if statement.cue:
        yield "cue", statement.cue
    for span in statement.content:
        yield "content", span


def _label(label: Label, prefix: str) -> Markup:
    name = f"{prefix}s{label.number}"
    description = f"statement {label.number}: go to its card"
    return element("a", str(label.number), class_="label", id=f"t-{name}", href=f"#c-{name}", aria_label=description)


def _from_outside(mark: Mark) -> tuple[int, int, int, int]:
    """Order marks: contents outermost, the statement that began first outside the one within it."""
    return _ORDER.index(mark.role), mark.start, -mark.end, mark.number


def _wrapped(piece: Piece, prefix: str) -> Markup:
    inner, depth = joined(piece.text), sum(mark.role == "content" for mark in piece.marks)
    for mark in reversed(piece.marks):
        level = f" deep{min(depth, 3)}" if mark.role == "content" else ""
        depth -= mark.role == "content"
        inner = element("span", inner, class_=f"{mark.role}{level} {prefix}s{mark.number}")
    return inner
