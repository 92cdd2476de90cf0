"""`qawl add`: read pages from anywhere and keep them in the store, where `qawl find` looks."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from qawl.batch.reading import Options
from qawl.cli.asking import Db, day
from qawl.cli.stopping import STOPPED, interrupt, on_signals
from qawl.cli.terminal import safe
from qawl.errors import UsageError
from qawl.languages.pack import load_pack

if TYPE_CHECKING:
    from qawl.batch.record import Item
    from qawl.batch.report import Report
    from qawl.batch.tally import Tally
    from qawl.cli.progress import Shown
    from qawl.store.store import Store

_FEW = 8  # pages that are read sooner here than processes of their own begin
_MOST_TOLD = 20  # failures told one by one, and reasons that the report counts

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE", help="Files, folders, 'patterns*', archives, lists, addresses, feeds, or -."),
]
Lang = Annotated[str | None, typer.Option(help="The language of the pages; without it, it is detected.")]
Today = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help='The day of "today" where a page does not say its own.'),
]
ReaderName = Annotated[
    str | None, typer.Option("--reader", metavar="NAME", help="encoder (the trained reader, default) or rules.")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Processes that read; without it, one for each processor.")
]


class Run(msgspec.Struct, frozen=True):
    """What a run is asked for, beside how to read."""

    sources: tuple[str, ...]
    jobs: int | None = None
    most: int = 10_000
    delay: float = 1.0


def add(
    sources: Sources = None,
    *,
    db: Db = None,
    lang: Lang = None,
    date: Today = None,
    reader: ReaderName = None,
    jobs: Jobs = None,
    retry: Annotated[bool, typer.Option("--retry", help="Read again what failed; `qawl failures` lists it.")] = False,
    max_entries: Annotated[int, typer.Option(min=1, help="Pages of one feed or sitemap at most.")] = 10_000,
    delay: Annotated[float, typer.Option(min=0.0, help="Seconds between two pages of a feed from one machine.")] = 1.0,
) -> None:
    """Read pages and keep them in the store, where find and speaker look.

    A page that is kept already is not read again, so that a run that was stopped goes on where it was; a changed page
    is a new version beside the old one. What cannot be read is kept as a failure, and the exit status is 1.

    \b
    qawl add story.html news/ 'archive/2024-*.html'
    qawl add crawl.warc.gz pages.wacz pages.jsonl
    qawl add https://example.org/story https://example.org/feed.xml
    qawl add --retry
    """
    run = Run(tuple(sources or ()), jobs, max_entries, delay)
    options = Options(lang, day("--date", date), reader=reader)
    _check(run, options, retry)
    raise typer.Exit(_run(run, options, db, retry=retry))


def _check(run: Run, options: Options, retry: bool) -> None:
    if retry == bool(run.sources):
        wrong = "--retry takes no sources" if retry else "a source is missing"
        raise UsageError(f"qawl add: {wrong}: write `qawl add SOURCE…` or `qawl add --retry`")
    if options.lang:
        load_pack(options.lang)  # refuses an unknown language once, before any page is read


def _run(run: Run, options: Options, db: str | None, *, retry: bool) -> int:
    from qawl.batch.report import Report  # noqa: PLC0415  help and errors should not wait for the database
    from qawl.batch.tally import Tally  # noqa: PLC0415
    from qawl.store.store import open_store  # noqa: PLC0415

    report, tally = Report(), Tally()
    with open_store(db) as store, on_signals(interrupt, signal.SIGTERM):
        try:
            _add_all(run, options, store, tally, report, retry=retry)
        except KeyboardInterrupt:
            _print_report(report, tally)
            print("qawl: stopped: the same command goes on from here", file=sys.stderr)
            return STOPPED
    _print_report(report, tally)
    return int(report.has_failed)


def _add_all(run: Run, options: Options, store: Store, tally: Tally, report: Report, *, retry: bool) -> None:
    from qawl.batch.adding import add_items  # noqa: PLC0415
    from qawl.batch.workers import cores, make_readers  # noqa: PLC0415
    from qawl.feeds.pace import Clock  # noqa: PLC0415

    items = _retried(run, store, tally) if retry else _items(run, run.sources, store, tally, is_asked_for=True)
    first = list(islice(items, _FEW))
    jobs = (run.jobs or cores()) if len(first) == _FEW else 1
    with _shown(run.sources, tally) as shown, make_readers(options, jobs) as readers:
        results = add_items(chain(first, items), store, readers, Clock().now)
        with contextlib.closing(results):
            for added in results:
                report.add(added)
                shown.advance(added)
                if added.outcome == "failed" and report.outcomes["failed"] <= _MOST_TOLD:
                    shown.tell(f"qawl: {' '.join(safe(added.reason).split())}")


def _items(run: Run, sources: Sequence[str], store: Store, tally: Tally, *, is_asked_for: bool) -> Iterator[Item]:
    from qawl.batch.addresses import Journey, address_items  # noqa: PLC0415
    from qawl.batch.sources import items_of  # noqa: PLC0415
    from qawl.feeds.manners import Manners, Visitor  # noqa: PLC0415

    journey = Journey(Visitor(Manners(delay=run.delay)), run.most, store.fetched_at, is_asked_for)
    return items_of(sources, tally, partial(address_items, journey))


def _retried(run: Run, store: Store, tally: Tally) -> Iterator[Item]:
    """Give again what failed; of an archive only the pages that failed, unless it was the archive that failed.

    What came through standard input is gone.
    """
    from qawl.batch.sources import NAMELESS  # noqa: PLC0415

    failed = [failure for failure in store.failures() if not failure.source.startswith(NAMELESS)]
    wanted = {failure.source for failure in failed}
    origins = list(dict.fromkeys(failure.origin or failure.source for failure in failed))
    for item in _items(run, origins, store, tally, is_asked_for=False):
        origin = getattr(item, "origin", None)
        if origin is None or origin in wanted or item.source in wanted:
            yield item


def _shown(sources: Sequence[str], tally: Tally) -> Shown:
    from qawl.batch.folders import size_of  # noqa: PLC0415
    from qawl.batch.opening import STANDARD_INPUT, is_address  # noqa: PLC0415
    from qawl.cli.progress import Shown  # noqa: PLC0415

    remote = [source == STANDARD_INPUT or is_address(source) for source in sources]
    if not any(remote):
        return Shown(tally, sum(map(size_of, sources)), by_bytes=True)
    return Shown(tally, len(sources) if all(remote) else None, by_bytes=False)


def _print_report(report: Report, tally: Tally) -> None:
    print(report.summary())
    if report.outcomes["failed"] > 1:
        for reason, count in report.reasons.most_common(_MOST_TOLD):
            print(f"  {count:,} failed: {safe(reason)}")
        if rest := report.outcomes["failed"] - sum(count for _, count in report.reasons.most_common(_MOST_TOLD)):
            print(f"  {rest:,} failed for other reasons")
        print("`qawl failures` lists them, `qawl add --retry` reads them again")
    if tally.left_out:
        print("left out: " + " · ".join(f"{count:,} {kind}" for kind, count in sorted(tally.left_out.items())))
