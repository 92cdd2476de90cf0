"""`qawl export` and `qawl import`: whole files, whole stores, and a word for everything that is left out."""

from __future__ import annotations

import csv
import io
import json
import sys
import types

import msgspec
import pytest

from qawl.export.json_lines import to_line

ADDRESS = "https://news.example/"


@pytest.fixture
def lines(tmp_path, reading):
    path = tmp_path / "some.jsonl"
    path.write_bytes(b"".join(to_line(reading(code)) for code in ("ar", "en", "ru")))
    return path


@pytest.fixture
def db(qawl, lines, tmp_path):
    name = tmp_path / "news.db"
    assert qawl("import", lines, "--db", name) == (0, "3 new\n", "")
    return name


def test_a_store_comes_out_as_it_went_in(qawl, db, lines):
    status, out, err = qawl("export", "--db", db)
    assert (status, out.encode(), err) == (0, lines.read_bytes(), "")


def test_a_second_import_changes_nothing(qawl, db, lines):
    assert qawl("import", lines, "--db", db) == (0, "3 unchanged\n", "")


def test_pages_that_state_one_address_stay_two(qawl, tmp_path, reading):
    def of(code):
        one = reading(code)
        return to_line(msgspec.structs.replace(one, article=msgspec.structs.replace(one.article, url=ADDRESS)))

    path = tmp_path / "two.jsonl"
    path.write_bytes(of("en") + of("ru"))
    for told in ("2 new\n", "2 unchanged\n"):
        assert qawl("import", path, "--db", tmp_path / "n.db") == (0, told, "")
    assert qawl("export", "--db", tmp_path / "n.db")[1].encode() == path.read_bytes()


def test_an_old_export_does_not_push_out_what_is_newer(qawl, db, tmp_path, reading):
    newer = tmp_path / "newer.jsonl"
    newer.write_bytes(to_line(reading("ar")).replace(b'"confidence":0.', b'"confidence":0.0', 1))
    assert qawl("import", newer, "--db", db)[1] == "1 changed\n"
    older = tmp_path / "some.jsonl"
    assert qawl("import", older, "--db", db)[1] == "3 unchanged\n"
    assert newer.read_text() in qawl("export", "--db", db)[1]


def test_broken_lines_are_told_and_the_others_kept(qawl, tmp_path, reading):
    path = tmp_path / "half.jsonl"
    path.write_bytes(b'{"schema": 2}\n' + to_line(reading("en")) + b"nonsense\n")
    status, out, err = qawl("import", path, tmp_path / "none.jsonl", "--db", tmp_path / "n.db")
    assert (status, out) == (1, "1 new · 3 failed\n")
    told = err.splitlines()
    assert told[0].startswith(f"qawl: {path}:1: schema 2, and this qawl reads schema 1")
    assert told[1].startswith(f"qawl: {path}:3: no reading of qawl")
    assert told[2].startswith(f"qawl: {tmp_path / 'none.jsonl'}: the file cannot be read (no such file or directory)")


def test_a_file_of_another_format_is_told_in_few_lines(qawl, db, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("published,language\n" * 100)
    status, out, err = qawl("import", table, "--db", db)
    assert (status, out) == (1, "100 failed\n")
    told = err.splitlines()
    assert len(told) == 21
    assert told[-1] == f"qawl: {table}: 80 more lines like that: `qawl import` reads jsonl only"


def test_standard_input_is_imported(qawl, tmp_path, reading, monkeypatch):
    given = types.SimpleNamespace(buffer=io.BytesIO(to_line(reading("ru"))))
    monkeypatch.setattr(sys, "stdin", given)
    assert qawl("import", "-", "--db", tmp_path / "n.db") == (0, "1 new\n", "")


def test_only_what_the_query_finds_is_written(qawl, db, tmp_path):
    out = tmp_path / "found.csv"
    query = ['"off the talks"', "--kind", "indirect", "--db", db]
    status, told, _ = qawl("export", *query, "--format", "csv", "--out", out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (status, told) == (0, f"{out}: 1 statement\n")
    assert [row["content"] for row in rows] == ["that it had broken off the talks"]


def test_nothing_found_is_an_empty_answer(qawl, db):
    assert qawl("export", "zeppelin", "--db", db) == (0, "", "")


@pytest.mark.parametrize("name", ["parquet", "brat"])
def test_what_is_no_text_wants_a_file(qawl, db, name):
    status, out, err = qawl("export", "--format", name, "--db", db)
    assert (status, out) == (2, "")
    assert f"--format {name}: this is no text: name a file with --out" in err


def test_an_unknown_format_is_told(qawl, db):
    assert qawl("export", "--format", "xls", "--db", db)[0] == 2


def test_a_file_is_whole_or_not_there(qawl, db, tmp_path, monkeypatch):
    out = tmp_path / "all.json"
    out.write_text("what stood here before")

    def stopped(self, query):
        yield next(self.readings())
        raise KeyboardInterrupt

    monkeypatch.setattr("qawl.store.store.Store.matching", stopped)
    with pytest.raises(BaseException):  # noqa: B017  whatever the command makes of being stopped
        status = qawl("export", "--out", out, "--db", db)[0]
        raise SystemExit(status)
    assert out.read_text() == "what stood here before"
    assert sorted(path.name for path in tmp_path.glob("*all*")) == ["all.json"]


def test_a_full_disk_is_told(qawl, db):
    status, _, err = qawl("export", "--format", "tei", "--out", "/dev/full", "--db", db)
    assert status == 2
    assert "--out /dev/full: the file cannot be written (no space left on device): choose another place" in err


def test_annotations_go_to_standard_output(qawl, db):
    assert json.loads(qawl("export", "--format", "annotation", "--db", db)[1])["type"] == "AnnotationCollection"
