"""The pause between two questions to one machine, and the clock that it is measured by."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable

import msgspec

_MOST_HOSTS = 1_000  # before those that may be asked again are forgotten: a service must not grow


class Clock(msgspec.Struct, frozen=True):
    """The time of day, and how to wait a number of seconds; tests give their own."""

    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC)
    sleep: Callable[[float], object] = time.sleep


class Pace:
    """Remembers when each machine was last asked, and waits until it may be asked again."""

    def __init__(self, clock: Clock, delay: float) -> None:
        self._clock, self._delay = clock, delay
        self._free_at: dict[str, datetime.datetime] = {}

    def wait(self, host: str, delay: float = 0.0) -> None:
        """Wait until a machine may be asked: `delay` seconds after the last time, or longer if the pace is slower."""
        now = self._clock.now()
        if len(self._free_at) >= _MOST_HOSTS:
            self._free_at = {host: at for host, at in self._free_at.items() if at > now}
        rest = (self._free_at.get(host, now) - now).total_seconds()
        if rest > 0:
            self._clock.sleep(rest)
        seconds = max(self._delay, delay)
        self._free_at[host] = self._clock.now() + datetime.timedelta(seconds=seconds)
