"""`qawl add`: read pages and keep them in the store, where `qawl find` looks."""

from __future__ import annotations

import datetime
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence

from qawl.batch.opening import open_source
from qawl.batch.reading import Options, read_opened
from qawl.cli.asking import Db
from qawl.cli.batch import make_progress
from qawl.cli.terminal import safe
from qawl.errors import QawlError
from qawl.model import Page
from qawl.store.store import Store

ORDER = ("new", "changed", "unchanged", "failed")


def add(sources: Sequence[str], db: Db, options: Options) -> int:
    """Keep each source in the store, report the counts, and return the exit status.

    A source that cannot be read is told on standard error and kept as a failure; the rest goes on. A source whose bytes
    are those kept already is not read again, so a run that was broken off goes on where it stopped.
    """
    from qawl.store.store import open_store  # noqa: PLC0415  help and errors should not wait for the database

    counts: Counter[str] = Counter()
    progress = make_progress(len(sources))
    task = progress.add_task("", total=len(sources))
    with open_store(db) as store, progress:
        for source in sources:
            progress.update(task, description=safe(source)[-40:])
            counts[_add(store, source, options)] += 1
            progress.advance(task)
    print(" · ".join(f"{counts[what]} {what}" for what in ORDER if counts[what]) or "nothing to add")
    return int(counts["failed"] > 0)


def _add(store: Store, source: str, options: Options) -> str:
    try:
        page = open_source(source)
        digest = _digest(page)
        if store.has(source, digest):
            return "unchanged"
        reading = read_opened(page, options)
        return store.keep(reading, source=source, fetched_at=_now(), digest=digest).outcome
    except QawlError as error:
        store.fail(source, str(error), _now())
        print(f"qawl: {' '.join(safe(str(error)).split())}", file=sys.stderr)
        return "failed"


def _digest(page: Page) -> str:
    content = page.content.encode("utf-8", "surrogatepass") if isinstance(page.content, str) else page.content
    return hashlib.sha256(content).hexdigest()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
