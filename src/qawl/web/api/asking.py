"""What programs ask for: statements, articles, speakers, counts, the state of the store."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import UsageError
from qawl.store.values import Bar, Bearer, Facets, Hits, Relay
from qawl.web.api.answers import answer, there_is
from qawl.web.api.parameters import FILTERS, PAGING, Parameter, query_of, values_of
from qawl.web.service import service_of

NAME = Parameter("q", {"type": "string", "maxLength": 300}, "A name in any script; without it, who is quoted most.")
_GREATEST = 2**62
_LONGEST = 20  # digits


class Bars(msgspec.Struct, frozen=True):
    """A plot over time."""

    bars: tuple[Bar, ...]


class Relays(msgspec.Struct, frozen=True):
    """Who passes whose words on."""

    relays: tuple[Relay, ...]


class Bearers(msgspec.Struct, frozen=True):
    """Speakers by the name that they are best known by."""

    speakers: tuple[Bearer, ...]


async def statements(request: Request) -> Response:
    """Find statements."""
    query = query_of(request.query_params, PAGING)
    found: Hits = await service_of(request).ask(lambda store: store.find(query))
    following = query.offset + query.limit
    if following >= found.total and not (found.is_more and found.hits):
        return answer(request, found)
    onward = request.url.include_query_params(offset=following)
    return answer(request, found, headers={"Link": f'<{onward.path}?{onward.query}>; rel="next"'})


async def statement(request: Request) -> Response:
    """Give one statement."""
    article, identity = request.path_params["article"], request.path_params["statement"]
    found = await service_of(request).ask(lambda store: store.statement(article, identity))
    return answer(request, there_is(found, "statement"))


async def article(request: Request) -> Response:
    """Give an article with its statements and all that is kept about it."""
    identity = request.path_params["article"]
    found = await service_of(request).ask(lambda store: store.article(identity))
    return answer(request, there_is(found, "article"))


async def speakers(request: Request) -> Response:
    """Find speakers by name."""
    name = values_of(request.query_params, (NAME,)).get("q", "")
    found = await service_of(request).ask(lambda store: store.speakers(name))
    return answer(request, Bearers(found))


async def speaker(request: Request) -> Response:
    """Give the profile of a speaker."""
    stated = request.path_params["speaker"]
    if not (stated.isascii() and stated.isdecimal()):
        raise UsageError(f'speaker "{stated[:40]}": write a number from /api/v1/speakers')
    number = int(stated) if len(stated) <= _LONGEST else _GREATEST
    found = await service_of(request).ask(lambda store: store.speaker(number)) if number < _GREATEST else None
    return answer(request, there_is(found, "speaker"))


async def facets(request: Request) -> Response:
    """Count what is found by its values."""
    query = query_of(request.query_params, FILTERS)
    found: Facets = await service_of(request).ask(lambda store: store.facets(query))
    return answer(request, found)


async def histogram(request: Request) -> Response:
    """Count what is found by time."""
    query = query_of(request.query_params, FILTERS)
    return answer(request, Bars(await service_of(request).ask(lambda store: store.histogram(query))))


async def relays(request: Request) -> Response:
    """Give who passes whose words on."""
    query = query_of(request.query_params, FILTERS)
    return answer(request, Relays(await service_of(request).ask(lambda store: store.relays(query))))


async def status(request: Request) -> Response:
    """Give the state of the store."""
    return answer(request, await service_of(request).ask(lambda store: store.status()))
