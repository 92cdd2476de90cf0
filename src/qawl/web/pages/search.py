"""The first page: one box, filters with counts, statements as cards, and how they spread over time."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import QueryError, UsageError
from qawl.export.formats import FORMATS
from qawl.search.query import Query
from qawl.store.finding import FARTHEST
from qawl.store.store import Store
from qawl.store.values import Hits
from qawl.web.pages.plots import columns
from qawl.web.pages.rendering import page, tongue_of, value_names
from qawl.web.pages.selection import Selection, selection_of
from qawl.web.pages.surroundings import Around, around
from qawl.web.service import Service, service_of

AT_ONCE = "filters"  # in an address: the filters are wanted with the page, by who runs no scripts


async def show_search(request: Request) -> Response:
    """Show the statements that the address asks for.

    Where they are very many, what surrounds them comes after them: counting takes longer than finding.
    """
    service = service_of(request)
    try:
        selection = selection_of(request.query_params)
        hits = await service.ask(lambda store: _hits(store, selection.query))
    except UsageError as error:
        text = request.query_params.get("q", "")[:1000]
        return page(request, "search.html", _refused(Selection(Query(text=text)), str(error)), 422)
    is_later = hits.is_more and AT_ONCE not in request.query_params
    found = Around() if is_later else await _around(service, selection.query)
    shown = _shown(request, selection, found) | {
        "problem": None,
        "hits": hits,
        "is_later": is_later,
        "plain": Selection(Query(text=selection.query.text, sort=selection.query.sort)).address(),
        "has_more": hits.is_more or hits.offset + len(hits.hits) < hits.total,
        "is_empty_store": selection.is_empty and not hits.total,
        "formats": tuple(FORMATS.values()),
    }
    return page(request, "search.html", shown)


async def show_surroundings(request: Request) -> Response:
    """Give the filters and the plot of a search, as the pieces of a page that is shown already."""
    selection = selection_of(request.query_params)
    found = await _around(service_of(request), selection.query)
    return page(request, "surroundings.html", _shown(request, selection, found))


def _hits(store: Store, query: Query) -> Hits:
    if query.offset > FARTHEST:
        raise QueryError("pages go no farther than this: narrow the search by days")
    return store.find(query)


async def _around(service: Service, query: Query) -> Around:
    return await service.ask(lambda store: around(store, query))


def _shown(request: Request, selection: Selection, found: Around) -> dict[str, Any]:
    tongue = tongue_of(request)
    return {
        "selection": selection,
        "filters": found.filters,
        "sampled": found.sampled,
        "columns": columns(found.counts, is_rtl=tongue.direction == "rtl"),
        "value_name": value_names(tongue),
    }


def _refused(selection: Selection, problem: str) -> dict[str, Any]:
    return {"selection": selection, "problem": problem}
