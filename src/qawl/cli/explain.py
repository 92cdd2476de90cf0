"""Which rule or model gave each field of each statement."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from qawl.cli.cards import chain_words, when_words
from qawl.cli.terminal import isolated, safe, width_of, wrapped
from qawl.model import Reading, Statement

_FIELD, _RULE = 11, 24


def print_evidence(console: Console, reading: Reading) -> None:
    """Print every field that is known, the rule that spoke, and the words."""
    article = reading.article
    title = article.title.text if article.title else article.text.strip().split("\n")[0]
    for line in wrapped(console, title, width_of(console), article.direction):
        console.print(Text(line, style="bold"))
    if article.published:
        _print_row(console, "published", article.published.evidence, article.published.date.isoformat(), "ltr")
    for number, statement in enumerate(reading.statements, start=1):
        console.print()
        console.print(Text(f"{number}  {safe(statement.id)}", style="bold"))
        rules = _rules(statement)
        for name, value in _fields(statement, article.direction):
            _print_row(console, name, "; ".join(rules.pop(name, ())), value, article.direction)
        for name, spoken in rules.items():
            _print_row(console, name, "; ".join(spoken), "", article.direction)
    console.print()


def _print_row(console: Console, name: str, rule: str, value: str, direction: str) -> None:
    head = Text(f"  {safe(name).ljust(_FIELD)}") + Text(safe(rule or "-").ljust(_RULE) + " ", style="cyan")
    room = width_of(console) - _FIELD - _RULE - 3
    first, *others = wrapped(console, value, room, direction) or [""]
    console.print(head + Text(first))
    for line in others:
        console.print(Text(" " * (_FIELD + _RULE + 3) + line))


def _rules(statement: Statement) -> dict[str, list[str]]:
    """Return the evidence by field; what names no field stands under its own words."""
    found: dict[str, list[str]] = {}
    for line in statement.evidence:
        name, _, rule = line.partition(": ")
        found.setdefault(name, []).append(rule or "-")
    return found


def _fields(statement: Statement, direction: str) -> Iterator[tuple[str, str]]:
    spans = ("source", "cue", "addressee", "channel", "where", "via")
    for name in spans[:2]:
        if span := getattr(statement, name):
            yield name, span.text
    yield "content", " … ".join(span.text for span in statement.content)
    for name, word in (("kind", statement.kind), ("class", statement.class_), ("act", statement.act)):
        yield name, word
    yield "stance", statement.stance
    if statement.speaker:
        yield "speaker", statement.speaker.name
        if statement.speaker.role:
            yield "role", statement.speaker.role
    for name in spans[2:]:
        if span := getattr(statement, name):
            yield name, span.text
    if statement.when:
        yield "when", when_words(statement.when, direction)
    if statement.in_:
        yield "in", statement.in_
    for span in statement.refers_to:
        yield "refers_to", span.text
    if statement.chain:
        yield "chain", isolated(chain_words(statement.chain, direction))
    yield "confidence", f"{statement.confidence:.2f}"
