"""Run the three ONNX graphs: the trunk with its heads over windows, and the arguments and the adjuncts of cues."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import onnxruntime

from qawl.tagger.encoder.decode import Floats
from qawl.tagger.encoder.pieces import END, START, Tokens
from qawl.tagger.encoder.spans import Pair
from qawl.tagger.encoder.windows import Window

TRUNK, ARGUMENTS, ADJUNCTS = "model.onnx", "arguments.onnx", "adjuncts.onnx"
HEADS = ("cues", "names", "roles", "outlets")
STATES = "states"
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class WordScores:
    """Of a run of words: their states [words, width] and the scores of each head [words, labels]."""

    states: Floats
    heads: dict[str, Floats]


class Network:
    """Three open sessions, in which several windows of a text are read side by side, each by one thread.

    What is read of a window depends neither on the windows beside it nor on the number of threads. A process that forks
    must open its own.
    """

    def __init__(self, folder: Path, *, threads: int) -> None:
        self._trunk = _session(folder / TRUNK)
        self._of_cues = {name: _session(folder / name) for name in (ARGUMENTS, ADJUNCTS)}
        self._threads, self._pool = threads, ThreadPoolExecutor(threads, "qawl-encoder")

    def read(self, tokens: Tokens, windows: Sequence[Window]) -> Iterator[WordScores]:
        """Scores for each window of one text, in order."""
        return self.each(lambda window: self._read(tokens, window), windows)

    def each(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """The result of some work for each item, in order: as many at once as there are threads.

        Work is handed out a little at a time, so that a short text need not wait for all of a long one; and a program
        that is about to end, whose threads take nothing new, does it by itself.
        """
        for at in range(0, len(items), 2 * self._threads):
            some = items[at : at + 2 * self._threads]
            yield from self._side_by_side(work, some) if self._threads > 1 else map(work, some)

    def _side_by_side(self, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        try:
            futures = [self._pool.submit(work, item) for item in items]
        except RuntimeError:  # the program is ending, and its pools take nothing new
            return [work(item) for item in items]
        return [future.result() for future in futures]

    def _read(self, tokens: Tokens, window: Window) -> WordScores:
        states, *scores = self._trunk.run([STATES, *HEADS], _inputs(tokens, window))
        return WordScores(states[0], {head: score[0] for head, score in zip(HEADS, scores, strict=True)})

    def relate(self, graph: str, states: Floats, cues: Sequence[Pair]) -> Floats:
        """For each cue, a span of a run of words with `states`, the scores of all these words [cues, words, labels].

        `graph` is ARGUMENTS or ADJUNCTS.
        """
        inputs = {
            STATES: states,
            "start": np.array([start for start, _ in cues], dtype=np.int64),
            "end": np.array([end for _, end in cues], dtype=np.int64),
        }
        (scores,) = self._of_cues[graph].run(["scores"], inputs)
        return np.array(scores, dtype=np.float32)


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    # Two cores read 2.7 articles a second with a window for each, 2.2 where both share one (AVX2, `training.speed`).
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena would keep the largest article's memory
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _inputs(tokens: Tokens, window: Window) -> dict[str, Any]:
    pieces, words = slice(window.low, window.high), slice(window.start, window.end)
    ids = np.full((1, window.high - window.low + 2), END, dtype=np.int64)
    line_starts = np.zeros(ids.shape, dtype=bool)
    ids[0, 0], ids[0, 1:-1] = START, tokens.ids[pieces]
    line_starts[0, 1:-1] = tokens.line_starts[pieces] == 1
    first = tokens.first[words] - window.low + 1
    last = np.minimum(tokens.last[words], window.high - 1) - window.low + 1
    return {"ids": ids, "line_starts": line_starts, "first": first[None], "last": last[None]}
