"""Pages out of web archives: WARC files, packed or not (ISO 28500), and WACZ, a zip with WARC files in it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from qawl.article.decode import LIMIT
from qawl.batch.opening import unreadable
from qawl.batch.payload import unpacked
from qawl.batch.record import Broken, Item, Record, Whole
from qawl.batch.tally import Tally
from qawl.batch.whole import is_whole_to_the_end, record_is_whole
from qawl.model import Page

WARC_ENDINGS = (".warc", ".warc.gz")
WACZ_ENDING = ".wacz"
_PAGES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
_OK = 200
# Texts pack to a tenth; a member that unpacks to more than this many times its size was made to fill a disk.
_MOST_UNPACKED = 200
_DAMAGE = (OSError, ValueError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)


def is_archive(source: str) -> bool:
    """Whether a file is an archive, by its name."""
    return source.lower().endswith((*WARC_ENDINGS, WACZ_ENDING))


def archive_items(source: str, tally: Tally) -> Iterator[Item]:
    """Give the pages of an archive in its order: what was answered with 200 and is HTML or plain text.

    The source of a page is its address. Where the archive breaks, what stood whole before is given, then the break.
    """
    before = tally.bytes_read
    try:
        with Path(source).open("rb") as file:
            if source.lower().endswith(WACZ_ENDING):
                yield from _zip_items(file, source, tally)
            else:
                yield from _warc_items(file, source, source, tally)
        tally.bytes_read = before + Path(source).stat().st_size
    except FileNotFoundError:
        yield Broken(source, f"{source}: there is no such file: check the name")
    except OSError as error:
        yield Broken(source, unreadable(source, error))


def _zip_items(file: IO[bytes], source: str, tally: Tally) -> Iterator[Item]:
    before, is_whole = tally.bytes_read, True
    try:
        with zipfile.ZipFile(file) as archive:
            members = [one for one in archive.infolist() if one.filename.lower().endswith(WARC_ENDINGS)]
            if not members:
                raise ValueError("it holds no WARC files")
            for member in members:
                tally.bytes_read = before + member.header_offset
                for item in _member_items(archive, member, source, tally):
                    is_whole = is_whole and not isinstance(item, Broken)
                    if not isinstance(item, Whole):
                        yield item
    except _DAMAGE as error:
        is_whole = False
        yield Broken(source, f"{source}: the archive is damaged ({_told(error)}): get the file anew")
    if is_whole:
        yield Whole(source)


def _member_items(archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: str, tally: Tally) -> Iterator[Item]:
    where = f"{source}: {member.filename}"
    if member.file_size > _MOST_UNPACKED * max(member.compress_size, 1):
        sizes = f"{member.compress_size:,} bytes unpack to {member.file_size:,}"
        yield Broken(source, f"{where}: {sizes}, as no pages do: take it out of the archive")
        return
    with archive.open(member) as stream:
        yield from _warc_items(stream, source, where, tally)


def _warc_items(stream: IO[bytes], origin: str, where: str, tally: Tally) -> Iterator[Item]:
    """Give each page when the record after it has begun, so that one cut in its middle is never given."""
    before, held, position, count = tally.bytes_read, None, None, 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False):
            if held is not None:
                yield held
            held, position, count = None, record.stream_pos, count + 1
            tally.bytes_read = before + position
            held = _item(record, origin, tally)
        problem = "" if position is None or is_whole_to_the_end(stream, position) else "it ends inside a record"
        if position is None:
            problem = "it holds no records"
    except _DAMAGE as error:
        problem = _told(error)
    if held is not None and (not problem or (position is not None and record_is_whole(stream, position))):
        yield held
    if problem:
        records = "1 record" if count == 1 else f"{count:,} records"
        yield Broken(origin, f"{where}: the archive breaks after {records} ({problem}): get the file anew")
    else:
        yield Whole(origin)


def _item(record: WarcRecord, origin: str, tally: Tally) -> Item | None:
    """Return the page of a record, None for a record of another kind."""
    uri = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    if record.record_type != WarcRecordType.response or not record.is_http:
        return None
    try:
        # a body that is decoded on the way and not read to its end loses the next
        record.parse_http(auto_decode="none")
        if not _holds_page(record, uri):
            tally.left_out["records that are no pages"] += 1
            return None
        headers = {name.lower(): value for name, value in record.http_headers.items()}
        content = unpacked(record.reader.read(LIMIT + 1), headers, LIMIT)
    except _DAMAGE as error:
        told = uri or f"{origin}: a record without an address"
        return Broken(uri or origin, f"{told}: the record is damaged ({_told(error)})", origin)
    page = Page(content, uri, record.http_charset, record.http_content_type, uri)
    return Record(uri, page, fetched_at=_moment(record), origin=origin)


def _holds_page(record: WarcRecord, uri: str) -> bool:
    if record.http_headers is None or record.http_headers.status_code != _OK or not uri:
        return False
    is_page = (record.http_content_type or "").lower() in _PAGES
    return is_page and not uri.partition("?")[0].endswith("/robots.txt")


def _moment(record: WarcRecord) -> datetime | None:
    """Return when a record was fetched; None for a time that no calendar has."""
    moment: datetime | None = record.record_date
    try:
        return moment.astimezone(UTC) if moment else None
    except OverflowError:
        return None


def _told(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
