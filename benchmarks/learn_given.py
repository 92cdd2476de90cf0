"""Learn which given names are a man's and which a woman's; run again only when the tables change.

    python benchmarks/learn_given.py FOLDER     writes src/qawl/people/data/given-CODE.tsv

needs `pip install faker` (MIT), whose lists of first names by country are counted, and FOLDER with netranslit: how a
Latin name is written in Arabic and Russian carries its gender over. A name that both men and women bear is left out.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections import Counter, defaultdict
from pathlib import Path

from learn_names import OUT, SPLITS, read_split

from qawl.fold import fold_words

CLEAR = 4.0  # times more often one gender than the other
LEAST = 2.0  # lists that hold a Latin name, those of English counted threefold
COUNTED = {"en": 3.0}  # lists of English count for more than those of others
RENDERED = 3  # times a Latin name is written in another script as a word, at least
RANGES = {"en": ("a", "z"), "ar": ("ء", "ي"), "ru": ("а", "я")}
Counts = defaultdict[str, Counter[str]]


def read_lists() -> dict[str, Counts]:
    """Return for each language how often a folded name stands in the lists of men (m) and of women (f)."""
    from faker.providers import person

    found: dict[str, Counts] = {code: defaultdict(Counter) for code in RANGES}
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for gender, names in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in set(getattr(provider, names, ())):
                _count(found, fold_words(name), gender, COUNTED.get(module.name[:2], 1.0))
    return found


def _count(found: dict[str, Counts], name: str, gender: str, weight: float) -> None:
    for code, (first, last) in RANGES.items():
        if len(name) > 1 and all(first <= letter <= last for letter in name):
            found[code][name][gender] += weight


def clear(counts: Counts, least: float = 1.0) -> dict[str, str]:
    """Return the names that nearly only men, or nearly only women, bear."""
    genders = {}
    for name, counted in counts.items():
        (gender, most), *rest = counted.most_common()
        if counted.total() >= least and (not rest or most >= CLEAR * rest[0][1]):
            genders[name] = gender
    return genders


def carried_over(folder: Path, split: str, latin: dict[str, str]) -> Counts:
    """Return the genders of the words that render a Latin name often enough."""
    found: Counts = defaultdict(Counter)
    for name, word, count in read_split(folder / split):
        if name in latin and count >= RENDERED and len(word) > 2:
            found[word][latin[name]] += count
    return found


def main(folder: Path) -> None:
    """Write the tables and say how long they are."""
    lists = read_lists()
    latin = clear(lists["en"], LEAST)
    for code in RANGES:
        counts = lists[code]
        if code in SPLITS:
            for word, counted in carried_over(folder, SPLITS[code], latin).items():
                if word not in counts:
                    counts[word] = counted
        rows = sorted(clear(counts, 1.0 if code in SPLITS else LEAST).items())
        (OUT / f"given-{code}.tsv").write_text(
            "word\tgender\n" + "".join(f"{word}\t{gender}\n" for word, gender in rows), encoding="utf-8"
        )
        print(code, len(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
