"""How a server answers many at once while pages are added: the other programs are started from here.

    python benchmarks/load.py news.db            50 clients for 60 seconds
    python benchmarks/load.py news.db 10 20      10 clients for 20 seconds
    python benchmarks/load.py news.db queries    one client, the queries of tests/store/queries.tsv, nothing is added

The clients are one process of their own, the server another, and `qawl add` a third that keeps pages all the while.
The store must be there (`benchmarks/store.py build news.db 1000000` makes one); pages are added to it. It prints how
many searches were answered, the errors, the rate, the median and p95 of one search, and the seconds of processor that
the server used for each, which other work on the machine does not lengthen much. With `queries` each is asked three
times in a random order, as JSON and as a page; the slowest are listed.
"""

from __future__ import annotations

import asyncio
import csv
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import httpx

QAWL = [sys.executable, "-c", "from qawl.cli.main import main; main()"]
QUERIES = Path(__file__).parent.parent / "tests/store/queries.tsv"
PAGES = 600
WORDS = ("guarantees", "harbour", "гарантии", "мост", "ضمانات", "الجسر", "flood OR паводок", '"written guarantees"')
NAMES = ("Zakharova", "Громов", "حداد", "Lindgren")
PAGE = "The mayor, Ann Field, said on Monday: “The bridge will reopen in week {number}, after the flood of {number}.”\n"


def main(address: str, clients: str = "50", seconds: str = "60") -> None:
    with serving(address) as (home, server):
        asyncio.run(load(home, 1, 3))  # the first searches load the rules of the languages
        if clients == "queries":
            for path in ("/api/v1/statements", "/"):
                ask(home, path, server.pid)
            return
        with tempfile.TemporaryDirectory() as folder:
            load_while_adding(address, home, server.pid, make_pages(Path(folder)), int(clients), float(seconds))


@contextmanager
def serving(address: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a store; gives where, and the server."""
    port = free_port()
    server = subprocess.Popen([*QAWL, "serve", "--db", address, "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.terminate()
        server.wait()


def load_while_adding(address: str, home: str, server: int, pages: list[str], clients: int, seconds: float) -> None:
    used = processor(server)
    adding = subprocess.Popen([*QAWL, "add", *pages, "--lang", "en", "--reader", "rules", "--db", address])
    count = asyncio.run(load(home, clients, seconds))
    print(f"{(processor(server) - used) * 1000 / count:.1f} ms of processor a search, in the server")
    print("adding had ended before" if adding.poll() is not None else "adding went on all the while")
    adding.terminate()
    adding.wait()


def ask(home: str, path: str, server: int) -> None:
    """Ask the queries one after the other, and print how long they take."""
    with QUERIES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)) * 3
    random.Random(7).shuffle(rows)
    taken, statuses, used, begun = [], Counter[str](), processor(server), time.monotonic()
    with httpx.Client(base_url=home, timeout=120, trust_env=False, headers={"accept": "text/html"}) as client:
        for row in rows:
            asked = urlencode(parameters(row["query"], row["filters"]))
            started = time.perf_counter()
            statuses[str(client.get(path, params=asked).status_code)] += 1
            taken.append((time.perf_counter() - started, f"{row['query']} {row['filters']}"))
    print(path)
    tell(sorted(seconds for seconds, _ in taken), statuses, time.monotonic() - begun)
    print(f"{(processor(server) - used) * 1000 / len(rows):.1f} ms of processor a search, in the server")
    for seconds, query in sorted(taken, reverse=True)[:12]:
        print(f"  {seconds * 1000:6.0f} ms {query}")


def parameters(query: str, filters: str) -> list[tuple[str, str]]:
    """Return a row of queries.tsv as an address has it."""
    given = [("q", query)] if query else []
    for part in filter(None, filters.split(",")):
        name, _, value = part.partition("=")
        given += [("exact_script", "true")] if name == "exact" else [(name, one) for one in value.split("+")]
    return given


def make_pages(folder: Path) -> list[str]:
    for number in range(PAGES):
        (folder / f"{number}.txt").write_text(PAGE.format(number=time.time_ns() + number), encoding="utf-8")
    return [str(path) for path in sorted(folder.iterdir())]


async def load(home: str, clients: int, seconds: float) -> int:
    """Ask for some seconds; gives how often."""
    until, taken, statuses = time.monotonic() + seconds, [], Counter[str]()

    async def one(client: httpx.AsyncClient, number: int) -> None:
        chance = random.Random(number)
        while time.monotonic() < until:
            started = time.perf_counter()
            try:
                response = await client.get("/api/v1/statements", params=question(chance))
                statuses[str(response.status_code)] += 1
            except httpx.HTTPError as error:
                statuses[type(error).__name__] += 1
            taken.append(time.perf_counter() - started)

    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(base_url=home, timeout=120, trust_env=False, limits=limits) as client:
        await asyncio.gather(*(one(client, number) for number in range(clients)))
    tell(sorted(taken), statuses, seconds)
    return len(taken)


def question(chance: random.Random) -> str:
    asked = {"q": chance.choice(WORDS)} if chance.random() < 0.7 else {"speaker": chance.choice(NAMES)}
    if chance.random() < 0.3:
        asked["act"] = chance.choice(("say", "deny", "promise"))
    return urlencode(asked)


def tell(taken: list[float], statuses: Counter[str], seconds: float) -> None:
    errors = sum(count for status, count in statuses.items() if status != "200")
    print(f"{len(taken):,} searches, {errors} errors {dict(statuses)}, {len(taken) / seconds:.0f} a second")
    for name, part in (("median", 0.5), ("p95", 0.95), ("p99", 0.99)):
        print(f"{name} {taken[int(len(taken) * part)] * 1000:.0f} ms", end=", ")
    print(f"slowest {taken[-1] * 1000:.0f} ms")


def processor(number: int) -> float:
    """Return the seconds of processor that a program has used (Linux: fields 14 and 15 of its stat)."""
    fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server did not start")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
