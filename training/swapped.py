"""Copies of documents whose persons bear other names, so that a name is known by its place and not by heart."""

from __future__ import annotations

import random
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from training.documents import Document, Name

ARABIC = "netranslit_coling2018/data/wd_arabic_64"
SWAPPED = 0.7  # of the persons of a copy
JOINED = 0.08  # of the swapped names begin with a written conjunction or preposition …
PREFIXES = ("و", "ل", "ب", "ف")  # … one of these
SEED = 21


def arabic_names(archive: Path) -> list[str]:
    """Single names in Arabic letters out of the training split of netranslit, each up to four times."""
    with tarfile.open(archive) as tar:
        lines = tar.extractfile(ARABIC).read().decode("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return [row[1].replace(" ", "") for row in rows for _ in range(min(int(row[2]), 4)) if len(row[1]) > 3]


def swapped(documents: Iterable[Document], names: Sequence[str], *, copies: int) -> Iterator[Document]:
    """`copies` of each document that names a person; spans of its names move with its text."""
    chance = random.Random(SEED)
    for document in documents:
        if any(name.kind == "person" for name in document.names):
            for number in range(copies):
                yield _copy(document, names, chance, f"{document.id}+{number}")


def _copy(document: Document, names: Sequence[str], chance: random.Random, key: str) -> Document:
    parts, moved, at, length = [], [], 0, 0
    for name in sorted(document.names, key=lambda item: item.start):
        between, words = document.text[at : name.start], document.text[name.start : name.end]
        if name.kind == "person" and chance.random() < SWAPPED:
            words = _other(words, names, chance)
        start = length + len(between)
        moved.append(Name(start, start + len(words), name.kind))
        parts += [between, words]
        at, length = name.end, start + len(words)
    return replace(document, id=key, text="".join(parts) + document.text[at:], names=tuple(moved))


def _other(words: str, names: Sequence[str], chance: random.Random) -> str:
    """As many names as there were words, now and then one fewer or more."""
    count = max(1, len(words.split()) + chance.choice((-1, 0, 0, 0, 1)))
    prefix = chance.choice(PREFIXES) if chance.random() < JOINED else ""
    return prefix + " ".join(chance.choice(names) for _ in range(count))
