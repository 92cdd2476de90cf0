"""The form that asks for the token of a team's server."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from qawl.web.access import safe_place
from qawl.web.pages.rendering import page


async def show_login(request: Request) -> Response:
    """Ask for the token; it is sent to the address that lets in."""
    place = safe_place(request.query_params.get("next", "/"))
    return page(request, "login.html", {"place": place, "is_wrong": request.query_params.get("wrong") == "1"})
