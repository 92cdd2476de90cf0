"""The one loader of word lists: sorted UTF-8 tables with tabs, refused when they break the format."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from qawl.errors import PackError


class Row(msgspec.Struct, frozen=True):
    """One line of a table: its cells by column name, and where it stands."""

    cells: dict[str, str]
    file: str
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def listed(self, column: str, separator: str = " | ") -> tuple[str, ...]:
        """Return the parts of a cell that holds several values."""
        return tuple(part.strip() for part in self.cells[column].split(separator) if part.strip())

    def refuse(self, problem: str) -> PackError:
        """Return the error that names this row, to be raised by the caller."""
        return PackError(f"{self.file}:{self.line}: {problem}")


def load_table(path: Path, columns: Sequence[str]) -> tuple[Row, ...]:
    """Read a table whose header must be `columns`.

    Raises PackError, with `file:line`, for a missing file, a wrong header, a row with too few or too many cells, an
    empty first cell, a first cell out of order or given twice, and text that is not in composed form (NFC).
    """
    rows = tuple(_rows(path, tuple(columns)))
    for before, row in itertools.pairwise(rows):
        first = columns[0]
        if row[first] == before[first]:
            raise row.refuse(f"{row[first]!r} is given twice: keep one row")
        if row[first] < before[first]:
            raise row.refuse(f"{row[first]!r} stands after {before[first]!r}: sort the rows by their first column")
    return rows


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    name = f"{path.parent.name}/{path.name}"
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{name}:1: the table cannot be read ({error}): restore the file") from error
    header_seen = False
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if not header_seen:
            if cells != columns:
                raise PackError(f"{name}:{number}: the header is {cells!r}: it must be {columns!r}")
            header_seen = True
            continue
        yield _row(name, number, line, cells, columns)
    if not header_seen:
        raise PackError(f"{name}:1: the header is missing: write {columns!r} with tabs between")


def _row(name: str, number: int, line: str, cells: tuple[str, ...], columns: tuple[str, ...]) -> Row:
    if len(cells) != len(columns):
        raise PackError(f"{name}:{number}: {len(cells)} cells instead of {len(columns)}: check the tabs")
    if not cells[0]:
        raise PackError(f"{name}:{number}: the first cell is empty: fill it or remove the row")
    if unicodedata.normalize("NFC", line) != line:
        raise PackError(f"{name}:{number}: letters are written decomposed: save the file in form NFC")
    return Row(dict(zip(columns, cells, strict=True)), name, number)
