"""From the network's scores over one text to cues, names and the arguments of each cue, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qawl.tagger.encoder.decode import (
    IMPOSSIBLE,
    Floats,
    Labelled,
    best,
    log_probability,
    log_softmax,
    rows_of,
    rules,
    spans,
)
from qawl.tagger.encoder.network import ADJUNCTS, ARGUMENTS, HEADS, Network, WindowScores
from qawl.tagger.encoder.pieces import Tokens
from qawl.tagger.encoder.spans import Pair
from qawl.tagger.encoder.weights import Settings
from qawl.tagger.encoder.windows import Window

GOING_ON = "I-content"
TOGETHER = 16  # windows whose arguments are decoded in one go: bounds memory on long texts


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


def merge(windows: Sequence[Window], scores: Sequence[WindowScores], count: int) -> dict[str, Floats]:
    """Scores for every word of the text, each from the window in which the word stands most inside."""
    owner = owners(windows, count)
    merged = {head: np.zeros((count, scores[0].heads[head].shape[-1]), dtype=np.float32) for head in HEADS}
    for index, window in enumerate(windows):
        mine = np.flatnonzero(owner[window.start : window.end] == index)
        for head in HEADS:
            merged[head][window.start + mine] = scores[index].heads[head][mine]
    return merged


def owners(windows: Sequence[Window], count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each word, the number of the window whose cut edges are furthest from it."""
    owner = np.zeros(count, dtype=np.int64)
    for index, (before, after) in enumerate(pairwise(windows), 1):
        owner[(before.end + after.start) // 2 :] = index
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
    network: Network,
    windows: Sequence[Window],
    scores: Sequence[WindowScores],
    cues: Sequence[Found],
    settings: Settings,
) -> list[Argued]:
    """The arguments of each cue, read in the window in which the cue stands most inside."""
    found: list[Argued] = []
    for placings, raw in _related(network, ARGUMENTS, windows, scores, cues):
        found += _argued(raw, placings, settings)
    return found


def adjuncts(
    network: Network,
    windows: Sequence[Window],
    scores: Sequence[WindowScores],
    cues: Sequence[Pair],
    settings: Settings,
) -> dict[Pair, tuple[Found, ...]]:
    """The adjuncts of each cue, at most one of a kind, read in the window in which the cue stands most inside."""
    found: dict[Pair, tuple[Found, ...]] = {}
    for placings, raw in _related(network, ADJUNCTS, windows, scores, [Found(*cue, "", 0.0) for cue in cues]):
        beside = _adjuncts(raw, [offset for _, offset in placings], settings)
        found |= {(cue.start, cue.end): runs for (cue, _), runs in zip(placings, beside, strict=True)}
    return found


def _related(
    network: Network,
    graph: str,
    windows: Sequence[Window],
    scores: Sequence[WindowScores],
    cues: Sequence[Found],
) -> Iterator[tuple[list[tuple[Found, int]], list[Floats]]]:
    """Some cues at a time, each with the first word of its window, and the scores of that window's words."""
    owner = owners(windows, windows[-1].end)
    placed: dict[int, list[Found]] = {}
    for cue in cues:
        placed.setdefault(home(cue, int(owner[cue.start]), windows), []).append(cue)
    homes = sorted(placed)
    for at in range(0, len(homes), TOGETHER):
        some = homes[at : at + TOGETHER]
        raw = network.each(lambda index: _scored(network, graph, windows[index], scores[index], placed[index]), some)
        placings = [(cue, windows[index].start) for index in some for cue in placed[index]]
        yield placings, [row for part in raw for row in part]


def cuts_of(tokens: Tokens, ends: Sequence[int]) -> list[Pair]:
    """Sentences as spans of words."""
    return list(pairwise([0, *ends, len(tokens.words)]))


def _found(offset: int, run: Labelled, logs: Floats, row: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Found:
    start, end = offset + run.start, offset + run.end
    log = float(logs[np.arange(start, end), row[run.start : run.end]].mean())
    return Found(start, end, run.kind, log)


def home(cue: Found, index: int, windows: Sequence[Window]) -> int:
    """The window, from the one that owns the cue's first word on, that holds all of the cue."""
    while windows[index].end < cue.end and index + 1 < len(windows):
        index += 1
    return index


def _scored(network: Network, graph: str, window: Window, scores: WindowScores, cues: Sequence[Found]) -> Floats:
    """The scores of a window's words beside each of its cues."""
    return network.relate(graph, scores, [_inside(cue, window.start) for cue in cues])


def _inside(cue: Found, first: int) -> Pair:
    return max(cue.start - first, 0), cue.end - first


def _argued(raw: Sequence[Floats], placings: Sequence[tuple[Found, int]], settings: Settings) -> list[Argued]:
    """The likeliest labels of the words around each cue; `placings` has each cue with the first word of its window."""
    labels = settings.labels["arguments"]
    padded, lengths = _padded(raw)
    for row, (cue, offset) in zip(padded, placings, strict=True):
        row[slice(*_inside(cue, offset)), 1:] = IMPOSSIBLE  # a cue's own words are no argument of it
    moves = rules(labels, np.array(settings.steps, dtype=np.float32))
    leaning = np.array([settings.content_bias if label == GOING_ON else 0.0 for label in labels], dtype=np.float32)
    decoded = best(padded + leaning, lengths, moves)
    logs = log_probability(padded, lengths, moves, decoded)
    return [
        _argument(cue, offset, spans(labels, row.tolist()), float(log))
        for (cue, offset), row, log in zip(placings, decoded, logs, strict=True)
    ]


def _adjuncts(raw: Sequence[Floats], offsets: Sequence[int], settings: Settings) -> list[tuple[Found, ...]]:
    """For each cue the likeliest run of words of each kind of adjunct, where there is one."""
    labels = settings.labels["adjuncts"]
    padded, lengths = _padded(raw)
    logs = log_softmax(padded)
    leaning = np.array([0.0, *[settings.adjunct_bias] * (len(labels) - 1)], dtype=np.float32)
    decoded = best(logs + leaning, lengths, rules(labels))
    found: list[tuple[Found, ...]] = []
    for row, words, offset in zip(decoded, logs, offsets, strict=True):
        surest: dict[str, Found] = {}
        for run in spans(labels, row.tolist()):
            log = float(words[np.arange(run.start, run.end), row[run.start : run.end]].mean())
            if run.kind not in surest or log > surest[run.kind].log:
                surest[run.kind] = Found(run.start + offset, run.end + offset, run.kind, log)
        found.append(tuple(surest.values()))
    return found


def _padded(raw: Sequence[Floats]) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Rows of different lengths as one array, and the lengths."""
    lengths = np.array([len(row) for row in raw], dtype=np.int64)
    padded = np.zeros((len(raw), int(lengths.max()), raw[0].shape[-1]), dtype=np.float32)
    for row, words in zip(padded, raw, strict=True):
        row[: len(words)] = words
    return padded, lengths


def _argument(cue: Found, offset: int, found: Sequence[Labelled], log: float) -> Argued:
    sources = [(run.start + offset, run.end + offset) for run in found if run.kind == "source"]
    content = tuple((run.start + offset, run.end + offset) for run in found if run.kind == "content")
    nearest = min(sources, key=lambda pair: max(pair[0] - cue.end, cue.start - pair[1]), default=None)
    return Argued((cue.start, cue.end), nearest, content, cue.log, log)
