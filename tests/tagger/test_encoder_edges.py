"""Spans that the network marks, brought to the edges of phrases."""

from __future__ import annotations

import pytest

from qawl.tagger.encoder.edges import whole_phrase


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("сообщает «Заря», что", "Заря»", "«Заря»"),
        ("сообщает «Заря» (Тверь), что", "«Заря", "«Заря»"),
        ("партии «Заря» и её глава», что", "глава»", "глава"),
        ("by the head (of the port) today", "head (of the port", "head (of the port)"),
        ("by the head (of the port", "head (", "head"),
        ("said Ann Lee, the head, today", "the head,", "the head"),
        ("he – the head", "– the head", "the head"),
        ('the "Dawn" daily', '"Dawn" daily', '"Dawn" daily'),
        ("by “Dawn” daily", "“Dawn” daily", "“Dawn” daily"),
        ("газете „Заря“ вчера", "газете „Заря“", "газете „Заря“"),
        ("قالت صحيفة «الفجر» أمس", "صحيفة «الفجر", "صحيفة «الفجر»"),
    ],
)
def test_a_phrase_has_both_of_its_marks_or_neither(text: str, marked: str, expected: str) -> None:
    at = text.index(marked)
    start, end = whole_phrase(text, (at, at + len(marked)))
    assert text[start:end] == expected
