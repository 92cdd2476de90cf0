"""Measure `resolve_speakers` on reference annotations: statements are built from the reference spans.

    python benchmarks/people.py FOLDER [--encoder] [--errors N] [--lang CODE]

Prints speaker accuracy and role F1 by the rules of shared/eval/score.py, and precision and recall of merging: pairs
of statements of one text with the same speaker.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from qawl.article.article import read_article
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, Statement
from qawl.people.resolve import resolve_speakers
from qawl.segment.scene import make_scene
from qawl.tagger.frames import Mention
from qawl.tagger.reader import open_reader

sys.path.insert(0, str(Path(__file__).parent.parent))
from training.references import statements_of


def fold(name: str | None) -> list[str]:
    name = unicodedata.normalize("NFKD", name or "").casefold()
    name = "".join(c for c in name if not unicodedata.combining(c) and c != "\u0640")
    return re.findall(r"\w+", name.replace("ى", "ي").replace("ة", "ه").replace("ё", "е"))


def same_name(gold: str | None, predicted: str | None) -> bool:
    a, b = fold(gold), fold(predicted)
    if not a or not b:
        return not a and not b
    return a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a)


def same_phrase(gold: str | None, predicted: str | None) -> bool:
    a, b = set(fold(gold)), set(fold(predicted))
    return bool(a and b) and (a <= b or b <= a or 2 * len(a & b) >= len(a | b))


def documents(folder: Path, lang: str | None) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if document.get("attributions") and lang in (None, document["lang"]):
            yield document


def merging(tally: Counter[tuple[str, str]], lang: str, gold: list[str | None], found: list[str | None]) -> None:
    for (gold_a, found_a), (gold_b, found_b) in combinations(zip(gold, found, strict=True), 2):
        if gold_a is None or gold_b is None:
            continue
        same, merged = gold_a == gold_b, found_a is not None and found_a == found_b
        tally[lang, "pairs"] += same
        tally[lang, "merged"] += merged
        tally[lang, "merged right"] += same and merged


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path, nargs="+")
    ask.add_argument("--errors", type=int, default=0)
    ask.add_argument("--roles", action="store_true", help="show the errors of roles instead")
    ask.add_argument("--lang")
    ask.add_argument("--mentions", type=Path, help="JSON: for each text id a list of [start, end, kind, confidence]")
    ask.add_argument("--encoder", action="store_true", help="find the mentions with the encoder")
    args = ask.parse_args()
    tally: Counter[tuple[str, str]] = Counter()
    left, spent = args.errors, 0.0
    known = json.loads(args.mentions.read_text()) if args.mentions else {}
    for document in (d for folder in args.folder for d in documents(folder, args.lang)):
        mentions = tuple(Mention(*row) for row in known.get(document["id"], ()))
        resolved, seconds = resolve(document, find_mentions(document) if args.encoder else mentions)
        spent += seconds
        errors = count(tally, document, resolved, roles=args.roles)
        for line in errors[:left]:
            print(line)
        left -= len(errors[:left])
    report(tally, spent)


def find_mentions(document: dict[str, Any]) -> tuple[Mention, ...]:
    pack = load_pack(document["lang"])
    scene = make_scene(document["text"], load_grammar(pack).abbreviations)
    return open_reader("encoder")(scene, pack).mentions


def resolve(document: dict[str, Any], mentions: tuple[Mention, ...]) -> tuple[tuple[Statement, ...], float]:
    pack = load_pack(document["lang"])
    article = read_article(Page(document["text"]), pack)
    scene = make_scene(article.text, load_grammar(pack).abbreviations)
    start = time.perf_counter()
    _, resolved = resolve_speakers(article, scene, pack, statements_of(document), mentions)
    return resolved, time.perf_counter() - start


def count(
    tally: Counter[tuple[str, str]], document: dict[str, Any], resolved: tuple[Statement, ...], *, roles: bool
) -> list[str]:
    """Count one text and return its errors in words."""
    lang, rows, errors = document["lang"], document["attributions"], []
    tally[lang, "texts"] += 1
    merging(tally, lang, [r["speaker"] for r in rows], [s.speaker.id if s.speaker else None for s in resolved])
    for row, statement in zip(rows, resolved, strict=True):
        name = statement.speaker.name if statement.speaker else None
        role = statement.speaker.role if statement.speaker else None
        asked, right = bool(row["speaker"]), bool(row["speaker"]) and same_name(row["speaker"], name)
        role_right = same_phrase(row.get("role"), role)
        tally[lang, "asked"] += asked
        tally[lang, "right"] += right
        tally[lang, "role hits"] += role_right
        tally[lang, "role gold"] += bool(row.get("role"))
        tally[lang, "role found"] += bool(role)
        if roles and (row.get("role") or role) and not role_right:
            errors.append(describe(document, statement, row.get("role"), role))
        elif not roles and asked and not right:
            errors.append(describe(document, statement, row["speaker"], name))
    return errors


def describe(document: dict[str, Any], statement: Statement, gold: str | None, got: str | None) -> str:
    source, cue = (span.text if span else None for span in (statement.source, statement.cue))
    place = f"{document['id'][:40]} {statement.id} in={statement.in_} [{source}] {{{cue}}}"
    return f"{place}\n    gold {gold} | got {got} | {statement.evidence[-1]}"


COLUMNS = ("texts", "asked", "speaker", "role P", "role R", "role F1", "merge P", "merge R")


def report(tally: Counter[tuple[str, str]], spent: float) -> None:
    print(" " * 6 + "".join(f"{column:>9}" for column in COLUMNS))
    for lang in sorted({lang for lang, _ in tally}):

        def share(a: str, b: str, lang: str = lang) -> float:
            return 100 * tally[lang, a] / max(1, tally[lang, b])

        precision, recall = share("role hits", "role found"), share("role hits", "role gold")
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        merge = share("merged right", "merged"), share("merged right", "pairs")
        figures = (share("right", "asked"), precision, recall, f1, *merge)
        counts = f"{lang:6}{tally[lang, 'texts']:9}{tally[lang, 'asked']:9}"
        print(counts + "".join(f"{figure:9.1f}" for figure in figures))
    texts = sum(count for (_, key), count in tally.items() if key == "texts")
    print(f"{1000 * spent / max(1, texts):.2f} ms an article")


if __name__ == "__main__":
    main()
