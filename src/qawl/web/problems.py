"""What goes wrong, as problem+json (RFC 9457) for programs and as a page for people."""

from __future__ import annotations

import logging
from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import FetchError, ForbiddenAddress, PackError, QawlError, ReaderError, StoreError, TooLarge
from qawl.web.service import service_of

MEDIA_TYPE = "application/problem+json"
API = "/api/"
_STATUSES: tuple[tuple[type[QawlError], int], ...] = (
    (TooLarge, 413),
    (ForbiddenAddress, 422),
    (FetchError, 502),
    (StoreError, 503),
    (ReaderError, 503),
    (PackError, 503),
    (QawlError, 422),
)
_LOG = logging.getLogger(__name__)


class Problem(msgspec.Struct, frozen=True):
    """One problem: the HTTP status, its name, and what is wrong here and what to do."""

    status: int
    title: str
    detail: str
    type: str = "about:blank"


def problem_of(status: int, detail: str = "") -> Problem:
    """Return the problem of a status."""
    title = HTTPStatus(status).phrase
    return Problem(status, title, detail or HTTPStatus(status).description or title)


def respond(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """Return the answer that tells a problem, as whoever asks can read it."""
    if wants_page(request):
        response = service_of(request).error_page(request, problem)
    else:
        response = Response(msgspec.json.encode(problem), problem.status, media_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(headers or {})
    return response


def wants_page(request: Request) -> bool:
    """Whether a person asks, and not a program."""
    return not request.scope["path"].startswith(API) and "text/html" in request.headers.get("accept", "")


def on_http(request: Request, error: Exception) -> Response:
    """Answer an error of HTTP: no such address, no such method."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    if detail == HTTPStatus(status).phrase:
        detail = ""
    headers = error.headers if isinstance(error, HTTPException) else None
    return respond(request, problem_of(status, detail), dict(headers or {}))


def on_error(request: Request, error: Exception) -> Response:
    """Answer an error of ours."""
    status = next(status for kind, status in _STATUSES if isinstance(error, kind))
    return respond(request, problem_of(status, told(error, service_of(request).store.where)))


def told(error: Exception, where: str = "") -> str:
    """Return what an error tells whoever asks: not where on this machine the store and the files of the reader lie."""
    if isinstance(error, ReaderError | PackError):
        _LOG.error("%s", error)
        return "the reader of this server is damaged: tell whoever runs it"
    if isinstance(error, StoreError):
        _LOG.error("%s", error)
        return str(error).removeprefix(f"{where}: ")
    return str(error)
