"""Templates to answers: one environment a language, everything escaped, what every page needs in reach."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from qawl.export.characters import permitted
from qawl.languages.pack import installed, load_pack
from qawl.web.csrf import can_send_forms, csrf_token
from qawl.web.pages import labels
from qawl.web.pages.figures import Figures
from qawl.web.pages.places import article_place, statement_place
from qawl.web.pages.tongues import COOKIE, PARAMETER, Tongue, choose, spoken, translations
from qawl.web.service import service_of

FOLDER = Path(__file__).parent.parent / "templates"
_YEAR = 365 * 24 * 3600  # seconds


def page(request: Request, template: str, context: dict[str, Any], status: int = 200) -> HTMLResponse:
    """Return a page in the language of the request, and remember that language when it was asked for."""
    tongue, locale = choose(request, service_of(request).settings.languages)
    found = environment(tongue.code).get_template(template)
    content = found.render({**_common(request, tongue), "say": Figures(locale), **context})
    headers = {"Content-Language": tongue.code, "Vary": "Accept-Language, Cookie"}
    response = HTMLResponse(permitted(content), status, headers=headers)
    if request.query_params.get(PARAMETER) == tongue.code:
        response.set_cookie(COOKIE, tongue.code, max_age=_YEAR, samesite="lax", httponly=True)
    return response


def tongue_of(request: Request) -> Tongue:
    """Return the language that a request is answered in."""
    return choose(request, service_of(request).settings.languages)[0]


def locale_of(request: Request) -> Locale:
    """Return the habits of the reader who asks."""
    return choose(request, service_of(request).settings.languages)[1]


def catalogue_of(request: Request) -> GNUTranslations:
    """Return the words of the language that a request is answered in."""
    return translations(tongue_of(request).code)


def value_names(tongue: Tongue) -> Callable[[str, str], str]:
    """Return what tells a value of a field to a reader: an act by its name, a language by its own, a name as it is."""
    label = labels.Labels(translations(tongue.code))

    def name_of(field: str, value: str) -> str:
        if field == "lang":
            return language_name(value)
        return label(field, value) if field in ("act", "kind", "stance") else value

    return name_of


@cache
def environment(code: str) -> Environment:
    """Return the templates with the words of one language."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(code), newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"label": labels.Labels(translations(code)), "direction_of": direction_of, "spoken": spoken()}
    made.globals |= {"language_name": language_name, "article_place": article_place, "statement_place": statement_place}
    made.filters["web_address"] = web_address
    return made


def direction_of(language: str) -> str:
    """Return the direction of a language that can be read here; another is taken to run left to right."""
    return load_pack(language).direction if language in installed() else "ltr"


def language_name(language: str) -> str:
    """Return the name of a language in itself."""
    return load_pack(language).native_name if language in installed() else language


def web_address(address: str | None) -> str | None:
    """Return an address that may be made a link; anything but http and https may not."""
    is_web = address is not None and address.lower().startswith(("http://", "https://"))
    return address if is_web else None


def _common(request: Request, tongue: Tongue) -> dict[str, Any]:
    service = service_of(request)
    rest = [(name, value) for name, value in request.query_params.multi_items() if name != PARAMETER]
    is_get = request.method in ("GET", "HEAD")

    def in_language(code: str) -> str:
        pairs = [*(rest if is_get else ()), (PARAMETER, code)]
        return "?" + urlencode(pairs)

    return {
        "tongue": tongue,
        "in_language": in_language,
        "asset": service.assets.url,
        "csrf": lambda: csrf_token(request),
        "read_only": service.settings.read_only,
        "has_token": service.settings.token is not None and can_send_forms(request),
        "path": request.scope["path"],
    }
