"""The number of threads changes how fast a text is read, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("onnxruntime", reason="the encoder's run-time parts are not installed")

from qawl.tagger.encoder import Encoder

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


def test_long_text_reads_alike_with_one_thread_and_with_three() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in EXAMPLES)
    one, three = (Encoder.load(threads=threads).tag([text]) for threads in (1, 3))
    assert one == three
    assert one[0][0]


def test_an_error_in_one_window_reaches_the_caller() -> None:
    network = Encoder.load(threads=2)._network

    def fail(number: int) -> int:
        raise ValueError(f"window {number}")

    with pytest.raises(ValueError, match="window 0"):
        list(network.each(fail, range(4)))


def test_a_program_that_is_ending_still_reads_to_the_end() -> None:
    network = Encoder.load(threads=2)._network
    network._pool.shutdown()
    assert list(network.each(lambda number: number + 1, range(5))) == [1, 2, 3, 4, 5]
