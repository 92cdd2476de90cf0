"""A file that is broken, cut, or may not be written: a clear word, and what can still be read is not lost."""

from __future__ import annotations

import datetime
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from qawl.errors import DamagedStore, QawlError, StoreError
from qawl.search.query import Query
from qawl.store import engine
from qawl.store.store import open_store

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def whole(tmp_path_factory, readings_told):
    """A file with every reading of the table, and large enough to be damaged in many places."""
    path = tmp_path_factory.mktemp("whole") / "store.db"
    with open_store(path) as store, store.together():
        for number in range(10):
            for source, one in readings_told.items():
                article = msgspec.structs.replace(one.article, text=f"{one.article.text}\n{number}")
                reading = msgspec.structs.replace(one, article=article)
                store.keep(reading, source=f"{source}{number}", fetched_at=NOW)
    return path


def ask_everything(path):
    """Use a store in every way; gives the errors as they are told."""
    told = []
    for write in (False, True):
        try:
            with open_store(path, write=write) as store:
                told += store.check()
                store.find(Query(text="guarantees"))
                list(store.readings())
                store.speaker("Zakharova")
        except QawlError as error:
            assert isinstance(error, StoreError)
            assert str(path) in str(error)
            assert "\n" not in str(error)
            told.append(str(error))
    return told


@pytest.mark.parametrize("part", [0.2, 0.35, 0.5, 0.65, 0.8])
def test_bytes_overwritten_in_the_middle_are_told(whole, tmp_path, part):
    path = tmp_path / "store.db"
    content = bytearray(whole.read_bytes())
    start = int(len(content) * part) // 4096 * 4096
    content[start : start + 16_384] = b"\xa5" * 16_384
    path.write_bytes(content)
    assert any("damaged" in line for line in ask_everything(path))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_is_told(whole, tmp_path, part):
    path = tmp_path / "store.db"
    shutil.copy(whole, path)
    os.truncate(path, int(path.stat().st_size * part))
    assert any("damaged" in line for line in ask_everything(path))


def test_a_whole_file_has_nothing_to_tell(whole, tmp_path):
    path = tmp_path / "store.db"
    shutil.copy(whole, path)
    assert ask_everything(path) == []


def test_an_empty_file_is_no_store_to_read(tmp_path):
    path = tmp_path / "store.db"
    path.touch()
    with pytest.raises(StoreError, match="there is no store"):
        open_store(path, write=False)
    assert path.read_bytes() == b""


@pytest.mark.parametrize("write", [True, False])
def test_the_database_of_another_program_stays_as_it_is(tmp_path, write):
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE place (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(DamagedStore, match="holds something else"):
        open_store(path, write=write)
    assert path.read_bytes() == before


def test_a_store_that_may_only_be_read_is_read(whole, tmp_path, monkeypatch):
    path = tmp_path / "store.db"
    shutil.copy(whole, path)
    monkeypatch.setattr(engine, "_is_writable", lambda path: False)
    with open_store(path, write=False) as store:
        assert store.find(Query(text="guarantees")).total > 0
        with pytest.raises(StoreError, match="may only be read"):
            store.fail("a", "b", NOW)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["store.db"]


def test_a_server_named_by_the_environment_is_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QAWL_DB", "postgresql://anna:secret@localhost:1/news")
    with pytest.raises(StoreError) as told:
        open_store()
    assert "secret" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_named_by_the_environment_is_opened(tmp_path, monkeypatch):
    monkeypatch.setenv("QAWL_DB", str(tmp_path / "mine.db"))
    with open_store():
        assert (tmp_path / "mine.db").is_file()


def test_what_waits_in_the_journal_is_read_too(tmp_path, monkeypatch, reading):
    path = tmp_path / "store.db"
    with open_store(path) as writer:
        monkeypatch.setattr(engine, "_is_writable", lambda path: False)
        writer.keep(reading("en"), source="a", fetched_at=NOW)
        with open_store(path, write=False) as store:
            assert store.counts()["articles"] == 1


def test_a_store_whose_journal_cannot_be_opened_is_read_without(whole, tmp_path, monkeypatch):
    path = tmp_path / "store.db"
    shutil.copy(whole, path)
    Path(f"{path}-wal").mkdir()
    monkeypatch.setattr(engine, "_is_writable", lambda path: False)
    with open_store(path, write=False) as store:
        assert store.find(Query(text="guarantees")).total > 0


@pytest.mark.skipif(os.getuid() == 0, reason="for root every folder can be written to")
def test_a_folder_that_may_only_be_read_is_told(whole, tmp_path):
    shutil.copy(whole, tmp_path / "store.db")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError):
            open_store(tmp_path / "new.db")
        with open_store(tmp_path / "store.db", write=False) as store:
            assert store.find(Query(text="guarantees")).total > 0
    finally:
        tmp_path.chmod(0o700)


def test_damage_is_an_error_of_its_own(whole, tmp_path):
    path = tmp_path / "store.db"
    path.write_bytes(b"SQLite format 3\0" + whole.read_bytes()[16:4000][::-1])
    with pytest.raises(DamagedStore):
        open_store(path, write=False)


FILL = """
import datetime, resource, signal, sys
from qawl.errors import StoreError
from qawl.export.json_lines import from_line
from qawl.store.store import open_store
import msgspec
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
reading, kept = from_line(sys.stdin.buffer.read()), 0
with open_store(sys.argv[1]) as store:
    try:
        for number in range(500):
            article = msgspec.structs.replace(reading.article, text=reading.article.text + str(number) * 3000)
            one = msgspec.structs.replace(reading, article=article)
            store.keep(one, source=str(number), fetched_at=datetime.datetime.now(datetime.UTC))
            kept += 1
    except StoreError as error:
        print(kept, error)
"""


def test_a_file_that_cannot_grow_keeps_what_was_kept(tmp_path, reading):
    from qawl.export.json_lines import to_line

    path = tmp_path / "store.db"
    command = [sys.executable, "-c", FILL, str(path)]
    told = subprocess.run(command, input=to_line(reading("en")), capture_output=True, check=True).stdout.decode()
    kept, _, words = told.partition(" ")
    assert "what was kept before is safe" in words
    with open_store(path) as store:
        assert store.check() == ()
        assert [one.article.text[-1] for one in store.readings()] == [str(n)[-1] for n in range(int(kept))]
    assert int(kept) > 0
