"""Learn the tables of `src/qawl/people/data` from the train splits of netranslit; run again only when they change.

    python benchmarks/learn_names.py words FOLDER    name words and how often each names a person
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from qawl.fold import fold_words

OUT = Path(__file__).parent.parent / "src/qawl/people/data"
SPLITS = {"ar": "wd_arabic_64", "ru": "wd_russian_64"}
LEAST = {"ar": 2, "ru": 3, "en": 10}  # rarer words are left out: they double the size and settle nothing


def pairs(path: Path) -> list[tuple[str, str, int]]:
    """Return (Latin word, word, count) for each line of a split."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(latin, word.replace(" ", ""), int(count)) for latin, word, count in rows]


def write_words(folder: Path) -> None:
    counts: dict[str, Counter[str]] = {code: Counter() for code in LEAST}
    for code, split in SPLITS.items():
        for latin, word, count in pairs(folder / split):
            counts[code][fold_words(word)] += count
            counts["en"][fold_words(latin)] += count
    for code, words in counts.items():
        rows = sorted((w, n) for w, n in words.items() if n >= LEAST[code] and len(w) > 1)
        lines = ["word\tcount", *(f"{word}\t{count}" for word, count in rows)]
        (OUT / f"words-{code}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(code, len(rows))


if __name__ == "__main__":
    {"words": write_words}[sys.argv[1]](Path(sys.argv[2]))
