"""Answers of the interface: JSON with a tag, so that who has it already is not sent it again."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import UsageError

T = TypeVar("T")
JSON = "application/json"


def answer(request: Request, value: object, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return a value as JSON."""
    body = msgspec.json.encode(value)
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    more = {"ETag": etag, "Cache-Control": "private, no-cache", **(headers or {})}
    if status == 200 and etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=more)
    return Response(body, status, media_type=JSON, headers=more)


def there_is(value: T | None, what: str) -> T:
    """Return a value that is there. Raises HTTPException 404."""
    if value is None:
        raise HTTPException(404, f"{what}: nothing of this address is kept")
    return value


async def taken(request: Request, kind: type[T]) -> T:
    """Return the JSON that was sent. Raises HTTPException 415, and UsageError for JSON of another shape."""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type != JSON:
        raise HTTPException(415, f"send {JSON}, as /api/v1/openapi.json tells")
    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"what was sent cannot be read ({error}): see /api/v1/openapi.json") from error
