"""How many there are: in words, and shown on standard error while a long work goes on, only in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

T = TypeVar("T")


def many(count: int, noun: str) -> str:
    """Return a number with what it counts: `1 page`, `2,000 pages`."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def counted(pages: Iterable[T]) -> Iterator[T]:
    """Give the pages on as they are, and show their number."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} pages"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        for page in pages:
            yield page
            progress.advance(task)
