"""Texts built to hang a reader: a scene is made of each in bounded time."""

import time

import pytest

from qawl.segment.quotations import find_quotations
from qawl.segment.scene import make_scene

SECONDS = 10  # of processor time, on a busy machine; the slowest of these takes 3
HOSTILE = {
    "commas in one token": "a," * 500_000,
    "unclosed, one stray mark": "«" * 100_000 + "\nx »",
    "unclosed in many lines": "«a\n" * 50_000 + "x »",
    "closed in the next line": "«a\nb»\n" * 50_000,
    "strays behind open ones": "“a\n" * 12 + "»" * 300_000,
    "nested": "«" * 100_000 + "»" * 100_000,
    "nested with words": "«a " * 100_000 + "»" * 100_000,
    "unclosed behind a long line": "я" * 3_000_000 + "\n" + "b «c\n" * 30_000,
    "spaces before unclosed ones": (" " * 1000 + "«c\n") * 500,
    "questions": '"a? ' * 250_000,
    "questions without an end": 'x "a? ' + "b? " * 250_000,
    "apostrophes": "'a " * 200_000,
    "brackets": "(" * 200_000 + ". " + ")" * 200_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_texts_built_to_hang_a_reader(kind):
    start = time.process_time()
    scene = make_scene(HOSTILE[kind])
    assert len(scene.quotation_of) == len(scene.words) == len(scene.unit_of)
    assert time.process_time() - start < SECONDS


def test_marks_deeper_than_eight_open_nothing():
    text = "«" * 20 + "a" + "»" * 20
    assert [(q.depth, q.closed) for q in find_quotations(text)] == [(depth, True) for depth in range(8)]


def test_a_quotation_behind_eight_nested_ones_is_found():
    text = "«" * 20 + "a" + "»" * 20 + ", «b»"
    assert "«b»" in [text[q.start : q.end] for q in find_quotations(text)]
