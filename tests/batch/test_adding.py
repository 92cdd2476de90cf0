"""Keeping a stream of pages: order, outcomes, failures, and being stopped."""

from __future__ import annotations

import datetime

import msgspec
import pytest
from deadly import read_or_end
from warcs import stories, story

from qawl.batch import adding
from qawl.batch.adding import Added, add_items
from qawl.batch.reading import Attempt, Options, attempt
from qawl.batch.record import Broken, Known, Record, Whole
from qawl.batch.workers import Here, Workers, make_readers
from qawl.errors import ReaderError, StoreError, UsageError
from qawl.model import Page
from qawl.search.query import Query

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
RULES = Options(reader="rules")
SHORT = "The mayor, Ann Field, said on Monday that the bridge would reopen in May.\n"


def record(source, content=SHORT, **facts):
    return Record(source, Page(content, name=source), **facts)


def add(items, store, readers=None):
    return list(add_items(items, store, readers or Here(RULES), lambda: NOW))


class Counting(Here):
    """Reads here, and counts."""

    def __init__(self):
        super().__init__(RULES)
        self.count = 0

    def begin(self, record):
        self.count += 1
        return super().begin(record)


def test_outcomes_are_told_in_order(store):
    items = [record("a"), Broken("b", "b: no page"), record("c", ""), Known("d"), Whole("e"), record("a", SHORT + "x")]
    outcomes = [(added.source, added.outcome) for added in add(items, store)]
    assert outcomes == [("a", "new"), ("b", "failed"), ("c", "failed"), ("d", "unchanged"), ("a", "changed")]
    assert {failure.source for failure in store.failures()} == {"b", "c"}
    assert store.check() == ()


def test_what_is_kept_is_not_read_again(store):
    readers = Counting()
    items = [record("a"), record("b", SHORT + "More.")]
    add(items, store, readers)
    assert [added.outcome for added in add(items, store, readers)] == ["unchanged", "unchanged"]
    assert readers.count == 2


def test_a_failure_is_over_when_the_source_is_read_or_whole(store):
    add([Broken("a", "a: gone"), Broken("list", "list: cut"), Broken("c", "c: gone")], store)
    add([record("a"), Whole("list")], store)
    assert [failure.source for failure in store.failures()] == ["c"]


def test_what_stands_beside_a_page_is_kept_with_it(store):
    day, moment = datetime.date(2024, 5, 6), datetime.datetime(2024, 5, 7, tzinfo=datetime.UTC)
    add([record("a", date=day, fetched_at=moment, language="en")], store)
    (reading,) = store.readings()
    assert (reading.article.published.date, reading.article.language) == (day, "en")
    assert store.fetched_at("a") == moment
    assert store.find(Query(since=day, until=day)).total == len(reading.statements) > 0


def test_what_the_page_says_itself_is_stronger(store):
    add([record("a", "Bridge reopens\n\n3 June 2022\n\n" + SHORT, date=datetime.date(2024, 5, 6))], store)
    assert next(store.readings()).article.published.date == datetime.date(2022, 6, 3)


def test_a_page_that_breaks_the_program_costs_no_other(store, monkeypatch):
    def read_page(page, **_):
        raise ZeroDivisionError("a bug\nover lines")

    monkeypatch.setattr("qawl.pipeline.read_page", read_page)
    (added,) = add([record("a")], store)
    assert added.reason == "a: the program failed here (ZeroDivisionError: a bug\nover lines): please report this page"


@pytest.mark.parametrize(("options", "error"), [(Options(reader="none"), UsageError), (RULES, ReaderError)])
def test_without_a_reader_no_page_is_blamed(store, monkeypatch, options, error):
    if error is ReaderError:
        monkeypatch.setattr(
            "qawl.pipeline.read_page", lambda *_, **__: (_ for _ in ()).throw(ReaderError("no weights"))
        )
    with pytest.raises(error):
        add([record("a")], store, Here(options))
    assert store.failures() == ()


def test_a_page_that_cannot_be_kept_costs_no_other(store, monkeypatch):
    keep = type(store).keep

    def picky(self, reading, *, source, fetched_at, digest):
        if source == "b":
            raise UnicodeEncodeError("utf-8", "x", 0, 1, "no such letter")
        return keep(self, reading, source=source, fetched_at=fetched_at, digest=digest)

    monkeypatch.setattr(type(store), "keep", picky)
    items = [record("a"), record("b", SHORT + "b", origin="crawl.warc"), record("c", SHORT + "c")]
    assert [added.outcome for added in add(items, store)] == ["new", "failed", "new"]
    assert "cannot be kept" in store.failure("b").reason
    assert store.failure("b").origin == "crawl.warc"
    assert store.counts()["articles"] == 2


def test_a_store_that_fails_ends_the_run(store, monkeypatch):
    def full(*_, **__):
        raise StoreError("the disk is full")

    monkeypatch.setattr(type(store), "keep", full)
    with pytest.raises(StoreError, match="the disk is full"):
        add([record("a")], store)


def test_nothing_is_told_before_it_is_kept(store, monkeypatch):
    monkeypatch.setattr(adding, "TOGETHER", 2)
    monkeypatch.setattr(adding, "PATIENCE", 1e9)
    for added in add_items((record(str(n), SHORT + str(n)) for n in range(5)), store, Here(RULES), lambda: NOW):
        assert store.fetched_at(added.source) == NOW


def test_what_was_read_is_kept_when_the_run_is_stopped(store, monkeypatch):
    monkeypatch.setattr(adding, "PATIENCE", 1e9)

    def stopped():
        yield from (record("a"), record("b", SHORT + "b"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(stopped(), store)
    assert store.counts()["articles"] == 2
    assert store.check() == ()


def test_many_processes_give_what_one_gives(store, tmp_path):
    items = [record(uri, body.encode()) for uri, body in stories(12)]
    items.insert(5, record("empty", b""))
    with make_readers(RULES, 2) as readers:
        assert isinstance(readers, Workers)
        added = add(items, store, readers)
    assert [(one.source, one.outcome) for one in added] == [
        (item.source, "failed" if item.source == "empty" else "new") for item in items
    ]
    for (_, body), reading in zip(stories(12), store.readings(), strict=True):
        assert reading == attempt(record("x", body.encode()), RULES).reading


@pytest.mark.slow
def test_a_page_that_ends_its_process_costs_no_other(store, monkeypatch):
    items = [record(f"page {n}", story(n).encode()) for n in range(6)]
    items.insert(2, record("deadly", b"", language="deadly"))
    with Workers(msgspec.structs.replace(RULES), 2) as readers:
        monkeypatch.setattr("qawl.batch.workers._read", read_or_end)
        added = add(items, store, readers)
    assert [(one.source, one.outcome) for one in added] == [
        (item.source, "failed" if item.source == "deadly" else "new") for item in items
    ]
    assert "the process that read it ended" in store.failure("deadly").reason


def test_results_stay_whole_on_their_way_between_processes():
    made = attempt(record("a"), RULES)
    assert made.reading.statements
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Attempt) == made


def test_kinds_of_failures_are_counted_together():
    from qawl.batch.report import Report

    report = Report()
    for number in (1, 22_333):
        source = f"http://news.example/{number}"
        report.add(Added(source, "failed", f"{source}: the page holds {number:,} letters of {source}"))
    report.add(Added("a", "new", statements=3))
    assert report.summary() == "1 new · 2 failed"
    assert report.reasons == {"the page holds N letters of …": 2}


def test_an_archive_that_fetched_a_page_twice_is_not_doubled_by_a_second_run(store):
    days = [datetime.datetime(2024, 5, day, tzinfo=datetime.UTC) for day in (6, 7, 8)]
    texts = [SHORT, SHORT + "It was late.", SHORT]
    items = [record("a", text, fetched_at=day) for text, day in zip(texts, days, strict=True)]
    readers = Counting()
    assert [added.outcome for added in add(items, store, readers)] == ["new", "changed", "changed"]
    assert [added.outcome for added in add(items, store, readers)] == ["unchanged"] * 3
    assert [added.outcome for added in add(reversed(items), store, readers)] == ["unchanged"] * 3
    assert [one.article.text for one in store.versions("a")] == texts
    assert readers.count == 3
