"""Statements as Parquet: one a row, with types, for pandas, DuckDB, Spark and the like."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from qawl.errors import UsageError
from qawl.export.table import COLUMNS, place_of, row
from qawl.model import Reading, Statement
from qawl.span import Span

_ROWS = 10_000  # of one group, which is what stands in memory
_MORE = ("speaker_id", "agencies", "date", "contents", "chain", "evidence")


def write_parquet(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write the columns of the table, and lists where the table has to join. Raises UsageError without pyarrow."""
    arrow, parquet = _library()
    schema, rows, count = _schema(arrow), _rows(readings), 0
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while some := list(islice(rows, _ROWS)):
            writer.write_table(arrow.Table.from_pylist(some, schema=schema))
            count += len(some)
    return count


def _library() -> tuple[Any, Any]:
    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise UsageError("Parquet needs one more package: pip install 'qawl[parquet]'") from error


def _schema(arrow: Any) -> Any:
    words = arrow.string()
    span = arrow.struct([("start", arrow.int64()), ("end", arrow.int64()), ("text", words)])
    link = arrow.struct([("kind", words), ("name", words)])
    typed = {
        "published": arrow.date32(),
        "start": arrow.int64(),
        "end": arrow.int64(),
        "confidence": arrow.float64(),
        "date": arrow.date32(),
        "agencies": arrow.list_(words),
        "contents": arrow.list_(span),
        "chain": arrow.list_(link),
        "evidence": arrow.list_(words),
    }
    return arrow.schema([(name, typed.get(name, words)) for name in (*COLUMNS, *_MORE)])


def _rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    for reading in readings:
        place = place_of(reading.article)
        yield from ({**row(statement, place), **_more(statement)} for statement in reading.statements)


def _more(statement: Statement) -> dict[str, Any]:
    """Return the columns beyond those of the table, and `when` in the words of the text."""
    when = statement.when
    return {
        "when": when.text if when else None,
        "date": when.date if when else None,
        "speaker_id": statement.speaker.id if statement.speaker else None,
        "agencies": [link.name for link in statement.chain if link.kind == "agency"],
        "contents": [_span(span) for span in statement.content],
        "chain": [{"kind": link.kind, "name": link.name} for link in statement.chain],
        "evidence": list(statement.evidence),
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}
