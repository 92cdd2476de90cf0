"""Bodies of requests that do not come whole."""

import anyio

from qawl.web.bodies import Bounded


def test_a_body_that_breaks_off_is_not_taken_for_the_whole():
    came = [{"type": "http.request", "body": b"half", "more_body": True}, {"type": "http.disconnect"}]
    taken = []

    async def app(scope, receive, send):
        taken.append(scope)

    async def receive():
        return came.pop(0)

    scope = {"type": "http", "method": "POST", "path": "/api/v1/read", "headers": []}
    anyio.run(Bounded(app, 100), scope, receive, app)
    assert (taken, came) == ([], [])
