"""The same words come out of every encoding, whatever the page claims about it."""

from __future__ import annotations

import gzip
import zlib

import pytest
from pages import PROSE, page, plain

from qawl.article.decode import LIMIT, decode
from qawl.errors import EmptyPage, NotText, TooLarge
from qawl.languages.pack import all_packs
from qawl.model import Page

CHARSETS = [
    ("ar", "utf-8"), ("ar", "utf-8-sig"), ("ar", "utf-16"), ("ar", "utf-16-le"), ("ar", "utf-16-be"),
    ("ar", "utf-32"), ("ar", "windows-1256"), ("ar", "iso-8859-6"),
    ("ru", "utf-8"), ("ru", "utf-16"), ("ru", "utf-16-le"), ("ru", "utf-16-be"), ("ru", "windows-1251"),
    ("ru", "koi8-r"), ("ru", "iso-8859-5"), ("ru", "cp866"),
    ("en", "utf-8"), ("en", "utf-16-le"), ("en", "windows-1252"), ("en", "ascii"),
]  # fmt: skip
LIES = [
    "utf-8",
    "windows-1251",
    "windows-1256",
    "koi8-r",
    "iso-8859-1",
    "utf-16",
    "shift_jis",
    "zlib",
    "no-such-charset",
]

BINARY = {
    "a PDF": b"%PDF-1.7\n1 0 obj",
    "a ZIP": b"PK\x03\x04\x14\x00\x00\x00",
    "gzip": gzip.compress(b"words of a page " * 50),
    "PNG": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "GIF": b"GIF89a\x01\x00\x01\x00",
    "a program": b"\x7fELF\x02\x01\x01" + bytes(64),
    "program": b"MZ\x90\x00\x03" + bytes(64),
    "office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64),
    "video": b"\x00\x00\x00\x20ftypisom",
    "binary": zlib.compress(bytes(range(256)) * 400, 0)[2:],
}


def read(content: bytes | str, **claims: str) -> str:
    return decode(Page(content, **claims), all_packs())


def ascii_only(text: str, charset: str) -> str:
    """Replace what a charset lacks, as an editor of that time had to."""
    return text.replace("’", "'") if charset == "ascii" else text.replace("«", '"')


@pytest.mark.parametrize(("language", "charset"), CHARSETS)
def test_plain_text_in_every_charset(language: str, charset: str) -> None:
    text = ascii_only(plain(language), charset)
    assert read(text.encode(charset)) == text


@pytest.mark.parametrize(("language", "charset"), CHARSETS)
@pytest.mark.parametrize("lie", LIES)
def test_declared_charsets_that_lie(language: str, charset: str, lie: str) -> None:
    markup = ascii_only(page(language, head=f'<meta charset="{lie}">'), charset)
    assert read(markup.encode(charset), charset=lie) == markup


@pytest.mark.parametrize("language", PROSE)
def test_a_few_broken_bytes_cost_only_themselves(language: str) -> None:
    content = bytearray(page(language).encode())
    at = content.index(PROSE[language][1].encode()) + 40
    content[at : at + 1] = b"\xff"
    text = read(bytes(content))
    assert "\ufffd" in text
    assert PROSE[language][0] in text
    assert PROSE[language][2] in text


def test_text_is_kept_as_it_is() -> None:
    text = "\ufeffقَالَ\u200e  \r\n\t«Так»\x0b\u00a0"
    assert read(text) == text


def test_unpaired_surrogates_keep_their_place() -> None:
    assert read("so \ud800 it goes") == "so \ufffd it goes"


@pytest.mark.parametrize("content", [b"", "", b" \r\n\t ", "\u00a0\n", b"\xef\xbb\xbf", b"\xff\xfe", "\ufeff"])
def test_empty_pages(content: bytes | str) -> None:
    with pytest.raises(EmptyPage, match="the page is empty"):
        read(content)


@pytest.mark.parametrize("kind", BINARY)
def test_binary_files_are_named(kind: str) -> None:
    with pytest.raises(NotText, match=kind):
        read(BINARY[kind], name="upload.bin")


@pytest.mark.parametrize("content", ["a" * (LIMIT + 1), b"a" * (LIMIT + 1)])
def test_pages_that_are_too_large(content: bytes | str) -> None:
    with pytest.raises(TooLarge, match="20,000,000"):
        read(content)
