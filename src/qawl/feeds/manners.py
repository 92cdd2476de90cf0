"""Reading many pages of other people's sites without being a burden: robots.txt and a pause for each machine."""

from __future__ import annotations

import msgspec

from qawl.feeds.pace import Clock, Pace
from qawl.feeds.robots import Robots
from qawl.fetch.addresses import parse_url
from qawl.fetch.client import Answer, Limits, Validators, ask

DELAY = 1.0  # seconds between two questions to one machine, where its robots.txt asks for no more


class Manners(msgspec.Struct, frozen=True):
    """How to ask: the seconds between two questions to one machine, whose clock, and whether inside the network."""

    delay: float = DELAY
    allow_private: bool = False
    limits: Limits = Limits()
    clock: Clock = Clock()


class Visitor:
    """Asks for pages in turn; remembers the rules of each site and when each machine was last asked."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._pace = Pace(manners.clock, manners.delay)
        self._robots = Robots(self._ask, manners.clock)

    def ask(self, url: str, known: Validators | None = None) -> Answer:
        """Ask for a page. Raises RobotsRefusal where the site asks programs not to, else FetchError as `fetch` does."""
        return self._ask(url, known, self._robots.check(url))

    def _ask(self, url: str, known: Validators | None = None, delay: float = 0.0) -> Answer:
        self._pace.wait(parse_url(url).netloc.decode("ascii"), delay)
        return ask(url, known=known, allow_private=self.manners.allow_private, limits=self.manners.limits)
