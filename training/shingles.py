"""Texts that are one text: they share many runs of words."""

from __future__ import annotations

from collections.abc import Iterable

from training.documents import Document

LENGTH = 8  # words in a row that two texts must share …
SHARED = 0.1  # … in this part of one of them, to be taken for one text


def of(texts: Iterable[str]) -> set[int]:
    """The runs of words of some texts, as numbers that hold within one process."""
    return {hash(run) for text in texts for run in _runs(text)}


def without(rows: Iterable[Document], forbidden: set[int]) -> tuple[list[Document], list[str]]:
    """The documents that share few runs of words with others, and the ids of the rest."""
    kept, left = [], []
    for row in rows:
        runs = _runs(row.text)
        if sum(hash(run) in forbidden for run in runs) > SHARED * len(runs):
            left.append(row.id)
        else:
            kept.append(row)
    return kept, left


def _runs(text: str) -> list[tuple[str, ...]]:
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return [tuple(words[at : at + LENGTH]) for at in range(max(1, len(words) - LENGTH + 1))]
