"""Readings out of JSON Lines of our own: what is broken is told with its place, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from qawl.errors import UnknownLanguage
from qawl.export.json_lines import from_line
from qawl.languages.pack import load_pack
from qawl.model import SCHEMA, Reading
from qawl.span import Span

LONGEST = 256_000_000  # bytes of a line: a page of 20,000,000 whose letters are all escapes, and its statements


class Broken(msgspec.Struct, frozen=True):
    """A line that holds no reading, and why."""

    place: str
    reason: str


class _Stated(msgspec.Struct, frozen=True):
    schema: int = SCHEMA


def read_back(file: BinaryIO, name: str) -> Iterator[Reading | Broken]:
    """Give each line of a file as a reading, or what is broken about it; blank lines are passed over.

    A reading is as it was written when every statement has a content, and every span says what stands at its place in
    the text.
    """
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            _pass_over(file, line)
            yield Broken(f"{name}:{number}", f"the line is longer than {LONGEST:,} bytes: it is no reading of qawl")
        elif line.strip():
            yield _read(line.removeprefix(b"\xef\xbb\xbf"), f"{name}:{number}")


def _pass_over(file: BinaryIO, line: bytes) -> None:
    """Go to the end of a line that is too long to keep."""
    while line and not line.endswith(b"\n"):
        line = file.readline(LONGEST)


def _read(line: bytes, place: str) -> Reading | Broken:
    try:
        stated = msgspec.json.decode(line, type=_Stated).schema
        if stated != SCHEMA:
            return Broken(place, f"schema {stated}, and this qawl reads schema {SCHEMA}: take the qawl that wrote it")
        reading = from_line(line)
        load_pack(reading.article.language)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return Broken(place, f"no reading of qawl ({error}): export it again")
    except UnknownLanguage as error:
        return Broken(place, str(error))
    wrong = _empty(reading) or _misplaced(reading)
    return Broken(place, wrong) if wrong else reading


def _empty(reading: Reading) -> str | None:
    """Return which statement says nothing, or None: whoever shows a statement shows its content."""
    empty = next((statement.id for statement in reading.statements if not statement.content), None)
    return None if empty is None else f"statement {empty}: it has no content: export it again"


def _misplaced(reading: Reading) -> str | None:
    """Return what a reading says that does not stand in its text, or None."""
    text = reading.article.text
    for name, value in _placed(reading):
        start, end = value.start, value.end
        if start is None or end is None:
            continue
        if not 0 <= start <= end <= len(text):
            return f"{name}: [{start}, {end}) lies outside of a text of {len(text)} characters: export it again"
        if isinstance(value, Span) and value.text != text[start:end]:
            return f"{name}: [{start}, {end}) does not say what stands there: export it again"
    return None


def _placed(value: object, name: str = "") -> Iterator[tuple[str, Span]]:
    """Give every value that has a place in the text, with its path in the schema."""
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _placed(item, f"{name}[{number}]")
    elif isinstance(value, msgspec.Struct):
        if hasattr(value, "start"):
            yield name, value  # type: ignore[misc]  # all of them have start and end
        for field in value.__struct_fields__:
            yield from _placed(getattr(value, field), f"{name}.{field}".lstrip("."))


