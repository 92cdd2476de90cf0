"""The files that pages need (styles, scripts, fonts), read once at the start and served from memory.

An address carries the hash of what it names, so that a browser may keep it for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).parent / "static"
PREFIX = "/static/"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
_PACKED = frozenset({".css", ".js", ".svg", ".txt"})
_NAMED = re.compile(rb'url\("([a-z0-9/._-]+)"\)')
_FOR_EVER = "public, max-age=31536000, immutable"


class Asset(msgspec.Struct, frozen=True):
    """One file: its bytes, packed bytes where that helps, what it is, and the hash of it."""

    content: bytes
    packed: bytes | None
    media_type: str
    digest: str


class Assets:
    """The files by name: `reader.css`, `fonts/naskh.woff2`. A name that is not among them is not looked for on disk."""

    def __init__(self, folder: Path = FOLDER) -> None:
        paths = sorted(path for path in folder.rglob("*") if path.suffix in _TYPES)
        self._assets: dict[str, Asset] = {}
        for path in sorted(paths, key=lambda path: path.suffix == ".css"):  # styles last: they name the others
            self._assets[path.relative_to(folder).as_posix()] = _load(path, self._with_hashes)

    def url(self, name: str) -> str:
        """Return the address of a file. Raises KeyError for one that is not there."""
        return f"{PREFIX}{quote(name)}?v={self._assets[name].digest}"

    def respond(self, request: Request) -> Response:
        """Answer a request for a file."""
        asset = self._assets.get(str(request.path_params["name"]))
        if asset is None:
            raise HTTPException(404, "there is no such file here")
        etag = f'"{asset.digest}"'
        is_known = request.query_params.get("v") == asset.digest
        headers = {"ETag": etag, "Cache-Control": _FOR_EVER if is_known else "no-cache", "Vary": "Accept-Encoding"}
        if etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if asset.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(asset.packed, media_type=asset.media_type, headers={**headers, "Content-Encoding": "gzip"})
        return Response(asset.content, media_type=asset.media_type, headers=headers)

    def _with_hashes(self, content: bytes) -> bytes:
        """Return a style with the hash of each file that it names, so that those are kept for ever too."""
        return _NAMED.sub(lambda match: f'url("{self.url(match[1].decode())}")'.encode(), content)


def _load(path: Path, with_hashes: Callable[[bytes], bytes]) -> Asset:
    content = with_hashes(path.read_bytes()) if path.suffix == ".css" else path.read_bytes()
    packed = gzip.compress(content, mtime=0) if path.suffix in _PACKED else None
    return Asset(content, packed, _TYPES[path.suffix], hashlib.sha256(content).hexdigest()[:16])
