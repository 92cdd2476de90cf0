"""The server as one application: pages, the interface for programs, and files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from qawl.errors import QawlError
from qawl.search.query import Query
from qawl.store.store import open_store
from qawl.web import access, pages
from qawl.web.api import endpoints, openapi
from qawl.web.assets import PREFIX, Assets
from qawl.web.bodies import Bounded
from qawl.web.csrf import CsrfGuard
from qawl.web.problems import on_error, on_http
from qawl.web.safety import Guard
from qawl.web.service import Service
from qawl.web.settings import Settings

_LONGEST = 30.0  # seconds that one look into the store may take


def build_app(settings: Settings) -> Starlette:
    """Return the application over a store, which is made when it is not there and may be written. Raises StoreError."""
    store = open_store(settings.db, write=not settings.read_only, longest=_LONGEST)
    service = Service(settings, store, Assets(), pages.error_page)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        await service.ask(lambda store: store.find(Query(text="a")))  # loads what the first search would wait for
        yield
        store.close()

    app = Starlette(
        routes=_routes(service.assets),
        middleware=[
            Middleware(Guard, hosts=settings.hosts),
            Middleware(Bounded, limit=settings.body_limit),
            Middleware(access.Access, settings=settings),
            Middleware(CsrfGuard),
        ],
        exception_handlers={HTTPException: on_http, QawlError: on_error},
        lifespan=running,
    )
    app.router.redirect_slashes = False
    app.state.service = service
    return app


def _routes(assets: Assets) -> Sequence[BaseRoute]:
    return [
        *pages.ROUTES,
        *endpoints.routes(),
        Route(openapi.PATH, openapi.describe, methods=["GET"]),
        Route(PREFIX + "{name:path}", assets.respond, methods=["GET"]),
        Route(access.LOGIN, access.log_in, methods=["POST"]),
        Route("/logout", access.log_out, methods=["POST"]),
    ]
