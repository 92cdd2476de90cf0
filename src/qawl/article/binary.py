"""Tell binary files from text by their first bytes and their control characters."""

from __future__ import annotations

import re

from qawl.errors import NotText

# First bytes and what the file is; from the formats' own specifications.
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip-compressed bytes"),
    (b"BZh", "bzip2-compressed bytes"),
    (b"\xfd7zXZ\x00", "xz-compressed bytes"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed bytes"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x00asm", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"OggS\x00", "a sound or video file"),
    (b"ID3\x03", "a sound file"),
    (b"ID3\x04", "a sound file"),
    (b"fLaC\x00", "a sound file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_SAMPLE = 65_536
# Bytes that no text encoding but UTF-16 and UTF-32 uses for text; tab, line ends, form feed and escape left out.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02  # the 217 measured pages hold none at all; compressed bytes hold about 0.11


def refuse_binary(content: bytes, name: str) -> None:
    """Raise NotText when the bytes begin like a binary file."""
    kind = _signature(content)
    if kind:
        raise NotText(f"{name}: this is {kind}, not a text page: give an HTML or plain-text page")


def refuse_noise(content: bytes, name: str) -> None:
    """Raise NotText when too many of the bytes are control characters; for bytes known not to be UTF-16."""
    sample = content[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample):
        raise NotText(f"{name}: these bytes are binary, not a text page: give an HTML or plain-text page")


def _signature(content: bytes) -> str | None:
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content[:4] == b"RIFF" and content[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return "an image, sound or video file"
    if content[4:8] == b"ftyp":
        return "a video file"
    if content[:2] in {b"MZ", b"BM"} and b"\x00" in content[:64]:
        return "a program" if content[:2] == b"MZ" else "a BMP image"
    return None
