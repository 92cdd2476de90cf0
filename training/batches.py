"""Windows to padded tensors, and the endless shuffled stream of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor

from qawl.tagger.encoder.pieces import END, PAD, START, UNKNOWN
from training.model import Batch
from training.samples import HEADS, IGNORED, Sample, Window, adjunct_labels, argument_labels, windows

MOST = 32  # cues of a batch whose arguments are learnt in one step; drawn by chance, they stand for all of it
POOL = 64  # windows sorted by length before they are cut into batches
Targets = dict[str, Tensor]


def stream(
    groups: Mapping[str, Sequence[Sample]], shares: Mapping[str, float], *, pieces: int, chance: random.Random
) -> Iterator[list[Window]]:
    """Batches without end, of at most about `pieces` padded pieces; each window's group is drawn by its share."""
    names = [name for name in shares if groups.get(name)]
    sources = {name: _endless(groups[name], chance) for name in names}
    weights = [shares[name] for name in names]
    while True:
        pool = [next(sources[name]) for name in chance.choices(names, weights, k=POOL)]
        pool.sort(key=lambda window: window.pieces)
        parts = list(_parts(pool, pieces))
        chance.shuffle(parts)
        yield from parts


def _endless(samples: Sequence[Sample], chance: random.Random) -> Iterator[Window]:
    order = list(samples)
    while True:
        chance.shuffle(order)
        for sample in order:
            yield from windows(sample, chance)


def _parts(pool: Sequence[Window], pieces: int) -> Iterator[list[Window]]:
    part: list[Window] = []
    for window in pool:
        if part and (len(part) + 1) * _round(window.pieces + 2) > pieces:
            yield part
            part = []
        part.append(window)
    yield part


def _round(size: int) -> int:
    """Up to a multiple of 32: few shapes, since every new one costs the kernels a start."""
    return -(-size // 32) * 32


def collate(
    part: Sequence[Window], *, chance: np.random.Generator | None = None, hidden: float = 0.0
) -> tuple[Batch, Targets]:
    """Tensors of the windows, padded. `hidden` is the part of pieces replaced by <unk>, drawn by `chance`."""
    width = _round(max(window.pieces for window in part) + 2)
    span = _round(max(window.end - window.start for window in part))
    rows = len(part)
    ids, line_starts = np.full((rows, width), PAD), np.zeros((rows, width), dtype=bool)
    first, last = np.zeros((rows, span), dtype=np.int64), np.zeros((rows, span), dtype=np.int64)
    labels = {head: np.full((rows, span), IGNORED) for head in HEADS}
    counts, pairs = [], []
    for row, window in enumerate(part):
        tokens, start, end = window.sample.tokens, window.start, window.end
        low, high = tokens.first[start], tokens.last[end - 1] + 1
        size = high - low
        ids[row, 0], ids[row, size + 1] = START, END
        ids[row, 1 : size + 1] = tokens.ids[low:high]
        line_starts[row, 1 : size + 1] = tokens.line_starts[low:high] == 1
        first[row, : end - start] = tokens.first[start:end] - low + 1
        last[row, : end - start] = tokens.last[start:end] - low + 1
        for head in HEADS:
            labels[head][row, : end - start] = window.sample.labels[head][start:end]
        counts.append((size + 2, end - start))
        for item in window.sample.argued:
            marked = argument_labels(item, start, end)
            if marked is not None:
                pairs.append((row, item.cue[0] - start, item.cue[1] - start, marked, adjunct_labels(item, start, end)))
    weight = 1.0
    if chance is not None and len(pairs) > MOST:
        weight = len(pairs) / MOST
        pairs = [pairs[at] for at in chance.choice(len(pairs), MOST, replace=False)]
    if chance is not None:
        pairs += [(0, 0, 1, *(np.zeros(0, dtype=np.int64),) * 2)] * (-len(pairs) % 16)
        ids[(chance.random(ids.shape) < hidden) & (ids > UNKNOWN)] = UNKNOWN
    arguments, adjuncts = np.full((2, len(pairs), span), IGNORED)
    for index, (_, _, _, marked, beside) in enumerate(pairs):
        arguments[index, : len(marked)] = marked
        adjuncts[index, : len(beside)] = beside
    lengths = np.array(counts)
    batch = Batch(
        ids=torch.from_numpy(ids),
        line_starts=torch.from_numpy(line_starts),
        pieces_seen=torch.from_numpy(np.arange(width)[None] < lengths[:, :1]),
        first=torch.from_numpy(first),
        last=torch.from_numpy(last),
        foreign=torch.tensor([window.sample.foreign for window in part]),
        words_seen=torch.from_numpy(np.arange(span)[None] < lengths[:, 1:]),
        pair_row=torch.tensor([pair[0] for pair in pairs], dtype=torch.long),
        pair_start=torch.tensor([pair[1] for pair in pairs], dtype=torch.long),
        pair_end=torch.tensor([pair[2] for pair in pairs], dtype=torch.long),
    )
    targets = {head: torch.from_numpy(labels[head]) for head in HEADS}
    targets["weight"] = torch.tensor(weight)
    targets["arguments"], targets["adjuncts"] = torch.from_numpy(arguments), torch.from_numpy(adjuncts)
    return batch, targets
