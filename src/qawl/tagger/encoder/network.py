"""Run the two ONNX graphs: the trunk with its heads over windows, and the arguments of cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from qawl.tagger.encoder.decode import Floats
from qawl.tagger.encoder.pieces import END, START, Tokens
from qawl.tagger.encoder.spans import Pair
from qawl.tagger.encoder.windows import Window

TRUNK, ARGUMENTS = "model.onnx", "arguments.onnx"
HEADS = ("cues", "names", "roles", "outlets")
ROWS = 4  # windows read at once: bounds memory on long texts


@dataclass(frozen=True)
class WindowScores:
    """Of one window: the states of its words [words, width] and the scores of each head [words, labels]."""

    states: Floats
    heads: dict[str, Floats]


class Network:
    """Two open sessions. What is read of a text does not depend on the texts beside it: each is run by itself."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        self._trunk = _session(folder / TRUNK, threads)
        self._arguments = _session(folder / ARGUMENTS, threads)

    def read(self, tokens: Tokens, windows: Sequence[Window]) -> list[WindowScores]:
        """Scores for each window of one text, in order."""
        found: list[WindowScores] = []
        for at in range(0, len(windows), ROWS):
            part = windows[at : at + ROWS]
            states, *scores = self._trunk.run(["states", *HEADS], _inputs(tokens, part))
            for row, window in enumerate(part):
                size = window.end - window.start
                heads = {head: score[row, :size] for head, score in zip(HEADS, scores, strict=True)}
                found.append(WindowScores(states[row, :size], heads))
        return found

    def argue(self, window: WindowScores, cues: Sequence[Pair]) -> Floats:
        """For each cue, a span of the window's words, the scores of all its words [cues, words, labels]."""
        inputs = {
            "states": window.states,
            "start": np.array([start for start, _ in cues], dtype=np.int64),
            "end": np.array([end for _, end in cues], dtype=np.int64),
        }
        (scores,) = self._arguments.run(["arguments"], inputs)
        return np.array(scores, dtype=np.float32)


def _session(path: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.enable_cpu_mem_arena = False  # the arena would keep the largest article's memory
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _inputs(tokens: Tokens, windows: Sequence[Window]) -> dict[str, Any]:
    width = windows[0].high - windows[0].low + 2
    span = max(window.end - window.start for window in windows)
    ids = np.full((len(windows), width), END, dtype=np.int64)
    line_starts = np.zeros(ids.shape, dtype=bool)
    first, last = np.zeros((len(windows), span), dtype=np.int64), np.zeros((len(windows), span), dtype=np.int64)
    for row, window in enumerate(windows):
        pieces, words = slice(window.low, window.high), slice(window.start, window.end)
        ids[row, 0], ids[row, 1:-1] = START, tokens.ids[pieces]
        line_starts[row, 1:-1] = tokens.line_starts[pieces] == 1
        first[row, : window.end - window.start] = tokens.first[words] - window.low + 1
        last[row, : window.end - window.start] = np.minimum(tokens.last[words], window.high - 1) - window.low + 1
    return {"ids": ids, "line_starts": line_starts, "first": first, "last": last}
