"""Lines and their schema."""

from pathlib import Path

import jsonschema
import msgspec
import pytest

from qawl.export.json_lines import from_line, json_schema, to_line

_READINGS = sorted((Path(__file__).parent.parent / "readings").glob("*.json"))


@pytest.mark.parametrize("path", _READINGS, ids=lambda path: path.stem)
def test_a_reading_is_one_line_that_keeps_to_the_schema(path):
    line = to_line(from_line(path.read_bytes()))
    assert line.count(b"\n") == 1
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(msgspec.json.decode(line), json_schema())
    assert to_line(from_line(line)) == line


def test_the_names_of_the_schema_are_the_published_ones():
    line = msgspec.json.decode(to_line(from_line(_READINGS[0].read_bytes())))
    assert {"article", "speakers", "statements", "schema"} == set(line)
    assert {"class", "in", "chain", "refers_to"} <= set(line["statements"][0])


def test_a_broken_line_is_refused():
    with pytest.raises(msgspec.ValidationError):
        from_line(b'{"article": 1}')
