"""JSON Lines: one page a line, and lines that are none."""

from __future__ import annotations

import datetime
import gzip
import json

import pytest

from qawl.batch import lines as module
from qawl.batch.lines import line_items
from qawl.batch.record import Broken, Record, Whole


def read(tmp_path, tally, content, name="pages.jsonl"):
    path = tmp_path / name
    path.write_bytes(content)
    return path, list(line_items(str(path), tally))


def test_each_key_means_what_it_says(tmp_path, tally):
    rows = [
        {"url": "http://news.example/1", "html": "<p>The mayor left.</p>", "language": "en", "date": "2024-05-06"},
        {"title": "The mayor left", "text": "She left on Monday.", "date": "2024-05-06T23:59:00+03:00"},
        {"title": "The mayor left", "text": "The mayor left\n\nShe left on Monday."},
        {"text": "Мэр уехала.", "unknown": {"key": [1, 2]}},
    ]
    path, items = read(tmp_path, tally, "\n".join(json.dumps(row) for row in rows).encode())
    day = datetime.date(2024, 5, 6)
    pages = [(item.source, item.page.content, item.language, item.date) for item in items if isinstance(item, Record)]
    assert pages == [
        ("http://news.example/1", b"<p>The mayor left.</p>", "en", day),
        (f"{path}:2", "The mayor left\n\nShe left on Monday.", None, day),
        (f"{path}:3", "The mayor left\n\nShe left on Monday.", None, None),
        (f"{path}:4", "Мэр уехала.", None, None),
    ]
    assert items[-1] == Whole(str(path))


@pytest.mark.parametrize("packed", [False, True])
def test_blank_lines_and_marks_at_the_beginning_are_passed_over(tmp_path, tally, packed):
    content = b'\xef\xbb\xbf{"text": "one"}\r\n\n  \n{"text": "two"}'
    name = "pages.jsonl.gz" if packed else "pages.ndjson"
    path, items = read(tmp_path, tally, gzip.compress(content) if packed else content, name)
    assert [item.source for item in items] == [f"{path}:1", f"{path}:4", str(path)]


BAD = {
    "no JSON": (b"The mayor left.", "no line of pages"),
    "a list": (b"[1, 2]", "no line of pages"),
    "a number for a text": (b'{"text": 5}', "no line of pages"),
    "half a line": (b'{"text": "The may', "no line of pages"),
    "no UTF-8": (b'{"text": "\xff\xfe"}', "no line of pages"),
    "half a character": (b'{"text": "\\ud800"}', "no line of pages"),
    "a day that is none": (b'{"text": "a", "date": "16/12/2021"}', "no line of pages"),
    "nothing to read": (b'{"url": "http://news.example/"}', 'neither "html" nor "text"'),
    "empty text": (b'{"text": ""}', 'neither "html" nor "text"'),
    "deep nesting": (b'{"x": ' + b"[" * 100_000, "no line of pages"),
    "a reading": (b'{"article": {"id": "1"}, "statements": []}', "`qawl import`"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_line_that_is_no_page_is_told_and_the_next_is_read(tmp_path, tally, kind):
    line, words = BAD[kind]
    path, items = read(tmp_path, tally, line + b'\n{"text": "The mayor left."}\n')
    broken, record, _ = items
    assert isinstance(broken, Broken)
    assert (broken.source, broken.origin) == (f"{path}:1", str(path))
    assert words in broken.reason
    assert record.page.content == "The mayor left."


def test_a_line_without_end_does_not_fill_the_memory(tmp_path, tally, monkeypatch):
    monkeypatch.setattr(module, "_LONGEST", 1000)
    path, items = read(tmp_path, tally, b'{"text": "' + b"x" * 5000 + b'"}\n{"text": "two"}\n')
    assert "longer than" in items[0].reason
    assert items[1].source == f"{path}:2"


def test_a_packed_file_that_breaks_off_keeps_what_stands_before(tmp_path, tally):
    content = gzip.compress(b"".join(b'{"text": "page %d"}\n' % number for number in range(5000)))
    _, items = read(tmp_path, tally, content[:-2000], "pages.jsonl.gz")
    assert items[0].page.content == "page 0"
    assert isinstance(items[-1], Broken)
    assert "breaks off" in items[-1].reason


@pytest.mark.parametrize("name", ["none.jsonl", "."])
def test_what_cannot_be_opened_is_told(tmp_path, tally, name):
    (broken,) = line_items(str(tmp_path / name), tally)
    assert isinstance(broken, Broken)
