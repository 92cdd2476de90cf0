"""The pages for people."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from qawl.web.problems import Problem

ROUTES: Sequence[BaseRoute] = ()


def error_page(request: Request, problem: Problem) -> Response:
    """Return what a person sees when something cannot be shown."""
    return PlainTextResponse(f"{problem.title}\n\n{problem.detail}", problem.status)
