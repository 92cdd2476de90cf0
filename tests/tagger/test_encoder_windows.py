"""Windows cover a text of any length with overlap, and cut at sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest

pytest.importorskip("numpy", reason="the encoder's run-time parts are not installed")
pytest.importorskip("sentencepiece", reason="the encoder's run-time parts are not installed")

import numpy as np

from qawl.tagger.encoder.network import ARGUMENTS
from qawl.tagger.encoder.pieces import Tokens
from qawl.tagger.encoder.reading import Found, owners, stretches
from qawl.tagger.encoder.windows import Window, cut, sentence_ends
from qawl.tagger.encoder.words import split


def one_piece_a_word(text: str) -> Tokens:
    words = tuple(split(text))
    places = np.arange(len(words))
    return Tokens(words, places, places, places, np.zeros(len(words), dtype=np.int64))


TEXTS = {
    "empty of stops": "слово " * 900,
    "sentences": "He said so. " * 300,
    "lines": "قال ذلك\n" * 500,
    "short": "One word.",
    "one sentence as long as a window": "a " * 254,
    "one word more": "a " * 255,
}


def windows_of(text: str) -> list[Window]:
    tokens = one_piece_a_word(text)
    return cut(tokens, sentence_ends(text, tokens.words))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_windows_cover_every_word_in_order(text: str) -> None:
    windows = windows_of(text)
    assert windows[0].start == 0
    assert windows[-1].end == len(split(text))
    for before, after in pairwise(windows):
        assert before.start < after.start < before.end < after.end
    assert len({window.high - window.low for window in windows}) == 1
    assert windows[0].high <= 254


@pytest.mark.parametrize("text", [TEXTS["sentences"], TEXTS["empty of stops"]])
def test_neighbours_share_words(text: str) -> None:
    for before, after in pairwise(windows_of(text)):
        assert before.end - after.start >= 24


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_each_word_is_owned_by_a_window_that_holds_it(text: str) -> None:
    windows = windows_of(text)
    for word, index in enumerate(owners(windows, len(split(text)))):
        assert windows[index].start <= word < windows[index].end


def test_cues_near_each_other_are_read_together_and_far_from_the_edges() -> None:
    cues = [Found(start, start + 1, "", 0.0) for start in (400, 5, 20, 60, 390)]
    found = stretches(cues, 500, ARGUMENTS)
    assert [[cue.start for cue in stretch.cues] for stretch in found] == [[5, 20], [60], [390, 400]]
    assert [(stretch.start, stretch.end) for stretch in found] == [(0, 141), (0, 181), (310, 500)]


SENTENCES = [
    "He said so.| Then he left.",
    "“Go.”| He left.",
    "Title\n|Text",
    "قال ذلك؟| نعم",
    "Что?!| Да.",
    "Harry M. Lee left.| He will be back.",
    "Это я.| Потом ушел.",
    "Plan B?| Yes.",
]


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_end_at_bars(line: str) -> None:
    before, _ = line.split("|")
    text = line.replace("|", "")
    words = split(text)
    assert sentence_ends(text, words) == [len(split(before))]
