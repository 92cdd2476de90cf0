"""Correct a statement, and take a correction back."""

from __future__ import annotations

import datetime

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import UsageError
from qawl.store.values import Correction
from qawl.web.api.answers import answer, taken, there_is
from qawl.web.service import service_of


class Wrong(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is wrong.

    `field` is `speaker`, `role`, `addressee`, `channel`, `act`, `kind`, `stance`, `statement` or `note`. `value` is
    what it should be; null means that the page says none, and for `statement` that it is no statement.
    """

    field: str
    value: str | None = None
    note: str = ""


async def correct(request: Request) -> Response:
    """Keep a correction."""
    wrong = await taken(request, Wrong)
    article, identity = request.path_params["article"], request.path_params["statement"]
    service = service_of(request)
    found = there_is(await service.ask(lambda store: store.statement(article, identity)), "statement")
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    wanted = Correction(statement=found.hit.number, field=wrong.field, value=wrong.value, note=wrong.note, at=now)
    return answer(request, await service.ask(lambda store: store.correct(wanted)), status=201)


async def undo(request: Request) -> Response:
    """Take a correction back."""
    stated = request.path_params["correction"]
    if not (stated.isascii() and stated.isdecimal() and len(stated) < 18):
        raise UsageError(f'correction "{stated[:40]}": write the number of a correction')
    return answer(request, await service_of(request).ask(lambda store: store.undo_correction(int(stated))))
