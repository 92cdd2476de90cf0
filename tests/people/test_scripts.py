"""One name in three scripts."""

from __future__ import annotations

import pytest

from qawl.people.known import find_known, load_known
from qawl.people.scripts import NameIndex, same_name

SAME = [
    ("زاخاروفا", "Захарова"),
    ("Захарова", "Zakharova"),
    ("زاخاروفا", "Zakharova"),
    ("حسين أمير عبد اللهيان", "Хосейн Амир Абдоллахиян"),
    ("رجب طيب أردوغان", "Recep Tayyip Erdogan"),
    ("Эмманюэль Макрон", "Emmanuel Macron"),
    ("بوتين", "Vladimir Putin"),
]
OTHER = [("زاخاروفا", "Лавров"), ("Macron", "Merkel"), ("بايدن", "Трамп"), ("", "Putin"), ("Путин", "!")]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_same(a, b):
    assert same_name(a, b) > 0.5


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_other(a, b):
    assert same_name(a, b) < 0.5


def test_every_person_of_the_table_is_found_by_every_other_name():
    people = [entry for entry in load_known() if entry.kind == "person"]
    index = NameIndex(entry.names["en"][0] for entry in people)
    missed = [e.id for e in people[::9] if e.names["en"][0] not in {n for n, _ in index.search(e.names["ru"][0], 3)}]
    assert len(missed) <= 2, missed


def test_search_puts_the_nearest_first():
    index = NameIndex(["Sergey Lavrov", "Maria Zakharova", "Dmitry Peskov"])
    assert index.search("ماريا زاخاروفا")[0][0] == "Maria Zakharova"


def test_search_of_nothing_finds_nothing():
    assert NameIndex([]).search("Putin") == []
    assert NameIndex(["Putin"]).search("") == []


def test_the_table_is_asked_by_exact_name_only():
    entry = find_known("МАГАТЭ", "ru")
    assert entry is not None
    assert entry.names["en"][0] == "International Atomic Energy Agency"
    assert find_known("Иванов", "ru") is None
