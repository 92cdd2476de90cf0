"""Connections to a store are kept open, each with what it has in memory, and see what others write."""

import datetime
from contextlib import ExitStack

from sqlalchemy import event

from qawl.search.query import Query
from qawl.store import engine
from qawl.store.store import open_store

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


def test_many_who_ask_at_once_ask_again_over_the_same_connections(tmp_path):
    with open_store(tmp_path / "news.db") as store:
        opened = []
        event.listen(store._engine, "connect", lambda *_: opened.append(1))
        for _ in range(3):
            with ExitStack() as together:
                for _ in range(10):
                    together.enter_context(store.transaction())
        assert len(opened) == 9  # and the one that opened the store


def test_who_may_only_read_sees_what_is_written_later(tmp_path, monkeypatch, readings_told):
    path = tmp_path / "news.db"

    def keep(writer, source):
        writer.keep(readings_told[source], source=source, fetched_at=NOW)

    with open_store(path) as writer:
        keep(writer, "e1")
    monkeypatch.setattr(engine, "_is_writable", lambda path: False)
    with open_store(path, write=False) as reader:
        assert [path.name for path in tmp_path.iterdir()] == ["news.db"]  # no journal of a reader
        assert reader.counts()["articles"] == 1
        for turn, source in enumerate(("e4", "e6"), start=2):
            with open_store(path) as writer:
                keep(writer, source)
                assert reader.counts()["articles"] == turn
            assert reader.counts()["articles"] == turn
        assert [reader.find(Query(text=word)).total for word in ("guarantees", "dam", "ferry")] == [1, 1, 1]


def test_who_may_only_read_keeps_the_connection_as_long_as_nothing_is_written(tmp_path, monkeypatch):
    path = tmp_path / "news.db"
    open_store(path).close()
    monkeypatch.setattr(engine, "_is_writable", lambda path: False)
    with open_store(path, write=False) as reader:
        opened = []
        event.listen(reader._engine, "connect", lambda *_: opened.append(1))
        for _ in range(3):
            reader.counts()
        assert opened == []
        with open_store(path) as writer:
            writer.fail("a", "no page", NOW)
        for _ in range(3):
            reader.counts()
        assert opened == [1]
