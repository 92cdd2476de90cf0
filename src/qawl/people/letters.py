"""How letters of one script are spelt in another: learnt counts read as costs in nats."""

from __future__ import annotations

import gzip
import math
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

import msgspec

_DATA = Path(__file__).parent / "data"
_AROUND = ((0, 1), (0, 2), (1, 2), (1, 3))  # letters before and from here on, narrowest first
# Costs of what was never seen, well above the dearest spelling that was (netranslit dev: 5 to 9 give the same order).
UNSEEN = 7.0
Step = tuple[int, str, float]


class LetterModel(msgspec.Struct, frozen=True):
    """Counts of steps (letters of the source, their spelling) by surroundings; empty for one script."""

    counts: dict[str, dict[tuple[str, str], int]]

    def steps(self, word: str) -> list[list[Step]]:
        """Return, for each position of a folded word: how many letters a step takes, what it writes, its cost.

        Chances of wide surroundings are smoothed with those of narrower ones (Witten and Bell, 1991).
        """
        framed = f"^{word}$"
        return [self._steps_at(framed, at) for at in range(1, len(word) + 1)]

    def _steps_at(self, framed: str, at: int) -> list[Step]:
        chances: dict[tuple[str, str], float] = {}
        for before, ahead in _AROUND:
            seen = self.counts.get(f"{framed[at - before : at]}|{framed[at : at + ahead]}")
            if seen is None:
                break
            kinds = len(seen) + 1
            whole = sum(seen.values()) + kinds
            chances = {step: chances.get(step, 1e-5) * kinds / whole for step in chances.keys() | seen.keys()}
            for step, count in seen.items():
                chances[step] += count / whole
        letter = framed[at]
        steps = [(len(a), b, -math.log(p)) for (a, b), p in sorted(chances.items()) if p > 1e-4]
        if not self.counts:
            steps.append((1, letter, 0.0))
        return [*steps, (1, "", UNSEEN)]


@cache
def load_letters(source: str, target: str) -> LetterModel:
    """Return the model from one script to another (`arabic`, `cyrillic`, `latin`), read at first use."""
    path = _DATA / f"letters-{source}-{target}.tsv.gz"
    counts: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    if path.exists():
        for line in gzip.decompress(path.read_bytes()).decode().splitlines()[1:]:
            around, a, b, count = line.split("\t")
            counts[around][a, b] = int(count)
    return LetterModel(dict(counts))


def script_of(word: str) -> str:
    """Return the script of the first letter, in small letters; empty when there is none."""
    letter = next((c for c in word if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0].lower() if letter else ""


def word_cost(source: str, target: str) -> float:
    """Return the least cost in nats of spelling one folded word as the other, both ways averaged."""
    there, back = _one_way(source, target), _one_way(target, source)
    return (there + back) / 2


def _one_way(source: str, target: str) -> float:
    steps = load_letters(script_of(source), script_of(target)).steps(source)
    best = [[math.inf] * (len(target) + 1) for _ in range(len(source) + 1)]
    best[0][0] = 0.0
    for i, row in enumerate(best):
        for j in range(len(target) + 1):
            if row[j] == math.inf:
                continue
            if j < len(target):
                row[j + 1] = min(row[j + 1], row[j] + UNSEEN)
            for taken, written, cost in steps[i] if i < len(source) else ():
                if i + taken <= len(source) and target.startswith(written, j):
                    end = j + len(written)
                    best[i + taken][end] = min(best[i + taken][end], row[j] + cost)
    return best[-1][-1]
