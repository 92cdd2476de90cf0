"""What surrounds a search: how many statements there are by speaker, act and so on, when, and who relays whom."""

from __future__ import annotations

import msgspec

from qawl.search.query import Query
from qawl.store.store import Store
from qawl.store.values import Facet
from qawl.web.pages.graph import Edge
from qawl.web.pages.plots import Count

_FIELDS = ("speaker", "lang", "outlet", "agency", "act", "kind", "stance", "role")
_SHOWN = 8  # values of one filter
_MOST_SPEAKERS = 12


class Filter(msgspec.Struct, frozen=True):
    """The values of one field that can be chosen, the commonest first; `name` is that of the field in an address."""

    name: str
    choices: tuple[Facet, ...]


class Around(msgspec.Struct, frozen=True):
    """What surrounds a search: filters, counted in the newest `sampled` statements or (0) in all, and its course."""

    filters: tuple[Filter, ...] = ()
    sampled: int = 0
    counts: tuple[Count, ...] = ()


def around(store: Store, query: Query) -> Around:
    """Return the filters that make sense for a search (those with a choice or set) and its statements over time."""
    facets = store.facets(query)
    filters = (Filter(name, getattr(facets, name)[:_SHOWN]) for name in _FIELDS)
    chosen = tuple(one for one in filters if len(one.choices) > 1 or (one.choices and getattr(query, one.name)))
    counts = tuple(Count(bar.since, bar.until, bar.count) for bar in store.histogram(query))
    return Around(chosen, facets.counted if facets.is_sample else 0, counts)


def most_quoted(store: Store) -> tuple[tuple[Facet, ...], int]:
    """Return the speakers who are quoted most, and in how many of the newest statements they were counted; 0 is all."""
    facets = store.facets(Query())
    return facets.speaker[:_MOST_SPEAKERS], facets.counted if facets.is_sample else 0


def edges_of(store: Store, query: Query) -> tuple[Edge, ...]:
    """Return who relays whom in what a query finds."""
    return tuple(
        Edge((relay.giver.kind, relay.giver.name), (relay.taker.kind, relay.taker.name), relay.count)
        for relay in store.relays(query)
    )
