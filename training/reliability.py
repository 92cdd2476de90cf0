"""Show how far a frame's confidence can be believed: the reliability diagram and the expected calibration error.

    python -m training.reliability --work WORK [--weights FOLDER]

Over the held texts, which the network never saw. The shipped calibration is fitted to all of them; here each fifth of
the texts is judged by a calibration fitted to the other four, so that no frame is judged by what knew it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np

from qawl.tagger.encoder import Encoder
from qawl.tagger.encoder.weights import SHIPPED
from training import calibrate, scoring, train
from training.documents import Document

FOLDS = 5
BINS = 10


def main() -> None:
    """Parse, measure, print a table for the card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    options = parser.parse_args()
    held = train.held_documents(options.work)
    judged = list(crossed(options.weights, held))
    for lang in [*sorted({document.lang for document in held}), "all"]:
        part = [pair for document, pair in zip(held, judged, strict=True) if lang in (document.lang, "all")]
        chances, marks = (np.concatenate(column) for column in zip(*part, strict=True))
        print("\n".join(diagram(lang, chances, marks)))


def crossed(folder: Path, held: Sequence[Document]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """For each text the confidence of its frames, by a calibration that did not know it, and which frames are right."""
    encoder = Encoder.load(folder)
    encoder.settings = msgspec.structs.replace(encoder.settings, threshold=0.0)
    rows = [scoring.read(encoder, folder, document, scoring.HOUSE) for document in held]
    marks = [calibrate.right(document, found) for document, found in zip(held, rows, strict=True)]
    for number, found in enumerate(rows):
        others = [i for i in range(len(rows)) if i % FOLDS != number % FOLDS]
        features = [row["features"] for i in others for row in rows[i]]
        fitted = calibrate.logistic(features, np.concatenate([marks[i] for i in others]))
        yield calibrate.chance(fitted, found), marks[number]


def diagram(lang: str, chances: np.ndarray, marks: np.ndarray) -> Iterator[str]:
    """Lines of a Markdown table: for each tenth of confidence what was promised and what was kept."""
    error = calibrate.expected_error(chances, marks, BINS)
    yield f"{lang}: {len(chances)} frames, expected calibration error {error:.1f}"
    yield "| confidence | frames | promised % | right % | |"
    yield "|---|---|---|---|---|"
    where = np.minimum((chances * BINS).astype(int), BINS - 1)
    for index in range(BINS):
        inside = where == index
        if inside.any():
            promised, kept = 100 * chances[inside].mean(), 100 * marks[inside].mean()
            tenth, bar = f"{index / BINS:.1f}-{(index + 1) / BINS:.1f}", "█" * round(kept / 5)
            yield f"| {tenth} | {inside.sum()} | {promised:.0f} | {kept:.0f} | {bar} |"


if __name__ == "__main__":
    main()
