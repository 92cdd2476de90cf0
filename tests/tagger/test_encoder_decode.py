"""Decoding keeps the rules of labels, and its probabilities are those of the chain."""

from __future__ import annotations

from itertools import product

import pytest

pytest.importorskip("numpy", reason="the encoder's run-time parts are not installed")

import numpy as np

from qawl.tagger.encoder.decode import Labelled, best, log_probability, log_softmax, rows_of, rules, spans

LABELS = ("O", "B-source", "I-source", "B-content", "I-content")
CHANCE = np.random.default_rng(7)


def legal(path: tuple[int, ...]) -> bool:
    names = [LABELS[index] for index in path]
    pairs = zip(["O", *names], names, strict=False)
    return all(label[0] != "I" or (before != "O" and before[2:] == label[2:]) for before, label in pairs)


def weight(scores, moves, path: tuple[int, ...]) -> float:
    total = moves[0, path[0]] + scores[0, path[0]]
    for at in range(1, len(path)):
        total += moves[1 + path[at - 1], path[at]] + scores[at, path[at]]
    return float(total)


@pytest.mark.parametrize("length", [1, 2, 4])
def test_best_path_is_the_best_of_all_legal_paths(length: int) -> None:
    steps = CHANCE.normal(size=(5, 5)).astype("f4")
    scores = CHANCE.normal(size=(3, length, 5)).astype("f4")
    moves = rules(LABELS, steps)
    lengths = np.full(3, length)
    found = best(scores, lengths, moves)
    logs = log_probability(scores, lengths, moves, found)
    paths = [path for path in product(range(5), repeat=length) if legal(path)]
    for row in range(3):
        weights = np.array([weight(scores[row], moves, path) for path in paths])
        assert tuple(found[row]) == paths[int(weights.argmax())]
        assert logs[row] == pytest.approx(weights.max() - np.log(np.exp(weights).sum()), abs=1e-3)


def test_padding_changes_nothing() -> None:
    scores = CHANCE.normal(size=(1, 3, 5)).astype("f4")
    padded = np.concatenate([scores, np.full((1, 4, 5), 9, dtype="f4")], axis=1)
    moves = rules(LABELS)
    lengths = np.array([3])
    assert best(padded, lengths, moves)[0, :3].tolist() == best(scores, lengths, moves)[0].tolist()
    labels = best(padded, lengths, moves)
    assert log_probability(padded, lengths, moves, labels) == pytest.approx(
        log_probability(scores, lengths, moves, labels[:, :3]), abs=1e-5
    )


def test_spans_are_runs_under_one_kind() -> None:
    found = spans(LABELS, [0, 1, 2, 3, 4, 3, 0])
    assert found == [Labelled(1, 3, "source"), Labelled(3, 5, "content"), Labelled(5, 6, "content")]


def test_rows_of_pads_sentences() -> None:
    scores = np.arange(10, dtype="f4").reshape(5, 2)
    rows, lengths = rows_of(scores, [(0, 3), (3, 5)])
    assert lengths.tolist() == [3, 2]
    assert rows[1, :2].tolist() == scores[3:].tolist()
    assert np.exp(log_softmax(rows)).sum(-1) == pytest.approx(1)
