"""Words of a text to the pieces of the encoder's vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor

from qawl.tagger.encoder.spans import Pair
from qawl.tagger.encoder.words import split

START, PAD, END, UNKNOWN = 0, 1, 2, 3
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Tokens:
    """A text in words and pieces. `first` and `last` give each word its first and last piece."""

    words: tuple[Pair, ...]
    ids: Ints
    first: Ints
    last: Ints
    line_starts: Ints  # one a piece: 1 where a line of the text begins


def open_pieces(path: Path) -> SentencePieceProcessor:
    """The vocabulary of pieces in a file of the SentencePiece format."""
    return SentencePieceProcessor(model_proto=path.read_bytes())


def tokenise(pieces: SentencePieceProcessor, texts: Sequence[str]) -> list[Tokens]:
    """Pieces of each text without the marks of start and end; a word that yields no piece shares its neighbour's."""
    encodings = pieces.encode(list(texts), return_type="offset_mapping")
    return [_align(text, found["ids"], found["offsets"]) for text, found in zip(texts, encodings, strict=True)]


def _align(text: str, ids: Sequence[int], offsets: Sequence[Pair]) -> Tokens:
    words = split(text)
    if not ids:
        ids, offsets = [UNKNOWN], [(0, 0)]
    ends = _ends(offsets)
    starts = np.array([_visible(text, start, end) for start, end in offsets], dtype=np.int64)
    word_starts = np.array([start for start, _ in words], dtype=np.int64)
    word_ends = np.array([end for _, end in words], dtype=np.int64)
    top = len(ids) - 1
    first = np.minimum(np.searchsorted(ends, word_starts, side="right"), top)
    last = np.maximum(np.searchsorted(starts, word_ends, side="left") - 1, first)
    line_starts = np.zeros(len(ids), dtype=np.int64)
    for index, (start, _) in enumerate(words):
        previous = words[index - 1][1] if index else None
        if previous is None or "\n" in text[previous:start]:
            line_starts[first[index]] = 1
    return Tokens(tuple(words), np.array(ids, dtype=np.int64), first, np.minimum(last, top), line_starts)


def _ends(offsets: Sequence[Pair]) -> Ints:
    """Where pieces end; those that share a character, as the dots of `…` do, all end behind it."""
    ends = [end for _, end in offsets]
    for index in range(len(ends) - 2, -1, -1):
        if offsets[index][0] == ends[index] == offsets[index + 1][0]:
            ends[index] = ends[index + 1]
    return np.array(ends, dtype=np.int64)


def _visible(text: str, start: int, end: int) -> int:
    """Where the piece's first visible character is: a piece may begin with the space before its word."""
    while start < end and text[start].isspace():
        start += 1
    return start
