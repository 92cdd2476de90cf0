"""Being stopped from outside: Ctrl-C and SIGTERM are one thing."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STOPPED = 130  # the exit status that shells give to a program ended by Ctrl-C


@contextmanager
def on_signals(act: Callable[[], None], *signals: signal.Signals) -> Iterator[None]:
    """Call a function when one of the signals comes, while this is open; only the main thread hears signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, lambda *_: act()) for one in signals}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def interrupt() -> None:
    """End what is going on as Ctrl-C does."""
    raise KeyboardInterrupt
