"""Keeping, versions, decisions, and what goes wrong with a store; on both databases where it can go wrong on both."""

import datetime
import hashlib
import threading

import msgspec
import pytest
from sqlalchemy import text

from qawl.errors import DamagedStore, NewerStore, QawlError, QueryError, StoreError
from qawl.search.keys import RULES
from qawl.search.query import Query
from qawl.store.index import empty_index
from qawl.store.store import open_store
from qawl.store.values import FeedState

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


def test_readings_come_back_as_they_were_kept(store, reading):
    kept = [reading(code) for code in ("ar", "en", "ru")]
    for one in kept:
        store.keep(one, source=one.article.id, fetched_at=NOW)
    assert list(store.readings()) == kept
    assert store.check() == ()


def test_the_same_page_twice_is_one_article(store, reading):
    first = store.keep(reading("ru"), source="a", fetched_at=NOW, digest="1")
    again = store.keep(reading("ru"), source="a", fetched_at=NOW, digest="2")
    elsewhere = store.keep(reading("ru"), source="b", fetched_at=NOW)
    assert (first.outcome, again.outcome, elsewhere.outcome) == ("new", "unchanged", "unchanged")
    assert store.counts()["articles"] == 1
    assert store.has("a", "2")
    assert not store.has("a", "1")


def test_a_changed_page_keeps_the_old_version(store, readings_told):
    old, new = readings_told["e1"], readings_told["e4"]
    store.keep(old, source="a", fetched_at=NOW)
    assert store.keep(new, source="a", fetched_at=NOW).outcome == "changed"
    assert store.versions("a") == (old, new)
    assert store.find(Query(text="guarantees")).total == 0
    assert store.find(Query(text="dam")).total == 1
    store.keep(old, source="a", fetched_at=NOW)  # and back again
    assert store.find(Query(text="guarantees")).total == 1
    assert store.find(Query(text="dam")).total == 0
    assert store.check() == ()


def test_a_broken_transaction_keeps_nothing(store, readings_told):
    with pytest.raises(ZeroDivisionError), store.together():
        store.keep(readings_told["e1"], source="a", fetched_at=NOW)
        1 / 0  # noqa: B018
    assert store.counts()["articles"] == 0


def test_failures_are_counted_and_forgotten(store, reading):
    store.fail("a\0", "no page", NOW)
    store.fail("a\0", "no page yet", NOW)
    assert [(one.reason, one.tries) for one in store.failures()] == [("no page yet", 2)]
    store.keep(reading("en"), source="a\0", fetched_at=NOW)
    assert store.failures() == ()


def test_names_with_controls_are_kept(store, reading):
    one = reading("ru")
    speakers = tuple(msgspec.structs.replace(s, name=s.name + "\0\x1b[31m", role="\0") for s in one.speakers)
    odd = msgspec.structs.replace(one, speakers=speakers)
    store.keep(odd, source="a", fetched_at=NOW)
    assert list(store.readings()) == [odd]


def test_speakers_are_merged_split_and_undone(store, readings_told):
    for source in ("r7", "e6"):
        store.keep(readings_told[source], source=source, fetched_at=NOW)
    russian, english = store.speaker("Громов"), store.speaker("Gromov")
    merged = store.merge(russian.number, english.number, at=NOW)
    assert {name.name for name in store.speaker("Gromov").names} == {"Виктор Громов", "Viktor Gromov"}
    assert store.speaker("Gromov").statements == 2
    store.undo(merged.number)
    assert store.speaker("Gromov").statements == 1
    store.merge(russian.number, english.number, at=NOW)
    store.split(english.number, at=NOW)
    assert store.speaker("Gromov").statements == 1
    assert [one.decision for one in store.joinings()] == ["part", "join", "join"]
    with pytest.raises(QawlError):
        store.undo(merged.number)


def test_names_that_were_joined_are_found_together(store, readings_told):
    for source in ("e4", "e6", "e2"):
        store.keep(readings_told[source], source=source, fetched_at=NOW)
    gromov, yolkin = (store.speaker(name).number for name in ("Gromov", "Yolkin"))
    joining = store.merge(gromov, yolkin, at=NOW)
    query = Query(speaker=store.speaker(gromov).name)
    assert store.find(query).total == store.speaker(gromov).statements == 2
    assert next((one.value, one.count) for one in store.facets(query).speaker) == ("Peter Yolkin", 2)
    assert store.find(Query(speaker=query.speaker, exact_script=True)).total == 1
    store.undo(joining.number)
    assert store.find(query).total == 1


NAMES = ("Peter Yolkin", "Viktor Gromov", "Yusuf Haddad")


@pytest.mark.parametrize("parted", NAMES)
@pytest.mark.parametrize("joined", [((0, 1), (1, 2)), ((0, 1), (0, 2)), ((0, 2), (1, 2))], ids=str)
def test_only_the_name_that_is_parted_leaves_its_speaker(store, readings_told, joined, parted):
    for source in ("e4", "e6", "e2"):
        store.keep(readings_told[source], source=source, fetched_at=NOW)
    numbers = {name: store.speaker(name).number for name in NAMES}
    for one, other in joined:
        store.merge(numbers[NAMES[one]], numbers[NAMES[other]], at=NOW)
    parting = store.split(numbers[parted], at=NOW)
    rest = {name for name in NAMES if name != parted}
    for name in NAMES:
        of_one = {bearer.name for bearer in store.speaker(numbers[name]).names}
        assert of_one == ({parted} if name == parted else rest)
    store.undo(parting.number)
    assert {bearer.name for bearer in store.speaker(numbers[parted]).names} == set(NAMES)


def test_a_joining_taken_back_parts_only_what_it_joined(store, readings_told):
    for source in ("e4", "e6", "e2"):
        store.keep(readings_told[source], source=source, fetched_at=NOW)
    first, second, third = (store.speaker(name).number for name in NAMES)
    one = store.merge(first, second, at=NOW)
    store.merge(second, third, at=NOW)
    store.undo(one.number)
    assert [bearer.name for bearer in store.speaker(first).names] == [NAMES[0]]
    assert {bearer.name for bearer in store.speaker(second).names} == set(NAMES[1:])


def test_an_older_store_follows_the_rule_of_parting_too(address, readings_told):
    with open_store(address) as old:
        for source in ("e4", "e6", "e2"):
            old.keep(readings_told[source], source=source, fetched_at=NOW)
        numbers = [old.speaker(name).number for name in NAMES]
        for other in numbers[1:]:
            old.merge(numbers[0], other, at=NOW)
        old.split(numbers[0], at=NOW)
        with old.transaction(writes=True) as connection:  # as it was kept when whoever had joined it left too
            connection.execute(text("UPDATE speaker SET head = number"))
            connection.execute(text("DELETE FROM migration WHERE number > 4"))
    with open_store(address) as store:
        assert {bearer.name for bearer in store.speaker(numbers[1]).names} == set(NAMES[1:])
        assert {bearer.name for bearer in store.speaker(numbers[0]).names} == {NAMES[0]}


def test_the_index_can_be_made_anew(store, readings_told):
    for source, one in readings_told.items():
        store.keep(one, source=source, fetched_at=NOW)
    before = [hit.number for hit in store.find(Query(text="Zakharova")).hits]
    store.reindex()
    assert [hit.number for hit in store.find(Query(text="Zakharova")).hits] == before
    assert store.check() == ()


def _with_other_word_rules(address, readings_told, rules):
    """Make a store as one of other word rules left it: every word has a key that is not ours."""
    with open_store(address) as old:
        for source, one in readings_told.items():
            old.keep(one, source=source, fetched_at=NOW)
        with old.transaction(writes=True) as connection:
            empty_index(connection)
            connection.execute(text("UPDATE speaker_word SET word = 'q' || word"))
            connection.execute(text("UPDATE name_word SET key = 'q' || key"))
            connection.execute(text(f"UPDATE setting SET value = '{rules}' WHERE name = 'word rules'"))


def test_a_store_of_older_word_rules_is_searched_by_ours(address, readings_told):
    _with_other_word_rules(address, readings_told, RULES - 1)
    with pytest.raises(StoreError, match="older qawl: open it once"):
        open_store(address, write=False)
    with open_store(address) as store:
        assert store.check() == ()
        assert store.find(Query(text="guarantees", lang=("en",))).total == 2
        assert store.find(Query(speaker="Захарова", lang=("en",))).total == 1
        assert store.speaker("Yolkin").name == "Peter Yolkin"
    with open_store(address, write=False) as store:
        assert store.find(Query(text="guarantees", lang=("en",))).total == 2


def test_a_store_of_newer_word_rules_is_refused(address, readings_told):
    _with_other_word_rules(address, readings_told, RULES + 1)
    for write in (True, False):
        with pytest.raises(NewerStore, match="install the newer one"):
            open_store(address, write=write)


BROKEN_QUERIES = {
    "(": "where a word is missing",
    ")": 'at character 1, ")": a word is missing',
    '"open': "this quotation mark is never closed",
    "a AND": "where a word is missing",
    "OR a": 'at character 1, "OR": a word is missing',
    "NOT": "where a word is missing",
    "nofield:a": "there is no such field",
    "a" * 10_000: "has 10,000 characters: at most 1,000",
    "word " * 2_000: "has 10,000 characters: at most 1,000",
    "(" * 10_000: "has 10,000 characters: at most 1,000",
    "- " * 30: "has no word to look for",
    "a " * 400: "more than 64 words",
    "(" * 400: "more than 20 levels deep",
    "***": "has no word to look for",
    "a OR OR b": 'at character 6, "OR": a word is missing',
}


@pytest.mark.parametrize("query", BROKEN_QUERIES, ids=lambda query: f"{query[:20]} ({len(query)})")
def test_broken_queries_are_told(store, query):
    with pytest.raises(QueryError) as told:
        store.find(Query(text=query))
    assert BROKEN_QUERIES[query] in str(told.value)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 300


@pytest.mark.parametrize("query", ["a" * 1_000, "a " * 64, "-" * 900 + "a"], ids=["word", "words", "signs"])
def test_long_queries_are_answered(store, readings_told, query):
    store.keep(readings_told["e1"], source="a", fetched_at=NOW)
    assert store.find(Query(text=query)).total == 0


@pytest.mark.parametrize(
    "query",
    ["'; DROP TABLE search; --", '"a" NEAR/2 "b"', "a\0b", "\x1b[31m", "rowid:1 OR 1=1", "%_", "a:*", "{tags}", "^a"],
)
def test_no_query_does_harm(store, readings_told, query):
    store.keep(readings_told["e1"], source="a", fetched_at=NOW)
    try:
        store.find(Query(text=query, speaker=query, outlet=query))
    except QueryError as error:
        assert "\n" not in str(error)
    assert store.check() == ()
    assert store.find(Query()).total == 1


def test_a_newer_store_is_refused(address):
    with open_store(address) as store, store.transaction(writes=True) as connection:
        connection.execute(text("INSERT INTO migration VALUES (99, 'later', '9.0')"))
    with pytest.raises(NewerStore, match=r"9\.0"):
        open_store(address)


def test_a_damaged_file_is_refused(tmp_path, readings_told):
    path = tmp_path / "store.db"
    path.write_bytes(b"this is no store at all, but it is long enough to look like something" * 100)
    with pytest.raises(DamagedStore):
        open_store(path)
    assert path.read_bytes().startswith(b"this is no store")


def test_no_store_is_made_by_reading(tmp_path):
    with pytest.raises(StoreError, match="no store"):
        open_store(tmp_path / "none.db", write=False)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_loses_nothing(tmp_path, readings_told):
    with open_store(tmp_path / "store.db") as store:
        store.keep(readings_told["e1"], source="e1", fetched_at=NOW)
        with store.transaction(writes=True) as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        with store.transaction() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="full"):
            for number in range(500):
                one = readings_told["e4"]
                article = msgspec.structs.replace(one.article, text=one.article.text + "x" * 5000 + str(number))
                store.keep(msgspec.structs.replace(one, article=article), source=str(number), fetched_at=NOW)
        assert store.check() == ()
        assert store.find(Query(text="guarantees")).total == 1


def test_readers_are_never_locked_out(address, readings_told):
    """One thread keeps pages; two others search all the while."""
    told: list[BaseException] = []
    done = threading.Event()

    def search():
        with open_store(address, write=False) as reader:
            while not done.is_set():
                try:
                    reader.find(Query(text="dam"))
                except StoreError as error:
                    told.append(error)

    with open_store(address) as store:
        readers = [threading.Thread(target=search) for _ in range(2)]
        for reader in readers:
            reader.start()
        for turn in range(8):
            for source, one in readings_told.items():
                article = msgspec.structs.replace(one.article, text=f"{one.article.text}\n{turn}")
                store.keep(msgspec.structs.replace(one, article=article), source=f"{source}{turn}", fetched_at=NOW)
        done.set()
        for reader in readers:
            reader.join()
    assert told == []


def test_the_state_of_a_feed_comes_back_as_it_was_kept(store):
    first = FeedState("https://news.example/feed", title="Новости", etag='"1"', polled_at=NOW, due_at=NOW, seen=3)
    store.save_feed(first)
    later = msgspec.structs.replace(first, error="the machine answers 503", errors=2, etag=None)
    store.save_feed(later)
    assert store.feeds() == (later,)


def test_a_failure_says_which_archive_it_stands_in_until_it_is_forgotten(store):
    store.fail("http://news.example/1", "no text", NOW, origin="pages.warc.gz")
    assert store.failure("http://news.example/1").origin == "pages.warc.gz"
    store.forget("http://news.example/1")
    assert store.failure("http://news.example/1") is None


def test_an_address_without_end_is_kept_and_is_no_other(store, reading):
    digits = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(60)]  # nothing that can be packed
    long, other = (f"http://news.example/{''.join(digits)}{end}" for end in ("1", "2"))
    for address in (long, other):
        store.fail(address, "no text", NOW)
    store.keep(reading("en"), source=long, fetched_at=NOW)
    assert store.failure(long) is None
    assert store.failure(other) is not None


def test_a_store_of_the_first_version_is_brought_up_to_date(address):
    with open_store(address) as old, old.transaction(writes=True) as connection:
        connection.execute(text("ALTER TABLE failure DROP COLUMN origin"))
        connection.execute(text("DROP TABLE feed"))
        connection.execute(text("DELETE FROM migration WHERE number > 1"))
    with open_store(address) as store:
        store.fail("a", "no page", NOW, origin="b")
        assert store.feeds() == ()
        assert [failure.origin for failure in store.failures()] == ["b"]


def test_names_without_letters_are_kept(store, reading):
    one = reading("en")
    speakers = tuple(msgspec.structs.replace(speaker, name="") for speaker in one.speakers)
    statements = tuple(
        msgspec.structs.replace(
            said,
            speaker=said.speaker and msgspec.structs.replace(said.speaker, name=""),
            chain=tuple(msgspec.structs.replace(link, name="") for link in said.chain),
        )
        for said in one.statements
    )
    odd = msgspec.structs.replace(one, speakers=speakers, statements=statements)
    store.keep(odd, source="a", fetched_at=NOW)
    assert list(store.readings()) == [odd]
    assert store.check() == ()


def test_versions_stand_in_the_order_in_which_they_were_fetched(store, readings_told):
    first, second, third = (readings_told[name] for name in ("e1", "e4", "e2"))
    days = [NOW + datetime.timedelta(days=number) for number in range(3)]
    store.keep(third, source="a", fetched_at=days[2], digest="3")
    assert store.keep(first, source="a", fetched_at=days[0], digest="1").version == 1
    assert store.keep(second, source="a", fetched_at=days[1], digest="2").version == 2
    assert store.versions("a") == (first, second, third)
    assert [store.has("a", digest, at=at) for digest, at in zip("123", days, strict=True)] == [True] * 3
    assert [store.has("a", digest) for digest in "123"] == [False, False, True]
    for one, digest, at in zip((first, second, third), "123", days, strict=True):
        assert store.keep(one, source="a", fetched_at=at, digest=digest).outcome == "unchanged"
    assert store.versions("a") == (first, second, third)
    assert list(store.readings()) == [third]
    assert store.check() == ()


def test_an_older_fetch_of_the_same_content_changes_nothing(store, reading):
    later = NOW + datetime.timedelta(days=1)
    store.keep(reading("ru"), source="a", fetched_at=later, digest="2")
    assert store.keep(reading("ru"), source="a", fetched_at=NOW, digest="1").outcome == "unchanged"
    assert (store.has("a", "2"), store.fetched_at("a")) == (True, later)


def test_a_look_that_takes_too_long_is_given_up(address, readings_told):
    with open_store(address, longest=0.2) as store:
        store.keep(readings_told["e1"], source="a", fetched_at=NOW)
        is_server = store.where.startswith("postgresql")
        endless = (
            "SELECT pg_sleep(60)"
            if is_server
            else ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        )
        with pytest.raises(StoreError, match="takes too long"), store.transaction() as connection:
            connection.execute(text(endless))
        store.keep(readings_told["e4"], source="b", fetched_at=NOW)  # and the store goes on
        assert store.find(Query(text="dam")).total == 1
