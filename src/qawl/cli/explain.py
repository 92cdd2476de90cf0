"""Which rule or model gave each field of each statement."""

from __future__ import annotations

from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from qawl.cli.cards import heading_of
from qawl.cli.fields import Field, fields_of, lines_of
from qawl.cli.terminal import safe, width_of, wrapped
from qawl.model import Reading, Statement

_NAME, _RULE = 13, 36
# fields that come with another one, whose evidence is theirs
_TOGETHER = {
    "source": "statement",
    "cue": "statement",
    "content": "statement",
    "role": "speaker",
    "class": "act",
    "stance": "act",
}


def print_evidence(console: Console, reading: Reading) -> None:
    """Print every field that is known, the rule that spoke, and the words."""
    article = reading.article
    for line in wrapped(heading_of(article), width_of(console), article.direction):
        console.print(Text(line, style="bold"))
    if article.published:
        day = Field("published", article.published.date.isoformat())
        _print_field(console, day, article.published.evidence, article.direction)
    for number, statement in enumerate(reading.statements, start=1):
        console.print()
        console.print(Text(f"{number}  {statement.confidence:.0%}", style="bold"))
        _print_statement(console, reading, statement)
    console.print()


def _print_statement(console: Console, reading: Reading, statement: Statement) -> None:
    rules = _rules(statement)
    told = set()
    for field in (*fields_of(reading, statement), *_judgements(statement)):
        name = field.name if field.name in rules else _TOGETHER.get(field.name, field.name)
        told.add(name)
        _print_field(console, field, rules.get(name, ""), reading.article.direction)
    for name, rule in rules.items():
        if name not in told:
            _print_field(console, Field(name, ""), rule, reading.article.direction)


def _print_field(console: Console, field: Field, rule: str, direction: str) -> None:
    room = width_of(console) - _NAME - _RULE - 2
    left = wrapped(rule or "-", _RULE - 2, "ltr")
    right = lines_of(field, room, direction)
    for place, (spoken, words) in enumerate(zip_longest(left, right, fillvalue="")):
        name = (safe(field.name) if place == 0 else "").ljust(_NAME - 2)
        gap = " " * max(1, _RULE - cell_len(spoken))
        console.print(Text.assemble(f"  {name}", (spoken, "cyan"), gap, words))


def _rules(statement: Statement) -> dict[str, str]:
    """Return the evidence by field."""
    found: dict[str, list[str]] = {}
    for line in statement.evidence:
        name, _, rule = line.partition(": ")
        found.setdefault(name, []).append(rule or "yes")
    return {name: "; ".join(rules) for name, rules in found.items()}


def _judgements(statement: Statement) -> tuple[Field, ...]:
    """Return the fields that stand in no words of the text."""
    names = {"kind": statement.kind, "class": statement.class_, "act": statement.act, "stance": statement.stance}
    return tuple(Field(name, word) for name, word in names.items())
