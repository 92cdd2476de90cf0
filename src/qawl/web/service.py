"""What every request shares: the settings, the store, the files, and threads to ask the store in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from qawl.store.store import Store
from qawl.web.assets import Assets
from qawl.web.pace import Pace
from qawl.web.settings import Settings

if TYPE_CHECKING:
    from qawl.web.problems import Problem

_THREADS = 6  # a connection with its cache each
_READERS = 2  # pages read at once
_EXPORTS = 2  # files written at once
_GUESSES = 20  # wrong tokens or passwords a minute that one client may show
T = TypeVar("T")


class Service:
    """A running server; `error_page` shows a problem to people."""

    def __init__(
        self, settings: Settings, store: Store, assets: Assets, error_page: Callable[[Request, Problem], Response]
    ) -> None:
        self.settings, self.store, self.assets, self.error_page = settings, store, assets, error_page
        self.pace = Pace(settings.readings_a_minute)
        self.guesses = Pace(_GUESSES)
        self._threads, self._readers = anyio.CapacityLimiter(_THREADS), anyio.CapacityLimiter(_READERS)
        self._exports = anyio.CapacityLimiter(_EXPORTS)

    async def ask(self, question: Callable[[Store], T]) -> T:
        """Ask the store in a thread of its own."""
        return await anyio.to_thread.run_sync(question, self.store, limiter=self._threads)

    async def export(self, writing: Callable[[Store], T]) -> T:
        """Ask the store for what takes long; a few at once, so that searches go on beside them."""
        return await anyio.to_thread.run_sync(writing, self.store, limiter=self._exports)

    async def read(self, reading: Callable[[], T]) -> T:
        """Read a page in a thread; a few at once, the others wait."""
        return await anyio.to_thread.run_sync(reading, limiter=self._readers)


def service_of(request: Request) -> Service:
    """Return the service that a request belongs to."""
    state: Any = request.app.state
    return cast(Service, state.service)
