"""Status: what was read, what failed and why, which feeds are watched."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from qawl.web.pages.rendering import page
from qawl.web.service import service_of

_MOST = 100  # failures shown


async def show_status(request: Request) -> Response:
    """Show the state of the store."""
    status = await service_of(request).ask(lambda store: store.status())
    shown = {
        "counts": status.counts,
        "additions": status.latest,
        "failures": status.failures[:_MOST],
        "feeds": status.feeds,
    }
    return page(request, "status.html", shown)
