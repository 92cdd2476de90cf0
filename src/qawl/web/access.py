"""Who may come in, and what may be changed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from qawl.web.assets import PREFIX
from qawl.web.csrf import SAFE
from qawl.web.pace import client_of, too_soon
from qawl.web.problems import on_http, problem_of, respond, wants_page
from qawl.web.service import service_of
from qawl.web.settings import Settings

COOKIE = "qawl_session"
LOGIN = "/login"
HARMLESS = frozenset({LOGIN, "/logout", "/api/v1/read", "/add"})  # what a read-only server takes: nothing is kept
_SESSION = 30 * 24 * 3600  # seconds


class Access:
    """Let in who shows the token or the password; refuse every change on a server that may only be read."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer who is not let in, and let the others on."""
        response = self._refusal(Request(scope, receive)) if scope["type"] == "http" else None
        await (response or self.app)(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        path = request.scope["path"]  # never of `request.url`, which is made of the header Host too
        if not (path == LOGIN or path.startswith(PREFIX)) and (refusal := _not_let_in(request, self.settings)):
            return refusal
        if self.settings.read_only and request.method not in SAFE and path not in HARMLESS:
            return respond(request, problem_of(403, "this server is read-only: nothing can be changed here"))
        return None


def is_let_in(request: Request, settings: Settings) -> bool:
    """Whether a request shows what the settings ask for."""
    if settings.token is None and settings.basic is None:
        return True
    kind, _, shown = request.headers.get("authorization", "").partition(" ")
    if settings.token is not None:
        if kind.lower() == "bearer" and _is_same(shown.strip(), settings.token):
            return True
        if _is_session(request.cookies.get(COOKIE, ""), settings.token):
            return True
    return settings.basic is not None and kind.lower() == "basic" and _is_same(_decoded(shown), settings.basic)


async def log_in(request: Request) -> Response:
    """Take the token and remember this browser."""
    settings, form = service_of(request).settings, await request.form()
    place = safe_place(str(form.get("next", "/")))
    if settings.token is None:
        return RedirectResponse(place, 303)
    if wait := service_of(request).guesses.wait(client_of(request)):
        raise too_soon("wrong tokens", wait)
    if not _is_same(str(form.get("token", "")), settings.token):
        service_of(request).guesses.take(client_of(request))
        if wants_page(request):
            return RedirectResponse(f"{LOGIN}?next={quote(place, safe='')}&wrong=1", 303)
        return respond(request, problem_of(401, "this is not the token of the server: ask whoever runs it"))
    response = RedirectResponse(place, 303)
    response.set_cookie(
        COOKIE,
        _session(settings.token),
        max_age=_SESSION,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


async def log_out(request: Request) -> Response:
    """Forget this browser."""
    response = RedirectResponse(LOGIN, 303)
    response.delete_cookie(COOKIE)
    return response


def safe_place(place: str) -> str:
    """Return a path of this server to go on to; anything else becomes the first page."""
    is_here = place.startswith("/") and not place.startswith(("//", "/\\"))
    return place if is_here and place.isprintable() and place.isascii() else "/"


def _not_let_in(request: Request, settings: Settings) -> Response | None:
    """Return the answer to who is not let in; guesses are looked at no faster than a person makes them."""
    guesses, client = service_of(request).guesses, client_of(request)
    is_guess = "authorization" in request.headers
    if is_guess and (wait := guesses.wait(client)):
        return on_http(request, too_soon("wrong tokens", wait))
    if is_let_in(request, settings):
        return None
    if is_guess:
        guesses.take(client)
    return _ask_who(request, settings)


def _ask_who(request: Request, settings: Settings) -> Response:
    if settings.token is not None and wants_page(request) and request.method in SAFE:
        here = request.scope["path"] + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{LOGIN}?next={quote(here, safe='')}", 303)
    scheme = "Bearer" if settings.basic is None else 'Basic realm="qawl", charset="UTF-8"'
    problem = problem_of(401, "this server asks who you are: show its token or password")
    return respond(request, problem, {"WWW-Authenticate": scheme})


def _session(token: str) -> str:
    until = str(int(time.time()) + _SESSION)
    return f"{until}.{_signature(until, token)}"


def _is_session(cookie: str, token: str) -> bool:
    until, _, signature = cookie.partition(".")
    is_ours = _is_same(signature, _signature(until, token))
    return is_ours and until.isascii() and until.isdecimal() and int(until) > time.time()


def _signature(until: str, token: str) -> str:
    return hmac.new(token.encode(), f"session {until}".encode(), hashlib.sha256).hexdigest()


def _is_same(shown: str, known: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell how far they agree."""
    digests = (hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in (shown, known))
    return hmac.compare_digest(*digests)


def _decoded(shown: str) -> str:
    try:
        return base64.b64decode(shown, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
