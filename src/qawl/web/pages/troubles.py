"""What a person sees when something cannot be shown."""

from __future__ import annotations

from gettext import GNUTranslations

from starlette.requests import Request
from starlette.responses import Response

from qawl.web.pages.rendering import catalogue_of, page
from qawl.web.problems import Problem

_OF_THE_SERVER = 500


def error_page(request: Request, problem: Problem) -> Response:
    """Return the page that tells a problem: what it is, in the reader's language, and what to do."""
    headline, advice = _told(catalogue_of(request), problem.status)
    return page(request, "error.html", {"problem": problem, "headline": headline, "advice": advice}, problem.status)


def _told(catalogue: GNUTranslations, status: int) -> tuple[str, str]:
    _ = catalogue.gettext
    not_allowed = _("This is not allowed here"), _("The reason is given below.")
    unreadable = _("The page could not be read"), _("Check the address, or paste the text instead.")
    told = {
        401: not_allowed,
        403: not_allowed,
        404: (_("There is no such page here"), _("Check the address, or look for the words you remember.")),
        413: (_("This is too much at once"), _("Send a page of a single story.")),
        429: (_("Too many pages in a short time"), _("Wait a little, then try again.")),
        502: unreadable,
        504: unreadable,
    }
    if status >= _OF_THE_SERVER:
        otherwise = _("The program failed here"), _("Try again; if it fails again, tell whoever runs this server.")
    else:
        otherwise = _("This cannot be shown"), _("The reason is given below.")
    return told.get(status, otherwise)
