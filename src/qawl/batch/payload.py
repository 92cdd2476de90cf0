"""The body of an answer as an archive keeps it: in pieces and packed, or already undone by the crawler."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping

from fastwarc.stream_io import BrotliReader, ChunkedReader

_GZIP = frozenset({"gzip", "x-gzip", "deflate"})
_MOST_CODINGS = 3  # one is usual; each may unpack to the limit
_PACKED = (b"\x1f\x8b", b"\x78")  # how gzip and zlib begin


def unpacked(body: bytes, headers: Mapping[str, str], limit: int) -> bytes:
    """Return a body without its codings, cut one byte after the limit. Raises OSError or ValueError for broken ones.

    Many crawlers undo a coding and leave its header, so that a body that does not look coded is taken as it is.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body, limit)
    codings = [coding.strip().lower() for coding in headers.get("content-encoding", "").split(",")]
    if len(codings) > _MOST_CODINGS:
        raise ValueError(f"it is packed {len(codings):,} times over")
    for coding in reversed(codings):
        if coding in _GZIP and body.startswith(_PACKED):
            body = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, limit + 1)
        elif coding == "br":
            body = _from_brotli(body, limit)
        elif coding not in _GZIP | {"", "identity"}:
            raise ValueError(f"it is packed as {coding!r}")
    return body


def _joined(body: bytes, limit: int) -> bytes:
    try:
        return bytes(ChunkedReader(io.BytesIO(body)).read(limit + 1))
    except OSError:
        return body


def _from_brotli(body: bytes, limit: int) -> bytes:
    try:
        return bytes(BrotliReader(io.BytesIO(body)).read(limit + 1))
    except OSError:
        if body.lstrip().startswith(b"<"):
            return body
        raise
