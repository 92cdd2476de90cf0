"""How fast a large store answers, and how large it is: statements made by varying our own.

    python benchmarks/store.py build ADDRESS [STATEMENTS]     make a store (1,000,000 statements unless said)
    python benchmarks/store.py ask ADDRESS                    time the queries of tests/store/queries.tsv on it
    python benchmarks/store.py compare [STATEMENTS]           both, on a file and on a PostgreSQL server of its own

ADDRESS is a file or postgresql://…; a database must be there and empty. Every query is asked three times in a random
order, in one process, the first time with whatever the system has in memory.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import psycopg
from postgres_server import running_server

from qawl.errors import QawlError
from qawl.languages.pack import load_pack
from qawl.model import Article, Dated, Link, Named, Reading, Speaker, SpeakerRef, Statement
from qawl.search.query import Query
from qawl.span import Span
from qawl.store.store import open_store

TESTS = Path(__file__).parent.parent / "tests/store"
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
FIRST_DAY, DAYS = datetime.date(2014, 1, 1), 4_000
OF_ARTICLE, AT_ONCE, WORDS = 20, 200, 40_000
SYLLABLES = {
    "ar": ["با", "را", "لي", "مو", "سن", "دار", "كي", "نو", "فا", "هد", "تم", "شار", "قو", "زي", "حل"],
    "ru": ["ба", "ра", "ли", "мо", "сен", "дар", "ки", "но", "фа", "гор", "тем", "шар", "ко", "зи", "вел"],
    "en": ["ba", "ra", "li", "mo", "sen", "dar", "ki", "no", "fa", "gor", "tem", "shar", "ko", "zi", "vel"],
}
LISTED = {"lang", "act", "kind", "stance"}


def main(command: str, address: str = "", count: str = "1000000") -> None:
    if command == "compare":
        compare(int(address or count))
    elif command == "build":
        build(address, int(count))
    else:
        ask(address)


def compare(count: int) -> None:
    """Ask a file and a server the same, in turn and twice: does the machine keep its pace?"""
    with tempfile.TemporaryDirectory() as folder, running_server() as server:
        file = str(Path(folder) / "store.db")
        for address in (file, server):
            print("PostgreSQL" if address == server else "SQLite")
            build(address, count)
        for address in (file, server, file, server):
            print("PostgreSQL" if address == server else "SQLite")
            ask(address)


def build(address: str, count: int) -> None:
    started = time.perf_counter()
    made = 0
    with open_store(address) as store:
        readings = make_readings(random.Random(5))
        while made < count:
            with store.together():
                for _ in range(AT_ONCE):
                    reading = next(readings)
                    store.keep(reading, source=f"https://example.org/{made}", fetched_at=NOW)
                    made += len(reading.statements)
            seconds = time.perf_counter() - started
            print(f"\r{made:,} statements, {made / seconds:,.0f}/s", end="", flush=True)
    print()
    size = size_of(address)
    print(f"{size / 1e6:,.0f} MB, {size / made:,.0f} bytes a statement")


def size_of(address: str) -> int:
    """Return the bytes on the disk of a file with its journal, or of a server's tables once they are tidy."""
    if "://" not in address:
        return sum(path.stat().st_size for path in Path(address).parent.glob(Path(address).name + "*"))
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        rows = connection.execute("SELECT pg_database_size(current_database())").fetchall()
    return int(rows[0][0])


def ask(address: str) -> None:
    rows = [row for row in table("queries.tsv") for _ in range(3)]
    random.Random(7).shuffle(rows)
    taken: list[tuple[float, str, int]] = []
    with open_store(address, write=False) as store:
        print(store.counts())
        for row in rows:
            query = make_query(row["query"], row["filters"])
            started = time.perf_counter()
            try:
                found = store.find(query).total
            except QawlError as error:
                print(error)
                continue
            taken.append((time.perf_counter() - started, f"{row['query']} {row['filters']}", found))
    times = sorted(seconds for seconds, _, _ in taken)
    print(f"{len(times)} queries: median {statistics.median(times) * 1000:.1f} ms,", end=" ")
    print(
        f"p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms, p99 {times[int(len(times) * 0.99)] * 1000:.0f} ms,",
        end=" ",
    )
    print(f"slowest {times[-1] * 1000:.0f} ms")
    for seconds, query, found in sorted(taken, reverse=True)[:12]:
        print(f"  {seconds * 1000:6.0f} ms {found:5} {query}")


def make_readings(chance: random.Random) -> Iterator[Reading]:
    """Give articles of twenty statements each for ever, every one with its own words, names and day."""
    rows = table("statements.tsv")
    by_language = {code: [row for row in rows if row["lang"] == code] for code in SYLLABLES}
    while True:
        yield make_reading(chance, by_language[chance.choice(sorted(by_language))])


def make_reading(chance: random.Random, rows: list[dict[str, str]]) -> Reading:
    language, outlet = rows[0]["lang"], chance.choice(rows)["outlet"]
    cast = [make_name(chance, language, rows) for _ in range(5)]
    speakers = tuple(Speaker(f"p{n}", name, role=role) for n, (name, role) in enumerate(cast))
    text, statements = "", []
    for number in range(OF_ARTICLE):
        row, speaker = chance.choice(rows), chance.choice(speakers)
        lines = [" ".join(vary(chance, language, rows)), speaker.name, row["addressee"], row["channel"]]
        spans = []
        for line in lines:
            spans.append(Span(len(text), len(text) + len(line), line) if line else None)
            text += line + "\n"
        content, source, addressee, channel = spans
        chain = tuple(Link(kind, row[kind]) for kind in ("channel", "agency") if row[kind])
        statements.append(
            Statement(
                id=f"s{number}",
                source=source,
                cue=None,
                content=(content,) if content else (),
                kind=row["kind"],  # type: ignore[arg-type]
                class_="speech",
                act=row["act"],
                stance=row["stance"],  # type: ignore[arg-type]
                speaker=SpeakerRef(speaker.id, speaker.name, speaker.role),
                addressee=addressee,
                channel=channel,
                chain=chain,
                confidence=0.9,
            )
        )
    day = FIRST_DAY + datetime.timedelta(days=chance.randrange(DAYS))
    article = Article(
        id=hashlib.sha256(text.encode()).hexdigest(),
        url=None,
        language=language,
        direction=load_pack(language).direction,
        title=Span(0, 20, text[:20]),
        text=text,
        published=Dated(day),
        publisher=Named(outlet),
    )
    return Reading(article, speakers, tuple(statements))


def make_name(chance: random.Random, language: str, rows: list[dict[str, str]]) -> tuple[str, str]:
    """One in ten bears a name of the table, the others have names of their own."""
    row = chance.choice(rows)
    if row["speaker"] and chance.random() < 0.1:
        return row["speaker"], row["role"]
    words = (make_word(chance, language).capitalize() for _ in range(2))
    return " ".join(words), row["role"]


def vary(chance: random.Random, language: str, rows: list[dict[str, str]]) -> list[str]:
    """Return about 25 words: stretches of the contents of the table among words of no meaning."""
    words: list[str] = []
    while len(words) < 22:
        content = chance.choice(rows)["content"].split()
        at = chance.randrange(len(content))
        words += content[at : at + chance.randrange(1, 5)]
        words += [make_word(chance, language) for _ in range(chance.randrange(1, 6))]
    return words


def make_word(chance: random.Random, language: str) -> str:
    """Return one of the words of a language; some are far commoner than others."""
    words = vocabulary(language)
    return words[int(len(words) * chance.random() ** 3)]


@cache
def vocabulary(language: str) -> list[str]:
    """Make words of two to four syllables."""
    chance = random.Random(3)
    return list(dict.fromkeys(spell(chance, SYLLABLES[language]) for _ in range(WORDS)))


def spell(chance: random.Random, syllables: list[str]) -> str:
    return "".join(
        syllables[min(int(chance.expovariate(0.35)), len(syllables) - 1)] for _ in range(chance.randrange(2, 5))
    )


def make_query(text: str, filters: str) -> Query:
    values: dict[str, object] = {}
    for part in filter(None, filters.split(",")):
        name, _, value = part.partition("=")
        values[name] = tuple(value.split("+")) if name in LISTED else value
    if "exact" in values:
        values["exact_script"] = bool(values.pop("exact") is not None)
    return msgspec.convert({"text": text, **values}, Query)


def table(name: str) -> list[dict[str, str]]:
    with (TESTS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main(*sys.argv[1:])
