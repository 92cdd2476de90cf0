"""Speed and memory on real pages, as ratios to bare trafilatura on the same pages in the same run.

    python benchmarks/bench.py [--shared ../shared] [--pages 60] [--reader NAME …]

Each way of reading runs in a process of its own, so that its peak memory is its own. The bundled examples serve where
the shared pages are absent.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from qawl.errors import QawlError
from qawl.model import Page
from qawl.tagger.reader import READERS, open_reader

HERE = Path(__file__).parent
ROUNDS = 3  # the fastest round counts: the machine may be busy with other work


def main() -> None:
    options = _options()
    if options.way:
        print(json.dumps(_run(options.way, _pages(options.shared, options.pages))))
        return
    ways = ["trafilatura", "decode + extract", *(f"reading: {name}" for name in options.reader)]
    figures = {way: _in_own_process(options, way) for way in ways}
    _print(figures)


def _options() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--pages", type=int, default=60)
    ask.add_argument("--reader", nargs="*", choices=sorted(READERS), default=sorted(READERS))
    ask.add_argument("--way", help=argparse.SUPPRESS)
    return ask.parse_args()


def _pages(shared: Path, count: int) -> list[Page]:
    path = shared / "pages" / "pages.jsonl.gz"
    if not path.exists():
        return [Page(p.read_bytes(), name=p.name) for p in sorted(HERE.parent.glob("examples/*.html"))]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    step = max(1, len(rows) // count)
    return [Page(base64.b64decode(row["html_b64"]), url=row["url"]) for row in rows[::step]]


def _run(way: str, pages: list[Page]) -> dict[str, float]:
    read = _reader(way)
    read(pages[0])  # loads what is loaded once
    seconds = min(_time(read, pages) for _ in range(ROUNDS))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"pages": len(pages), "rate": len(pages) / seconds, "peak": peak}


def _reader(way: str) -> Callable[[Page], object]:
    if way == "trafilatura":
        from trafilatura import bare_extraction

        return lambda page: bare_extraction(page.content)
    if way == "decode + extract":
        from qawl.article.article import read_article

        return read_article
    from qawl.pipeline import read_page

    reader = open_reader(way.removeprefix("reading: "))
    return lambda page: read_page(page, reader=reader)


def _time(read: Callable[[Page], object], pages: list[Page]) -> float:
    start = time.perf_counter()
    for page in pages:
        try:
            read(page)
        except QawlError:
            continue  # a page without an article costs its time too
    return time.perf_counter() - start


def _in_own_process(options: argparse.Namespace, way: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--way", way, "--shared", str(options.shared), "--pages", str(options.pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _print(figures: dict[str, dict[str, float]]) -> None:
    base = figures["trafilatura"]["rate"]
    table = Table(title=f"{figures['trafilatura']['pages']:.0f} pages, one process each", title_justify="left")
    for header in ("way", "pages a second", "time as a multiple of trafilatura", "peak memory, MB"):
        table.add_column(header, justify="left" if header == "way" else "right")
    for way, row in figures.items():
        table.add_row(way, f"{row['rate']:.1f}", f"{base / row['rate']:.2f}", f"{row['peak']:.0f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
