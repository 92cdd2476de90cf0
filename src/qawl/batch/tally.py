"""How far a run has come in its sources, and what it left out on the way."""

from __future__ import annotations

from collections import Counter


class Tally:
    """Counts while sources are read: bytes of files and archives passed, sources done, what holds no page by kind."""

    def __init__(self) -> None:
        self.bytes_read = self.sources_done = 0
        self.left_out: Counter[str] = Counter()
