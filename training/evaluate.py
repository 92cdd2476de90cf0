"""Measure exported weights, exact spans as the project's scorer counts them.

python -m training.evaluate --work WORK [--weights FOLDER] [--shared ../shared] [--sets gold-dev,polnear-dev,…]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from qawl.tagger.encoder import Encoder
from qawl.tagger.encoder.weights import SHIPPED
from training import calibrate, documents, scoring, train
from training.documents import Document

NAME_KINDS = ("person", "organisation", "place")


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sets", default="held,gold-dev,polnear-dev,anercorp,anercorp-as-found,factrueval,conllpp")
    options = parser.parse_args()
    encoder = Encoder.load(options.weights)
    for name in options.sets.split(","):
        rows = (
            train.held_documents(options.work)
            if name == "held"
            else list(documents.read(options.work / "measure" / f"{name}.jsonl.gz"))
        )
        for line in measured(encoder, options.weights, name, rows, scoring.scorer(options.shared)):
            print(line, flush=True)


def measured(encoder: Encoder, folder: Path, name: str, rows: Sequence[Document], score) -> Iterator[str]:
    """Lines of figures for one set."""
    if "cues" not in rows[0].heads:
        kinds = ("person",) if name == "factrueval" else NAME_KINDS
        for kind, (precision, recall, f1) in scoring.names(encoder, rows, kinds).items():
            yield f"{name:12} {kind:13} precision {precision:5.1f}  recall {recall:5.1f}  F1 {f1:5.1f}"
        return
    convention = scoring.HOUSE if rows[0].marks_nested else scoring.POLNEAR
    for lang in sorted({row.lang for row in rows}):
        part = [row for row in rows if row.lang == lang]
        yield from _attributions(encoder, folder, f"{name} {lang}", part, convention, score)


def _attributions(
    encoder: Encoder, folder: Path, name: str, rows: Sequence[Document], convention, score
) -> Iterator[str]:
    for given in (False, True):
        tally, marks, chances = score.Tally(), [], []
        for document in rows:
            found = scoring.read(encoder, folder, document, convention, given=given)
            gold = [plain(row) for row in scoring.gold_rows(document)]
            tally.add(document.text, gold, [plain(row) for row in found])
            marks.append(calibrate.right(document, found))
            chances.append(np.array([row["confidence"] for row in found]))
        figures = " | ".join(
            f"{key} {value['F1']}"
            for key, value in tally.report().items()
            if "F1" in (value if isinstance(value, dict) else {}) and "field" not in key
        )
        yield f"{name:15} {'given cues' if given else 'end to end'}: {figures}"
        if not given:
            error = calibrate.expected_error(np.concatenate(chances), np.concatenate(marks))
            yield f"{name:15} {len(rows)} texts, {sum(len(m) for m in marks)} frames, calibration error {error:.1f}"


def plain(row: dict) -> dict:
    return {"source": row["source"], "cue": row["cue"], "content": list(row["content"]), "kind": None, "class": None,
            "speaker": None}  # fmt: skip


if __name__ == "__main__":
    main()
