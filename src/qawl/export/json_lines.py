"""Readings as JSON Lines, and the schema that they keep to."""

from __future__ import annotations

from typing import Any

import msgspec

from qawl.model import SCHEMA, Reading


def to_line(reading: Reading) -> bytes:
    """Return a reading as one line of JSON in UTF-8, with its newline."""
    return msgspec.json.encode(reading) + b"\n"


def from_line(line: bytes | str) -> Reading:
    """Return the reading that a line holds. Raises msgspec.ValidationError when it breaks the schema."""
    return msgspec.json.decode(line, type=Reading)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a reading."""
    schema = msgspec.json.schema(Reading)
    title = {"title": f"A reading of qawl, schema {SCHEMA}"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **title, **schema}
