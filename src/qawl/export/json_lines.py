"""Readings as JSON Lines, and the schema that they keep to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from qawl.model import SCHEMA, Reading

_STEERING = re.compile(b"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]")  # DEL, the controls from U+0080, U+2028 and U+2029


def to_line(value: msgspec.Struct) -> bytes:
    """Return a reading, or a part of one, as one line of JSON in UTF-8, with its newline.

    Characters that end a line or steer a terminal are written as escapes, which mean the same in JSON.
    """
    return _STEERING.sub(_as_escape, msgspec.json.encode(value)) + b"\n"


def from_line(line: bytes | str) -> Reading:
    """Return the reading that a line holds. Raises msgspec.ValidationError when it breaks the schema."""
    return msgspec.json.decode(line, type=Reading)


def write_json_lines(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write one reading a line; nothing is lost, and `qawl import` reads it back."""
    count = 0
    for reading in readings:
        out.write(to_line(reading))
        count += len(reading.statements)
    return count


def _as_escape(match: re.Match[bytes]) -> bytes:
    return f"\\u{ord(match.group().decode()):04x}".encode()


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a reading."""
    schema = msgspec.json.schema(Reading)
    title = {"title": f"A reading of qawl, schema {SCHEMA}"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **title, **schema}
