"""Learn the tables of `src/qawl/people/data` from the train splits of netranslit; run again only when they change.

    python benchmarks/learn_names.py words FOLDER              name words and how often each names a person
    python benchmarks/learn_names.py letters FOLDER FROM TO    how names written in FROM are spelt in TO

Letters are learnt in two steps. Expectation maximisation aligns stretches of one to three letters of the one spelling
with stretches of none to three of the other (the many-to-many aligner of Jiampojamarn, Kondrak and Sherif, 2007).
Then, over the best alignment of every pair, it is counted which stretch and spelling follow in which surroundings.
"""

from __future__ import annotations

import gzip
import math
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

from qawl.fold import fold_words

OUT = Path(__file__).parent.parent / "src/qawl/people/data"
SPLITS = {"ar": "wd_arabic_64", "ru": "wd_russian_64"}
SCRIPTS = {"ar": "arabic", "ru": "cyrillic", "en": "latin"}
LEAST = {"ar": 2, "ru": 3, "en": 10}  # rarer words are left out: they double the size and settle nothing
SHAPES = ((1, 0), (1, 1), (2, 1), (3, 1), (1, 2), (2, 2), (1, 3), (2, 0))
ALIGNED, ROUNDS = 12_000, 6  # pairs and rounds of expectation maximisation: more changes no alignment seen
BAND = 4  # letters that an alignment may stray from the diagonal
Pair = tuple[str, str]
Step = tuple[str, str]
SURROUNDINGS = ((1, 3), (1, 2), (0, 2), (0, 1))  # letters before and from here on, widest first


def read_split(path: Path) -> list[tuple[str, str, int]]:
    """Return (Latin word, word, count) for each line of a split."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(fold_words(latin), fold_words(word.replace(" ", "")), int(count)) for latin, word, count in rows]


def read_pairs(folder: Path, source: str, target: str) -> list[Pair]:
    """Return the pairs of two languages; Arabic and Russian meet in the Latin word that both render."""
    if "en" in (source, target):
        rows = read_split(folder / SPLITS[target if source == "en" else source])
        return [(latin, word) if source == "en" else (word, latin) for latin, word, _ in rows]
    renderings: dict[str, dict[str, list[str]]] = {code: defaultdict(list) for code in (source, target)}
    for code, found in renderings.items():
        for latin, word, _ in read_split(folder / SPLITS[code]):
            found[latin].append(word)
    shared = sorted(renderings[source].keys() & renderings[target].keys())
    return [(a, b) for latin in shared for a in renderings[source][latin] for b in renderings[target][latin]]


def write_words(folder: Path) -> None:
    counts: dict[str, Counter[str]] = {code: Counter() for code in LEAST}
    for code, split in SPLITS.items():
        for latin, word, count in read_split(folder / split):
            counts[code][word] += count
            counts["en"][latin] += count
    for code, words in counts.items():
        rows = sorted((w, n) for w, n in words.items() if n >= LEAST[code] and len(w) > 1)
        lines = ["word\tcount", *(f"{word}\t{count}" for word, count in rows)]
        (OUT / f"words-{code}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(code, len(rows))


def write_letters(folder: Path, source: str, target: str) -> None:
    pairs = [(a, b) for a, b in read_pairs(folder, source, target) if a and b and len(a) < 20 and len(b) < 20]
    random.Random(7).shuffle(pairs)
    chances = maximise(pairs[:ALIGNED])
    seen: dict[str, Counter[Step]] = defaultdict(Counter)
    kept = 0
    for pair in pairs:
        steps, cost = best_alignment(chances, *pair)
        if not steps or cost / len(pair[0]) > 6.0:  # pen names and the like: the words render each other in no way
            continue
        kept += 1
        count_steps(seen, steps)
    lines = ["surroundings\tfrom\tto\tcount"]
    for surroundings, steps in sorted(seen.items()):
        least = 1 if len(surroundings.split("|")[1]) == 1 and surroundings.startswith("|") else 3
        lines += [f"{surroundings}\t{a}\t{b}\t{n}" for (a, b), n in sorted(steps.items()) if n >= least]
    name = f"letters-{SCRIPTS[source]}-{SCRIPTS[target]}.tsv.gz"
    with (OUT / name).open("wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:  # no name, no time: same bytes
        packed.write(("\n".join(lines) + "\n").encode())
    print(source, target, len(pairs), kept, len(lines))


def count_steps(seen: dict[str, Counter[Step]], steps: list[Step]) -> None:
    word = "^" + "".join(a for a, _ in steps) + "$"
    at = 1
    for step in steps:
        for before, ahead in SURROUNDINGS:
            seen[f"{word[at - before : at]}|{word[at : at + ahead]}"][step] += 1
        at += len(step[0])


def maximise(pairs: list[Pair]) -> dict[Step, float]:
    chances: dict[Step, float] = {}
    for number in range(ROUNDS):
        totals: dict[Step, float] = defaultdict(float)
        likelihood = sum(expect(chances, a, b, totals) for a, b in pairs)
        whole = sum(totals.values())
        chances = {step: value / whole for step, value in totals.items() if value > 1e-3}
        print(number, round(likelihood), len(chances), file=sys.stderr)
    return chances


def chance(chances: dict[Step, float], step: Step) -> float:
    if chances:
        return chances.get(step, 1e-9)
    return 1e-3 ** (abs(len(step[0]) - len(step[1])) + max(len(step[0]), len(step[1])) - 1) * 1e-2


def arcs(a: str, b: str, i: int, j: int) -> list[tuple[int, int]]:
    if abs(i * len(b) / len(a) - j) > BAND:
        return []
    return [(i + m, j + n) for m, n in SHAPES if i + m <= len(a) and j + n <= len(b)]


def expect(chances: dict[Step, float], a: str, b: str, totals: dict[Step, float]) -> float:
    rows, columns = len(a) + 1, len(b) + 1
    forward = [[0.0] * columns for _ in range(rows)]
    forward[0][0] = 1.0
    found: list[tuple[int, int, int, int, Step, float]] = []
    for i in range(rows - 1):
        for j in range(columns):
            if forward[i][j] == 0.0:
                continue
            for k, n in arcs(a, b, i, j):
                step = a[i:k], b[j:n]
                p = chance(chances, step)
                forward[k][n] += forward[i][j] * p
                found.append((i, j, k, n, step, p))
    whole = forward[-1][-1]
    if whole <= 0.0:
        return 0.0
    backward = [[0.0] * columns for _ in range(rows)]
    backward[-1][-1] = 1.0
    for i, j, k, n, step, p in reversed(found):
        backward[i][j] += p * backward[k][n]
        totals[step] += forward[i][j] * p * backward[k][n] / whole
    return math.log(whole)


def best_alignment(chances: dict[Step, float], a: str, b: str) -> tuple[list[Step], float]:
    best: list[list[tuple[float, int, int]]] = [[(math.inf, 0, 0)] * (len(b) + 1) for _ in range(len(a) + 1)]
    best[0][0] = 0.0, 0, 0
    for i in range(len(a)):
        for j in range(len(b) + 1):
            so_far = best[i][j][0]
            if so_far == math.inf:
                continue
            for k, n in arcs(a, b, i, j):
                cost = so_far - math.log(chance(chances, (a[i:k], b[j:n])))
                if cost < best[k][n][0]:
                    best[k][n] = cost, i, j
    k, n, steps = len(a), len(b), []
    cost = best[k][n][0]
    while k and cost < math.inf:
        _, i, j = best[k][n]
        steps.append((a[i:k], b[j:n]))
        k, n = i, j
    return steps[::-1], cost


if __name__ == "__main__":
    command, folder = sys.argv[1], Path(sys.argv[2])
    write_words(folder) if command == "words" else write_letters(folder, sys.argv[3], sys.argv[4])
