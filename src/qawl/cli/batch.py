"""Read several sources in order: what fails is told on standard error, and the rest is still read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from qawl.batch.reading import Options, read_source
from qawl.cli.terminal import safe
from qawl.errors import QawlError
from qawl.languages.pack import load_pack
from qawl.model import Reading


class Batch:
    """The readings of some sources, and whether any of them failed."""

    def __init__(self, sources: Sequence[str], options: Options) -> None:
        self.sources, self.options = sources, options
        self.has_failed = False
        if options.lang:
            load_pack(options.lang)  # refuses an unknown language once, before any page is read

    def readings(self) -> Iterator[Reading]:
        """Give the readings in the order of the sources, those that fail left out."""
        progress = make_progress(len(self.sources))
        task = progress.add_task("", total=len(self.sources))
        for source in self.sources:
            progress.update(task, description=safe(source)[-40:])
            with progress:  # shown only while a page is read, so that it never stands between two cards
                reading = self._reading(source)
            progress.advance(task)
            if reading is not None:
                yield reading

    def _reading(self, source: str) -> Reading | None:
        try:
            return read_source(source, self.options)
        except QawlError as error:
            self._tell(str(error))
        except Exception as error:
            # the edge of a batch: one page that breaks the program must not cost the others
            self._tell(f"{source}: the program failed here ({type(error).__name__}: {error}): please report this page")
        return None

    def _tell(self, message: str) -> None:
        self.has_failed = True
        print(f"qawl: {' '.join(safe(message).split())}", file=sys.stderr)


def make_progress(count: int) -> Progress:
    """Return a progress bar on standard error, shown for several sources in a terminal only."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=console, transient=True, disable=count < 2 or not console.is_terminal)
