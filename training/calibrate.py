"""Fit the thresholds and the confidences of an exported encoder on the held texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from qawl.tagger.encoder import Encoder
from qawl.tagger.encoder.network import Network, WordScores
from qawl.tagger.encoder.pieces import Tokens
from qawl.tagger.encoder.weights import Calibration, Settings
from qawl.tagger.encoder.windows import Window
from training import scoring, train
from training.documents import Document

CUE_BIASES = (-0.5, 0.0, 0.5, 1.0, 1.5)
CONTENT_BIASES = (0.0, 0.05, 0.1, 0.2, 0.4)
CLOSE = 0.35  # points of F1 that are taken for none: over 200 texts the thresholds from 0.05 to 0.5 lie within a point
PULL = 0.02  # of the logistic model's weights to zero


class Remembering:
    """A network that reads each text once."""

    def __init__(self, network: Network) -> None:
        self.network, self.relate, self.each = network, network.relate, network.each
        self._read: dict[bytes, list[WordScores]] = {}

    def read(self, tokens: Tokens, windows: Sequence[Window]) -> list[WordScores]:
        key = tokens.ids.tobytes()
        if key not in self._read:
            self._read[key] = list(self.network.read(tokens, windows))
        return self._read[key]


def fitted(folder: Path, work: Path, settings: Settings) -> Settings:
    """The settings with the biases, the calibration and the threshold that do best on the held texts."""
    held = train.held_documents(work)
    encoder = Encoder(Remembering(Network(folder, threads=2)), scoring.pieces(folder), settings)
    best, best_f1 = _tried(encoder, folder, held, settings)
    for field, values in (("cue_bias", CUE_BIASES), ("content_bias", CONTENT_BIASES)):
        start = best
        for value in values:
            found, f1 = _tried(encoder, folder, held, msgspec.structs.replace(start, **{field: value}))
            print(f"{field} {value}: threshold {found.threshold}, statement F1 on {len(held)} held texts {f1:.1f}")
            if f1 > best_f1 + CLOSE:
                best, best_f1 = found, f1
    return best


def _tried(encoder: Encoder, folder: Path, held: Sequence[Document], tried: Settings) -> tuple[Settings, float]:
    """The settings with a calibration and a threshold fitted to them, and their F1."""
    encoder.settings = msgspec.structs.replace(tried, threshold=0.0)
    rows = [scoring.read(encoder, folder, document, scoring.HOUSE) for document in held]
    marks = [right(document, found) for document, found in zip(held, rows, strict=True)]
    calibration = logistic([r["features"] for found in rows for r in found], np.concatenate(marks))
    chances = [chance(calibration, found) for found in rows]
    threshold, f1 = best_threshold(chances, marks, sum(len(d.attributions) for d in held))
    return msgspec.structs.replace(encoder.settings, calibration=calibration, threshold=threshold), f1


def right(document: Document, rows: Sequence[dict]) -> np.ndarray:
    """For each row whether the reference has it: contents share 80 % of their characters, the sources meet."""
    gold, used, marks = scoring.gold_rows(document), set(), np.zeros(len(rows))
    scored = sorted(
        ((overlap(g["content"], r["content"]), i, j) for i, g in enumerate(gold) for j, r in enumerate(rows)),
        reverse=True,
    )
    for share, i, j in scored:
        if share >= 0.8 and i not in used and not marks[j] and meet(gold[i]["source"], rows[j]["source"]):
            used.add(i)
            marks[j] = 1
    return marks


def overlap(a: Sequence, b: Sequence) -> float:
    one, two = ({i for start, end in spans for i in range(start, end)} for spans in (a, b))
    return len(one & two) / max(len(one | two), 1)


def meet(a: tuple | None, b: tuple | None) -> bool:
    return a is None and b is None if a is None or b is None else a[0] < b[1] and b[0] < a[1]


def logistic(features: Sequence[tuple], right: np.ndarray) -> Calibration:
    """Newton's method on the penalised log likelihood."""
    x = np.column_stack([np.ones(len(features)), np.array(features, dtype=float)])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        chances = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (chances - right) + PULL * weights
        hessian = (x * (chances * (1 - chances))[:, None]).T @ x + PULL * np.eye(len(weights))
        weights -= np.linalg.solve(hessian, gradient)
    return Calibration(*(round(float(weight), 4) for weight in weights))


def chance(calibration: Calibration, rows: Sequence[dict]) -> np.ndarray:
    weights = np.array(msgspec.structs.astuple(calibration))
    x = np.array([(1.0, *row["features"]) for row in rows], dtype=float).reshape(-1, len(weights))
    return 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))


def best_threshold(chances: Sequence[np.ndarray], marks: Sequence[np.ndarray], gold: int) -> tuple[float, float]:
    """The lowest threshold that is as good as the best, and its F1: who wants fewer frames can ask for fewer."""
    flat, right = np.concatenate(chances), np.concatenate(marks)
    tries = [round(0.05 * step, 2) for step in range(1, 15)]
    scores = [scoring.f1(int(right[flat >= t].sum()), gold, int((flat >= t).sum())) for t in tries]
    return next((t, f1) for t, f1 in zip(tries, scores, strict=True) if f1 >= max(scores) - CLOSE)


def expected_error(chances: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error in percent: the mean gap of confidence and success over equal bins of confidence."""
    where = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = [
        abs(chances[where == b].mean() - right[where == b].mean()) * (where == b).sum()
        for b in range(bins)
        if (where == b).any()
    ]
    return 100 * sum(gaps) / max(len(chances), 1)
