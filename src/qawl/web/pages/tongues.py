"""The languages of the interface: one folder under `locale/` each, and the choice among them for a request.

`order.txt` lists them as the switch shows them; the last is spoken where a browser asks for none of them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import msgspec
from babel import Locale
from babel.core import UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from starlette.requests import Request

FOLDER = Path(__file__).parent.parent / "locale"
COOKIE = "qawl_ui"
PARAMETER = "ui"
_WISH = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_]([A-Za-z]{2}))?\s*(?:;\s*q=([01](?:\.[0-9]{1,3})?))?")
_MOST_WISHES = 20


class Tongue(msgspec.Struct, frozen=True):
    """A language that the interface speaks: its code, its own name for itself, and the direction of its writing."""

    code: str
    name: str
    direction: str


class Wish(msgspec.Struct, frozen=True):
    """A language that a browser asks for, with the region whose dates and digits its reader is used to."""

    language: str
    region: str | None
    weight: float


def choose(request: Request, allowed: Sequence[str] = ()) -> tuple[Tongue, Locale]:
    """Return the language for a request and the habits of its reader: asked for, remembered, wished by the browser."""
    tongues = {tongue.code: tongue for tongue in spoken() if not allowed or tongue.code in allowed}
    wishes = wishes_of(request.headers.get("accept-language", ""))
    asked = request.query_params.get(PARAMETER), request.cookies.get(COOKIE), *(wish.language for wish in wishes)
    code = next((code for code in asked if code in tongues), None) or list(tongues)[-1]
    return tongues[code], _habits(code, wishes)


@cache
def spoken() -> tuple[Tongue, ...]:
    """Return the languages of the interface in the order of the switch."""
    codes = (FOLDER / "order.txt").read_text(encoding="utf-8").split()
    return tuple(Tongue(code, _own_name(code), Locale.parse(code).text_direction) for code in codes)


@cache
def translations(code: str) -> GNUTranslations:
    """Return the catalogue of a language, read from its `messages.po`: nothing has to be compiled."""
    with (FOLDER / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def wishes_of(header: str) -> tuple[Wish, ...]:
    """Return what an Accept-Language header asks for, the dearest first; what is no language is passed over."""
    wishes = []
    for part in header.split(",")[:_MOST_WISHES]:
        if match := _WISH.fullmatch(part.strip()):
            language, region, weight = match.groups()
            wishes.append(Wish(language.lower(), region.upper() if region else None, float(weight or 1)))
    return tuple(sorted(wishes, key=lambda wish: -wish.weight))


def _own_name(code: str) -> str:
    return str(Locale.parse(code).get_display_name(code) or code)


def _habits(code: str, wishes: Sequence[Wish]) -> Locale:
    """Return the habits of a language in the region that the browser names with it."""
    region = next((wish.region for wish in wishes if wish.language == code and wish.region), None)
    try:
        return Locale(code, territory=region)
    except UnknownLocaleError:
        return Locale(code)
