"""Run the two ONNX graphs: the trunk with its heads over windows, and the arguments of cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from qawl.tagger.encoder.decode import Floats, Ints
from qawl.tagger.encoder.pieces import END, PAD, START, Tokens
from qawl.tagger.encoder.spans import Pair

TRUNK, ARGUMENTS = "model.onnx", "arguments.onnx"
HEADS = ("cues", "names", "roles", "outlets")
ROWS = 8  # windows read at once: bounds memory on long texts


@dataclass(frozen=True)
class WindowScores:
    """Of one window: the states of its words [words, width] and the scores of each head [words, labels]."""

    states: Floats
    heads: dict[str, Floats]


@dataclass(frozen=True)
class CueIn:
    """A cue's words, counted from the start of the window numbered `window`."""

    window: int
    start: int
    end: int


class Network:
    """Two open sessions. Scores of a text do not depend on what else is read: its windows are run by themselves."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        self._trunk = _session(folder / TRUNK, threads)
        self._arguments = _session(folder / ARGUMENTS, threads)

    def read(self, tokens: Tokens, windows: Sequence[Pair]) -> list[WindowScores]:
        """Scores for each window of one text, in order."""
        found: list[WindowScores] = []
        for at in range(0, len(windows), ROWS):
            part = windows[at : at + ROWS]
            states, *scores = self._trunk.run(["states", *HEADS], _inputs(tokens, part))
            for row, (start, end) in enumerate(part):
                size = end - start
                heads = {head: score[row, :size] for head, score in zip(HEADS, scores, strict=True)}
                found.append(WindowScores(states[row, :size], heads))
        return found

    def argue(self, windows: Sequence[WindowScores], cues: Sequence[CueIn]) -> tuple[Floats, Ints]:
        """For each cue the scores of its window's words [cues, words, labels], and the windows' lengths."""
        used = sorted({cue.window for cue in cues})
        row_of = {window: row for row, window in enumerate(used)}
        sizes = np.array([len(windows[window].states) for window in used], dtype=np.int64)
        states = np.zeros((len(used), sizes.max(), windows[0].states.shape[-1]), dtype=np.float32)
        for row, window in enumerate(used):
            states[row, : sizes[row]] = windows[window].states
        rows = np.array([row_of[cue.window] for cue in cues], dtype=np.int64)
        inputs = {
            "states": states,
            "words_seen": np.arange(states.shape[1])[None] < sizes[:, None],
            "row": rows,
            "start": np.array([cue.start for cue in cues], dtype=np.int64),
            "end": np.array([cue.end for cue in cues], dtype=np.int64),
        }
        (scores,) = self._arguments.run(["arguments"], inputs)
        return scores, sizes[rows]


def _session(path: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.enable_cpu_mem_arena = False  # the arena would keep the largest article's memory
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _inputs(tokens: Tokens, windows: Sequence[Pair]) -> dict[str, Any]:
    lows = [int(tokens.first[start]) for start, _ in windows]
    highs = [int(tokens.last[end - 1]) + 1 for _, end in windows]
    width = max(high - low for low, high in zip(lows, highs, strict=True)) + 2
    span = max(end - start for start, end in windows)
    ids = np.full((len(windows), width), PAD, dtype=np.int64)
    line_starts = np.zeros(ids.shape, dtype=bool)
    seen = np.zeros(ids.shape, dtype=bool)
    first, last = np.zeros((len(windows), span), dtype=np.int64), np.zeros((len(windows), span), dtype=np.int64)
    for row, ((start, end), low, high) in enumerate(zip(windows, lows, highs, strict=True)):
        size = high - low
        ids[row, 0], ids[row, 1 : size + 1], ids[row, size + 1] = START, tokens.ids[low:high], END
        line_starts[row, 1 : size + 1] = tokens.line_starts[low:high] == 1
        seen[row, : size + 2] = True
        first[row, : end - start] = tokens.first[start:end] - low + 1
        last[row, : end - start] = tokens.last[start:end] - low + 1
    return {"ids": ids, "line_starts": line_starts, "pieces_seen": seen, "first": first, "last": last}
