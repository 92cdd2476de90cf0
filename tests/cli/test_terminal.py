"""Text on a terminal: safe, in order, in lines."""

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qawl.cli.terminal import isolated, packed, safe, wrapped


@given(st.text())
def test_nothing_unsafe_is_left(text):
    assert not re.search(
        "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029\ud800-\udfff]", safe(text)
    )


def test_escape_sequences_can_be_seen():
    assert safe("\x1b[31mred\x9b0m\ttab") == "␛[31mred\ufffd0m tab"


def test_letters_that_run_against_the_line_are_isolated():
    assert isolated("said") == "said"
    assert isolated("قال", "rtl") == "\u2067قال\u2069"
    assert isolated("He is سعيد") == "\u2066He is سعيد\u2069"


@given(st.text(), st.integers(0, 60))
def test_lines_fit(text, width):
    for line in wrapped(text, width, "rtl"):
        assert cell_len(line) <= max(width, 10)
        assert line.count("\u2067") == line.count("\u2069")


def test_steps_stay_whole():
    assert packed(["one", "two", "three"], " → ", 12) == ["one → two →", "three"]
    assert packed([], " → ", 10) == []
