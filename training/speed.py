"""Measure what the exported encoder costs: load time, articles and pieces a second, peak memory.

    python -m training.speed --work WORK [--weights FOLDER] [--threads 2]

An article is 600 words cut from the measuring texts of one language.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from qawl.tagger.encoder import Encoder
from qawl.tagger.encoder.pieces import tokenise
from qawl.tagger.encoder.weights import SHIPPED
from qawl.tagger.encoder.words import split
from training import documents, scoring

SETS = {"ar": ("anercorp", "gold-dev"), "ru": ("factrueval",), "en": ("polnear-dev",)}
WORDS, ARTICLES = 600, 24


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    start = time.perf_counter()
    encoder = Encoder.load(options.weights, threads=options.threads)
    print(f"load {time.perf_counter() - start:.2f} s")
    for lang in SETS:
        texts = list(articles(options.work, lang))[:ARTICLES]
        pieces = sum(len(tokens.ids) for tokens in tokenise(scoring.pieces(options.weights), texts))
        encoder.tag(texts[:2])
        start = time.perf_counter()
        frames = sum(len(found) for found, _ in encoder.tag(texts))
        taken = time.perf_counter() - start
        print(
            f"{lang}: {len(texts)} articles of {WORDS} words, {len(texts) / taken:.2f} articles/s, "
            f"{pieces / taken:.0f} pieces/s, {frames / len(texts):.1f} frames an article"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def articles(work: Path, lang: str) -> Iterator[str]:
    """Texts of exactly WORDS words."""
    rows = [row for name in SETS[lang] for row in documents.read(work / "measure" / f"{name}.jsonl.gz")]
    text = "\n".join(row.text for row in rows if row.lang == lang)
    words = split(text)
    for at in range(0, len(words) - WORDS, WORDS):
        yield text[words[at][0] : words[at + WORDS - 1][1]]


if __name__ == "__main__":
    main()
