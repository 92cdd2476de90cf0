"""Each row of the tables of circumstances is shown by its example."""

from __future__ import annotations

import re

import pytest

from qawl.context.terms import COLUMNS, find_terms, load_habits
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack, all_packs
from qawl.languages.tables import Row
from qawl.segment.scene import make_scene

TABLES = ("circumstances.tsv", "relays.tsv")
ROWS = [(pack, row) for pack in all_packs() for name in TABLES for row in pack.table(name, COLUMNS)]


@pytest.mark.parametrize(("pack", "row"), ROWS, ids=[f"{row.file}:{row.line}" for _, row in ROWS])
def test_example_shows_its_row(pack: LanguagePack, row: Row) -> None:
    before, marked, after = re.split(r"[\[\]]", row["example"])
    scene = make_scene(before + marked + after, load_grammar(pack).abbreviations)
    kind, _, detail = row["kind"].partition(" ")
    start, end = scene.word_range(len(before), len(before) + len(marked))
    found = [t for t in find_terms(scene, pack) if (t.kind, t.detail) == (kind, detail)]
    assert any(t.start <= start and t.end == end for t in found)


@pytest.mark.parametrize("pack", all_packs(), ids=lambda pack: pack.code)
def test_habits_are_folded_once(pack: LanguagePack) -> None:
    for name, words in pack.section("context").items():
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            assert len(words) == len(set(words)), name
    assert load_habits(pack).stops
