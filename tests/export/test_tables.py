"""CSV by the csv module, Parquet by pyarrow."""

from __future__ import annotations

import csv
import datetime
import io

import pytest

from qawl.export.table import COLUMNS


@pytest.fixture(scope="session")
def rows(written):
    return list(csv.DictReader(io.StringIO(written("csv").decode(), newline="")))


def test_a_statement_is_a_row(rows):
    (row,) = (row for row in rows if row["cue"] == "told" and row["kind"] == "direct")
    assert row["speaker"] == "Mary Okafor"
    assert row["role"] == "union leader"
    assert row["addressee"] == "reporters"
    assert row["content"] == ('"They told us that there was no money," … "I do not believe a word of it <b>yet</b>."')
    assert row["published"] == "2022-06-03"
    assert row["outlet"] == "Halden Courier"
    assert row["language"] == "en"
    assert row["title"] == "Harbour strike to go on, union leader says"


def test_the_columns_are_those_that_find_prints(rows):
    assert tuple(rows[0]) == COLUMNS


@pytest.mark.parametrize(
    ("column", "cell"),
    [("content", "'=The mill\ufffd … “enough”"), ("agency", "'@Mill\tWire")],
)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(rows, column, cell):
    assert cell in [row[column] for row in rows]


@pytest.fixture(scope="session")
def table(written):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install 'qawl[parquet]'")
    return parquet.read_table(io.BytesIO(written("parquet")))


def test_parquet_has_types(table):
    types = {field.name: str(field.type) for field in table.schema}
    assert types["published"] == types["date"] == "date32[day]"
    assert types["confidence"] == "double"
    assert types["start"] == "int64"
    assert types["contents"].startswith("list<element: struct<start: int64, end: int64, text: string>")


def test_parquet_keeps_lists_and_places(table, readings):
    texts = {one.article.id: one.article.text for one in readings}
    rows = table.to_pylist()
    for row in rows:
        for span in row["contents"]:
            assert texts[row["article"]][span["start"] : span["end"]] == span["text"]
    (row,) = (row for row in rows if row["cue"] == "told" and row["kind"] == "direct")
    assert [span["text"] for span in row["contents"]] == [
        '"They told us that there was no money,"',
        '"I do not believe a word of it <b>yet</b>."',
    ]
    assert row["published"] == datetime.date(2022, 6, 3)
    assert [link["name"] for link in row["chain"]] == ["Mary Okafor", "Radio Fjord", "Halden Courier"]


def test_parquet_does_not_touch_the_words(table):
    assert "=The mill\x00 … “enough”" in [row["content"] for row in table.to_pylist()]
