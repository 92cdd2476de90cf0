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
        now = self.clock()
        left, since = self._buckets.pop(client, (float(self.a_minute), now))
        left = min(left + (now - since) * self.a_minute / 60, self.a_minute)
        is_free = left >= 1
        self._buckets[client] = (left - is_free, now)
        while len(self._buckets) > _MOST_CLIENTS:
            self._buckets.popitem(last=False)
        return 0.0 if is_free else (1 - left) * 60 / max(self.a_minute, 0.001)

    def check(self, request: Request) -> None:
        """Take one token for the client of a request. Raises HTTPException 429, with the seconds to wait."""
        wait = self.take(request.client.host if request.client else "")
        if wait:
            headers = {"Retry-After": str(int(wait) + 1)}
            raise HTTPException(429, f"too many pages in a short time: try again in {int(wait) + 1} seconds", headers)
