"""`qawl watch`: ask feeds again and again, and keep what is new."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qawl.batch.reading import Options
from qawl.cli.asking import Db
from qawl.cli.stopping import on_signals
from qawl.cli.terminal import safe

if TYPE_CHECKING:
    from qawl.batch.watching import Round, Watch
    from qawl.batch.workers import Readers
    from qawl.feeds.watchlist import Watchlist
    from qawl.store.store import Store

File = Annotated[Path, typer.Argument(metavar="FEEDS.TOML", help="The file of feeds; see docs/feeds.md.")]


def watch(
    feeds: File,
    *,
    db: Db = None,
    once: Annotated[bool, typer.Option("--once", help="Ask every feed that is due once, and stop.")] = False,
    reader: Annotated[str | None, typer.Option(metavar="NAME", help="encoder (default) or rules.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read.")] = 1,
) -> None:
    """Ask feeds what is new and keep it, until stopped; Ctrl-C and SIGTERM end it between two pages.

    robots.txt and the waits that machines ask for are kept to; a feed that fails is asked less and less often.

    \b
    qawl watch feeds.toml
    qawl watch feeds.toml --once --db news.db
    """
    from qawl.batch.workers import make_readers  # noqa: PLC0415  help and errors should not wait for the database
    from qawl.feeds.watchlist import read_watchlist  # noqa: PLC0415
    from qawl.store.store import open_store  # noqa: PLC0415

    watchlist, stopped = read_watchlist(feeds), threading.Event()
    signals = on_signals(stopped.set, signal.SIGTERM, signal.SIGINT)
    with open_store(db) as store, make_readers(Options(reader=reader), jobs) as readers, signals:
        watching = make_watch(watchlist, store, readers, stopped)
        has_failed = _rounds(watching, stopped)
        while not once and not stopped.is_set():
            stopped.wait(watching.pause())
            _rounds(watching, stopped)
    raise typer.Exit(int(once and has_failed))


def make_watch(watchlist: Watchlist, store: Store, readers: Readers, stopped: threading.Event) -> Watch:
    """Return what watches the feeds of a list; its waits end when it is stopped."""
    from qawl.batch.watching import Watch  # noqa: PLC0415
    from qawl.feeds.manners import Manners  # noqa: PLC0415
    from qawl.feeds.pace import Clock  # noqa: PLC0415

    clock = Clock(sleep=stopped.wait)
    return Watch(watchlist, store, readers, Manners(watchlist.delay, watchlist.allow_private, clock=clock))


def _rounds(watching: Watch, stopped: threading.Event) -> bool:
    """Ask every feed that is due, print a line for each, and return whether one of them failed."""
    has_failed = False
    for one in watching.once(stopped.is_set):
        has_failed = has_failed or one.state.error is not None
        print(_line(one), file=sys.stderr if one.state.error else sys.stdout, flush=True)
        for added in one.added:
            if added.outcome == "failed":
                print(f"qawl: {' '.join(safe(added.reason).split())}", file=sys.stderr, flush=True)
    return has_failed


def _line(one: Round) -> str:
    """Return what became of a poll as one line, for a log that has its own clock."""
    if one.state.error:
        tries = f"{one.state.errors} in a row, next try {one.state.due_at:%Y-%m-%d %H:%M}"
        return f"qawl: {safe(one.state.error)} ({tries})"
    from qawl.batch.report import Report  # noqa: PLC0415

    report = Report()
    for added in one.added:
        report.add(added)
    more = f" · {one.left_out:,} beyond the limit left out" if one.left_out else ""
    return f"{safe(one.watched.address)}: {report.summary() if one.added else 'nothing new'}{more}"
