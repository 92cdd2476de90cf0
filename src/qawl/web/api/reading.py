"""Read a text or the page at an address for a program, and keep it if it asks for that."""

from __future__ import annotations

import datetime
import hashlib

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from qawl.batch.reading import Options, read_address, read_text
from qawl.errors import UsageError
from qawl.model import Reading
from qawl.web.api.answers import answer, taken
from qawl.web.pages.places import article_place
from qawl.web.service import service_of


class ToRead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to read: a `text`, or the page at `url`; with both, the text is what stands at the address.

    `lang` overrules the language found; `date` is the day of "today" where the page does not say its own. `keep` puts
    the reading into the store.
    """

    text: str | None = None
    url: str | None = None
    lang: str | None = None
    date: datetime.date | None = None
    keep: bool = False


async def read(request: Request) -> Response:
    """Read, and keep when asked to."""
    service = service_of(request)
    wanted = await taken(request, ToRead)
    if not (wanted.text or wanted.url):
        raise UsageError("there is nothing to read: send a text or a url")
    if wanted.keep and service.settings.read_only:
        raise HTTPException(403, "this server is read-only: read without keep")
    service.pace.check(request)
    options = Options(lang=wanted.lang, date=wanted.date, reader=service.settings.reader)
    reading = await service.read(lambda: _read(wanted, options, allow_private=service.settings.allow_private))
    if not wanted.keep:
        return answer(request, reading)
    source = wanted.url or f"pasted text {reading.article.id[:12]}"
    digest = hashlib.sha256(reading.article.text.encode("utf-8", "surrogatepass")).hexdigest()
    now = datetime.datetime.now(datetime.UTC)
    await service.ask(lambda store: store.keep(reading, source=source, fetched_at=now, digest=digest))
    return answer(request, reading, status=201, headers={"Location": f"/api/v1{article_place(reading.article.id)}"})


def _read(wanted: ToRead, options: Options, *, allow_private: bool) -> Reading:
    if wanted.text:
        return read_text(wanted.text, options, url=wanted.url)
    return read_address(wanted.url or "", options, allow_private=allow_private)
