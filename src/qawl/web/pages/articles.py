"""An article with its statements in place, and one statement with all that proves it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, get_args

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from qawl.errors import UsageError
from qawl.export.passages import numbers_of
from qawl.model import Kind, Reading, Stance, Statement
from qawl.store.store import Store
from qawl.store.values import Correction, KeptArticle, KeptStatement, Likeness
from qawl.web.pages.citation import cite
from qawl.web.pages.figures import Figures
from qawl.web.pages.labels import KNOWN_ACTS
from qawl.web.pages.places import statement_place
from qawl.web.pages.readings import context_of, reading_context
from qawl.web.pages.rendering import locale_of, page, tongue_of, value_names
from qawl.web.service import service_of

CORRECTABLE = ("speaker", "role", "addressee", "channel", "act", "kind", "stance", "statement", "note")
_CHOICES: dict[str, tuple[str, ...]] = {"act": KNOWN_ACTS, "kind": get_args(Kind), "stance": get_args(Stance)}
_MOST_ELSEWHERE = 5
_LONGEST = 1_000  # code points of a value


async def show_article(request: Request) -> Response:
    """Show an article as it is corrected."""
    identity = str(request.path_params["article"])
    kept = await service_of(request).ask(lambda store: store.article(identity))
    if kept is None:
        raise HTTPException(404, "no article of this name is kept here")
    context = reading_context(_standing(kept)) | {
        "editions": kept.editions,
        "versions": kept.versions,
        "refuted": kept.refuted,
        "corrected_ones": _corrected(kept),
    }
    return page(request, "article.html", context)


async def show_statement(
    request: Request, problem: str | None = None, given: Mapping[str, str] | None = None
) -> Response:
    """Show a statement: the words, the text around, on whose word, what it was read from.

    `given` is what was written into the form, and `problem` why it was not taken.
    """
    kept, found, elsewhere = await _kept(request)
    statement, reading = found.hit.statement, kept.reading
    identifiers = [one.id for one in reading.statements]
    permanent = str(request.base_url).rstrip("/") + statement_place(reading.article.id, statement.id)
    name_of = value_names(tongue_of(request))
    context = {
        "article": reading.article,
        "statement": statement,
        "identifiers": identifiers,
        "numbers": numbers_of(reading),
        "passages": context_of(reading, identifiers.index(statement.id) + 1),
        "evidence": _evidence(statement),
        "elsewhere": elsewhere[:_MOST_ELSEWHERE],
        "corrections": found.corrections,
        "is_refuted": found.is_refuted,
        "corrected": "corrected" in request.query_params,
        "citation": cite(statement, reading.article, Figures(locale_of(request)), permanent),
        "permanent": permanent,
        "problem": problem,
        "given": given or {},
        "correctable": CORRECTABLE,
        "offered": [(value, name_of(field, value)) for field, values in _CHOICES.items() for value in values],
        "value_name": name_of,
    }
    return page(request, "statement.html", context, 422 if problem else 200)


async def correct(request: Request) -> Response:
    """Keep a correction of a statement, or take one back."""
    form = await request.form()
    given = {name: str(form.get(name, "")).strip() for name in ("field", "value", "note", "undo")}
    _, found, _ = await _kept(request)
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)

    def decide(store: Store) -> None:
        if given["undo"]:
            store.undo_correction(_undone(given["undo"], found))
        else:
            value = _value(request, given["field"], given["value"])
            store.correct(Correction(
                statement=found.hit.number, field=given["field"], value=value, note=given["note"], at=now
            ))  # fmt: skip

    try:
        await service_of(request).ask(decide)
    except UsageError as error:
        return await show_statement(request, str(error), given)
    place = statement_place(found.hit.article.id, found.hit.statement.id)
    return RedirectResponse(f"{place}?corrected=1", 303)


async def _kept(request: Request) -> tuple[KeptArticle, KeptStatement, tuple[Likeness, ...]]:
    article, statement = (str(request.path_params[name]) for name in ("article", "statement"))

    def ask(store: Store) -> tuple[KeptArticle, KeptStatement, tuple[Likeness, ...]] | None:
        kept, found = store.article(article), store.statement(article, statement)
        return (kept, found, store.elsewhere(found.hit)) if kept and found else None

    known = await service_of(request).ask(ask)
    if known is None:
        raise HTTPException(404, "no statement of this name is kept here")
    return known


def _standing(kept: KeptArticle) -> Reading:
    """Return the reading without what was found to be no statement."""
    refuted = set(kept.refuted)
    statements = tuple(one for one in kept.reading.statements if one.id not in refuted)
    return msgspec.structs.replace(kept.reading, statements=statements)


def _corrected(kept: KeptArticle) -> set[str]:
    numbers = {correction.statement for correction in kept.corrections if not correction.is_undone}
    return {identity for identity, number in kept.numbers.items() if number in numbers}


def _evidence(statement: Statement) -> list[tuple[str, str]]:
    """Give the part of a statement and the rule that read it, for each rule."""
    told = (one.partition(": ") for one in statement.evidence)
    return [(part, rule) if rule else ("other", part) for part, _, rule in told]


def _undone(number: str, found: KeptStatement) -> int:
    known = {str(correction.number): correction.number for correction in found.corrections}
    if number not in known:
        raise UsageError(f"there is no correction {number[:20]} of this statement: reload the page")
    return known[number]


def _value(request: Request, field: str, value: str) -> str | None:
    """Return the value of the model for what was written: the word of the interface stands for its value."""
    if len(value) > _LONGEST:
        raise UsageError(f"{field}: more than {_LONGEST:,} characters: write it shorter")
    name_of: Any = value_names(tongue_of(request))
    names = {name_of(field, known).casefold(): known for known in _CHOICES.get(field, ())}
    return names.get(value.casefold(), value) or None
