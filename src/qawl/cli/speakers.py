"""`qawl speakers`: the people and bodies that speak in some pages, with their statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from rich.console import Console
from rich.text import Text

from qawl.cli.counting import many
from qawl.cli.terminal import isolated, safe, width_of, wrapped
from qawl.model import Reading, Speaker, Statement

_INDENT = "  "


class Said(msgspec.Struct):
    """One speaker over several pages: what is known of them, and each statement with its reading."""

    speaker: Speaker
    statements: list[tuple[Reading, Statement]]


def print_speakers(console: Console, readings: Iterable[Reading]) -> None:
    """Print each speaker with name, role and statements, those with the most first."""
    everyone = gather(readings)
    for said in everyone:
        for line in _lines(said, width_of(console)):
            console.print(line)
        console.print()
    if not everyone:
        console.print(Text("no speakers found", style="dim"))


def gather(readings: Iterable[Reading]) -> list[Said]:
    """Join the speakers of several pages that have one name; two spellings stay two."""
    found: dict[str, Said] = {}
    for reading in readings:
        speakers = {speaker.id: speaker for speaker in reading.speakers}
        for statement in reading.statements:
            speaker = speakers.get(statement.speaker.id) if statement.speaker else None
            if speaker is not None:
                said = found.setdefault(speaker.name, Said(speaker, []))
                said.statements.append((reading, statement))
                said.speaker = said.speaker if said.speaker.role else speaker
    return sorted(found.values(), key=lambda said: (-len(said.statements), said.speaker.name))


def _lines(said: Said, width: int) -> Iterator[Text]:
    direction = said.statements[0][0].article.direction
    words = [said.speaker.name, *([said.speaker.role] if said.speaker.role else [])]
    head = ", ".join(isolated(safe(word), direction) for word in words)
    yield Text.assemble((head, "bold"), (f"  {said.speaker.kind}, {many(len(said.statements), 'statement')}", "dim"))
    for script, name in sorted(said.speaker.names.items()):
        yield Text(f"{_INDENT}{script}: {isolated(safe(name))}", style="dim")
    for reading, statement in said.statements:
        content = " … ".join(span.text for span in statement.content)
        for place, line in enumerate(wrapped(content, width - 14, reading.article.direction)):
            yield Text.assemble((f"{_INDENT}{statement.act if place == 0 else '':<10}", "dim"), line)
