"""The command `qawl`: parse, call, print."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from qawl import __version__
from qawl.batch.reading import Options
from qawl.cli.add import add
from qawl.cli.batch import Batch
from qawl.cli.cards import print_reading
from qawl.cli.check import check
from qawl.cli.counting import many
from qawl.cli.explain import print_evidence
from qawl.cli.export import export
from qawl.cli.failures import failures
from qawl.cli.find import find
from qawl.cli.importing import import_readings
from qawl.cli.mcp import mcp
from qawl.cli.packs import print_packs, print_problems
from qawl.cli.serve import serve
from qawl.cli.speaker import speaker
from qawl.cli.speakers import print_speakers
from qawl.cli.terminal import make_console, safe
from qawl.cli.watch import watch
from qawl.errors import QawlError, UsageError
from qawl.export.html import to_html
from qawl.export.json_lines import json_schema, to_line
from qawl.languages.pack import all_packs
from qawl.model import Reading

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE", help="Files, addresses, or - for standard input.", show_default=False)
]
Lang = Annotated[str | None, typer.Option(help="The language of the pages; without it, it is detected.")]
Day = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help='The day of "today" where a page does not say its own.'),
]
Least = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out statements that are less certain.")
]
ReaderName = Annotated[
    str | None, typer.Option("--reader", metavar="NAME", help="encoder (the trained reader, default) or rules.")
]


def main() -> None:
    """Run the command; errors are one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="qawl")
    except QawlError as error:
        print(f"qawl: {safe(str(error))}", file=sys.stderr)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        # the reader of our output has gone (`qawl read … | head`); keep Python from telling so while it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    """Read news pages in Arabic, Russian and English: who said what, to whom, when, where, and on whose word.

    \b
    qawl read story.html                cards in the terminal
    qawl read *.html --json > out.jsonl one reading a line
    qawl read story.txt --html out.html a page to look at
    """
    if version:
        print(f"qawl {__version__}")
        raise typer.Exit


@app.command()
def read(
    sources: Sources,
    json: Annotated[bool, typer.Option("--json", help="Print one reading a line and nothing else.")] = False,
    html: Annotated[Path | None, typer.Option(metavar="OUT", help="Write a page that needs nothing else.")] = None,
    lang: Lang = None,
    date: Day = None,
    min_confidence: Least = 0.0,
    reader: ReaderName = None,
) -> None:
    """Read pages and print who said what.

    A source that cannot be read gives one line on standard error; the others are still read, and the exit status is 1.

    \b
    qawl read story.html other.txt
    qawl read https://example.org/story
    cat story.txt | qawl read - --lang ar --date 2021-12-16
    qawl read *.html --json | jq -r '.statements[].speaker.name'
    """
    batch = Batch(sources, Options(lang, _day(date), min_confidence, reader))
    console = make_console()
    kept: list[Reading] = []
    for reading in batch.readings():
        if json:
            sys.stdout.buffer.write(to_line(reading))
            sys.stdout.buffer.flush()
        elif not html:
            print_reading(console, reading)
        kept.extend([reading] if html else [])
    if html and kept:
        _write(html, to_html(kept))
        if not json:
            count = sum(len(reading.statements) for reading in kept)
            print(f"{safe(str(html))}: {many(count, 'statement')} from {many(len(kept), 'page')}")
    raise typer.Exit(int(batch.has_failed))


@app.command()
def explain(
    sources: Sources, lang: Lang = None, date: Day = None, min_confidence: Least = 0.0, reader: ReaderName = None
) -> None:
    """Show which rule or model gave each field of each statement.

    \b
    qawl explain story.html
    """
    batch = Batch(sources, Options(lang, _day(date), min_confidence, reader))
    console = make_console()
    for reading in batch.readings():
        print_evidence(console, reading)
    raise typer.Exit(int(batch.has_failed))


@app.command()
def speakers(sources: Sources, lang: Lang = None, date: Day = None, reader: ReaderName = None) -> None:
    """List who speaks in one or many pages, with role and statements.

    \b
    qawl speakers *.html
    """
    batch = Batch(sources, Options(lang, _day(date), reader=reader))
    print_speakers(make_console(), batch.readings())
    raise typer.Exit(int(batch.has_failed))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading."""
    print(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode())


@app.command()
def languages(
    is_checked: Annotated[
        bool, typer.Option("--check", help="Print what is wrong with the packs, file:line each.")
    ] = False,
) -> None:
    """List the installed languages and what each covers."""
    console, packs = make_console(), all_packs()
    if is_checked:
        raise typer.Exit(int(print_problems(console, packs) > 0))
    print_packs(console, packs)


app.command(short_help="Read many pages and keep them in a store.")(add)
app.command(short_help="List what could not be read, and why.")(failures)
app.command(short_help="Ask feeds what is new, and keep it.")(watch)
app.command(short_help="Find statements: words in any form, names in any script.")(find)
app.command(short_help="Write a store or a search for another program.")(export)
app.command("import", short_help="Keep readings that qawl wrote as JSON Lines.")(import_readings)
app.command(short_help="Show a speaker over everything kept; join and part names.")(speaker)
app.command(short_help="Print what is wrong with a store; make its index anew.")(check)
app.command(short_help="Show the store in the browser, with an interface for programs.")(serve)
app.command(short_help="Serve the store to an assistant.")(mcp)


def _day(stated: str | None) -> datetime.date | None:
    try:
        return None if stated is None else datetime.date.fromisoformat(stated)
    except ValueError as error:
        raise UsageError(f'--date "{stated}": this is no day: write it as 2021-12-16') from error


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"--html {path}: the file cannot be written ({reason}): choose another place") from error
