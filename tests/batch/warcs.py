"""Web archives made by the reference writer (warcio), and pages of our own to put into them."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = [("Content-Type", "text/html; charset=utf-8")]


def story(number: int) -> str:
    """A page that the rules read in no time; each number says something else."""
    return (
        f"<html><head><title>Bridge {number} to reopen</title></head><body><h1>Bridge {number} to reopen</h1>"
        f"<p>The mayor, Ann Field, said on Monday that bridge number {number} would reopen in May, after the flood had "
        "closed it for the winter.</p></body></html>"
    )


def record(writer: WARCWriter, uri: str, body: bytes, *, status: str = "200 OK", headers=HTML, kind="response") -> None:
    http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1") if kind == "response" else None
    at = {"WARC-Date": "2024-05-06T07:08:09Z"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the writer leaves its buffers to the collector
        made = writer.create_warc_record(uri, kind, io.BytesIO(body), http_headers=http, warc_headers_dict=at)
        writer.write_record(made)
        del made


def warc(path: Path, pages: Iterable[tuple[str, str]], *, packed: bool = True) -> Path:
    """Write an archive with a page for each address."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for uri, body in pages:
            record(writer, uri, body.encode())
    return path


def wacz(path: Path, warcs: Iterable[Path], *, method: int = zipfile.ZIP_STORED) -> Path:
    """Write a WACZ with some archives in it."""
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("datapackage.json", "{}")
        for one in warcs:
            archive.write(one, f"archive/{one.name}")
    return path


def stories(count: int) -> list[tuple[str, str]]:
    return [(f"http://news.example/{number}", story(number)) for number in range(count)]
