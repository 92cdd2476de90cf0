"""Statements found, on the terminal: who, when, where, and the piece with the hit marked."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from qawl.cli.counting import many
from qawl.cli.terminal import isolated, packed, safe, width_of
from qawl.store.values import Hit, Hits, Snippet

_MARK = "bold reverse"
_INDENT = "  "


def print_hits(console: Console, found: Hits, *, page: int = 1) -> None:
    """Print a page of hits and how many there are."""
    for hit in found.hits:
        print_hit(console, hit)
        console.print()
    console.print(Text(_tally(found, page), style="dim"))


def print_hit(console: Console, hit: Hit) -> None:
    """Print one statement found."""
    width = width_of(console) - len(_INDENT)
    speaker, direction = hit.statement.speaker, hit.article.direction
    source = hit.statement.source.text if hit.statement.source else "nobody named"
    who = [speaker.name, speaker.role or ""] if speaker else [source]
    for line in packed([isolated(safe(part), direction) for part in who if part], " · ", width):
        console.print(Text(line, style="bold"))
    for piece in marked_lines(console, hit.snippet, direction, width):
        console.print(Text(_INDENT) + piece)
    for line in packed([isolated(safe(fact), direction) for fact in _facts(hit)], " · ", width):
        console.print(Text(_INDENT + line, style="dim"))


def marked_lines(console: Console, snippet: Snippet, direction: str, width: int) -> Iterator[Text]:
    """Give a piece as lines with the hits marked, each isolated on its own."""
    text, at = Text(), 0
    for start, end in snippet.marks:
        text.append(safe(snippet.text[at:start])).append(safe(snippet.text[start:end]), style=_MARK)
        at = end
    text.append(safe(snippet.text[at:]))
    for line in text.wrap(console, max(width, 10)):
        line.rstrip()
        ends = isolated(line.plain, direction)
        yield Text(ends[0]) + line + Text(ends[-1]) if ends != line.plain else line


def _facts(hit: Hit) -> Iterator[str]:
    said, article = hit.statement, hit.article
    if article.published:
        yield article.published.isoformat()
    if article.outlet:
        yield article.outlet
    yield said.act if said.stance == "neutral" else f"{said.act}, {said.stance}"
    if said.addressee:
        yield f"to {said.addressee.text}"
    yield article.source


def _tally(found: Hits, page: int) -> str:
    if not found.total:
        return "nothing found"
    if not found.hits:
        return f"there is no page {page}: {many(found.total, 'statement')} in all"
    first, last = found.offset + 1, found.offset + len(found.hits)
    total = f"more than {found.total:,} statements" if found.is_more else many(found.total, "statement")
    more = f"; --page {page + 1} shows the next" if found.is_more or last < found.total else ""
    return f"{first:,}-{last:,} of {total}{more}"
