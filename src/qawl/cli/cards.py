"""A reading on the terminal: a block for the page, then a card for each statement."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from qawl.cli.fields import fields_of, lines_of
from qawl.cli.terminal import isolated, packed, safe, width_of, wrapped
from qawl.languages.pack import installed, load_pack
from qawl.model import Article, Reading, Statement

_BAR = "│ "
_LABEL = 9
_LABELS = {"addressee": "to", "refers_to": "meaning", "in": "within"}
_IN_HEAD = frozenset({"speaker", "role"})
_COLOURS = {"direct": "green", "indirect": "cyan", "mixed": "yellow"}
_STYLES = {"source": "blue", "cue": "magenta"}
_PLAIN = frozenset({"speech", "neutral"})  # what needs no word of its own


def print_reading(console: Console, reading: Reading) -> None:
    """Print a page with its statements."""
    for line in _head(reading.article, width_of(console)):
        console.print(line)
    for number, statement in enumerate(reading.statements, start=1):
        console.print()
        for line in _card(reading, number, statement, width_of(console) - len(_BAR)):
            console.print(Text.assemble((_BAR, _COLOURS[statement.kind]), line))
    if not reading.statements:
        console.print(Text("no statements found", style="dim"))
    console.print()


def heading_of(article: Article) -> str:
    """Return the headline, or the first line where there is none."""
    return article.title.text if article.title else article.text.strip().split("\n")[0]


def _head(article: Article, width: int) -> Iterator[Text]:
    for line in wrapped(heading_of(article), width, article.direction):
        yield Text(line, style="bold")
    facts = [f"{label}{isolated(safe(name), article.direction)}" for label, name in _page_facts(article)]
    for line in packed(facts, " · ", width):
        yield Text(line, style="dim")


def _page_facts(article: Article) -> Iterator[tuple[str, str]]:
    """Give what is known of the page, each with the words before it."""
    if article.publisher:
        yield "", article.publisher.name
    if article.published:
        yield "", article.published.date.isoformat()
    yield "", load_pack(article.language).name if article.language in installed() else article.language
    for author in article.authors:
        yield "by ", author.name
    for credit in article.credits:
        yield f"{credit.kind} ", credit.name
    for edition in article.editions:
        yield "also in ", edition.label or edition.language


def _card(reading: Reading, number: int, statement: Statement, width: int) -> Iterator[Text]:
    direction = reading.article.direction
    yield from _who(number, statement, direction, width)
    kind = (statement.act, statement.kind, statement.class_, statement.stance)
    words = [word for word in kind if word not in _PLAIN] + [f"{statement.confidence:.0%}"]
    yield Text(safe(" · ".join(words)), style="dim")
    passed_on = {link.name for link in statement.chain}
    for field in fields_of(reading, statement):
        if field.name in _IN_HEAD or (field.name == "via" and field.words in passed_on):
            continue
        label = _LABELS.get(field.name, field.name)
        for place, line in enumerate(lines_of(field, width - _LABEL, direction)):
            head = (label if place == 0 else "").ljust(_LABEL)
            yield Text.assemble((head, "dim"), (line, _STYLES.get(field.name, "")))


def _who(number: int, statement: Statement, direction: str, width: int) -> Iterator[Text]:
    """Name the speaker and the role, or say that the text names none."""
    speaker = statement.speaker
    if speaker is None:
        names, style = ["no speaker named"], "italic"
    else:
        names, style = [speaker.name], "bold"
        if speaker.role and speaker.role != speaker.name:
            names.append(speaker.role)
    pieces = [isolated(" ".join(safe(name).split()), direction) for name in names]
    for place, line in enumerate(packed(pieces, ", ", width - 4)):
        yield Text.assemble((f"{number}  " if place == 0 else "   ", "bold"), (line, style))
