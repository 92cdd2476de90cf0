"""Measure the events that statements report against contents annotated by hand (events.tsv, stand-off).

    python benchmarks/events.py [--errors] FOLDER…      FOLDER holds the texts: shared/gold/train and further references

A row of events.tsv names a text, the range of a content in it, and the events that the content reports with two
parties: their kind and where the verb begins. An event is right when both agree. The contents, twenty a language, hold
a verb that may report an event; in ten of them (Russian: three) an event was found before anything was mended, so that
the recall is that over such contents and not over all.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

from qawl.article.article import read_article
from qawl.context.events import find_events
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, Statement
from qawl.segment.scene import make_scene
from qawl.span import cut

TABLE = Path(__file__).with_name("events.tsv")
Marked = set[tuple[str, int]]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folders", nargs="+", type=Path)
    ask.add_argument("--errors", action="store_true")
    args = ask.parse_args()
    paths = {path.stem: path for folder in args.folders for path in folder.glob("*.json")}
    tally: Counter[tuple[str, str]] = Counter()
    with TABLE.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    missing = [row["text"] for row in rows if row["text"] not in paths]
    for row in (row for row in rows if row["text"] in paths):
        document = json.loads(paths[row["text"]].read_text(encoding="utf-8"))
        marked = {(kind, int(at)) for kind, _, at in (event.partition("@") for event in row["events"].split())}
        found = events_in(document, int(row["start"]), int(row["end"]))
        count(tally, document["lang"], marked, found)
        if args.errors and marked != found:
            print(row["text"], document["text"][int(row["start"]) : int(row["end"])], "\n   ", marked ^ found)
    report(tally)
    if missing:
        print(f"{len(missing)} contents left out: their texts are in none of the folders")


def events_in(document: dict[str, Any], start: int, end: int) -> Marked:
    pack = load_pack(document["lang"])
    scene = make_scene(document["text"], load_grammar(pack).abbreviations)
    content = (cut(document["text"], start, end),)
    statement = Statement("s1", None, None, content, "indirect", "speech", "say")
    ground = survey(read_article(Page(document["text"]), pack), scene, pack)
    return {(event.kind, event.verb.start) for event in find_events(ground, pack, statement)}


def count(tally: Counter[tuple[str, str]], lang: str, marked: Marked, found: Marked) -> None:
    tally[lang, "contents"] += 1
    tally[lang, "marked"] += len(marked)
    tally[lang, "found"] += len(found)
    tally[lang, "right"] += len(marked & found)


def report(tally: Counter[tuple[str, str]]) -> None:
    print("lang  contents  events   found   right       P       R")
    for lang in sorted({lang for lang, _ in tally}):
        counts = [tally[lang, name] for name in ("contents", "marked", "found", "right")]
        shares = [100 * counts[3] / max(1, counts[2]), 100 * counts[3] / max(1, counts[1])]
        print(f"{lang:4}{counts[0]:10}{counts[1]:8}{counts[2]:8}{counts[3]:8}{shares[0]:8.1f}{shares[1]:8.1f}")


if __name__ == "__main__":
    main()
