"""Measure what people, context and chain cost of a whole reading, in one process, stage by stage on the same pages.

    python benchmarks/stages.py [--reader NAME] [--texts N] [FOLDER…]

FOLDER holds references (texts of shared/gold); without one the pages of examples/ are read. Every text is read three
times, the stages in turn, and the least of its times counts, so that other work on the machine weighs on all alike.
Only the shares are of use: the bar for the three stages together is 25 percent.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from qawl.article.article import read_article
from qawl.attribution.statements import make_statements
from qawl.chain.trace import trace_chain
from qawl.context.enrich import enrich
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page
from qawl.people.resolve import resolve_speakers
from qawl.segment.scene import make_scene
from qawl.tagger.adjuncts import Adjuncts
from qawl.tagger.reader import DEFAULT_READER, READERS, Reader, open_reader

HERE = Path(__file__).resolve().parent
ROUNDS = 3
BAR = ("people", "context", "chain")
Value = TypeVar("Value")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folders", nargs="*", type=Path)
    ask.add_argument("--reader", choices=sorted(READERS), default=DEFAULT_READER)
    ask.add_argument("--texts", type=int, default=40)
    args = ask.parse_args()
    pages = pages_of(args.folders)
    pages = pages[:: max(1, len(pages) // args.texts)][: args.texts]
    reader = open_reader(args.reader)
    measure(pages[0], reader)  # loads what is loaded once
    spent: Counter[str] = Counter()
    for page in pages:
        rounds = [measure(page, reader) for _ in range(ROUNDS)]
        spent.update({stage: min(seconds[stage] for seconds in rounds) for stage in rounds[0]})
    whole = sum(spent.values())
    for stage, seconds in spent.items():
        print(f"{stage:12}{100 * seconds / whole:6.1f} %")
    three = 100 * sum(spent[stage] for stage in BAR) / whole
    print(f"{', '.join(BAR)}: {three:.1f} % of {args.reader}, {len(pages)} texts")


def pages_of(folders: list[Path]) -> list[Page]:
    if not folders:
        return [Page(path.read_bytes(), name=path.name) for path in sorted(HERE.parent.glob("examples/*.html"))]
    documents = [json.loads(path.read_text(encoding="utf-8")) for f in folders for path in sorted(f.glob("*.json"))]
    return [Page(document["text"]) for document in documents if document.get("attributions")]


def measure(page: Page, reader: Reader) -> dict[str, float]:
    """Read a page as `qawl.pipeline` does and return the seconds of each stage."""
    seconds: dict[str, float] = {}

    def timed(stage: str, step: Callable[[], Value]) -> Value:
        began = time.perf_counter()
        value = step()
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - began
        return value

    article = timed("article", lambda: read_article(page))
    pack = load_pack(article.language)
    scene = timed("segment", lambda: make_scene(article.text, load_grammar(pack).abbreviations))
    marked = timed("tagger", lambda: reader(scene, pack))
    known = marked.knows_headlines
    statements = timed(
        "attribution", lambda: make_statements(article, scene, pack, marked.frames, knows_headlines=known)
    )
    adjuncts = Adjuncts(marked.frames)
    _, spoken = timed("people", lambda: resolve_speakers(article, scene, pack, statements, marked.mentions, adjuncts))
    ground = timed("context", lambda: survey(article, scene, pack))
    fuller = timed("context", lambda: enrich(ground, article, pack, spoken, adjuncts))
    timed("chain", lambda: trace_chain(ground, article, pack, fuller, adjuncts))
    return seconds


if __name__ == "__main__":
    main()
