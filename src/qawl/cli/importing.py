"""`qawl import`: readings that `qawl export` or `qawl read --json` wrote, back into a store."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from qawl.batch.opening import STANDARD_INPUT
from qawl.cli.asking import Db
from qawl.cli.counting import counted, many
from qawl.cli.terminal import safe
from qawl.export.read_back import Broken, read_back
from qawl.model import Reading
from qawl.store.store import Store

Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="JSON Lines of qawl, or - for standard input.", show_default=False)
]
_MOST_TOLD = 20  # broken lines of a file that are told one by one
_ORDER = ("new", "changed", "unchanged", "failed")


def import_readings(files: Files, *, db: Db = None) -> None:
    """Keep readings that qawl wrote as JSON Lines.

    What the store holds already stays as it is. A line that is broken gives one line on standard error, the others are
    kept all the same, and the exit status is 1.

    \b
    qawl import everything.jsonl --db copy.db
    qawl read *.html --json | qawl import -
    """
    from qawl.store.store import open_store  # noqa: PLC0415  help and errors should not wait for the database

    counts: Counter[str] = Counter()
    with open_store(db) as store:
        for name in files:
            _import(store, name, counts)
    print(" · ".join(f"{counts[what]} {what}" for what in _ORDER if counts[what]) or "nothing to import")
    raise typer.Exit(int(counts["failed"] > 0))


def _import(store: Store, name: str, counts: Counter[str]) -> None:
    try:
        with _opened(name) as file:
            addresses: set[str] = set()
            broken = 0
            for found in counted(read_back(file, name)):
                if isinstance(found, Broken):
                    broken += 1
                    if broken <= _MOST_TOLD:
                        _tell(f"{found.place}: {found.reason}")
                counts["failed" if isinstance(found, Broken) else _keep(store, found, addresses)] += 1
            if broken > _MOST_TOLD:
                _tell(f"{name}: {many(broken - _MOST_TOLD, 'more line')} like that: `qawl import` reads jsonl only")
    except OSError as error:
        _tell(f"{name}: the file cannot be read ({(error.strerror or str(error)).lower()}): check its name")
        counts["failed"] += 1


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if name == STANDARD_INPUT else Path(name).open("rb")


def _keep(store: Store, reading: Reading, addresses: set[str]) -> str:
    """Keep a reading that the store does not have; the page's address is its source, or else its text.

    Where two pages of one file state one address, as copies and careless sites do, the second is no version of the
    first: a store gives only its newest versions. `addresses` are those of the file that were met.
    """
    address = reading.article.url
    is_first = address is not None and address not in addresses
    addresses.update([address] if address else ())
    if store.knows(reading):
        return "unchanged"
    source = address if address and is_first else f"reading:{reading.article.id}"
    return store.keep(reading, source=source, fetched_at=datetime.datetime.now(datetime.UTC)).outcome


def _tell(message: str) -> None:
    print(f"qawl: {' '.join(safe(message).split())}", file=sys.stderr)
