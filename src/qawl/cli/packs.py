"""What is installed: the language packs, what each covers, and what is wrong with them."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from qawl.cli.terminal import isolated, packed, safe, width_of
from qawl.languages.check import coverage, lint
from qawl.languages.pack import LanguagePack

_DIRECTIONS = {"rtl": "right to left", "ltr": "left to right"}


def print_packs(console: Console, packs: tuple[LanguagePack, ...]) -> None:
    """Print each pack with the number of rows in its tables."""
    for pack in packs:
        native = isolated(safe(pack.native_name), pack.direction)
        rest = f"  {native}  {_DIRECTIONS[pack.direction]}"
        console.print(Text.assemble((f"{pack.code}  {pack.name}", "bold"), (rest, "dim")))
        counts = [f"{count:,} {table}" for table, count in coverage(pack).items()]
        for line in packed(counts, ", ", width_of(console) - 4):
            console.print(Text(f"    {line}"))


def print_problems(console: Console, packs: tuple[LanguagePack, ...]) -> int:
    """Print what is wrong with the packs, a line each, and return how many problems there are."""
    problems = [problem for pack in packs for problem in lint(pack)]
    for problem in problems:
        console.print(Text(safe(problem)))
    return len(problems)
