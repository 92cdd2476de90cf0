"""A reading on the terminal: a block for the page, then a card for each statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from qawl.cli.terminal import isolated, safe, width_of, wrapped
from qawl.languages.pack import installed, load_pack
from qawl.model import Article, Link, Reading, Statement, When

_BAR = "│ "
_LABEL = 9
_COLOURS = {"direct": "green", "indirect": "cyan", "mixed": "yellow"}
_PLAIN = frozenset({"speech", "neutral"})  # what needs no word of its own
_VALUES = {"source": "blue", "cue": "magenta", "content": "default"}


def print_reading(console: Console, reading: Reading) -> None:
    """Print a page with its statements."""
    article = reading.article
    for line in _head(console, reading):
        console.print(line)
    for number, statement in enumerate(reading.statements, start=1):
        console.print()
        colour = _COLOURS[statement.kind]
        for line in _card(console, reading, number, statement):
            console.print(Text(_BAR, style=colour) + line)
    if not reading.statements:
        console.print(Text("no statements found", style="dim"))
    if article.text:
        console.print()


def field(console: Console, label: str, value: str, direction: str, style: str = "") -> Iterator[Text]:
    """Give the lines of one field, its value wrapped beside its label."""
    room = width_of(console) - _LABEL - len(_BAR)
    for number, line in enumerate(wrapped(console, value, room, direction)):
        head = Text((label if number == 0 else "").ljust(_LABEL), style="dim")
        yield head + Text(line, style=style)


def when_words(when: When, direction: str) -> str:
    """Say when: the day first, then the words of the text."""
    words = isolated(safe(when.text), direction)
    return f"{when.date.isoformat()} ({words})" if when.date else words


def chain_words(chain: Iterable[Link], direction: str) -> str:
    """Draw the way of the words with arrows, each name kept together."""
    return " → ".join(isolated(safe(link.name), direction) for link in chain)


def _head(console: Console, reading: Reading) -> Iterator[Text]:
    article = reading.article
    direction = article.direction
    title = article.title.text if article.title else article.text.strip().split("\n")[0]
    for line in wrapped(console, title, width_of(console), direction):
        yield Text(line, style="bold")
    facts = [isolated(safe(fact), direction) for fact in _page_facts(article)]
    yield Text(" · ".join(facts), style="dim")


def _page_facts(article: Article) -> Iterator[str]:
    if article.publisher:
        yield article.publisher.name
    if article.published:
        yield article.published.date.isoformat()
    yield load_pack(article.language).name if article.language in installed() else article.language
    for author in article.authors:
        yield f"by {author.name}"
    for credit in article.credits:
        yield f"{credit.kind}: {credit.name}"
    for edition in article.editions:
        yield f"also in {edition.label or edition.language}" + (f" <{edition.url}>" if edition.url else "")


def _card(console: Console, reading: Reading, number: int, statement: Statement) -> Iterator[Text]:
    direction = reading.article.direction
    yield _who(number, statement, direction)
    kind = (statement.act, statement.kind, statement.class_, statement.stance)
    words = [word for word in kind if word not in _PLAIN] + [f"{statement.confidence:.0%}"]
    yield Text(safe(" · ".join(words)), style="dim")
    for label, value in _facts(reading, statement):
        yield from field(console, label, value, direction, _VALUES.get(label, ""))
    if statement.when:
        yield Text("when".ljust(_LABEL), style="dim") + Text(when_words(statement.when, direction))
    if statement.chain:
        yield Text("chain".ljust(_LABEL), style="dim") + Text(chain_words(statement.chain, direction))


def _who(number: int, statement: Statement, direction: str) -> Text:
    speaker = statement.speaker
    line = Text(f"{number}  ", style="bold")
    if speaker is None:
        words = statement.source.text if statement.source else "no speaker named"
        return line + Text(isolated(safe(words), direction), style="italic")
    line += Text(isolated(safe(speaker.name), direction), style="bold")
    if speaker.role and speaker.role != speaker.name:
        line += Text(", " + isolated(safe(speaker.role), direction))
    return line


def _facts(reading: Reading, statement: Statement) -> Iterator[tuple[str, str]]:
    """Give the labels and words of a card, only those that are known."""
    if statement.source:
        yield "source", statement.source.text
    if statement.cue:
        yield "cue", statement.cue.text
    yield "content", " … ".join(span.text for span in statement.content)
    for span in statement.refers_to:
        yield "meaning", span.text
    spans = {"to": statement.addressee, "where": statement.where, "channel": statement.channel, "via": statement.via}
    for label, named in spans.items():
        if named:
            yield label, named.text
    if statement.in_:
        numbers = {other.id: number for number, other in enumerate(reading.statements, start=1)}
        yield "within", f"statement {numbers.get(statement.in_, statement.in_)}"
