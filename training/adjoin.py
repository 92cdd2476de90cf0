"""Train the reader of adjuncts alone, on the states of an exported encoder.

    python -m training.adjoin --work WORK --weights FOLDER [--checkpoint WORK/run/last.pt] [--minutes 8]

The encoder is left as it is, so each text is read by it once, and then the small reader goes over all cues many times:
in a run of everything, the cues whose adjuncts it is shown are few. Writes WORK/adjoined.pt.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from qawl.tagger.encoder import Encoder, reading
from qawl.tagger.encoder.network import ADJUNCTS
from qawl.tagger.encoder.pieces import tokenise
from qawl.tagger.encoder.weights import SHIPPED
from training import documents, scoring, shingles, train
from training.samples import IGNORED, Labels, adjunct_labels, sample

RATE, WARM, DROPPED = 8e-4, 0.03, 0.1
WINDOWS, POOL, ROUND = 8, 64, 32  # windows in a batch, those sorted by length at a time, and what lengths round up to


@dataclass(frozen=True)
class Beside:
    """The states of a window's words, and for each cue in it its words and the labels of all words."""

    states: NDArray[np.float16]
    cues: tuple[tuple[int, int, Labels], ...]


def main() -> None:
    """Parse, read, train, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--minutes", type=float, default=8.0)
    options = parser.parse_args()
    held = list(states(options.weights, train.held_documents(options.work)))
    windows = list(states(options.weights, taught(options.work)))
    network = train.load(options.checkpoint or options.work / "run" / "last.pt")
    print(f"{len(windows)} windows; {surprise(network.adjuncts, held):.2f} nats a held cue before")
    step = adjoin(network.adjuncts, windows, options.minutes)
    print(f"{step} steps; {surprise(network.adjuncts, held):.2f} nats a held cue")
    train.save(options.work / "adjoined.pt", network, torch.optim.SGD(network.parameters()), step, 0.0)


def taught(work: Path) -> list[documents.Document]:
    """The texts annotated by our guidelines that are not held out."""
    held = shingles.of(row.text for row in train.marked_as_held(work))
    paths = [work / "train" / f"{name}.jsonl.gz" for name in ("gold", "own")]
    rows = (row for path in paths if path.exists() for row in documents.read(path) if not train.is_held(row))
    return shingles.without(rows, held)[0]


def states(weights: Path, rows: Iterable[documents.Document]) -> Iterator[Beside]:
    """The windows that hold a cue, as the program that reads them will have them."""
    encoder = Encoder.load(weights)
    for row in rows:
        (tokens,) = tokenise(scoring.pieces(weights), [row.text])
        scores = encoder.scan(row.text, tokens)
        argued = {a.cue: a for a in sample(row, tokens).argued}
        cues = [reading.Found(*cue, "", 0.0) for cue in argued]
        for stretch in reading.stretches(cues, len(tokens.words), ADJUNCTS):
            start, end = stretch.start, stretch.end
            found = [argued[cue.start, cue.end] for cue in stretch.cues]
            placed = [(a.cue[0] - start, a.cue[1] - start, adjunct_labels(a, start, end)) for a in found]
            yield Beside(scores.states[start:end].astype(np.float16), tuple(placed))


def adjoin(reader: torch.nn.Module, windows: Sequence[Beside], minutes: float) -> int:
    """Train the reader until the time is over; the count of steps."""
    chance = random.Random(train.SEED)
    torch.manual_seed(train.SEED)
    reader.train()
    optimizer = torch.optim.AdamW(reader.parameters(), lr=RATE, weight_decay=0.02, fused=True)
    begun, step = time.monotonic(), 0
    for part in _batches(windows, chance):
        done = (time.monotonic() - begun) / (60 * minutes)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * max(min(done / WARM, (1 - done) / (1 - WARM)), 0.02)
        loss, cues = _loss(reader, part, dropped=DROPPED)
        (loss / (10 * cues)).backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        step += 1
    reader.eval()
    return step


def surprise(reader: torch.nn.Module, windows: Sequence[Beside]) -> float:
    """Nats a cue."""
    reader.eval()
    with torch.no_grad():
        found = [_loss(reader, windows[at : at + WINDOWS]) for at in range(0, len(windows), WINDOWS)]
    return sum(loss.item() for loss, _ in found) / max(sum(cues for _, cues in found), 1)


def _batches(windows: Sequence[Beside], chance: random.Random) -> Iterator[Sequence[Beside]]:
    order = list(windows)
    while True:
        chance.shuffle(order)
        for at in range(0, len(order), POOL):
            pool = sorted(order[at : at + POOL], key=lambda window: len(window.states))
            parts = [pool[first : first + WINDOWS] for first in range(0, len(pool), WINDOWS)]
            chance.shuffle(parts)
            yield from parts


def _loss(reader: torch.nn.Module, part: Sequence[Beside], *, dropped: float = 0.0) -> tuple[Tensor, int]:
    width = -(-max(len(window.states) for window in part) // ROUND) * ROUND
    words = torch.zeros(len(part), width, part[0].states.shape[1])
    seen = torch.zeros(len(part), width, dtype=torch.bool)
    for row, window in enumerate(part):
        words[row, : len(window.states)] = torch.from_numpy(window.states.astype(np.float32))
        seen[row, : len(window.states)] = True
    if dropped:
        words = words * (torch.rand(len(part), 1, words.shape[2]) >= dropped) / (1 - dropped)
    cues = [(row, *cue) for row, window in enumerate(part) for cue in window.cues]
    target = torch.full((len(cues), width), IGNORED)
    for index, (*_, labels) in enumerate(cues):
        target[index, : len(labels)] = torch.from_numpy(labels)
    row, start, end = (torch.tensor([cue[n] for cue in cues]) for n in range(3))
    scores = reader(words, seen, row, start, end)
    flat = scores.reshape(-1, scores.shape[-1])
    return F.cross_entropy(flat, target.reshape(-1), ignore_index=IGNORED, reduction="sum"), len(cues)


if __name__ == "__main__":
    main()
