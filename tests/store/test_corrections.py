"""Corrections by hand: shown everywhere, kept beside what was read, taken back."""

import datetime
import threading

import msgspec
import pytest

from qawl.errors import UsageError
from qawl.search.query import Query
from qawl.store.store import open_store
from qawl.store.values import Correction

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


@pytest.fixture
def kept(store, readings_told):
    """A store with three statements; gives it and a way to correct the one about the dam."""
    for source in ("e4", "e6", "r4"):
        store.keep(readings_told[source], source=source, fetched_at=NOW)
    number = store.find(Query(text="dam", lang=("en",))).hits[0].number

    def correct(field, value, note=""):
        return store.correct(Correction(statement=number, field=field, value=value, note=note, at=NOW))

    return store, correct


@pytest.mark.parametrize(
    ("field", "value", "before", "query"),
    [
        ("speaker", "Olga Winter", "Peter Yolkin", Query(speaker="Winter")),
        ("role", "harbour pilot", "chief engineer", Query(role="pilot")),
        ("addressee", "flood water", None, Query(addressee="flood")),
        ("channel", "Bay Television", None, Query(channel="Television")),
        ("act", "promise", "warn", Query(text="dam", act=("promise",))),
        ("kind", "mixed", "indirect", Query(text="dam", kind=("mixed",))),
        ("stance", "endorsing", "neutral", Query(text="dam", stance=("endorsing",))),
    ],
)
def test_a_corrected_value_is_found_and_taken_back(kept, field, value, before, query):
    store, correct = kept
    assert store.find(query).total == 0
    made = correct(field, f"  {value} ", "heard it myself")
    assert (made.read, made.value, made.note) == (before, value, "heard it myself")
    found = store.find(query).hits
    assert [hit.snippet.text for hit in found] == ["that the old dam may not hold back 1.5 metres of flood water"]
    assert f"{field}: corrected by hand" in found[0].statement.evidence
    store.undo_correction(made.number)
    assert store.find(query).total == 0
    assert store.check() == ()


def test_the_old_value_is_found_no_more(kept):
    store, correct = kept
    correct("speaker", "Olga Winter")
    assert store.find(Query(speaker="Yolkin", lang=("en",))).total == 0
    assert store.speaker("Winter").statements == 1
    assert [one.name for one in store.speakers("Winter")] == ["Olga Winter"]


def test_a_speaker_of_the_article_keeps_the_role(kept):
    store, correct = kept
    correct("speaker", "Olga Winter")
    correct("speaker", "peter YOLKIN")
    speaker = store.find(Query(text="dam", lang=("en",))).hits[0].statement.speaker
    assert (speaker.name, speaker.role) == ("Peter Yolkin", "chief engineer")


def test_what_is_exported_is_corrected_and_whole(kept):
    store, correct = kept
    correct("speaker", "Olga Winter")
    read = next(one for one in store.readings() if "dam" in one.article.text and one.article.language == "en")
    assert [speaker.name for speaker in read.speakers] == ["Peter Yolkin", "Olga Winter"]
    assert read.statements[0].speaker.name == "Olga Winter"
    assert read.statements[0].chain[0].name == "Olga Winter"
    matched = list(store.matching(Query(speaker="Winter")))
    assert [[speaker.name for speaker in one.speakers] for one in matched] == [["Olga Winter"]]


def test_what_is_no_statement_is_left_out(kept, readings_told):
    store, correct = kept
    made = correct("statement", None, "a headline of another story")
    assert store.find(Query(text="dam")).total == 0  # r4 speaks of a плотина
    assert store.counts()["statements"] == 2
    assert sum(len(one.statements) for one in store.readings()) == 2
    store.keep(readings_told["e4"], source="elsewhere", fetched_at=NOW)  # the same page again changes nothing
    assert store.find(Query(text="dam")).total == 0
    store.undo_correction(made.number)
    assert store.find(Query(text="dam")).total == 1


def test_what_is_no_statement_is_not_of_its_speaker(store, reading):
    one = reading("en")
    text = msgspec.structs.replace(one.article, text=f"{one.article.text} ", id="b" * 64)
    store.keep(one, source="a", fetched_at=NOW)
    store.keep(msgspec.structs.replace(one, article=text), source="b", fetched_at=NOW)
    hit, other = (store.statement(article.id, one.statements[0].id).hit for article in (one.article, text))
    name = one.statements[0].speaker.name
    before = store.speaker(name).statements
    assert other.number in [likeness.hit.number for likeness in store.elsewhere(hit)]
    store.correct(Correction(statement=other.number, field="statement", at=NOW))
    assert other.number not in [likeness.hit.number for likeness in store.elsewhere(hit)]
    profile = store.speaker(name)
    assert profile.statements == before - 1
    assert other.number not in [shown.number for shown in profile.latest]


def test_an_article_without_its_outer_statement_is_whole(store, reading):
    one = reading("en")
    outer, inner = one.statements[0], msgspec.structs.replace(one.statements[1], in_=one.statements[0].id)
    store.keep(msgspec.structs.replace(one, statements=(outer, inner)), source="a", fetched_at=NOW)
    number = store.article(one.article.id).numbers[outer.id]
    store.correct(Correction(statement=number, field="statement", at=NOW))
    assert [said.in_ for said in next(store.readings()).statements] == [None]


def test_corrections_are_listed_and_undone_once(kept):
    store, correct = kept
    first, second = correct("act", "deny"), correct("note", None, "sounds odd")
    assert [one.field for one in store.corrections()] == ["note", "act"]
    store.undo_correction(first.number)
    assert [one.is_undone for one in store.corrections()] == [False, True]
    with pytest.raises(UsageError, match=f"no correction {first.number}"):
        store.undo_correction(first.number)
    assert second.value is None


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("colour", "red", "cannot be corrected"),
        ("act", "sing", "choose from"),
        ("act", None, "choose from"),
        ("kind", "oblique", "direct, indirect, mixed"),
        ("stance", "", "neutral, distancing, endorsing"),
        ("addressee", "the moon", "does not stand in the article"),
        ("speaker", "x" * 301, "at most 300"),
        ("speaker", "a\x07b", "control characters"),
        ("speaker", "a\x00b", "control characters"),
        ("speaker", "a\ud800b", "control characters"),
    ],
)
def test_a_value_that_cannot_be_is_refused(kept, field, value, problem):
    store, correct = kept
    with pytest.raises(UsageError, match=problem) as told:
        correct(field, value)
    assert "\n" not in str(told.value)
    assert store.corrections() == ()


def test_a_role_needs_a_speaker(kept):
    store, correct = kept
    correct("speaker", None)
    with pytest.raises(UsageError, match="correct the speaker first"):
        correct("role", "engineer")
    assert store.find(Query(text="dam", lang=("en",))).hits[0].statement.speaker is None


def test_a_missing_statement_is_told(store):
    with pytest.raises(UsageError, match="no statement 5"):
        store.correct(Correction(statement=5, field="act", value="deny", at=NOW))


def test_corrections_live_through_a_new_index(kept):
    store, correct = kept
    correct("speaker", "Olga Winter")
    store.reindex()
    assert store.find(Query(speaker="Winter")).total == 1
    assert store.check() == ()


def test_an_older_store_learns_corrections(address, readings_told):
    from sqlalchemy import text

    with open_store(address) as store:
        store.keep(readings_told["e4"], source="e4", fetched_at=NOW)
        with store.transaction(writes=True) as connection:  # as version 0.1 of the tables was
            for column in ("kind", "stance"):
                connection.execute(text(f"ALTER TABLE statement DROP COLUMN {column}"))
            for table in ("as_read", "correction", "member"):
                connection.execute(text(f"DROP TABLE {table}"))
            connection.execute(text("DELETE FROM migration WHERE number > 2"))
    with open_store(address) as store:
        counted = store.facets(Query())
        assert [(facet.value, facet.count) for facet in counted.kind + counted.stance] == [
            ("indirect", 1),
            ("neutral", 1),
        ]
        assert store.corrections() == ()


def test_who_corrects_waits_for_who_keeps(kept):
    store, correct = kept
    correcting = threading.Thread(target=correct, args=("speaker", "Olga Winter"), daemon=True)
    with store.together():
        correcting.start()
        correcting.join(0.5)
        assert correcting.is_alive()
    correcting.join(10)
    assert not correcting.is_alive()
    assert store.find(Query(text="dam", lang=("en",))).hits[0].statement.speaker.name == "Olga Winter"
