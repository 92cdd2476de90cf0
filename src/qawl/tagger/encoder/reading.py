"""From the network's scores over one text to cues, names and the arguments of each cue, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qawl.tagger.encoder.decode import Floats, Labelled, best, log_probability, log_softmax, rows_of, rules, spans
from qawl.tagger.encoder.network import HEADS, CueIn, Network, WindowScores
from qawl.tagger.encoder.pieces import Tokens
from qawl.tagger.encoder.spans import Pair
from qawl.tagger.encoder.weights import Settings


@dataclass(frozen=True)
class Found:
    """A labelled run of words with the mean log probability of its labels."""

    start: int
    end: int
    kind: str
    log: float


@dataclass(frozen=True)
class Argued:
    """A cue and its arguments, in words of the text; `log` is the log probability of the whole labelling."""

    cue: Pair
    source: Pair | None
    content: tuple[Pair, ...]
    cue_log: float
    log: float


def merge(windows: Sequence[Pair], scores: Sequence[WindowScores], count: int) -> dict[str, Floats]:
    """Scores for every word of the text, each from the window in which the word stands most inside."""
    owner = owners(windows, count)
    merged = {head: np.zeros((count, scores[0].heads[head].shape[-1]), dtype=np.float32) for head in HEADS}
    for index, (start, end) in enumerate(windows):
        mine = np.flatnonzero(owner[start:end] == index)
        for head in HEADS:
            merged[head][start + mine] = scores[index].heads[head][mine]
    return merged


def owners(windows: Sequence[Pair], count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each word, the number of the window whose cut edges are furthest from it."""
    owner = np.zeros(count, dtype=np.int64)
    for index, ((_, end), (start, _)) in enumerate(pairwise(windows)):
        owner[(start + end) // 2 :] = index + 1
    return owner


def runs(head: str, scores: Floats, cuts: Sequence[Pair], settings: Settings) -> list[Found]:
    """The labelled runs of one head over the text, read sentence by sentence."""
    labels = settings.labels[head]
    logs = log_softmax(scores)
    if head == "cues":
        logs[:, 1:] += settings.cue_bias
    padded, lengths = rows_of(logs, cuts)
    decoded = best(padded, lengths, rules(labels))
    if head == "cues":
        logs = log_softmax(scores)
    return [
        _found(start, run, logs, row)
        for (start, _), row in zip(cuts, decoded, strict=True)
        for run in spans(labels, row.tolist())
    ]


def arguments(
    network: Network, windows: Sequence[Pair], scores: Sequence[WindowScores], cues: Sequence[Found], settings: Settings
) -> list[Argued]:
    """The arguments of each cue, read in the window in which the cue stands most inside."""
    if not cues:
        return []
    owner = owners(windows, windows[-1][1])
    placed = [_place(cue, int(owner[cue.start]), windows) for cue in cues]
    raw, lengths = network.argue(scores, placed)
    moves = rules(settings.labels["arguments"], np.array(settings.steps, dtype=np.float32))
    decoded = best(raw, lengths, moves)
    logs = log_probability(raw, lengths, moves, decoded)
    return [
        _argued(cue, windows[place.window][0], spans(settings.labels["arguments"], row.tolist()), float(log))
        for cue, place, row, log in zip(cues, placed, decoded, logs, strict=True)
    ]


def cuts_of(tokens: Tokens, ends: Sequence[int]) -> list[Pair]:
    """Sentences as spans of words."""
    return list(pairwise([0, *ends, len(tokens.words)]))


def _found(offset: int, run: Labelled, logs: Floats, row: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Found:
    start, end = offset + run.start, offset + run.end
    log = float(logs[np.arange(start, end), row[run.start : run.end]].mean())
    return Found(start, end, run.kind, log)


def _place(cue: Found, window: int, windows: Sequence[Pair]) -> CueIn:
    while windows[window][1] < cue.end and window + 1 < len(windows):
        window += 1
    start = windows[window][0]
    return CueIn(window, max(cue.start - start, 0), cue.end - start)


def _argued(cue: Found, offset: int, found: Sequence[Labelled], log: float) -> Argued:
    sources = [(run.start + offset, run.end + offset) for run in found if run.kind == "source"]
    content = tuple((run.start + offset, run.end + offset) for run in found if run.kind == "content")
    nearest = min(sources, key=lambda pair: max(pair[0] - cue.end, cue.start - pair[1]), default=None)
    return Argued((cue.start, cue.end), nearest, content, cue.log, log)
