"""Speakers: who they are in every script, what they held and said over time; joining and parting names."""

from __future__ import annotations

import datetime
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from qawl.errors import UsageError
from qawl.search.query import Query
from qawl.store.store import Store
from qawl.store.values import Joining, Profile, RoleHeld
from qawl.web.pages.plots import Count, Line, columns, span_line
from qawl.web.pages.rendering import catalogue_of, page, tongue_of, value_names
from qawl.web.pages.selection import Selection, as_filter
from qawl.web.pages.surroundings import most_quoted
from qawl.web.service import service_of

_FARTHEST = 2**62
_MOST_VALUES = 8
# What a profile counts: the field in an address, and its name in the profile.
_COUNTED = (
    ("addressee", "addressee"), ("channel", "channel"), ("agency", "agency"), ("outlet", "outlet"), ("act", "act"),
    ("lang", "language"),
)  # fmt: skip


async def show_speakers(request: Request) -> Response:
    """Look for a speaker by name, or show who is quoted most."""
    service, name = service_of(request), " ".join(request.query_params.get("name", "").split())[:300]
    if name:
        profile = await service.ask(lambda store: store.speaker(name))
        if profile is not None:
            return RedirectResponse(f"/speakers/{profile.number}{_kept_language(request)}", 303)
    bearers, sampled = ((), 0) if name else await service.ask(most_quoted)
    shown = {"name": name, "bearers": bearers, "sampled": sampled}
    return page(request, "speakers.html", shown, 404 if name else 200)


async def show_speaker(request: Request, problem: str | None = None, merge: str = "") -> Response:
    """Show the profile of a speaker; `merge` is the name that was written into the form, and `problem` why not."""
    number = _number(request)
    is_rtl = tongue_of(request).direction == "rtl"

    def ask(store: Store) -> tuple[Profile, tuple[Joining, ...]] | None:
        profile = store.speaker(number)
        return (profile, store.joinings(number)) if profile else None

    found = await service_of(request).ask(ask)
    if found is None:
        raise HTTPException(404, "no speaker of this number is kept")
    profile, decisions = found
    counts = [Count(bar.since, bar.until, bar.count) for bar in profile.timeline]
    context = {
        "profile": profile,
        "selection": Selection(Query(speaker=as_filter(profile.name))),
        "columns": columns(counts, is_rtl=is_rtl),
        "roles": _roles(profile.roles, is_rtl=is_rtl),
        "counts": _counts(request, profile),
        "about": list(profile.counts.get("about", {}).items())[:_MOST_VALUES],
        "decisions": [decision for decision in decisions if decision.at],
        "value_name": value_names(tongue_of(request)),
        "problem": problem,
        "merge": merge,
    }
    return page(request, "speaker.html", context, 422 if problem else 200)


async def change_speaker(request: Request) -> Response:
    """Join another name to a speaker, part one, or take a decision back."""
    number, form = _number(request), await request.form()
    wanted = {name: str(form.get(name, ""))[:300] for name in ("merge", "split", "undo")}
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)

    def decide(store: Store) -> None:
        if wanted["undo"]:
            store.undo(_given(wanted["undo"]))
        elif wanted["split"]:
            store.split(_given(wanted["split"]), at=now)
        else:
            other = store.speaker(wanted["merge"]) if wanted["merge"].strip() else None
            if other is None:
                raise UsageError(f'"{wanted["merge"]}": no speaker of this name is kept: try a part of the name')
            store.merge(number, other.number, at=now)

    try:
        await service_of(request).ask(decide)
    except UsageError as error:
        return await show_speaker(request, str(error), wanted["merge"])
    return RedirectResponse(f"/speakers/{number}", 303)


def _number(request: Request) -> int:
    return _given(str(request.path_params["number"]))


def _given(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) < len(str(_FARTHEST))
    if not is_number:
        raise HTTPException(404, "there is no such speaker")
    return int(text)


def _kept_language(request: Request) -> str:
    asked = [(name, value) for name, value in request.query_params.multi_items() if name == "ui"]
    return f"?{urlencode(asked)}" if asked else ""


def _roles(roles: tuple[RoleHeld, ...], *, is_rtl: bool) -> list[tuple[RoleHeld, Line | None]]:
    """Give the roles with their bars over the whole time in which any role was stated."""
    days = [day for role in roles for day in (role.first, role.last) if day]
    whole = (min(days), max(days)) if len(set(days)) > 1 else None
    return [
        (role, span_line(role.first, role.last, whole, is_rtl=is_rtl) if whole and role.first and role.last else None)
        for role in roles
    ]


def _counts(request: Request, profile: Profile) -> list[tuple[str, str, list[tuple[str, int]]]]:
    """Return what of a profile is counted: title, field that can be chosen, values."""
    name_of = catalogue_of(request).pgettext
    counts = [(name_of("field", name), name, profile.counts.get(counted, {})) for name, counted in _COUNTED]
    return [(title, name, list(values.items())[:_MOST_VALUES]) for title, name, values in counts]
