"""Who relays whom in what is searched for: a drawing, and the same as a table."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import UsageError
from qawl.search.query import Query
from qawl.web.pages.graph import draw
from qawl.web.pages.rendering import page, tongue_of, value_names
from qawl.web.pages.selection import Selection, selection_of
from qawl.web.pages.surroundings import edges_of
from qawl.web.service import service_of

_AT_ONCE = 30  # rows of the table that are not folded away
_FIELDS = {"speaker": "speaker", "channel": "channel", "agency": "agency", "publisher": "outlet"}


async def show_chain(request: Request) -> Response:
    """Show the relays of the statements that the address asks for."""
    tongue = tongue_of(request)
    try:
        selection, problem = selection_of(request.query_params), None
        edges = await service_of(request).ask(lambda store: edges_of(store, selection.query))
    except UsageError as error:
        selection, problem, edges = Selection(Query(text=request.query_params.get("q", "")[:1000])), str(error), ()
    context = {
        "selection": selection,
        "problem": problem,
        "edges": edges,
        "drawing": draw(edges, is_rtl=tongue.direction == "rtl"),
        "shown_at_once": _AT_ONCE,
        "field_of": _FIELDS,
        "value_name": value_names(tongue),
    }
    return page(request, "chain.html", context, 422 if problem else 200)
