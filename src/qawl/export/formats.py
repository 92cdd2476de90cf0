"""The formats that readings are written in: the table of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

import msgspec

from qawl.errors import UsageError
from qawl.export.brat import write_brat
from qawl.export.follow_the_money import write_follow_the_money
from qawl.export.json_lines import write_json_lines
from qawl.export.parquet import write_parquet
from qawl.export.schema_org import write_schema_org
from qawl.export.table import write_csv
from qawl.export.tei import write_tei
from qawl.export.web_annotation import write_web_annotation
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
    Format("parquet", "Parquet", "application/vnd.apache.parquet", ".parquet", write_parquet, is_text=False),
    Format("annotation", "W3C Web Annotation", "application/ld+json", ".jsonld", write_web_annotation),
    Format("schema", "schema.org", "application/ld+json", ".jsonld", write_schema_org),
    Format("ftm", "FollowTheMoney", "application/x-ndjson", ".ftm.json", write_follow_the_money),
    Format("tei", "TEI P5", "application/tei+xml", ".xml", write_tei),
    Format("brat", "brat standoff", "application/zip", ".zip", write_brat, is_text=False),
)
FORMATS: Mapping[str, Format] = {one.name: one for one in _FORMATS}
