"""Readings with the statements that a query finds: all of them, however many, on both databases."""

import datetime

import msgspec
import pytest

from qawl.errors import QueryError
from qawl.search.query import Query
from qawl.store import matching

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


@pytest.fixture
def kept(store, reading, readings_told):
    store.keep(reading("en"), source="harbour", fetched_at=NOW)
    for source, one in readings_told.items():
        store.keep(one, source=source, fetched_at=NOW)
    return store


def test_only_the_statements_found_and_their_speakers_are_given(kept):
    (found,) = kept.matching(Query(text='"broken off the talks"'))
    assert [[span.text for span in said.content] for said in found.statements] == [
        ["that it had broken off the talks"]
    ]
    assert [speaker.name for speaker in found.speakers] == ["port authority"]
    assert found.article.text.startswith("Harbour strike to go on")


def test_a_statement_that_lost_its_frame_stands_alone(kept):
    (found,) = kept.matching(Query(text='"there was no money"', kind=("indirect",)))
    assert [said.in_ for said in found.statements] == [None]


def test_nothing_asked_gives_every_reading_whole(kept, reading, readings_told):
    assert sorted(kept.matching(Query()), key=str) == sorted([reading("en"), *readings_told.values()], key=str)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_no_statement_is_missing_or_doubled_however_they_are_fetched(kept, monkeypatch, at_once, sort):
    monkeypatch.setattr(matching, "_AT_ONCE", at_once)
    everything = Query(lang=("en", "ru", "ar"), sort=sort)
    found = [(one.article.id, said.id) for one in kept.matching(everything) for said in one.statements]
    assert len(found) == len(set(found)) == kept.counts()["statements"]
    days = [one.article.published.date for one in kept.matching(everything) if one.article.published]
    assert days == sorted(days, reverse=sort == "newest")


def test_old_versions_are_not_given(kept, readings_told):
    kept.keep(readings_told["e4"], source="e1", fetched_at=NOW)
    given = list(kept.matching(Query(lang=("en",))))
    assert readings_told["e1"] not in given
    assert readings_told["e4"] in given


def test_a_broken_query_is_told_before_anything_is_read(kept):
    with pytest.raises(QueryError):
        kept.matching(Query(text='"open'))


def test_the_text_of_the_page_is_whole(kept, reading):
    (found,) = kept.matching(Query(text="crane"))
    assert found.article == msgspec.structs.replace(reading("en").article)
