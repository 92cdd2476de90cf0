"""The formats that readings are written in: the table of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

import msgspec

from qawl.errors import UsageError
from qawl.export.json_lines import write_json_lines
from qawl.export.table import write_csv
from qawl.model import Reading

Write = Callable[[Iterable[Reading], BinaryIO], int]


class Format(msgspec.Struct, frozen=True):
    """One way to write readings.

    `write` takes readings one by one, keeps none of them, and returns how many statements it wrote. `media_type` is
    that of the whole file; `suffix` begins with a full stop.
    """

    name: str
    title: str
    media_type: str
    suffix: str
    write: Write
    is_text: bool = True


def format_named(name: str) -> Format:
    """Return a format by its name. Raises UsageError for one that there is not."""
    if name not in FORMATS:
        raise UsageError(f'unknown format "{name}": choose from {", ".join(FORMATS)}')
    return FORMATS[name]


_FORMATS = (
    Format("jsonl", "JSON Lines of qawl", "application/x-ndjson", ".jsonl", write_json_lines),
    Format("csv", "table, one statement a row", "text/csv; charset=utf-8", ".csv", write_csv),
)
FORMATS: Mapping[str, Format] = {one.name: one for one in _FORMATS}
