"""Whether the last record of a WARC file is whole: the reader of archives takes an early end of file for its end."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import IO

_GZIP = b"\x1f\x8b"
_STEP = 1 << 16
_LONGEST_HEADER = 1 << 20
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,18})\s*$", re.IGNORECASE | re.MULTILINE)
_END = b"\r\n\r\n"


def record_is_whole(stream: IO[bytes], position: int) -> bool:
    """Whether the record that begins at a position has its header and all its content."""
    return _after(stream, position) is not None


def is_whole_to_the_end(stream: IO[bytes], position: int) -> bool:
    """Whether the record that begins at a position is whole and the last thing in the file."""
    after = _after(stream, position)
    return after is not None and not after.strip()


def _after(stream: IO[bytes], position: int) -> bytes | None:
    """Return the first of what stands behind a record, None when the record is cut."""
    stream.seek(0)
    packed = stream.read(2) == _GZIP
    stream.seek(position)
    if packed and stream.read(2) != _GZIP:
        return _after_stream(stream)  # the file was packed as one, so that no record begins a stream of its own
    stream.seek(position)
    return _behind_packed(stream) if packed else _behind(_pieces(stream))


def _behind(pieces: Iterator[bytes]) -> bytes | None:
    """Return what follows the record that the pieces begin with, up to the end of a piece; None when it is cut."""
    head = b""
    while _END not in head:
        piece = next(pieces, b"")
        if not piece or len(head) > _LONGEST_HEADER:
            return None
        head += piece
    header, _, rest = head.partition(_END)
    length = _LENGTH.search(header)
    if length is None:
        return None
    missing = int(length[1]) - len(rest)
    while missing > 0:
        rest = next(pieces, b"")
        if not rest:
            return None
        missing -= len(rest)
    behind = rest[len(rest) + missing :] if missing else b""
    return behind + next(pieces, b"")


def _behind_packed(stream: IO[bytes]) -> bytes | None:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        behind = _behind(_unpacked(stream, unpacker))
    except zlib.error:
        return None
    if behind is None or not unpacker.eof:
        return None
    return unpacker.unused_data + stream.read(_STEP)


def _after_stream(stream: IO[bytes]) -> bytes | None:
    """Read a file that was packed as one: whole when its checksum is there."""
    stream.seek(0)
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for _ in _unpacked(stream, unpacker):
            pass
    except zlib.error:
        return None
    return unpacker.unused_data if unpacker.eof else None


def _unpacked(stream: IO[bytes], unpacker: zlib._Decompress) -> Iterator[bytes]:
    while not unpacker.eof:
        packed = unpacker.unconsumed_tail or stream.read(_STEP)
        if not packed:
            return
        piece = unpacker.decompress(packed, _STEP)
        if piece:
            yield piece


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_STEP):
        yield piece
