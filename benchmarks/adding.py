"""What adding costs: storing beside reading, memory over many pages, archives, and searching meanwhile.

    python benchmarks/adding.py ratio [--reader encoder] [--pages 12]      storing as a share of reading
    python benchmarks/adding.py memory [--pages 100000]                    resident memory while pages are added
    python benchmarks/adding.py archive [--megabytes 1000]                 records a second of a WARC
    python benchmarks/adding.py finding [--pages 300]                      `find` in other processes while `add` runs

All pages are made from the bundled examples or are our own; everything is written below /tmp and thrown away.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import io
import itertools
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from qawl.batch.adding import add_items
from qawl.batch.archives import archive_items
from qawl.batch.reading import Attempt, Options, attempt
from qawl.batch.record import Record, digest_of
from qawl.batch.tally import Tally
from qawl.batch.workers import Give, Here
from qawl.errors import StoreError
from qawl.model import Dated, Page, Reading
from qawl.search.query import Query
from qawl.store.store import Store, open_store

EXAMPLES = Path(__file__).parent.parent / "examples"
SHORT = "The mayor, Ann Field, said on Monday that the bridge would reopen in May.\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
PART = 500  # pages of the part that an archive repeats
NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("part", choices=PARTS)
    ask.add_argument("--pages", type=int)
    ask.add_argument("--megabytes", type=int, default=1000)
    ask.add_argument("--reader", default="encoder")
    options = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="qawl-adding-") as folder:
        PARTS[options.part](Path(folder), options)


def ratio(folder: Path, options: argparse.Namespace) -> None:
    """Read each page and keep it in turn, so that both meet the same load of the machine; processor time of each."""
    how = Options(reader=options.reader, threads=1)
    pages = list(islice(example_pages(), options.pages or 12))
    attempt(pages[0], how)  # loads what is loaded once
    reading, storing, statements = [], [], 0
    with open_store(folder / "store.db") as store:
        for number, page in enumerate(pages):
            made, seconds = timed(lambda page=page: attempt(page, how))
            reading.append(seconds)
            if made.reading is None:
                sys.exit(made.reason)
            different = varied(made.reading, number)
            statements += len(different.statements)
            _, seconds = timed(lambda page=page, kept=different: keep(store, page, kept))
            storing.append(seconds)
    share = sum(storing) / sum(reading)
    print(f"{len(pages)} pages with {statements} statements, reader {options.reader}, processor time a page:")
    print(f"read {1000 * statistics.mean(reading):.1f} ms, keep {1000 * statistics.mean(storing):.1f} ms: {share:.1%}")


def memory(folder: Path, options: argparse.Namespace) -> None:
    """Add pages that a reader without cost reads, and tell the resident memory on the way."""
    count = options.pages or 100_000
    base = attempt(Record("base", Page(SHORT, name="base")), Options("en", reader="rules")).reading
    if base is None:
        sys.exit("the short page cannot be read")
    readers, items = Trivial(base), (Record(str(n), Page(f"{SHORT}{n}", name=str(n))) for n in range(count))
    marks, began = {1000, 3000, 10_000, 30_000, 100_000, count}, time.monotonic()
    with open_store(folder / "store.db") as store:
        for number, _ in enumerate(add_items(items, store, readers, lambda: NOW), start=1):
            if number in marks:
                rate, size = number / (time.monotonic() - began), (folder / "store.db").stat().st_size / 1e6
                own, everything = resident("RssAnon"), resident()
                print(f"{number:,} pages: {own:.0f} MB of its own, {everything:.0f} MB with mapped files", end=", ")
                print(f"{rate:.0f} pages/s, store {size:.0f} MB", flush=True)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def archive(folder: Path, options: argparse.Namespace) -> None:
    """Make a WARC of our own pages, go through all of it, read a part of it with the rules, and cut it."""
    path = folder / "pages.warc.gz"
    count = make_archive(path, options.megabytes)
    size = path.stat().st_size
    began, used = time.monotonic(), time.process_time()
    records = sum(isinstance(item, Record) for item in archive_items(str(path), Tally()))
    took, used = time.monotonic() - began, time.process_time() - used
    print(f"{size / 1e6:.0f} MB packed, {count:,} records: {records:,} pages in {took:.0f} s ({used:.0f} s processor)")
    print(
        f"{records / used:,.0f} pages/s, {size / 1e6 / used:.0f} MB/s of processor time; {resident():.0f} MB resident"
    )
    part, how = list(islice(archive_items(str(path), Tally()), 50)), Options("en", reader="rules")
    _, used = timed(lambda: [attempt(item, how) for item in part if isinstance(item, Record)])
    print(f"read with the rules: {len(part) / used:.0f} pages/s of processor time")
    with path.open("r+b") as file:
        file.truncate(size - 100)
    *_, last = archive_items(str(path), Tally())
    print(f"cut by 100 bytes: {getattr(last, 'reason', 'NOT NOTICED').replace(str(folder), '…')}")


def finding(folder: Path, options: argparse.Namespace) -> None:
    """Search in two other processes as long as a run adds pages."""
    db, count = folder / "store.db", options.pages or 300
    open_store(db).close()
    spawn = multiprocessing.get_context("spawn")
    done, results = spawn.Event(), spawn.Queue()
    searching = [spawn.Process(target=search, args=(db, done, results)) for _ in range(2)]
    for one in searching:
        one.start()
    items = (Record(str(n), Page(f"{SHORT}That was bridge number {n}.\n", name=str(n))) for n in range(count))
    with open_store(db) as store:
        added = sum(1 for _ in add_items(items, store, Here(Options("en", reader="rules")), lambda: NOW))
    done.set()
    for _ in searching:
        searches, found, errors = results.get()
        print(f"while {added} pages were added: {searches} searches, up to {found} statements found, errors: {errors}")
    for one in searching:
        one.join()


def search(db: Path, done: Any, results: Any) -> None:
    """Search until told that all is done; open the store anew each time, as `qawl find` does."""
    searches, found, errors = 0, 0, []
    while not done.is_set():
        try:
            with open_store(db, write=False) as store:
                found = max(found, store.find(Query(text="bridges")).total)
        except StoreError as error:
            errors.append(str(error))
        searches += 1
    results.put((searches, found, errors))


class Trivial(Here):
    """Gives the same reading for every page, but with its own text and place, at no cost."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(Options())
        self._reading = reading

    def begin(self, record: Record) -> Give:
        return lambda: Attempt(varied(self._reading, int(record.source)))


def varied(reading: Reading, number: int) -> Reading:
    """Return a reading that says the same in a text of its own, on a day of its own."""
    text = f"{reading.article.text}\n{number}"
    day = Dated(datetime.date(2000, 1, 1) + datetime.timedelta(days=number % 9000))
    article = msgspec.structs.replace(reading.article, text=text, id=str(number), published=day)
    return msgspec.structs.replace(reading, article=article)


def keep(store: Store, record: Record, reading: Reading) -> None:
    with store.together():
        store.keep(reading, source=record.source, fetched_at=NOW, digest=digest_of(record.page))


def example_pages() -> Iterator[Record]:
    paths = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".html", ".txt"))
    for number, path in itertools.product(range(1_000_000), paths):
        yield Record(f"{path.name} {number}", Page(path.read_bytes(), name=path.name))


def make_archive(path: Path, megabytes: int) -> int:
    """Write a WARC of the examples, each with words of its own so that it does not pack away; returns its pages.

    One part is made and repeated: to go through it costs the same, and making it does not take an hour.
    """
    part, count = io.BytesIO(), 0
    for record in islice(example_pages(), PART):
        part.write(packed_record(f"https://news.example/{count}", record.page.content))
        count += 1
    with path.open("wb") as file:
        while file.tell() < megabytes * 1_000_000:
            file.write(part.getvalue())
            count += PART
    return count - PART


def packed_record(name: str, content: bytes) -> bytes:
    body = content + f"<!-- {random.Random(name).randbytes(12_000).hex()} -->".encode()
    http = ANSWER % len(body) + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {name}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return gzip.compress(head.encode() + http + b"\r\n\r\n", 1)


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    """Return what an act gives and the processor time that it took, all threads together."""
    begun = time.process_time()
    return act(), time.process_time() - begun


def resident(kind: str = "VmRSS") -> float:
    """Return the resident memory of this process in MB; `RssAnon` leaves out the mapped file of the store."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1024


PARTS = {"ratio": ratio, "memory": memory, "archive": archive, "finding": finding}

if __name__ == "__main__":
    main()
