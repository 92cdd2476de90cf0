"""What queries find, the same in both databases: queries.tsv over statements.tsv."""

import csv
import datetime
from pathlib import Path

import msgspec
import pytest

from qawl.model import Speaker, SpeakerRef
from qawl.search.query import Query
from qawl.store.store import open_store

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
with (Path(__file__).parent / "queries.tsv").open(encoding="utf-8", newline="") as table:
    QUERIES = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
LISTED = {"lang", "act", "kind", "stance"}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def library(request, tmp_path_factory, readings_told):
    place = tmp_path_factory.mktemp("queries") / "store.db"
    address = place if request.param == "sqlite" else request.getfixturevalue("new_database")()
    with open_store(address) as store:
        for source, reading in readings_told.items():
            store.keep(reading, source=source, fetched_at=NOW)
        yield store


@pytest.mark.parametrize("row", QUERIES, ids=lambda row: f"{row['query']} {row['filters']} {row['why']}")
def test_query_finds(library, row):
    hits = library.find(make_query(row["query"], row["filters"])).hits
    assert sorted(hit.article.source for hit in hits) == sorted(row["expected"].split())
    for hit in hits:
        start = hit.snippet.start
        content = hit.statement.content[0]
        assert content.text[start - content.start :].startswith(hit.snippet.text)


def test_there_are_sixty_queries():
    assert len(QUERIES) >= 60


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("ضمانات", ["والضمانات", "بضمانات"]),
        ('"written guarantees"', ["written guarantees"]),
        ("гарантия", ["гарантии", "гарантий"]),
        ("Захарова", ["زاخاروفا"]),
        ("рыбаки", ["рыбакам"]),
        ("flood OR harb*", ["harbour", "flood"]),
        ("1.5", ["1.5"]),
        ("guarantees -bridge", ["guarantees"]),
        ("speaker:Haddad boats", ["boats"]),
    ],
)
def test_hits_are_marked(library, query, marked):
    hits = library.find(Query(text=query)).hits
    found = [hit.snippet.text[start:end] for hit in hits for start, end in hit.snippet.marks]
    assert sorted(found) == sorted(marked)


def test_pages_follow_each_other(library, readings_told):
    whole = [hit.number for hit in library.find(Query(limit=100)).hits]
    pages = [library.find(Query(limit=4, offset=offset)) for offset in range(0, 24, 4)]
    assert [hit.number for page in pages for hit in page.hits] == whole
    assert {page.total for page in pages} == {len(readings_told)}


def test_sorts(library):
    newest = [hit.article.published for hit in library.find(Query(limit=100)).hits]
    oldest = [hit.article.published for hit in library.find(Query(limit=100, sort="oldest")).hits]
    assert newest == oldest[::-1]
    assert newest[0] == datetime.date(2024, 3, 6)
    assert newest[-1] is None
    best = library.find(Query(text="guarantees OR bridge", sort="best")).hits
    assert best[0].article.source == "e1"


def make_query(text, filters):
    """Return the query of a row: filters are `name=value` with commas between, several values with +."""
    values = {}
    for part in filter(None, filters.split(",")):
        name, _, value = part.partition("=")
        if name == "exact":
            values["exact_script"] = True
        elif name in ("since", "until"):
            values[name] = datetime.date.fromisoformat(value)
        else:
            values[name] = tuple(value.split("+")) if name in LISTED else value
    return Query(text=text, limit=100, **values)


@pytest.mark.parametrize(
    ("source", "name", "asked"),
    [
        ("a2", "سامي الحداد", "Haddad"),
        ("a2", "سامي الحداد", "al-Haddad"),
        ("a2", "سامي الحداد", "Sami Al-Haddad"),
        ("a2", "أحمد السيسي", "Sisi"),
        ("a2", "محمد البرهان", "Бурхан"),
        ("e2", "Sami Haddad", "الحداد"),
        ("r2", "Сами Бурхан", "سامي البرهان"),
    ],
)
def test_an_article_joined_to_a_name_hides_it_in_no_script(store, readings_told, source, name, asked):
    reading = readings_told[source]
    statement = msgspec.structs.replace(reading.statements[0], speaker=SpeakerRef("p1", name))
    named = msgspec.structs.replace(reading, speakers=(Speaker("p1", name),), statements=(statement,))
    store.keep(named, source="a", fetched_at=NOW)
    assert store.find(Query(speaker=asked)).total == 1
    assert store.speaker(asked).name == name
