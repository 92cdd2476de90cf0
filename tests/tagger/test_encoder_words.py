"""Words are cut where annotators cut, in all three scripts."""

from __future__ import annotations

import pytest

pytest.importorskip("sentencepiece", reason="the encoder's run-time parts are not installed")

from qawl.tagger.encoder.edges import split_at_units, tidy
from qawl.tagger.encoder.words import split

WORDS = [  # bars stand where words are cut; spaces are cut anyway
    "He|’s right|,| said O'Neill|.",
    "Trump|'s Boston|-|based aide didn't go|.",
    'وأضاف|:| "|قالَ|"',
    "لِلمتحدثة باسم|،| بـ 3 أيام",
    "МИД|:| «|мы готовы|»",
    "U|.|S|. 3|.|5 %",
]


@pytest.mark.parametrize("line", WORDS)
def test_words_end_at_bars_and_spaces(line: str) -> None:
    text = line.replace("|", "")
    expected = [word for part in line.split() for word in part.split("|") if word]
    assert [text[start:end] for start, end in split(text)] == expected


UNITS = [  # a bar stands where a content is cut, a full stop before "||" belongs to no piece
    "“First. |Second.”",
    "сказал г. Иванов",
    "it opened on Nov. 12, said Prof. Lee||. Later",
    "в сент. 2021 г. Орлов ушёл||. Позже",
    "one line\n|another",
    "“It is so.” |He left",
    "the U.S. Senate",
    "قال||. ثم مضى",
    "«Первое. |Второе»",
]


@pytest.mark.parametrize("line", UNITS)
def test_contents_are_cut_at_bars(line: str) -> None:
    text = line.replace("|", "")
    pieces = [text[start:end] for start, end in split_at_units(text, (0, len(text)))]
    assert pieces == [part.removeprefix(".").strip() for part in line.replace("||", "|").split("|")]


EDGES = [  # brackets hold what the network marked, braces what comes out
    "said {“[Go there”]}",
    "{[“Go there]”}, he said",
    "{[«Иди»]}",
    'Сказал: "{[иди}, ]потом',
    "{[ثم مضى}،] وقال",
    "he {[said “Go” and left]}",
]


@pytest.mark.parametrize("line", EDGES)
def test_edges_are_tidied(line: str) -> None:
    text = line.translate({ord(mark): None for mark in "[]{}"})
    marked = _between(line, "[]", "{}")
    expected = _between(line, "{}", "[]")
    assert tidy(text, marked) == expected


def _between(line: str, kept: str, dropped: str) -> tuple[int, int]:
    line = line.translate({ord(mark): None for mark in dropped})
    return line.index(kept[0]), line.index(kept[1]) - 1
