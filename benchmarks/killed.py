"""Kill `qawl add` with kill -9 at random moments, and look whether the store is whole and the run goes on.

    python benchmarks/killed.py [--kills 50] [--pages 300] [--jobs 1] [--seed 1]

After each kill the store must pass its own check and SQLite's, and hold all that it held after the kill before. A run
that comes to its end must have kept every page once, and the next begins with an empty store.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import os
import random
import sqlite3
import sys
import tempfile
from pathlib import Path

import msgspec

from qawl.batch.reading import Options, read_text
from qawl.cli.main import main as main_of_qawl
from qawl.store.store import open_store

KILLED = -9
LOADED = ("batch.adding", "batch.addresses", "batch.report", "batch.sources", "batch.workers", "cli.progress")


class Found(msgspec.Struct):
    """What a series of kills came to."""

    kills: int = 0
    ends: int = 0
    kept: list[int] = []
    problems: list[str] = []


class Moment(msgspec.Struct):
    """When to kill: some seconds after so many pages are kept."""

    pages: int
    seconds: float


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--kills", type=int, default=50)
    ask.add_argument("--pages", type=int, default=300)
    ask.add_argument("--jobs", type=int, default=1)
    ask.add_argument("--seed", type=int, default=1)
    options = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="qawl-killed-") as folder:
        found = kill_often(Path(folder), options.kills, options.pages, options.jobs, options.seed)
    print(f"pages were kept after each of {found.kills} kills; {found.ends} runs came to their end")
    print("\n".join(found.problems) or "no problems")
    sys.exit(int(bool(found.problems)))


def kill_often(folder: Path, kills: int, pages: int, jobs: int, seed: int) -> Found:
    """Kill that many runs over one set of pages; the last run is let to its end."""
    for name in LOADED:  # what a run loads by itself: every fork runs the same code, and begins at once
        importlib.import_module(f"qawl.{name}")
    read_text("The mayor said that the bridge would reopen.", Options("en", reader="rules"))
    chance, found, names = random.Random(seed), Found(kept=[], problems=[]), make_pages(folder / "pages", pages)
    db, before = folder / "store.db", set[str]()
    while found.kills < kills:
        moment = Moment(len(before) + chance.randrange(pages // 3) - 1, chance.uniform(0, 0.5))
        status = run(folder / "pages", db, jobs, moment)
        now = look(db, found)
        found.problems += [f"lost after kill {found.kills}: {name}" for name in sorted(before - now)]
        before = now
        if status == 0:
            end(db, names, found)
            before = set()
        else:
            found.kills += 1
            found.kept.append(len(now))
            print(len(now), end=" ", flush=True)
        if status not in (0, KILLED):
            found.problems.append(f"a run ended by itself with status {status}")
            return found
    if run(folder / "pages", db, jobs, Moment(pages + 1, 0)) != 0:
        found.problems.append("the last run did not come to its end")
    end(db, names, found)
    return found


def make_pages(folder: Path, count: int) -> set[str]:
    """Write pages of our own, each with other words; returns their names."""
    folder.mkdir()
    for number in range(count):
        text = (
            f"Harbour {number} to reopen\n\nThe mayor, Ann Field, said on Monday that harbour number {number} would "
            f"reopen in May. “We have waited {number} days,” she added. The engineer denied that it was flooded.\n"
        )
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return {str(path) for path in folder.iterdir()}


def run(pages: Path, db: Path, jobs: int, moment: Moment) -> int | None:
    """Run `qawl add` and kill it at a moment; returns its status, 0 when it came to its end before."""
    running = multiprocessing.get_context("fork").Process(target=add, args=(pages, db, jobs))
    running.start()
    while running.is_alive():
        if count(db) >= moment.pages:
            running.join(moment.seconds)
            running.kill()
            running.join()
            break
        running.join(0.02)
    return running.exitcode


def add(pages: Path, db: Path, jobs: int) -> None:
    """Be `qawl add`: a fork of this process, which has loaded everything, so that most of its time is adding."""
    sys.argv = ["qawl", "add", str(pages), "--db", str(db), "--reader", "rules", "--lang", "en", "--jobs", str(jobs)]
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
    main_of_qawl()


def count(db: Path) -> int:
    """Return how many pages a store holds at this moment, -1 while there is none."""
    try:
        return int(rows(db, "SELECT count(*) FROM source")[0]) if db.exists() else -1
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return -1
        raise


def look(db: Path, found: Found) -> set[str]:
    """Check a store and return the sources that it holds."""
    if not db.exists():
        return set()
    with sqlite3.connect(db) as connection:
        (answer,) = connection.execute("PRAGMA integrity_check").fetchone()
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.close()
    if answer != "ok":
        found.problems.append(f"integrity_check after kill {found.kills}: {answer}")
    if not tables:
        return set()
    with open_store(db) as store:
        found.problems += [f"check after kill {found.kills}: {problem}" for problem in store.check()]
        found.problems += [f"failed after kill {found.kills}: {failure.reason}" for failure in store.failures()]
    return set(rows(db, "SELECT source FROM source"))


def end(db: Path, names: set[str], found: Found) -> None:
    """Look at the store of a run that came to its end, and throw it away."""
    found.ends += 1
    sources, articles = rows(db, "SELECT source FROM source"), rows(db, "SELECT count(*) FROM article")
    if sorted(sources) != sorted(names):
        found.problems.append(f"{len(names)} pages were given, {len(sources)} versions of {len(set(sources))} are kept")
    if articles != [len(names)]:
        found.problems.append(f"{len(names)} pages were given, {articles[0]} articles are kept")
    for path in db.parent.glob(f"{db.name}*"):
        path.unlink()


def rows(db: Path, query: str) -> list:
    connection = sqlite3.connect(db)
    try:
        return [row[0] for row in connection.execute(query)]
    finally:
        connection.close()


if __name__ == "__main__":
    main()
