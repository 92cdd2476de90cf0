"""From the network's scores over one text to cues, names and the arguments of each cue, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from qawl.tagger.encoder.network import ADJUNCTS, ARGUMENTS, STATES, Network, WordScores
from qawl.tagger.encoder.pieces import Tokens
from qawl.tagger.encoder.spans import Pair
from qawl.tagger.encoder.weights import Settings
from qawl.tagger.encoder.windows import Window

GOING_ON = "I-content"
NEAR = 30  # words that the cues read together span at most
REACH = {ARGUMENTS: (80, 120), ADJUNCTS: (140, 80)}  # words read before the first and behind the last of them
TOGETHER = 16  # stretches whose arguments are decoded in one go: bounds memory on long texts


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


@dataclass(frozen=True)
class Stretch:
    """Cues that stand near each other, and the words [start, end) of the text that are read beside them."""

    cues: tuple[Found, ...]
    start: int
    end: int


def merge(windows: Sequence[Window], scores: Iterable[WordScores]) -> WordScores:
    """What the trunk says of every word of a text, each from the window in which the word stands most inside."""
    count = windows[-1].end
    owner = owners(windows, count)
    whole: dict[str, Floats] = {}
    for index, (window, read) in enumerate(zip(windows, scores, strict=True)):
        mine = np.flatnonzero(owner[window.start : window.end] == index)
        for name, values in {STATES: read.states, **read.heads}.items():
            if name not in whole:
                whole[name] = np.zeros((count, values.shape[-1]), dtype=np.float32)
            whole[name][window.start + mine] = values[mine]
    return WordScores(whole.pop(STATES), whole)


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


def arguments(network: Network, scores: WordScores, cues: Sequence[Found], settings: Settings) -> list[Argued]:
    """The arguments of each cue, in the order of the text."""
    found: list[Argued] = []
    for placings, raw in _related(network, ARGUMENTS, scores, cues):
        found += _argued(raw, placings, settings)
    return found


def adjuncts(
    network: Network, scores: WordScores, cues: Sequence[Pair], settings: Settings
) -> dict[Pair, tuple[Found, ...]]:
    """The adjuncts of each cue, at most one of a kind."""
    found: dict[Pair, tuple[Found, ...]] = {}
    for placings, raw in _related(network, ADJUNCTS, scores, [Found(*cue, "", 0.0) for cue in cues]):
        beside = _adjuncts(raw, [offset for _, offset in placings], settings)
        found |= {(cue.start, cue.end): runs for (cue, _), runs in zip(placings, beside, strict=True)}
    return found


def stretches(cues: Iterable[Found], count: int, graph: str) -> list[Stretch]:
    """The cues of a text of `count` words, those that stand near each other together.

    Wherever the windows of the trunk end, an argument is so looked for on both sides of its cue: read in the window in
    which the cue stood most inside, contents were cut short (573 held texts: statement F1 76.2, so 76.9).
    """
    before, behind = REACH[graph]
    groups: list[list[Found]] = []
    for cue in sorted(cues, key=lambda cue: cue.start):
        if groups and cue.end - groups[-1][0].start <= NEAR:
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return [
        Stretch(tuple(group), max(group[0].start - before, 0), min(max(cue.end for cue in group) + behind, count))
        for group in groups
    ]


def _related(
    network: Network, graph: str, scores: WordScores, cues: Sequence[Found]
) -> Iterator[tuple[list[tuple[Found, int]], list[Floats]]]:
    """Some cues at a time, each with the first word of its stretch, and the scores of that stretch's words."""
    every = stretches(cues, len(scores.states), graph)
    for at in range(0, len(every), TOGETHER):
        some = every[at : at + TOGETHER]
        raw = network.each(lambda stretch: _scored(network, graph, scores, stretch), some)
        placings = [(cue, stretch.start) for stretch in some for cue in stretch.cues]
        yield placings, [row for part in raw for row in part]


def cuts_of(tokens: Tokens, ends: Sequence[int]) -> list[Pair]:
    """Sentences as spans of words."""
    return list(pairwise([0, *ends, len(tokens.words)]))


def _found(offset: int, run: Labelled, logs: Floats, row: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Found:
    start, end = offset + run.start, offset + run.end
    log = float(logs[np.arange(start, end), row[run.start : run.end]].mean())
    return Found(start, end, run.kind, log)


def _scored(network: Network, graph: str, scores: WordScores, stretch: Stretch) -> Floats:
    """The scores of a stretch's words beside each of its cues."""
    states = scores.states[stretch.start : stretch.end]
    return network.relate(graph, states, [_inside(cue, stretch.start) for cue in stretch.cues])


def _inside(cue: Found, first: int) -> Pair:
    return cue.start - first, cue.end - first


def _argued(raw: Sequence[Floats], placings: Sequence[tuple[Found, int]], settings: Settings) -> list[Argued]:
    """The likeliest labels of the words around each cue; `placings` has each cue with the first word of its stretch."""
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
