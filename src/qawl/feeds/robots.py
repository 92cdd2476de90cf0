"""What a site asks programs to leave alone: its robots.txt (RFC 9309)."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from protego import Protego

from qawl.errors import FetchError, PageError, RobotsRefusal
from qawl.feeds.pace import Clock
from qawl.fetch.addresses import parse_url, short
from qawl.fetch.client import Answer

NAME = "qawl"
_LONGEST_DELAY = 60.0
_MOST_SITES = 500
_LONGEST_RULES = 500 * 1024  # what RFC 9309 asks a program to read at least
_FIRST_FAULT_OF_SERVER = 500
_KEPT = datetime.timedelta(days=1)  # RFC 9309, 2.4
_KEPT_UNKNOWN = datetime.timedelta(minutes=10)

Ask = Callable[[str], Answer]
Rules = Protego | str


class Robots:
    """The rules of each site, asked for once a day."""

    def __init__(self, ask: Ask, clock: Clock) -> None:
        self._ask, self._clock = ask, clock
        self._rules: dict[str, tuple[datetime.datetime, Rules]] = {}

    def check(self, url: str) -> float:
        """Return the pause in seconds that the site of an address asks for between two questions.

        Raises RobotsRefusal where the site does not let us read the address; one whose rules cannot be asked for lets
        nobody (RFC 9309, 2.3.1.4).
        """
        rules = self._of_site(url)
        if isinstance(rules, str):
            raise RobotsRefusal(f"{short(url)}: the site cannot be asked what programs may read ({rules}): wait")
        if not rules.can_fetch(url, NAME):
            raise RobotsRefusal(f"{short(url)}: the site's robots.txt asks programs not to read this: leave it")
        return min(float(rules.crawl_delay(NAME) or 0.0), _LONGEST_DELAY)

    def _of_site(self, url: str) -> Rules:
        site = str(parse_url(url).copy_with(path="/robots.txt", query=None, fragment=None))
        now = self._clock.now()
        until, rules = self._rules.get(site, (now, ""))
        if until <= now:
            rules = self._fetched(site)
            self._make_room()
            self._rules[site] = (now + (_KEPT_UNKNOWN if isinstance(rules, str) else _KEPT), rules)
        return rules

    def _make_room(self) -> None:
        """Forget the rules asked for first: a service that sees ever more sites must not grow with them."""
        while len(self._rules) >= _MOST_SITES:
            del self._rules[next(iter(self._rules))]

    def _fetched(self, site: str) -> Rules:
        """Ask a site for its rules; what comes back is the reason where it cannot be asked."""
        try:
            answer = self._ask(site)
        except FetchError as error:
            return str(error)
        except PageError:
            return Protego.parse("")  # too large to be rules
        if answer.status >= _FIRST_FAULT_OF_SERVER:
            return f"{site}: {answer.status} {answer.reason}".strip()
        content = answer.page.content if answer.page else b""
        rules = content if isinstance(content, str) else content[:_LONGEST_RULES].decode("utf-8", "replace")
        return Protego.parse(rules)
