"""The body of a request: taken in whole, up to a limit, and given to whoever reads it."""

from __future__ import annotations

import anyio
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qawl.web.problems import problem_of, respond

_BODY = "qawl.body"
_PATIENCE = 60.0  # seconds that a whole body may take
_BODILESS = frozenset({"GET", "HEAD"})


class Bounded:
    """Take in the whole body of a request before anything else, up to a limit; whoever comes later reads it again."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app, self.limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take in the body and let the request on."""
        if scope["type"] != "http" or scope["method"] in _BODILESS:
            await self.app(scope, receive, send)
            return
        body, problem = None, problem_of(408, f"the whole was not sent within {_PATIENCE:g} seconds: try again")
        try:
            with anyio.move_on_after(_PATIENCE):
                body = await _body(scope, receive, self.limit)
                problem = problem_of(413, f"more than {self.limit:,} bytes were sent: send a page of a single story")
        except ClientDisconnect:
            return  # nobody waits for an answer
        if body is None:
            await respond(Request(scope), problem)(scope, receive, send)
            return
        scope[_BODY] = body
        await self.app(scope, body_again(scope, receive), send)


def body_again(scope: Scope, receive: Receive) -> Receive:
    """Return a `receive` that gives the whole body of a request anew, and then waits for the client to go."""
    messages: list[Message] = [{"type": "http.request", "body": scope.get(_BODY, b""), "more_body": False}]

    async def again() -> Message:
        return messages.pop() if messages else await receive()

    return again


async def _body(scope: Scope, receive: Receive, limit: int) -> bytes | None:
    """Return the whole body, None beyond the limit. Raises ClientDisconnect: a part is never taken for the whole."""
    stated = Headers(scope=scope).get("content-length", "0")
    if not stated.isdecimal() or int(stated[:20]) > limit:
        return None
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if not message.get("more_body", False):
            return bytes(body)
