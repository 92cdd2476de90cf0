"""The table of the interface: each address, what it takes and what it gives; routes and description follow from it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from qawl.model import Reading
from qawl.store.values import Correction, Facets, Hits, KeptArticle, KeptStatement, Profile, Status
from qawl.web.api import asking, correcting, exporting, reading
from qawl.web.api.parameters import FILTERS, PAGING, SORT, Parameter
from qawl.web.routing import Place

PREFIX = "/api/v1"


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One address with one method. `path` names its parts in braces; `problems` are statuses beside 422 and 500."""

    path: str
    name: str
    meaning: str
    answer: Callable[[Request], Awaitable[Response]]
    gives: type | None
    method: Literal["get", "post"] = "get"
    parameters: tuple[Parameter, ...] = ()
    takes: type | None = None
    status: int = 200
    problems: tuple[int, ...] = ()


ENDPOINTS = (
    Endpoint(
        path="/statements",
        name="findStatements",
        meaning="Find statements, one page of them; the header Link gives the address of the next.",
        answer=asking.statements,
        gives=Hits,
        parameters=PAGING,
    ),
    Endpoint(
        path="/statements/{article}/{statement}",
        name="getStatement",
        meaning="One statement, as it was read and as it was corrected.",
        answer=asking.statement,
        gives=KeptStatement,
        problems=(404,),
    ),
    Endpoint(
        path="/statements/{article}/{statement}/corrections",
        name="correctStatement",
        meaning="Correct a field of a statement; everything then shows the corrected value.",
        answer=correcting.correct,
        gives=Correction,
        method="post",
        takes=correcting.Wrong,
        status=201,
        problems=(403, 404, 415),
    ),
    Endpoint(
        path="/corrections/{correction}/undo",
        name="undoCorrection",
        meaning="Take a correction back.",
        answer=correcting.undo,
        gives=Correction,
        method="post",
        problems=(403,),
    ),
    Endpoint(
        path="/articles/{article}",
        name="getArticle",
        meaning="An article with its statements, speakers, versions, editions and corrections.",
        answer=asking.article,
        gives=KeptArticle,
        problems=(404,),
    ),
    Endpoint(
        path="/speakers",
        name="findSpeakers",
        meaning="Speakers whom a name fits, those quoted most first.",
        answer=asking.speakers,
        gives=asking.Bearers,
        parameters=(asking.NAME,),
    ),
    Endpoint(
        path="/speakers/{speaker}",
        name="getSpeaker",
        meaning="A speaker over everything kept.",
        answer=asking.speaker,
        gives=Profile,
        problems=(404,),
    ),
    Endpoint(
        path="/facets",
        name="countByValue",
        meaning="How many of the found statements have which speaker, role, language, outlet, agency, act and so on.",
        answer=asking.facets,
        gives=Facets,
        parameters=FILTERS,
    ),
    Endpoint(
        path="/histogram",
        name="countByTime",
        meaning="How many of the found statements were published when.",
        answer=asking.histogram,
        gives=asking.Bars,
        parameters=FILTERS,
    ),
    Endpoint(
        path="/relays",
        name="findRelays",
        meaning="Who passes whose words on in what is found.",
        answer=asking.relays,
        gives=asking.Relays,
        parameters=FILTERS,
    ),
    Endpoint(
        path="/read",
        name="read",
        meaning="Read a text or the page at an address; 201 and Location when it was kept.",
        answer=reading.read,
        gives=Reading,
        method="post",
        takes=reading.ToRead,
        problems=(201, 403, 408, 413, 415, 502),
    ),
    Endpoint(
        path="/export",
        name="export",
        meaning="Everything that is found, as a file.",
        answer=exporting.export,
        gives=None,
        parameters=(*FILTERS, SORT, exporting.FORMAT),
    ),
    Endpoint(
        path="/status",
        name="getStatus",
        meaning="What the store holds, what came in last, what failed, and its feeds.",
        answer=asking.status,
        gives=Status,
    ),
)


def routes() -> Sequence[BaseRoute]:
    """Return the routes of the table."""
    return [Place(PREFIX + one.path, one.answer, methods=[one.method.upper()]) for one in ENDPOINTS]
