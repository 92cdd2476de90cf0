"""What a site asks programs to leave alone: its robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from qawl.errors import FetchError, PageError
from qawl.fetch.addresses import parse_url
from qawl.fetch.client import Answer

NAME = "qawl"
_LONGEST_DELAY = 60.0
_LONGEST_RULES = 500 * 1024  # what RFC 9309 asks a program to read at least
_FIRST_FAULT_OF_SERVER = 500

Ask = Callable[[str], Answer]


class Robots:
    """The rules of each site, asked for once in a run."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._rules: dict[str, Protego | None] = {}

    def allow(self, url: str) -> bool:
        """Whether the site of an address lets us read it. A site whose rules cannot be asked for lets nobody."""
        rules = self._of_site(url)
        return rules is not None and bool(rules.can_fetch(url, NAME))

    def delay(self, url: str) -> float:
        """Return the pause in seconds that the site asks for between two questions."""
        rules = self._of_site(url)
        asked = rules.crawl_delay(NAME) if rules is not None else None
        return min(float(asked or 0.0), _LONGEST_DELAY)

    def _of_site(self, url: str) -> Protego | None:
        site = str(parse_url(url).copy_with(path="/robots.txt", query=None, fragment=None))
        if site not in self._rules:
            self._rules[site] = self._fetched(site)
        return self._rules[site]

    def _fetched(self, site: str) -> Protego | None:
        try:
            answer = self._ask(site)
        except FetchError:
            return None
        except PageError:
            return Protego.parse("")  # too large to be rules
        if answer.status >= _FIRST_FAULT_OF_SERVER:
            return None
        content = answer.page.content if answer.page else b""
        rules = content if isinstance(content, str) else content[:_LONGEST_RULES].decode("utf-8", "replace")
        return Protego.parse(rules)
