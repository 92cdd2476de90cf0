"""Accuracy on the references: reads them as plain text with the program and prints score.py's figures as tables.

    python benchmarks/score.py [--reader rules] [--shared ../shared] [--lower]

Exits with 1 when a figure lies below its floor in floors.toml, or when a corpus is not the one that the floors were
measured on. `--lower` writes the present figures as the new floors even where they are lower; say why in CHANGELOG.md.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import hashlib
import importlib.util
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import track
from rich.table import Table

from qawl.model import Page
from qawl.pipeline import read_page
from qawl.tagger.reader import DEFAULT_READER, READERS, open_reader

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
SLACK = 0.1  # points: the figures are rounded to tenths
# The encoder's 8-bit sums round differently from processor to processor; two attributions may tip over, or one point.
TIPPING = {"encoder": 2}
Document = dict[str, Any]


def main() -> int:
    options = _options()
    if not options.shared.is_dir():
        print(f"{options.shared}: no references here: give their folder with --shared; nothing was measured")
        return 0
    yardstick = _load_yardstick(options.shared)
    console = Console(width=132)
    corpora = {
        "gold/dev": _folder(options.shared / "gold" / "dev"),
        "seed": [json.loads((options.shared / "seed" / "gold.json").read_text(encoding="utf-8"))],
        "polnear-dev": _lines(options.shared / "corpora" / "attribution" / "polnear-dev.jsonl.gz"),
    }
    figures = {name: _measure(yardstick, name, documents, options.reader) for name, documents in corpora.items()}
    for name, by_language in figures.items():
        _print(console, name, by_language)
    hashes = {name: _hash(documents) for name, documents in corpora.items()}
    return _check_floors(options, hashes, figures)


def _options() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reader", choices=sorted(READERS), default=DEFAULT_READER)
    ask.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--lower", action="store_true")
    return ask.parse_args()


def _load_yardstick(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("yardstick", shared / "eval" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{shared}/eval/score.py: the scorer is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _folder(folder: Path) -> list[Document]:
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return [document for document in documents if "attributions" in document]


def _lines(path: Path) -> list[Document]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _measure(yardstick: ModuleType, name: str, documents: list[Document], reader: str) -> dict[str, dict[str, Any]]:
    tallies: dict[str, Any] = {}
    direct: dict[str, list[int]] = {}
    read = open_reader(reader)
    for document in track(documents, description=name, transient=True):
        page = Page(document["text"], name=document["id"])
        reading = msgspec.to_builtins(read_page(page, lang=document["lang"], date=_day(document), reader=read))
        gold, found = list(yardstick.gold_rows(document)), list(yardstick.predicted_rows(reading))
        tallies.setdefault(document["lang"], yardstick.Tally()).add(document["text"], gold, found)
        counts = direct.setdefault(document["lang"], [0, 0, 0, 0])
        for place, count in enumerate(_direct_counts(yardstick, gold, found)):
            counts[place] += count
    reports = {language: tally.report() for language, tally in sorted(tallies.items())}
    for language, (hits, asked, right, given) in direct.items():
        reports[language]["direct"] = {"R": _percent(hits, asked), "P": _percent(right, given), "n": asked}
    return reports


def _direct_counts(yardstick: ModuleType, gold: list[Any], found: list[Any]) -> Iterator[int]:
    """Direct speech: how many references are found, of how many; how many of the found are right, of how many."""
    for rows, others in ((gold, found), (found, gold)):
        asked = [row for row in rows if row["kind"] == "direct"]
        yield sum(any(_share(yardstick, row, other) >= 0.8 for other in others) for row in asked)
        yield len(asked)


def _share(yardstick: ModuleType, a: Any, b: Any) -> float:
    first, second = yardstick.chars(a["content"]), yardstick.chars(b["content"])
    return len(first & second) / max(1, len(first | second))


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _day(document: Document) -> datetime.date | None:
    written = str(document.get("date") or "")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        return datetime.date.fromisoformat(written)
    return None


COLUMNS = ("statement", "content exact", "content chars", "source exact", "cue exact")
ACCURACIES = ("speaker accuracy", "kind accuracy", "class accuracy")
FIELDS = ("role field", "addressee field", "channel field", "via field", "when field")


def _print(console: Console, name: str, by_language: dict[str, dict[str, Any]]) -> None:
    spans = _table(f"{name}: spans, F1 in percent", ["n", "P", "R", "statement", *COLUMNS[1:], "direct R", "direct P"])
    fields = _table(f"{name}: fields of paired statements", [c.split()[0] for c in ACCURACIES + FIELDS])
    for language, report in by_language.items():
        whole, direct = report["statement"], report["direct"]
        row = [whole["n"], whole["P"], whole["R"], *(report[column]["F1"] for column in COLUMNS)]
        _add(spans, language, report, [*row, direct["R"], direct["P"]])
        accuracies = [report[column]["accuracy"] for column in ACCURACIES]
        _add(fields, language, report, [*accuracies, *(report[column]["F1"] for column in FIELDS)])
    console.print(spans)
    if any(report["speaker accuracy"]["n"] for report in by_language.values()):
        console.print(fields)


def _table(title: str, headers: list[str]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("language")
    for header in ["texts", *headers]:
        table.add_column(header, justify="right", no_wrap=True)
    return table


def _add(table: Table, language: str, report: dict[str, Any], cells: list[Any]) -> None:
    table.add_row(language, str(report["texts"]), *("–" if cell is None else str(cell) for cell in cells))


def _hash(documents: list[Document]) -> str:
    return hashlib.sha256(json.dumps(documents, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _check_floors(options: argparse.Namespace, hashes: dict[str, str], figures: dict[str, Any]) -> int:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    below = [f"{name}: not the corpus that the floors were measured on" for name, digest in hashes.items()
             if floors.get("corpora", {}).get(name, digest) != digest]  # fmt: skip
    pinned = floors.get(options.reader, {})
    for name, by_language in figures.items():
        for language, report in by_language.items():
            for column, floor in pinned.get(name, {}).get(language, {}).items():
                if report[column]["F1"] < floor - SLACK:
                    below.append(f"{name} {language} {column}: {report[column]['F1']} is below its floor {floor}")
    if options.lower or options.reader not in floors:
        _write_floors(floors, options.reader, hashes, figures)
        print(f"floors of the reader {options.reader} written to {FLOORS.name}")
        return 0
    print("\n".join(below) if below else f"every figure of the reader {options.reader} is at or above its floor")
    return 1 if below else 0


def _write_floors(floors: dict[str, Any], reader: str, hashes: dict[str, str], figures: dict[str, Any]) -> None:
    floors["corpora"] = hashes
    floors[reader] = {
        name: {language: _floors_of(report, TIPPING.get(reader, 0)) for language, report in rows.items()}
        for name, rows in figures.items()
    }
    lines = ["# Accuracy that CI holds: written by `python benchmarks/score.py --lower`, never by hand.", "[corpora]"]
    lines += [f'"{name}" = "{digest}"' for name, digest in floors.pop("corpora").items()]
    for owner, corpora in sorted(floors.items()):
        for name, rows in corpora.items():
            for language, columns in rows.items():
                lines += ["", f'[{owner}."{name}".{language}]', *(f'"{c}" = {value}' for c, value in columns.items())]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _floors_of(report: dict[str, Any], tipping: int) -> dict[str, float]:
    margin = max(1.0, 100 * tipping / report["statement"]["n"]) if tipping else 0.0
    return {column: round(max(0.0, report[column]["F1"] - margin), 1) for column in COLUMNS}


if __name__ == "__main__":
    sys.exit(main())
