"""A form is taken only from a page of this server: a signed token in the form and the same secret in a cookie.

Beside it, what the browser says of where a request comes from (`Sec-Fetch-Site`, `Origin`) is believed when it says
that it comes from elsewhere. A page of another site may lead here, but not load anything from here: how long that takes
would tell it what is found.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qawl.web.bodies import body_again
from qawl.web.problems import API, on_http, problem_of, respond

COOKIE = "qawl_form"
FIELD = "csrf"
HEADER = "x-csrf-token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_STATE = "qawl.csrf"
_LENGTH = 32  # bytes


class _Secrets:
    """The secret of one browser, and whether its cookie must still be set."""

    def __init__(self, key: bytes, cookie: str) -> None:
        self.key, self.is_new = key, not _is_nonce(cookie)
        self.nonce = secrets.token_hex(_LENGTH) if self.is_new else cookie
        self.is_asked = False

    def token(self) -> str:
        return hmac.new(self.key, self.nonce.encode(), hashlib.sha256).hexdigest()


def csrf_token(request: Request) -> str:
    """Return the value of the field `csrf` that every form of a page must carry."""
    state: _Secrets = request.scope[_STATE]
    state.is_asked = True
    return state.token()


def can_send_forms(request: Request) -> bool:
    """Whether a page may carry a form: not where a request is answered before the guard has seen it."""
    return _STATE in request.scope


class CsrfGuard:
    """Refuse what changes something and does not come from a page of this server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.key = app, secrets.token_bytes(_LENGTH)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or let on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, body_again(scope, receive))
        state = scope[_STATE] = _Secrets(self.key, request.cookies.get(COOKIE, ""))
        try:
            refusal = _embedding(request) if request.method in SAFE else await _refusal(request, state)
        except HTTPException as error:  # the form itself is broken
            await on_http(request, error)(scope, receive, send)
            return
        if refusal:
            await respond(request, problem_of(403, refusal))(scope, receive, send)
            return
        await self.app(scope, receive, _setting_cookie(state, scope["scheme"] == "https", send))


async def _refusal(request: Request, state: _Secrets) -> str:
    """Return why a request is refused, nothing when it is not."""
    if not _is_from_here(request):
        return "this comes from another site: use the form on this one"
    if request.scope["path"].startswith(API) or not _is_form(request):
        return ""  # programs send JSON, which a page of another site cannot do without asking first
    given = request.headers.get(HEADER) or str((await request.form()).get(FIELD, ""))
    if state.is_new or not hmac.compare_digest(given.encode(), state.token().encode()):
        return "the form is too old or comes from elsewhere: go back, reload the page and send it again"
    return ""


def _embedding(request: Request) -> str:
    """Return why a request that only reads is refused: another site asks for a piece of its own page."""
    is_from_here = request.headers.get("sec-fetch-site", "none") in ("same-origin", "none")
    is_page = request.headers.get("sec-fetch-dest", "document") == "document"
    return "" if is_from_here or is_page else "another site may not load this: open it as a page of its own"


def _is_from_here(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin")
    if site not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()


def _is_form(request: Request) -> bool:
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    return media_type in ("", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain")


def _is_nonce(cookie: str) -> bool:
    return len(cookie) == 2 * _LENGTH and all(letter in "0123456789abcdef" for letter in cookie)


def _setting_cookie(state: _Secrets, is_secure: bool, send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and state.is_asked:
            headers = MutableHeaders(scope=message)
            headers["Cache-Control"] = "no-store"  # a token is for one browser only
            if state.is_new:
                secure = "; Secure" if is_secure else ""
                headers.append("Set-Cookie", f"{COOKIE}={state.nonce}; Path=/; HttpOnly; SameSite=Strict{secure}")
        await send(message)

    return sending
