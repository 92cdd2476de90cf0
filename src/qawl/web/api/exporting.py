"""Everything that a search finds, in one of the formats of the command line."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from typing import IO, BinaryIO, cast

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from qawl.errors import UsageError
from qawl.export.formats import FORMATS, Format
from qawl.model import Reading
from qawl.search.query import Query
from qawl.store.store import Store
from qawl.web.api.parameters import FILTERS, SORT, Parameter, query_of
from qawl.web.service import service_of

FORMAT = Parameter("format", {"enum": tuple(FORMATS), "default": "jsonl"}, "The format of the file.")
_IN_MEMORY = 8_000_000  # bytes of an export that need no file
_LARGEST, _LONGEST = 500_000_000, 60.0  # bytes and seconds of one export
_PIECE = 65_536


async def export(request: Request) -> Response:
    """Write what is found to a file beside the store first, so that what goes wrong can still be told, and send it."""
    name = request.query_params.get("format", "jsonl")
    query = query_of(request.query_params, (*FILTERS, SORT, FORMAT))
    chosen = FORMATS[name]
    written = await service_of(request).export(lambda store: _written(store, query, chosen))
    headers = {"Content-Disposition": f'attachment; filename="statements{chosen.suffix}"'}
    return StreamingResponse(
        _pieces(written), media_type=chosen.media_type, headers=headers, background=BackgroundTask(written.close)
    )


def _written(store: Store, query: Query, chosen: Format) -> IO[bytes]:
    written = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115  closed when it is sent
    try:
        chosen.write(_bounded(store.matching(query), written), written)
    except BaseException:
        written.close()
        raise
    written.seek(0)
    return written


def _bounded(readings: Iterable[Reading], written: IO[bytes]) -> Iterator[Reading]:
    """Give readings while the file is neither too large nor too long in the making. Raises UsageError."""
    until = time.monotonic() + _LONGEST
    for reading in readings:
        if written.tell() > _LARGEST or time.monotonic() > until:
            raise UsageError("this is too much for one file: ask for less, by days, or run `qawl export` over there")
        yield reading


def _pieces(written: IO[bytes]) -> Iterator[bytes]:
    while piece := written.read(_PIECE):
        yield piece
