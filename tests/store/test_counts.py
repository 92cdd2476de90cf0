"""What is counted over a search: facets, plots over time, who relays whom, the state of the store."""

import datetime
import itertools

import msgspec
import pytest

from qawl.model import Named
from qawl.search.query import Query
from qawl.store.bars import make_bars
from qawl.store.store import open_store
from qawl.store.values import Correction

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
DAY = datetime.date


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def library(request, tmp_path_factory, readings_told):
    place = tmp_path_factory.mktemp("counts") / "store.db"
    address = place if request.param == "sqlite" else request.getfixturevalue("new_database")()
    with open_store(address) as store:
        for source, reading in readings_told.items():
            store.keep(reading, source=source, fetched_at=NOW)
        yield store


@pytest.mark.parametrize(
    ("query", "field", "expected"),
    [
        (Query(), "lang", {"ar": 7, "ru": 7, "en": 7}),
        (Query(lang=("ru",)), "outlet", {"Портовые вести": 4, "Островная газета": 3}),
        (Query(lang=("ru",)), "lang", {"ar": 7, "ru": 7, "en": 7}),  # a field is counted without its own filter
        (Query(lang=("en",)), "act", {"say": 2, "deny": 1, "demand": 1, "warn": 1, "promise": 1, "predict": 1}),
        (Query(lang=("en",)), "kind", {"indirect": 4, "direct": 3}),
        (Query(lang=("en",)), "stance", {"neutral": 6, "distancing": 1}),
        (Query(), "agency", {"Shoreline News": 1, "агентство «Берег»": 1, "وكالة الساحل": 1}),
        (Query(speaker="Gromov", lang=("en",)), "role", {"shipyard director": 2}),
        (Query(text="guarantees", lang=("en",)), "speaker", {"Anna Zakharova": 1, "Marta Lindgren": 1}),
        (Query(text="nowhere"), "lang", {}),
    ],
    ids=lambda value: str(value)[:60],
)
def test_facets_count(library, query, field, expected):
    counted = library.facets(query)
    assert {facet.value: facet.count for facet in getattr(counted, field)} == expected
    assert not counted.is_sample


def test_facets_say_how_many_they_counted(library):
    assert library.facets(Query(lang=("en", "ru"))).counted == 14


def test_histogram_counts_what_is_found_by_day(library):
    bars = library.histogram(Query(lang=("en",), since=DAY(2024, 1, 1)))
    assert [(bar.since, bar.until, bar.count) for bar in bars] == [
        (DAY(2024, 3, day), DAY(2024, 3, day), 1) for day in range(1, 6)
    ]


def test_others_of_a_name_are_told_by_number_too(library):
    number = next(one.number for one in library.speakers("Zakharova") if one.language == "en")
    profile = library.speaker(number)
    assert profile.name == "Anna Zakharova"
    assert [one.name for one in profile.others] == ["Анна Захарова"]
    assert library.speaker(10_000) is None


def test_a_page_read_anew_is_counted_once_for_its_speakers(store, readings_told):
    old = readings_told["e4"]
    new = msgspec.structs.replace(old, article=msgspec.structs.replace(old.article, text=f"{old.article.text}\n"))
    for one in (old, new):
        store.keep(one, source="a", fetched_at=NOW)
    store.keep(readings_told["e6"], source="b", fetched_at=NOW)
    counted = {"Peter Yolkin": 1, "Viktor Gromov": 1}
    assert {one.name: one.statements for one in store.speakers()} == counted
    assert {one.name: one.statements for one in store.speakers("Yolkin")} == {"Peter Yolkin": 1}
    profile = store.speaker("Yolkin")
    assert [bearer.statements for bearer in profile.names] == [profile.statements] == [1]
    decision = store.merge(profile.number, store.speaker("Gromov").number, at=NOW)
    assert {one.name: one.statements for one in (decision.one, decision.other)} == counted
    assert [one.statements for one in store.speakers()] == [2]


def test_copies_of_one_outlet_are_not_several_outlets(store, readings_told):
    first = readings_told["e4"]
    for number, outlet in enumerate(("Island Courier", "Island Courier", "Harbour Post")):
        article = first.article
        article = msgspec.structs.replace(article, text=f"{article.text}\n{number}", publisher=Named(outlet))
        store.keep(msgspec.structs.replace(first, article=article), source=outlet + str(number), fetched_at=NOW)
        carried = [quoted.articles for quoted in store.speaker("Yolkin").most_quoted]
        assert carried == ([] if outlet == "Island Courier" else [3])


def test_what_is_no_statement_is_not_counted_for_its_speaker(store, readings_told):
    for source in ("e4", "e6"):
        store.keep(readings_told[source], source=source, fetched_at=NOW)
    number = store.find(Query(text="dam")).hits[0].number
    made = store.correct(Correction(statement=number, field="statement", at=NOW))
    assert [(one.name, one.statements) for one in store.speakers()] == [("Viktor Gromov", 1)]
    assert [one.statements for one in store.speaker("Yolkin").names] == [0]
    store.undo_correction(made.number)
    assert {one.name for one in store.speakers()} == {"Peter Yolkin", "Viktor Gromov"}


def test_histogram_of_nothing_is_empty(library):
    assert library.histogram(Query(text="nowhere")) == ()


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([DAY(2024, 3, 1)], [("2024-03-01", "2024-03-01", 1)]),
        (
            [DAY(2024, 3, 1), DAY(2024, 3, 3)],
            [("2024-03-01",) * 2 + (1,), ("2024-03-02",) * 2 + (0,), ("2024-03-03",) * 2 + (1,)],
        ),
        ([DAY(2023, 12, 31), DAY(2024, 3, 4)], "weeks from Monday 2023-12-25"),
        ([DAY(2020, 1, 31), DAY(2024, 2, 29)], "months from 2020-01-01"),
        ([DAY(1990, 5, 5), DAY(2024, 2, 29)], "years from 1990-01-01"),
        ([DAY(1, 1, 1), DAY(9999, 12, 31)], "years from 0001-01-01"),
    ],
    ids=["one day", "days with a gap", "weeks", "months", "years", "all time"],
)
def test_bars_follow_each_other(days, expected):
    bars = make_bars({day.toordinal(): 1 for day in days})
    assert sum(bar.count for bar in bars) == len(days)
    assert bars[0].since <= days[0] <= bars[0].until
    assert bars[-1].since <= days[-1] <= bars[-1].until
    for one, following in itertools.pairwise(bars):
        assert following.since == one.until + datetime.timedelta(1)
    if isinstance(expected, str):
        assert expected.endswith(bars[0].since.isoformat())
    else:
        assert [(bar.since.isoformat(), bar.until.isoformat(), bar.count) for bar in bars] == expected


@pytest.mark.parametrize(
    ("days", "lengths"),
    [
        ([DAY(2023, 12, 31), DAY(2024, 3, 4)], {7}),
        ([DAY(2020, 1, 31), DAY(2024, 2, 29)], {28, 29, 30, 31}),
        ([DAY(1990, 5, 5), DAY(2024, 2, 29)], {365, 366}),
    ],
    ids=["weeks", "months", "years"],
)
def test_bars_are_as_long_as_their_unit(days, lengths):
    bars = make_bars({day.toordinal(): 1 for day in days})
    assert {(bar.until - bar.since).days + 1 for bar in bars} == lengths


def test_relays_go_from_the_speaker_to_the_agency(library):
    steps = {(one.giver.name, one.taker.name): one.count for one in library.relays(Query(lang=("en",)))}
    assert steps == {("Anna Zakharova", "Bay Television"): 1, ("Bay Television", "Shoreline News"): 1}


def test_status_tells_the_latest_and_what_failed(store, readings_told):
    store.keep(readings_told["e1"], source="https://example.org/1", fetched_at=NOW)
    store.keep(readings_told["r1"], source="https://example.org/2", fetched_at=NOW)
    store.fail("https://example.org/3", "no page", NOW)
    status = store.status()
    assert [(one.source, one.language, one.statements) for one in status.latest] == [
        ("https://example.org/2", "ru", 1),
        ("https://example.org/1", "en", 1),
    ]
    assert [one.reason for one in status.failures] == ["no page"]
    assert status.counts["articles"] == 2


def test_an_article_knows_its_versions_and_editions(store, reading, readings_told):
    from qawl.model import Edition

    first, second = reading("ar"), reading("ru")
    editions = (Edition("ru", "Ru", "https://example.org/ru"), Edition("en", "En", None))
    first = msgspec.structs.replace(first, article=msgspec.structs.replace(first.article, editions=editions))
    store.keep(second, source="https://example.org/ru", fetched_at=NOW)
    store.keep(readings_told["a1"], source="https://example.org/ar", fetched_at=NOW)
    store.keep(first, source="https://example.org/ar", fetched_at=NOW)
    kept = store.article(first.article.id)
    assert kept.reading == first
    assert (kept.source, kept.is_current) == ("https://example.org/ar", True)
    assert [one.version for one in kept.versions] == [2, 1]
    assert [(one.label, one.article) for one in kept.editions] == [("Ru", second.article.id), ("En", None)]
    old = store.article(readings_told["a1"].article.id)
    assert not old.is_current
    assert store.article("nothing") is None


def test_a_statement_stands_beside_what_was_read(store, reading):
    one = reading("en")
    store.keep(one, source="a", fetched_at=NOW)
    kept = store.statement(one.article.id, one.statements[0].id)
    assert kept.read == kept.hit.statement == one.statements[0]
    assert store.statement(one.article.id, "s99") is None
    assert store.statement("nothing", "s1") is None


def test_a_profile_tells_who_is_around(store, readings_told):
    for source in ("r6", "r7", "e1", "r2", "r4"):
        store.keep(readings_told[source], source=source, fetched_at=NOW)
    zakharova = store.speaker("Anna Zakharova")
    assert zakharova.counts["channel"] == {"Bay Television": 1}
    assert zakharova.counts["agency"] == {"Shoreline News": 1}
    assert store.speaker("Юсуф Хаддад").counts["addressee"] == {"рыбакам": 1}
    assert [(bar.since, bar.count) for bar in zakharova.timeline] == [(DAY(2024, 3, 1), 1)]


def test_a_profile_tells_whom_it_is_about(store, readings_told):
    store.keep(readings_told["e4"], source="e4", fetched_at=NOW)
    text = "that Peter Yolkin had warned of the flood"
    told = readings_told["e6"]
    article = msgspec.structs.replace(told.article, text=text + told.article.text)
    content = (msgspec.structs.replace(told.statements[0].content[0], start=0, end=len(text), text=text),)
    statement = msgspec.structs.replace(told.statements[0], content=content)
    store.keep(msgspec.structs.replace(told, article=article, statements=(statement,)), source="e6", fetched_at=NOW)
    assert store.speaker("Gromov").counts["about"] == {"Peter Yolkin": 1}
