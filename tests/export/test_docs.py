"""docs/export.md names every format, option and column, and its examples are what the program writes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from qawl.export.formats import FORMATS
from qawl.export.table import COLUMNS

DOCS = (Path(__file__).parents[2] / "docs/export.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_told(name):
    assert f"| `{name}` |" in DOCS


def test_every_column_is_told():
    assert ", ".join(f"`{column}`" for column in COLUMNS) in DOCS


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^qawl (?:export|import) .*$", DOCS, re.MULTILINE))))
def test_commands_use_options_and_formats_that_there_are(command):
    from qawl.cli.export import export
    from qawl.cli.importing import import_readings

    known = {*export.__annotations__, *import_readings.__annotations__, "format"}
    for option in re.findall(r"--(\w[\w-]*)", command):
        assert option.replace("-", "_") in known
    for name in re.findall(r"--format (\w+)", command):
        assert name in FORMATS


@pytest.mark.parametrize(("name", "example"), re.findall(r"^## (\w+)\n.*?```json\n(.*?)\n```", DOCS, re.M | re.S))
def test_examples_in_json_are_parts_of_what_is_written(name, example, written, reading):
    told = json.loads(example)
    made = written(name, reading("en")).decode()
    values = [json.loads(line) for line in made.splitlines()] if name == "ftm" else [json.loads(made)]
    assert any(_holds(node, told) for node in _nodes(values))


def _nodes(value):
    if isinstance(value, (list, dict)):
        yield value
        for one in value.values() if isinstance(value, dict) else value:
            yield from _nodes(one)


def _holds(made, told):
    """Whether what is made has all that is told."""
    if isinstance(told, dict):
        return isinstance(made, dict) and all(_holds(made.get(name), value) for name, value in told.items())
    if isinstance(told, list):
        return isinstance(made, list) and len(made) == len(told) and all(map(_holds, made, told))
    return made == told


def test_the_example_of_brat_is_what_is_written(written, reading):
    import io
    import zipfile

    lines = zipfile.ZipFile(io.BytesIO(written("brat", reading("en")))).read("000001.ann").decode().splitlines()
    (told,) = re.findall(r"^T\d+\t(Content .*)$", DOCS, re.MULTILINE)
    assert told in [line.partition("\t")[2] for line in lines]
