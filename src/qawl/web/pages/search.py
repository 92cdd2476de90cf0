"""The first page: one box, filters with counts, statements as cards, and how they spread over time."""

from __future__ import annotations

from typing import Any

import anyio
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
from qawl.web.pages.surroundings import Filter, counts_over_time, filters_of
from qawl.web.service import Service, service_of


async def show_search(request: Request) -> Response:
    """Show the statements that the address asks for."""
    service = service_of(request)
    try:
        selection = selection_of(request.query_params)
        found = await _found(service, selection.query)
    except UsageError as error:
        text = request.query_params.get("q", "")[:1000]
        return page(request, "search.html", _refused(Selection(Query(text=text)), str(error)), 422)
    hits: Hits = found["hits"]
    tongue = tongue_of(request)
    shown = {
        "selection": selection,
        "problem": None,
        "hits": hits,
        "filters": found["filters"],
        "columns": columns(found["counts"], is_rtl=tongue.direction == "rtl"),
        "value_name": value_names(tongue),
        "plain": Selection(Query(text=selection.query.text, sort=selection.query.sort)).address(),
        "has_more": hits.is_more or hits.offset + len(hits.hits) < hits.total,
        "is_empty_store": selection.is_empty and not hits.total,
        "formats": tuple(FORMATS.values()),
    }
    return page(request, "search.html", shown)


async def _found(service: Service, query: Query) -> dict[str, Any]:
    """Ask for the hits and what surrounds them at the same time."""
    if query.offset > FARTHEST:
        raise QueryError("pages go no farther than this: narrow the search by days")
    found: dict[str, Any] = {}

    async def ask(name: str, question: Any) -> None:
        found[name] = await service.ask(question)

    def hits(store: Store) -> Hits:
        return store.find(query)

    def filters(store: Store) -> tuple[Filter, ...]:
        return filters_of(store, query)

    await ask("hits", hits)  # first and alone: a query that cannot be understood fails here
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(ask, "filters", filters)
        tasks.start_soon(ask, "counts", lambda store: counts_over_time(store, query))
    return found


def _refused(selection: Selection, problem: str) -> dict[str, Any]:
    return {"selection": selection, "problem": problem}
