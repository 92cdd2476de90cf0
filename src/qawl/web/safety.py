"""What holds for every answer: security headers, known host names, errors that tell nothing away."""

from __future__ import annotations

import ipaddress
import logging
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qawl.web.problems import Problem, problem_of, respond

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_LOG = logging.getLogger(__name__)
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\s\[\]:/\\?#@]+)(?::[0-9]{1,5})?")
_LONGEST_ADDRESS = 16_000  # of path and query together, in bytes


class Guard:
    """The outermost layer: it sets the headers, checks the host name and turns what nobody caught into a 500."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app, self.hosts = app, frozenset({"localhost", *(host.lower() for host in hosts)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def sending(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                _set_headers(MutableHeaders(scope=message))
            await send(message)

        try:
            await self._answer(scope, receive, sending)
        except Exception:
            _LOG.exception("%s %r failed", scope["method"], scope["path"])
            if has_begun:
                raise
            await _tell(scope, problem_of(500, "the program failed here: please report what you did"), sending)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = _host(Headers(scope=scope))
        if not (host in self.hosts or _is_number(host)):
            problem = problem_of(
                421, "this name is not one of the server's: start it with --host-name NAME to allow it"
            )
            await _tell(scope, problem, send)
        elif len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_ADDRESS:
            await _tell(scope, problem_of(414, "the address is too long: ask for less"), send)
        else:
            await self.app(scope, receive, send)


def _set_headers(headers: MutableHeaders) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "private, no-cache")


async def _tell(scope: Scope, problem: Problem, send: Send) -> None:
    async def receive() -> Message:
        return {"type": "http.disconnect"}

    await respond(Request(scope, receive), problem)(scope, receive, send)


def _host(headers: Headers) -> str:
    """Return the host name that a request asks for, without its port; nothing when it names none or several.

    Nothing either when there is more than a name and a port: addresses of pages are made of this header.
    """
    stated = headers.getlist("host")
    match = _HOST.fullmatch(stated[0].lower()) if len(stated) == 1 else None
    return match[1].removesuffix(".") if match else ""


def _is_number(host: str) -> bool:
    """Whether a host is a bare number: no name server can make one lead here."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
