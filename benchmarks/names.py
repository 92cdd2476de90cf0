"""Search the dev names of netranslit among 50,000 names, by qawl and by anyascii with edit distance.

    python benchmarks/names.py FOLDER [--queries 500]     FOLDER holds wd_arabic_64, wd_arabic_16, wd_russian_64 …

The names searched are the words of the dev split and as many of the train split as make 50,000. A query counts when a
word that its line gives stands first (or among the first five). Needs anyascii and rapidfuzz, which qawl does not.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from pathlib import Path

from learn_names import SPLITS, read_split

from qawl.people.scripts import NameIndex

SIZE = 50_000
COLUMNS = ("names", "queries", "first", "in 5", "ms", "rival first", "rival in 5")
Pairs = dict[str, set[str]]


def read(folder: Path, code: str, suffix: str) -> list[tuple[str, str, int]]:
    return read_split(folder / SPLITS[code].replace("_64", suffix))


def dev_pairs(folder: Path, source: str, target: str) -> Pairs:
    """Return each dev word of the source with its spellings in the target."""
    pairs: Pairs = defaultdict(set)
    if "en" in (source, target):
        for latin, word, _ in read(folder, target if source == "en" else source, "_16"):
            pairs[latin if source == "en" else word].add(word if source == "en" else latin)
        return pairs
    met: dict[str, set[str]] = defaultdict(set)
    for latin, word, _ in read(folder, target, "_16"):
        met[latin].add(word)
    for latin, word, _ in read(folder, source, "_16"):
        if latin in met:
            pairs[word] |= met[latin]
    return pairs


def haystack(folder: Path, code: str, other: str, pairs: Pairs) -> list[str]:
    words = {word for found in pairs.values() for word in found}
    split = other if code == "en" else code
    more = [latin if code == "en" else word for latin, word, _ in read(folder, split, "_64")]
    more += [latin if code == "en" else word for latin, word, _ in read(folder, split, "_16")]
    if code == "en":
        more += [latin for latin, _, _ in read(folder, "ru", "_64")]
    rest = sorted(set(more) - words)
    random.Random(7).shuffle(rest)
    return sorted(words) + rest[: max(0, SIZE - len(words))]


def rival(names: list[str], queries: list[str]) -> dict[str, list[str]]:
    from anyascii import anyascii
    from rapidfuzz import fuzz, process

    keys = [anyascii(name).lower() for name in names]
    return {
        q: [names[n] for _, _, n in process.extract(anyascii(q).lower(), keys, scorer=fuzz.ratio, limit=5)]
        for q in queries
    }


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--queries", type=int, default=500)
    ask.add_argument("--without-rival", action="store_true")
    ask.add_argument("--misses", type=int, default=0)
    args = ask.parse_args()
    print("from to  " + "".join(f"{column:>12}" for column in COLUMNS))
    for source, target in (("en", "ru"), ("ru", "en"), ("en", "ar"), ("ar", "en"), ("ar", "ru"), ("ru", "ar")):
        pairs = dev_pairs(args.folder, source, target)
        names = haystack(args.folder, target, source, pairs)
        queries = sorted(pairs)
        random.Random(11).shuffle(queries)
        queries = queries[: args.queries]
        index = NameIndex(names)
        start = time.perf_counter()
        found = {query: [name for name, _ in index.search(query)] for query in queries}
        spent = 1000 * (time.perf_counter() - start) / len(queries)
        other = {} if args.without_rival else rival(names, queries)
        shares = [hits(pairs, queries, answers, k) for answers in (found, other) for k in (1, 5)]
        figures = "".join(f"{figure:12.1f}" for figure in (*shares[:2], spent, *shares[2:]))
        print(f"{source:5}{target:4}{len(names):12}{len(queries):12}{figures}", flush=True)
        for query in [q for q in queries if not set(found[q][:1]) & pairs[q]][: args.misses]:
            print("   ", query, sorted(pairs[query]), found[query])


def hits(pairs: Pairs, queries: list[str], answers: dict[str, list[str]], k: int) -> float:
    return 100 * sum(bool(set(answers.get(q, [])[:k]) & pairs[q]) for q in queries) / len(queries)


if __name__ == "__main__":
    main()
