"""The table of formats, and what holds for all of them."""

from __future__ import annotations

import io
import json

import pytest

from qawl.errors import UsageError
from qawl.export.formats import FORMATS, format_named

NAMES = ("jsonl", "csv", "parquet", "annotation", "schema", "ftm", "tei", "brat")


def test_the_formats_are_those_that_are_promised():
    assert tuple(FORMATS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_statement_is_written_and_counted(name, readings):
    out = io.BytesIO()
    assert FORMATS[name].write(iter(readings), out) == sum(len(one.statements) for one in readings)
    assert not out.closed


@pytest.mark.parametrize("name", NAMES)
def test_the_same_readings_give_the_same_bytes(name, written):
    assert written(name) == written(name)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_to_write_makes_a_file_all_the_same(name):
    assert FORMATS[name].write(iter(()), io.BytesIO()) == 0


@pytest.mark.parametrize("name", ["jsonl", "csv", "annotation", "schema", "ftm", "tei"])
def test_readings_are_written_as_they_come(name, reading):
    """Each is in the file before the fifth one after it is asked for, so that memory does not grow with the store."""
    out, sizes = io.BytesIO(), []

    def endless():
        for _ in range(30):
            sizes.append(out.tell())
            yield reading("en")

    FORMATS[name].write(endless(), out)
    grown = [later - earlier for earlier, later in zip(sizes[::5], sizes[5::5], strict=False)]
    assert min(grown) > 1_000


@pytest.mark.parametrize("name", ["annotation", "schema"])
def test_linked_documents_are_json_even_when_empty(name):
    out = io.BytesIO()
    FORMATS[name].write(iter(()), out)
    json.loads(out.getvalue())


def test_an_unknown_format_is_told_with_those_that_there_are():
    with pytest.raises(UsageError, match=r'unknown format "xls": choose from jsonl, csv'):
        format_named("xls")


def test_parquet_without_its_library_names_the_extra(monkeypatch, readings):
    import importlib

    def missing(name, *_):
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(UsageError, match=r"pip install 'qawl\[parquet\]'"):
        FORMATS["parquet"].write(iter(readings), io.BytesIO())
