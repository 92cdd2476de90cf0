"""A reading as the template of an article wants it."""

from __future__ import annotations

from typing import Any

from qawl.export.cards import common_way, onward_links
from qawl.export.passages import numbers_of
from qawl.model import Reading, Statement
from qawl.store.values import KnownEdition
from qawl.web.pages.passages import Passage, passages_of


def reading_context(reading: Reading) -> dict[str, Any]:
    """Return what `reading.html` shows: the lines with their statements, the usual chain and who departs from it."""
    passages, usual = passages_of(reading), common_way(reading)
    title_at = next((place for place, passage in enumerate(passages) if passage.kind == "title"), -1)
    return {
        "article": reading.article,
        "statements": reading.statements,
        "identifiers": [statement.id for statement in reading.statements],
        "numbers": numbers_of(reading),
        "passages": passages,
        "title_at": title_at,
        "has_title": title_at >= 0,
        "usual": usual,
        "unusual": _unusual(reading.statements, [link.name for link in usual]),
        "editions": tuple(KnownEdition(one.language, one.label, one.url) for one in reading.article.editions),
        "versions": (),
        "refuted": (),
        "corrected_ones": frozenset(),
        "draft": False,
    }


def context_of(reading: Reading, number: int) -> tuple[Passage, ...]:
    """Return the lines that a statement stands in, marked for it alone; `number` counts from 1."""
    alone = Reading(reading.article, reading.speakers, (reading.statements[number - 1],))
    return tuple(passage for passage in passages_of(alone) if any(piece.wrappers for piece in passage.pieces))


def _unusual(statements: tuple[Statement, ...], usual: list[str]) -> set[int]:
    """Return the numbers of the statements that came another way than most."""
    onward = [[link.name for link in onward_links(statement)] for statement in statements]
    return {number for number, names in enumerate(onward, start=1) if names and names != usual}
