"""`qawl speakers` lists people over several pages, `qawl speaker` shows one over a store."""

from __future__ import annotations

import datetime

import pytest

from qawl.store.store import open_store

FIRST = "The mayor, Ann Field, said the bridge would reopen in May.\n"
SECOND = "Ann Field said the tunnel was safe. Tom Reed, the engineer, denied that it was flooded.\n"


def test_people_of_two_pages_are_listed_once(qawl, page):
    status, out, err = qawl("speakers", page("a.txt", FIRST), page("b.txt", SECOND), "--lang", "en")
    assert (status, err) == (0, "")
    assert out.count("Ann Field") == 1
    assert "2 statements" in out
    assert "Tom Reed" in out
    assert "the tunnel was safe" in out


def test_pages_without_speakers_say_so(qawl, page):
    assert "no speakers found" in qawl("speakers", page("a.txt", "The road is long.\n"), "--lang", "en")[1]


@pytest.fixture
def db(tmp_path, reading):
    place = tmp_path / "news.db"
    with open_store(place) as store:
        store.keep(reading("ru"), source="a", fetched_at=datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC))
    return place


ENDLESS = "9" * 5_000


@pytest.mark.parametrize("number", ["99999999999999999999", ENDLESS], ids=["beyond a store", "beyond Python"])
def test_a_number_that_no_store_has_is_told(qawl, db, number):
    status, _, err = qawl("speaker", number, "--db", db)
    assert (status, err.splitlines()) == (
        2,
        [f'qawl: "{number}": no speaker of this name is kept: try a part of the name'],
    )


@pytest.mark.parametrize("option", ["--merge", "--split", "--undo"])
def test_a_decision_about_a_number_that_no_store_has_is_told(qawl, db, option):
    status, _, err = qawl("speaker", "Тимохин", option, "99999999999999999999", "--db", db)
    assert status == 2
    assert "Traceback" not in err


def test_one_is_told_as_one(qawl, db):
    out = qawl("speaker", "Тимохин", "--db", db)[1]
    assert " statements in 1 article\n" in out


def test_days_the_wrong_way_round_are_told(qawl, db):
    status, _, err = qawl("find", "--since", "2024-02-01", "--until", "2024-01-01", "--db", db)
    assert (status, err) == (2, "qawl: --since 2024-02-01 is after --until 2024-01-01: give the earlier day first\n")
