"""Scores of labels to the best sequences that the labels allow, and to spans of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qawl.tagger.encoder.spans import Pair

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
IMPOSSIBLE = -1e4


@dataclass(frozen=True)
class Labelled:
    """A run of words under one kind ("" where the head has a single kind)."""

    start: int
    end: int
    kind: str


def best(scores: Floats, lengths: Ints, moves: Floats) -> Ints:
    """The best label sequences: scores [rows, words, labels], `moves` from label to label, first row from nothing.

    Words beyond a row's length keep label 0. `moves` is [1 + labels, labels].
    """
    rows, words, _ = scores.shape
    state = scores[:, 0] + moves[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for at in range(1, words):
        onward = state[:, :, None] + moves[1:]
        back[:, at] = onward.argmax(1)
        stepped = onward.max(1) + scores[:, at]
        state = np.where((at < lengths)[:, None], stepped, state)
    labels = np.zeros((rows, words), dtype=np.int64)
    label = state.argmax(1)
    every = np.arange(rows)
    for at in range(words - 1, -1, -1):
        inside = at < lengths
        labels[inside, at] = label[inside]
        if at:
            label = np.where(inside, back[every, at, label], label)
    return labels


def log_probability(scores: Floats, lengths: Ints, moves: Floats, labels: Ints) -> Floats:
    """The log probability of each row's label sequence under the linear chain."""
    rows, words, _ = scores.shape
    every = np.arange(rows)
    state = scores[:, 0] + moves[0]
    path = state[every, labels[:, 0]]
    weights = np.exp(np.maximum(moves[1:], -80.0))
    for at in range(1, words):
        top = state.max(1, keepdims=True)
        stepped = np.log(np.exp(state - top) @ weights + 1e-30) + top + scores[:, at]
        inside = at < lengths
        state = np.where(inside[:, None], stepped, state)
        gain = moves[1 + labels[:, at - 1], labels[:, at]] + scores[every, at, labels[:, at]]
        path = path + np.where(inside, gain, 0.0)
    top = state.max(1)
    total = np.log(np.exp(state - top[:, None]).sum(1)) + top
    return np.asarray(path - total, dtype=np.float32)


def rules(labels: Sequence[str], steps: Floats | None = None) -> Floats:
    """`moves` for `best`: an I needs a B or an I of its kind before it; `steps` adds learned weights."""
    size = len(labels)
    moves = np.zeros((1 + size, size), dtype=np.float32)
    if steps is not None:
        moves[1:] = steps
    for i, before in enumerate(["O", *labels]):
        for j, label in enumerate(labels):
            if label[0] == "I" and (before == "O" or before[2:] != label[2:]):
                moves[i, j] = IMPOSSIBLE
    return moves


def spans(labels: Sequence[str], found: Sequence[int]) -> list[Labelled]:
    """The labelled runs of one sequence, in order."""
    runs: list[Labelled] = []
    for at, index in enumerate(found):
        label = labels[index]
        if label[0] == "B":
            runs.append(Labelled(at, at + 1, label[2:]))
        elif label[0] == "I" and runs:
            runs[-1] = Labelled(runs[-1].start, at + 1, runs[-1].kind)
    return runs


def log_softmax(scores: Floats) -> Floats:
    """Logarithms of the probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), dtype=np.float32)


def rows_of(scores: Floats, cuts: Sequence[Pair]) -> tuple[Floats, Ints]:
    """One padded row for each span of words, and the lengths."""
    lengths = np.array([end - start for start, end in cuts], dtype=np.int64)
    padded = np.zeros((len(cuts), int(lengths.max(initial=1)), scores.shape[-1]), dtype=np.float32)
    for row, (start, end) in enumerate(cuts):
        padded[row, : end - start] = scores[start:end]
    return padded, lengths
