"""The text of an article with its statements marked in place.

Spans nest and overlap, so the text is cut wherever one begins or ends, and each piece is wrapped once for every span
that covers it. The wrappers have neither padding nor border nor another font: joined letters stay joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

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


def marks_of(reading: Reading) -> tuple[Mark, ...]:
    """Return the marks of all statements, numbered from 1."""
    found: list[Mark] = []
    for number, statement in enumerate(reading.statements, start=1):
        found.extend(Mark(span.start, span.end, role, number) for role, span in _spans(statement))
    return tuple(found)


def labels_of(reading: Reading) -> tuple[Label, ...]:
    """Return where the number of each statement stands: before its first word."""
    text = reading.article.text
    found = []
    for number, statement in enumerate(reading.statements, start=1):
        first = min((span.start for _, span in _spans(statement)), default=0)
        while first > 0 and not text[first - 1].isspace():
            first -= 1
        found.append(Label(first, number))
    return tuple(sorted(found))


def marked_text(text: str, passage: Span, marks: Sequence[Mark], labels: Sequence[Label], prefix: str) -> Markup:
    """Return a passage with its marks; `prefix` makes the names of the statements unique on the page."""
    near = [mark for mark in marks if mark.start < passage.end and passage.start < mark.end]
    placed = [label for label in labels if passage.start <= label.position < passage.end]
    cuts = {passage.start, passage.end, *(label.position for label in placed)}
    cuts |= {edge for mark in near for edge in (mark.start, mark.end) if passage.start < edge < passage.end}
    edges = sorted(cuts)
    pieces: list[Markup] = []
    for start, end in pairwise(edges):
        pieces.extend(_label(label, prefix) for label in placed if label.position == start)
        pieces.append(_wrapped(text[start:end], [mark for mark in near if mark.start <= start < mark.end], prefix))
    return joined(*pieces)


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


def _wrapped(text: str, covering: Iterable[Mark], prefix: str) -> Markup:
    """Wrap a piece: contents outermost, the statement that began first outside the one within it."""
    inner = joined(text)
    ordered = sorted(covering, key=lambda mark: (_ORDER.index(mark.role), mark.start, -mark.end, mark.number))
    depth = sum(mark.role == "content" for mark in ordered)
    for mark in reversed(ordered):
        level = f" deep{min(depth, 3)}" if mark.role == "content" else ""
        depth -= mark.role == "content"
        inner = element("span", inner, class_=f"{mark.role}{level} {prefix}s{mark.number}")
    return inner
