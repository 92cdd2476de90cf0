"""WARC and WACZ: which records are pages, and what is left of an archive that is broken."""

from __future__ import annotations

import gzip
import os
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.warcwriter import WARCWriter
from warcs import record, stories, story, wacz, warc

from qawl.article.decode import LIMIT
from qawl.batch.archives import archive_items
from qawl.batch.record import Broken, Record, Whole


def read(path, tally):
    items = list(archive_items(str(path), tally))
    records = [item for item in items if isinstance(item, Record)]
    broken = [item for item in items if isinstance(item, Broken)]
    return records, broken, [item for item in items if isinstance(item, Whole)]


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
def test_pages_come_out_as_they_went_in(tmp_path, tally, packed):
    path = warc(tmp_path / ("a.warc.gz" if packed else "a.warc"), stories(5), packed=packed)
    records, broken, whole = read(path, tally)
    assert [(one.source, one.page.content.decode()) for one in records] == stories(5)
    assert (broken, whole) == ([], [Whole(str(path))])
    first = records[0]
    assert first.fetched_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert (first.page.url, first.page.charset, first.page.media_type) == (first.source, "utf-8", "text/html")
    assert first.origin == str(path)
    assert tally.bytes_read == path.stat().st_size


def test_records_that_are_no_pages_are_left_out_and_counted(tmp_path, tally):
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file)
        writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))
        record(writer, "http://news.example/gone", b"gone", status="404 Not Found")
        record(writer, "http://news.example/moved", b"", status="301 Moved", headers=[("Location", "/")])
        record(writer, "http://news.example/a.png", b"\x89PNG", headers=[("Content-Type", "image/png")])
        record(writer, "http://news.example/robots.txt", b"User-agent: *", headers=[("Content-Type", "text/plain")])
        record(writer, "http://news.example/story", story(1).encode())
        record(writer, "http://news.example/plain", b"The mayor left.", headers=[("Content-Type", "text/plain")])
        record(writer, "http://news.example/unnamed", story(2).encode(), headers=[])
    records, broken, _ = read(path, tally)
    assert [one.source.rsplit("/", 1)[1] for one in records] == ["story", "plain", "unnamed"]
    assert broken == []
    assert dict(tally.left_out) == {"records that are no pages": 4}


@pytest.mark.parametrize("packer", ["gzip", "deflate"])
def test_packed_contents_are_unpacked(tmp_path, tally, packer):
    body = story(1).encode()
    packed = gzip.compress(body) if packer == "gzip" else zlib.compress(body)
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        record(
            WARCWriter(file),
            "http://news.example/1",
            packed,
            headers=[("Content-Type", "text/html"), ("Content-Encoding", packer)],
        )
    records, _, _ = read(path, tally)
    assert records[0].page.content == body


CODINGS = {
    "joined pieces": ([("Transfer-Encoding", "chunked")], b"4\r\nThe \r\n6\r\nmayor.\r\n0\r\n\r\n"),
    "pieces joined by the crawler": ([("Transfer-Encoding", "chunked")], b"The mayor."),
    "unpacked by the crawler": ([("Content-Encoding", "gzip")], b"The mayor."),
    "both": (
        [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(gzip.compress(b"The mayor.")), gzip.compress(b"The mayor.")),
    ),
}


@pytest.mark.parametrize("kind", CODINGS)
def test_codings_are_undone_where_the_crawler_did_not(tmp_path, tally, kind):
    headers, body = CODINGS[kind]
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        record(WARCWriter(file), "http://news.example/1", body, headers=[("Content-Type", "text/plain"), *headers])
    assert read(path, tally)[0][0].page.content == b"The mayor."


@pytest.mark.parametrize("coding", ["zstd", "br", "lzma"])
def test_a_coding_that_cannot_be_undone_fails_for_its_page_alone(tmp_path, tally, coding):
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file)
        headers = [("Content-Type", "text/html"), ("Content-Encoding", coding)]
        record(writer, "http://news.example/1", b"\x01\x02\x03", headers=headers)
        record(writer, "http://news.example/2", story(2).encode())
    records, broken, _ = read(path, tally)
    assert [one.source for one in records] == ["http://news.example/2"]
    assert [(one.source, one.origin) for one in broken] == [("http://news.example/1", str(path))]


def test_a_packed_content_without_end_is_cut_at_the_limit(tmp_path, tally):
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file)
        bomb = gzip.compress(bytes(5 * LIMIT))
        record(
            writer,
            "http://news.example/bomb",
            bomb,
            headers=[("Content-Type", "text/html"), ("Content-Encoding", "gzip")],
        )
        record(writer, "http://news.example/story", story(1).encode())
    records, _, _ = read(path, tally)
    assert [len(one.page.content) for one in records] == [LIMIT + 1, len(story(1))]


BLANK = 4  # bytes after a plain record that belong to no record
WAYS = {"packed": (True, False), "plain": (False, False), "packed as one": (False, True)}


@pytest.mark.parametrize("way", WAYS)
def test_of_a_cut_archive_every_whole_record_is_kept_and_the_cut_is_told(tmp_path, tally, way):
    packed, at_once = WAYS[way]
    whole = warc(tmp_path / "whole.warc", stories(3), packed=packed).read_bytes()
    ends = [len(warc(tmp_path / "part.warc", stories(count), packed=packed).read_bytes()) for count in (1, 2, 3)]
    content, slack = gzip.compress(whole, mtime=0) if at_once else whole, 0 if packed else BLANK
    path = tmp_path / "cut.warc.gz"
    for cut in range(1, len(content), 17):
        path.write_bytes(content[:cut])
        records, broken, complete = read(path, tally)
        assert [one.page.content.decode() for one in records] == [body for _, body in stories(3)][: len(records)]
        if at_once:
            assert len(broken) == 1
            continue
        assert len(records) == sum(cut >= end - slack for end in ends)
        is_between = any(end - slack <= cut <= end for end in ends)
        assert (len(broken), len(complete)) == ((0, 1) if is_between else (1, 0)), cut
        assert is_between or broken[0].source == str(path)


def test_what_stands_before_damage_is_kept(tmp_path, tally):
    content = bytearray(warc(tmp_path / "a.warc.gz", stories(6)).read_bytes())
    at = len(content) // 2
    content[at : at + 40] = bytes(40)
    (tmp_path / "a.warc.gz").write_bytes(content)
    records, broken, whole = read(tmp_path / "a.warc.gz", tally)
    assert 1 <= len(records) <= 4
    assert [one.page.content.decode() for one in records] == [body for _, body in stories(6)][: len(records)]
    assert (len(broken), whole) == (1, [])
    assert "the archive breaks after" in broken[0].reason
    assert "get the file anew" in broken[0].reason


NO_ARCHIVES = {
    "empty": b"",
    "text": b"The mayor said nothing.\n",
    "noise": os.urandom(2000),
    "zeros": bytes(100_000),
    "packed zeros": gzip.compress(bytes(100_000)),
    "packed zeros without end": gzip.compress(bytes(200_000_000)),
    "a version alone": b"WARC/1.0\r\n",
    "a length beyond the file": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200",
    "a length below nothing": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n",
    "a header without end": b"WARC/1.0\r\nX: " + b"x" * 3_000_000,
}


@pytest.mark.parametrize("kind", NO_ARCHIVES)
@pytest.mark.parametrize("name", ["a.warc.gz", "a.wacz"])
def test_what_is_no_archive_is_one_clear_failure(tmp_path, tally, kind, name):
    path = tmp_path / name
    path.write_bytes(NO_ARCHIVES[kind])
    records, broken, whole = read(path, tally)
    assert (records, whole) == ([], [])
    assert [one.source for one in broken] == [str(path)]
    assert broken[0].reason.startswith(f"{path}: ")
    assert "\n" not in broken[0].reason


def test_a_missing_archive_is_told(tmp_path, tally):
    _, broken, _ = read(tmp_path / "none.warc.gz", tally)
    assert "there is no such file" in broken[0].reason


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED], ids=["stored", "deflated"])
def test_a_wacz_gives_the_pages_of_all_its_archives(tmp_path, tally, method):
    some, more = stories(6)[:3], stories(6)[3:]
    inner = [warc(tmp_path / "a.warc.gz", some), warc(tmp_path / "b.warc", more, packed=False)]
    path = wacz(tmp_path / "all.wacz", inner, method=method)
    records, broken, whole = read(path, tally)
    assert [(one.source, one.page.content.decode()) for one in records] == stories(6)
    assert (broken, whole) == ([], [Whole(str(path))])


def test_a_cut_archive_in_a_wacz_does_not_cost_the_next(tmp_path, tally):
    cut = warc(tmp_path / "a.warc.gz", stories(3))
    cut.write_bytes(cut.read_bytes()[:-50])
    path = wacz(tmp_path / "all.wacz", [cut, warc(tmp_path / "b.warc.gz", [("http://news.example/b", story(9))])])
    records, broken, whole = read(path, tally)
    assert [one.source for one in records] == [
        "http://news.example/0",
        "http://news.example/1",
        "http://news.example/b",
    ]
    assert (len(broken), whole) == (1, [])


def test_a_wacz_that_unpacks_without_end_is_refused(tmp_path, tally):
    path = tmp_path / "bomb.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("archive/a.warc", "w") as member:
        for _ in range(100):
            member.write(bytes(1_000_000))
    records, broken, _ = read(path, tally)
    assert records == []
    assert "as no pages do" in broken[0].reason


def test_a_wacz_cut_in_the_middle_is_told(tmp_path, tally):
    path = wacz(tmp_path / "all.wacz", [warc(tmp_path / "a.warc.gz", stories(3))])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    _, broken, whole = read(path, tally)
    assert "the archive is damaged" in broken[0].reason
    assert whole == []


def test_addresses_of_records_are_taken_for_names_only(tmp_path, tally):
    path = warc(tmp_path / "a.warc.gz", [("file:///etc/passwd", story(1)), ("javascript:alert(1)", story(2))])
    records, _, _ = read(Path(path), tally)
    assert [one.page.content.decode() for one in records] == [story(1), story(2)]


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "soon", "2024-13-45"])
def test_a_record_of_no_day_is_a_page_all_the_same(tmp_path, tally, date):
    path = warc(tmp_path / "a.warc", stories(2), packed=False)
    path.write_bytes(path.read_bytes().replace(b"2024-05-06T07:08:09Z", date.encode(), 1))
    records, broken, _ = read(path, tally)
    assert [one.fetched_at for one in records] == [None, datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)]
    assert broken == []


def test_a_content_packed_again_and_again_fails(tmp_path, tally):
    path = tmp_path / "a.warc.gz"
    headers = [("Content-Type", "text/html"), ("Content-Encoding", ", ".join(["gzip"] * 1_000))]
    with path.open("wb") as file:
        record(WARCWriter(file), "http://news.example/1", gzip.compress(b"The mayor."), headers=headers)
    _, (broken,), _ = read(path, tally)
    assert "packed 1,000 times over" in broken.reason
