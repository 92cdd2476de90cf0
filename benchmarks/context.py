"""Measure context and chain alone: the references' spans go in, addressee, channel, via, when, where come out.

context.py FOLDER…             F1 of each field per language, by the rule of shared/eval/score.py
context.py --errors FIELD …    the statements that disagree
context.py --bylines FILE      share of articles whose byline names an agency that the chain gives
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from qawl.article.article import read_article
from qawl.chain.trace import trace_chain
from qawl.context.enrich import enrich
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Article, Page, SpeakerRef, Statement
from qawl.segment.scene import Scene, make_scene
from qawl.span import cut

FIELDS = ("addressee", "channel", "via", "when", "where")
Gold = dict[str, Any]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folders", nargs="*", type=pathlib.Path)
    ask.add_argument("--errors", choices=FIELDS)
    ask.add_argument("--lang")
    ask.add_argument("--rules", action="store_true", help="also say how often each rule is right")
    ask.add_argument("--own", action="store_true", help="leave out errors about fields from other sentences")
    ask.add_argument("--skip", type=int, default=0)
    ask.add_argument("--bylines", type=pathlib.Path)
    args = ask.parse_args()
    if args.bylines:
        from bylines import measure

        measure(args.bylines)
        return
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: {field: [0, 0, 0] for field in FIELDS})
    rules: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    seconds, texts, errors = 0.0, 0, 0
    for name, document in documents(args.folders, args.lang):
        article, scene, statements = prepare(document)
        pack = load_pack(document["lang"])
        began = time.perf_counter()
        ground = survey(article, scene, pack)
        statements = enrich(ground, article, pack, statements)
        statements = trace_chain(ground, article, pack, statements)
        seconds += time.perf_counter() - began
        texts += 1
        for gold, statement in zip(document["attributions"], statements, strict=True):
            for field in FIELDS:
                value = getattr(statement, field)
                found = value.text if value is not None else None
                is_right = same_phrase(gold.get(field), found)
                tally = counts[document["lang"]][field]
                tally[0] += is_right
                tally[1] += bool(gold.get(field))
                tally[2] += bool(found)
                for reason in (e for e in statement.evidence if found and e.startswith(f"{field}:")):
                    rule = rules[document["lang"], re.sub(r"s\d+", "s…", reason)]
                    rule[0] += is_right
                    rule[1] += 1
                is_shown = field == args.errors and not is_right and (gold.get(field) or found)
                if is_shown and (not args.own or stands_here(scene, statement, gold.get(field), field)):
                    errors += 1
                    if args.skip < errors <= args.skip + 40:
                        show(name, scene, statement, gold, field, found)
    for language in sorted(counts):
        for field, tally in counts[language].items():
            print(language, f"{field:10}", *figures(tally))
    for (language, reason), (right, seen) in sorted(rules.items()) if args.rules else ():
        print(f"{language} {reason:45} {right:4} of {seen}")
    print(f"{texts} texts, {1000 * seconds / max(1, texts):.1f} ms a text")


def documents(folders: list[pathlib.Path], language: str | None) -> Iterator[tuple[str, Gold]]:
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            document = json.loads(path.read_text(encoding="utf-8"))
            if "attributions" in document and language in (None, document["lang"]):
                yield path.name, document


def prepare(document: Gold) -> tuple[Article, Scene, tuple[Statement, ...]]:
    """Turn a reference into the values that the stages take, with the spans and speakers of the reference."""
    pack = load_pack(document["lang"])
    text = document["text"]
    article = read_article(Page(text), pack)
    scene = make_scene(text, load_grammar(pack).abbreviations)
    return article, scene, tuple(statement(text, number, row) for number, row in enumerate(document["attributions"]))


def statement(text: str, number: int, row: Gold) -> Statement:
    return Statement(
        id=f"s{number + 1}",
        source=cut(text, *row["source"]) if row["source"] else None,
        cue=cut(text, *row["cue"]) if row["cue"] else None,
        content=tuple(cut(text, *piece) for piece in row["content"]),
        kind=row["kind"],
        class_=row["class"],
        act="say",
        speaker=SpeakerRef(row["speaker"], row["speaker"], row.get("role")) if row["speaker"] else None,
        in_=f"s{row['in'] + 1}" if row.get("in") is not None else None,
    )


def figures(tally: list[int]) -> list[str]:
    hits, gold, found = tally
    precision, recall = hits / max(1, found), hits / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return [f"P {100 * precision:5.1f}", f"R {100 * recall:5.1f}", f"F1 {100 * f1:5.1f}", f"n {gold}"]


def stands_here(scene: Scene, statement: Statement, value: str | None, field: str) -> bool:
    if value is None or statement.cue is None:
        return not any(e.startswith(f"{field}: carried") for e in statement.evidence)
    cue = scene.word_range(statement.cue.start, statement.cue.end)[0]
    return value in scene.text[slice(*scene.range_of(*scene.units[scene.unit_of[cue]]))]


def show(name: str, scene: Scene, statement: Statement, gold: Gold, field: str, found: str | None) -> None:
    if statement.cue is None:
        return
    cue = scene.word_range(statement.cue.start, statement.cue.end)[0]
    start, end = scene.range_of(*scene.units[scene.unit_of[cue]])
    marks = [(statement.cue.start, "<"), (statement.cue.end, ">")]
    for piece in statement.content:
        marks += [(max(piece.start, start), "{"), (min(piece.end, end), "}")]
    marks += [(statement.source.start, "["), (statement.source.end, "]")] if statement.source else []
    shown = list(scene.text[start:end])
    for position, mark in sorted(marks, reverse=True):
        if start <= position <= end:
            shown.insert(position - start, mark)
    line = re.sub(r"\{([^{}]{30})[^{}]{20,}([^{}]{20})\}", r"{\1…\2}", "".join(shown))
    because = [e for e in statement.evidence if e.startswith(field)]
    print(f"{name[:44]} {statement.id} in={statement.in_}\n   {line[:520]}")
    print(f"   gold={gold.get(field)!r} found={found!r} {because}")


def fold(name: str | None) -> list[str]:
    name = unicodedata.normalize("NFKD", name or "").casefold()
    name = "".join(c for c in name if not unicodedata.combining(c) and c != "\u0640")
    return re.findall(r"\w+", name.replace("ى", "ي").replace("ة", "ه").replace("ё", "е"))


def same_phrase(one: str | None, other: str | None) -> bool:
    a, b = set(fold(one)), set(fold(other))
    return bool(a and b) and (a <= b or b <= a or 2 * len(a & b) >= len(a | b))


if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    main()
