"""The fields of a statement in the order in which people ask for them, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from qawl.cli.terminal import isolated, packed, safe, wrapped
from qawl.model import Reading, Statement, When


class Field(msgspec.Struct, frozen=True):
    """A field that is known: its name in the schema, and its words, or steps that stay whole between arrows."""

    name: str
    words: str
    steps: tuple[str, ...] = ()
    day: str | None = None


def fields_of(reading: Reading, statement: Statement) -> Iterator[Field]:
    """Give the fields of a statement that hold something."""
    if statement.speaker:
        yield Field("speaker", statement.speaker.name)
        if statement.speaker.role:
            yield Field("role", statement.speaker.role)
    for name, span in (("source", statement.source), ("cue", statement.cue)):
        if span:
            yield Field(name, span.text)
    yield Field("content", " … ".join(span.text for span in statement.content))
    yield from (Field("refers_to", span.text) for span in statement.refers_to)
    yield from _circumstances(statement)
    if statement.in_:
        numbers = {other.id: number for number, other in enumerate(reading.statements, start=1)}
        yield Field("in", f"statement {numbers.get(statement.in_, statement.in_)}")
    if len(statement.chain) > 1:  # the speaker alone is no way
        yield Field("chain", "", steps=tuple(link.name for link in statement.chain))


def lines_of(field: Field, width: int, direction: str) -> list[str]:
    """Return a field as lines that fit a width, right-to-left words isolated."""
    if field.steps:
        return packed([isolated(safe(step), direction) for step in field.steps], " → ", width)
    if field.day:
        return packed([field.day, f"({isolated(safe(field.words), direction)})"], " ", width)
    return wrapped(field.words, width, direction)


def _circumstances(statement: Statement) -> Iterator[Field]:
    for name in ("addressee", "channel", "where", "via"):
        if span := getattr(statement, name):
            yield Field(name, span.text)
    if statement.when:
        yield _when(statement.when)


def _when(when: When) -> Field:
    return Field("when", when.text, day=when.date.isoformat() if when.date else None)
