"""How far a run has come: a bar on a terminal, a line now and then elsewhere; both on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from qawl.batch.adding import Added
from qawl.batch.tally import Tally
from qawl.cli.terminal import safe

_EVERY = 10.0  # seconds between two lines
_WIDTH = 36


class Shown:
    """Shows progress while it is open. `total` counts bytes of files or whole sources, None where nobody knows."""

    def __init__(self, tally: Tally, total: int | None, *, by_bytes: bool) -> None:
        self._tally, self._total, self._by_bytes = tally, total, by_bytes
        console = Console(stderr=True)
        self._is_terminal = console.is_terminal
        counted = TextColumn("{task.fields[counted]}", markup=False)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), counted, TimeRemainingColumn())
        self._bar = Progress(*columns, console=console, transient=True, disable=not self._is_terminal)
        self._task = self._bar.add_task("", total=total, counted="")
        self._begun = self._told = time.monotonic()
        self._pages = 0

    def __enter__(self) -> Shown:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.stop()

    def advance(self, added: Added) -> None:
        """Count one source and show it."""
        self._pages += 1
        now = time.monotonic()
        if self._is_terminal:
            shown = safe(added.source)[-_WIDTH:]
            self._bar.update(self._task, completed=self._done(), description=shown, counted=self._counted(now))
        elif now - self._told >= _EVERY:
            self._told = now
            print(f"qawl: {self._counted(now)}{self._remaining(now)}", file=sys.stderr)

    def tell(self, line: str) -> None:
        """Print a line above the bar."""
        self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _done(self) -> int:
        return self._tally.bytes_read if self._by_bytes else self._tally.sources_done

    def _counted(self, now: float) -> str:
        rate = self._pages / max(now - self._begun, 1e-3)
        return f"{self._pages:,} page{'s' * (self._pages != 1)}, {rate:,.1f} a second"

    def _remaining(self, now: float) -> str:
        done = self._done()
        if not self._total or not done:
            return ""
        rest = (now - self._begun) * max(self._total - done, 0) / done
        minutes, seconds = divmod(round(rest), 60)
        return f", {100 * done // self._total} % done, {minutes} min {seconds:02} s left"
