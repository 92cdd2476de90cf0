"""Pages out of JSON Lines: one page a line, with what is known about it."""

from __future__ import annotations

import datetime
import gzip
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

import msgspec

from qawl.article.decode import LIMIT
from qawl.batch.opening import unreadable
from qawl.batch.record import Broken, Item, Record, Whole
from qawl.batch.tally import Tally
from qawl.model import Page

ENDINGS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_LONGEST = 6 * LIMIT  # a page may hold LIMIT characters, and JSON writes one in up to six
_PACKED = b"\x1f\x8b"


class Line(msgspec.Struct, frozen=True):
    """One line. `html` is a page as it was fetched; `text` is plain and stays unchanged, below the `title` if given.

    `date` (2021-12-16) is the day of publication where the page itself says none; `language` overrules detection.
    """

    url: str | None = None
    title: str | None = None
    text: str | None = None
    html: str | None = None
    date: str | None = None
    language: str | None = None
    article: msgspec.Raw = msgspec.Raw()
    statements: msgspec.Raw = msgspec.Raw()


def is_list(source: str) -> bool:
    """Whether a file is JSON Lines, by its name."""
    return source.lower().endswith(ENDINGS)


def line_items(source: str, tally: Tally) -> Iterator[Item]:
    """Give the page of each line in order; a line that holds none is told and the next is read.

    The source of a page is its address, or the file and the number of the line.
    """
    before = tally.bytes_read
    try:
        with Path(source).open("rb") as file:
            is_packed = file.read(2) == _PACKED
            file.seek(0)
            lines = _lines(gzip.GzipFile(fileobj=file) if is_packed else file)
            for number, line in enumerate(lines, start=1):
                tally.bytes_read = before + file.tell()
                if line.strip(b" \t\r\n\xef\xbb\xbf"):
                    yield _item(line, f"{source}:{number}", source)
        yield Whole(source)
    except FileNotFoundError:
        yield Broken(source, f"{source}: there is no such file: check the name")
    except (EOFError, zlib.error) as error:
        yield Broken(source, f"{source}: the file breaks off ({error}): get it anew; what stands before is kept")
    except OSError as error:
        yield Broken(source, unreadable(source, error))


def _lines(file: gzip.GzipFile | BufferedReader) -> Iterator[bytes]:
    """Give the lines of a file; of one that is too long its beginning, which no line of JSON can be."""
    while line := file.readline(_LONGEST):
        yield line
        while len(line) == _LONGEST and not line.endswith(b"\n"):
            line = file.readline(_LONGEST)


def _item(text: bytes, where: str, origin: str) -> Item:
    if len(text) >= _LONGEST:
        return Broken(where, f"{where}: the line is longer than {_LONGEST:,} bytes: cut it into pages", origin)
    try:
        line = msgspec.json.decode(text.removeprefix(b"\xef\xbb\xbf"), type=Line)
        date = datetime.date.fromisoformat(line.date[:10]) if line.date else None
    except (ValueError, RecursionError) as error:
        return Broken(where, f"{where}: this is no line of pages ({error}): see docs/feeds.md", origin)
    if line.article and line.statements:
        return Broken(where, f"{where}: this is a reading of qawl, not a page: `qawl import` takes it", origin)
    if not (line.html or line.text):
        return Broken(where, f'{where}: the line has neither "html" nor "text": see docs/feeds.md', origin)
    name = line.url or where
    content = line.html.encode("utf-8") if line.html else _text(line)
    page = Page(content, line.url, "utf-8", "text/html" if line.html else "text/plain", name)
    return Record(name, page, line.language or None, date, origin=origin)


def _text(line: Line) -> str:
    text, title = line.text or "", (line.title or "").strip()
    return text if not title or text.lstrip().startswith(title) else f"{title}\n\n{text}"
