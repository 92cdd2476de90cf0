"""How often one client may ask for costly work: a bucket of tokens that fills again with time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request

_MOST_CLIENTS = 10_000


class Pace:
    """Some requests a minute for each client; as many at once when it was quiet for a minute."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.a_minute, self.clock = a_minute, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> float:
        """Take one token; returns 0, or the seconds to wait when there is none."""
        now, left = self.clock(), self._left(client)
        wait = self.wait(client)
        self._buckets.pop(client, None)
        self._buckets[client] = (left if wait else left - 1, now)
        while len(self._buckets) > _MOST_CLIENTS:
            self._buckets.popitem(last=False)
        return wait

    def wait(self, client: str) -> float:
        """Return the seconds until there is a token, 0 when there is one; none is taken."""
        left = self._left(client)
        return 0.0 if left >= 1 else (1 - left) * 60 / max(self.a_minute, 0.001)

    def check(self, request: Request) -> None:
        """Take one token for the client of a request. Raises HTTPException 429, with the seconds to wait."""
        if wait := self.take(client_of(request)):
            raise too_soon("pages", wait)

    def _left(self, client: str) -> float:
        now = self.clock()
        left, since = self._buckets.get(client, (float(self.a_minute), now))
        return min(left + (now - since) * self.a_minute / 60, self.a_minute)


def client_of(request: Request) -> str:
    """Return the address of the machine that asks."""
    return request.client.host if request.client else ""


def too_soon(what: str, wait: float) -> HTTPException:
    """Return the 429 that tells how many seconds to wait."""
    seconds = int(wait) + 1
    told = f"too many {what} in a short time: try again in {seconds} seconds"
    return HTTPException(429, told, {"Retry-After": str(seconds)})
