"""One name in several scripts: search among many names, and how likely two names are one."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from qawl.fold import fold_words
from qawl.people.letters import UNSEEN, load_letters, script_of, word_cost

_TRIED = 40_000  # spellings tried for one word: the right one is found after 800 in the middle, 20,000 at worst
_NEAR = 10  # words nearest by one direction that are weighed again by both
_BORDER, _STEEPNESS = 1.8, 4.0  # nats a letter that part one name from two, and how sharply (netranslit dev)
_MARGIN = 9.0  # nats above the best spelling at which a word counts as another


def same_name(a: str, b: str) -> float:
    """Return how likely two names, in whatever scripts, are the same: near 1.0 for one name, near 0.0 for others.

    Every word of the shorter name needs its match in the longer one, so that a surname matches a full name; where the
    words are cut otherwise (عبد اللهيان, Абдоллахиян) the names are compared without their gaps.
    """
    first, second = _words(a), _words(b)
    if not first or not second:
        return 0.0
    short, long = sorted((first, second), key=len)
    nearest = [min(_distance(word, other) for other in long) for word in short]
    apart = max(nearest[-1], sum(nearest) / len(nearest))
    whole = _distance("".join(short), "".join(long)) if len(short) > 1 else math.inf
    return 1.0 / (1.0 + math.exp(_STEEPNESS * (min(apart, whole) - _BORDER)))


def _distance(a: str, b: str) -> float:
    """Nats for each letter of the longer word."""
    return word_cost(a, b) / max(len(a), len(b))


def _words(name: str) -> list[str]:
    parts = fold_words(name).replace("-", " ").replace(".", " ").split()
    words = ["".join(c for c in part if c.isalnum()) for part in parts]
    return [word for word in words if word]


class NameIndex:
    """Many names, searched by a name in any script. Reading is thread-safe; the names are fixed at creation."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names: tuple[str, ...] = tuple(names)
        bearers: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, name in enumerate(self.names):
            for word in dict.fromkeys(_words(name)):
                bearers[script_of(word)][word].append(number)
        self._bearers = {script: dict(words) for script, words in sorted(bearers.items())}
        self._sorted = {script: sorted(words) for script, words in self._bearers.items()}

    def search(self, name: str, limit: int = 5) -> list[tuple[str, float]]:
        """Return the nearest names, best first, with their cost in nats; names that share no word are left out."""
        costs: dict[int, float] = {}
        words = _words(name)
        for script in self._sorted:
            for number, cost in self._by_words(words, script).items():
                costs[number] = min(cost, costs.get(number, math.inf))
        ordered = sorted(costs.items(), key=lambda item: (item[1], self.names[item[0]]))
        return [(self.names[number], cost) for number, cost in ordered[:limit]]

    def _by_words(self, words: Sequence[str], script: str) -> dict[int, float]:
        """Add up, for each name, what its nearest words cost; a word without a match costs the margin."""
        found: list[dict[int, float]] = []
        for word in words:
            costs: dict[int, float] = {}
            for spelling, cost in self.nearest(word, script):
                for number in self._bearers[script][spelling]:
                    costs[number] = min(cost, costs.get(number, math.inf))
            found.append(costs)
        numbers = set().union(*found) if found else set()
        return {
            n: sum(costs.get(n, _MARGIN) for costs in found) + abs(len(_words(self.names[n])) - len(words))
            for n in numbers
        }

    def nearest(self, word: str, script: str) -> list[tuple[str, float]]:
        """Return the words of a script that are nearest to a folded word, best first, with their cost."""
        spelt = _spell(word, script, self._sorted[script])
        return sorted(((other, word_cost(word, other)) for other in spelt), key=lambda item: (item[1], item[0]))


def _spell(word: str, script: str, words: list[str]) -> list[str]:
    """Search the prefixes of a sorted list for the likeliest spellings of a word, cheapest prefix first (A*)."""
    steps = load_letters(script_of(word), script).steps(word)
    ahead = _least_ahead(steps)
    waiting: list[tuple[float, int, str, float]] = [(ahead[0], 0, "", 0.0)]
    closed: set[tuple[int, str]] = set()
    found: list[str] = []
    limit = math.inf
    while waiting and len(closed) < _TRIED:
        total, at, written, cost = heappop(waiting)
        if total > limit or len(found) >= _NEAR:
            break
        if (at, written) in closed:
            continue
        closed.add((at, written))
        if at == len(word) and _has(words, written) and written not in found:
            found.append(written)
            limit = min(limit, total + _MARGIN)
        for taken, more, price in steps[at] if at < len(word) else ():
            end, prefix = at + taken, written + more
            if end <= len(word) and (not more or _begins(words, prefix)):
                heappush(waiting, (cost + price + ahead[end], end, prefix, cost + price))
        for letter in _next_letters(words, written):
            heappush(waiting, (cost + UNSEEN + ahead[at], at, written + letter, cost + UNSEEN))
    return found


def _least_ahead(steps: Sequence[Sequence[tuple[int, str, float]]]) -> list[float]:
    """Return, for each position, the least that the rest of the word can cost."""
    ahead = [0.0] * (len(steps) + 1)
    for at in range(len(steps) - 1, -1, -1):
        ahead[at] = min(price + ahead[at + taken] for taken, _, price in steps[at] if at + taken <= len(steps))
    return ahead


def _has(words: list[str], word: str) -> bool:
    place = bisect_left(words, word)
    return place < len(words) and words[place] == word


def _begins(words: list[str], prefix: str) -> bool:
    place = bisect_left(words, prefix)
    return place < len(words) and words[place].startswith(prefix)


def _next_letters(words: list[str], prefix: str) -> list[str]:
    """Return the letters that may follow a prefix."""
    letters = []
    place = bisect_left(words, prefix + "\0")
    while place < len(words) and words[place].startswith(prefix):
        letter = words[place][len(prefix)]
        letters.append(letter)
        place = bisect_left(words, prefix + chr(ord(letter) + 1), place)
    return letters
