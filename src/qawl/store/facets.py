"""How many of the found statements have which speaker, role, language, outlet, agency, act, kind and stance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, func, select

from qawl.search.query import Query
from qawl.store.finding import some_numbers
from qawl.store.tables import ARTICLE, LINK, SPEAKER, STATEMENT
from qawl.store.values import Facet, Facets

SHOWN = 12
SAMPLE = 5_000  # the newest statements found that are counted
_AT_ONCE = 900  # numbers in one question: databases bound them
FIELDS = ("speaker", "role", "lang", "outlet", "agency", "act", "kind", "stance")
_NONE: Mapping[str, tuple[str, ...] | None] = {
    "speaker": None, "role": None, "outlet": None, "agency": None, "lang": (), "act": (), "kind": (), "stance": (),
}  # fmt: skip


def facets(connection: Connection, query: Query) -> Facets:
    """Count the newest statements that a query finds by their values."""
    numbers = _found(connection, query)
    counted = _counted(connection, numbers, FIELDS)
    for field in FIELDS:
        if getattr(query, field):
            wider = msgspec.structs.replace(query, **{field: _NONE[field]})
            counted |= _counted(connection, _found(connection, wider), (field,))
    shown = {field: tuple(Facet(value, count) for value, count in _top(counted[field])) for field in FIELDS}
    return Facets(**shown, counted=len(numbers), is_sample=len(numbers) == SAMPLE)


def _found(connection: Connection, query: Query) -> Sequence[int]:
    return some_numbers(connection, msgspec.structs.replace(query, sort="newest"), None, SAMPLE)


def _counted(connection: Connection, numbers: Sequence[int], fields: Iterable[str]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {field: Counter() for field in fields}
    own = {"role": STATEMENT.c.role, "act": STATEMENT.c.act, "kind": STATEMENT.c.kind, "stance": STATEMENT.c.stance}
    of_article = {"lang": ARTICLE.c.language, "outlet": ARTICLE.c.outlet}
    columns = {name: column for name, column in {**own, **of_article}.items() if name in counts}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        if columns:
            joined = select(*columns.values()).join_from(STATEMENT, ARTICLE, ARTICLE.c.number == STATEMENT.c.article)
            rows = connection.execute(joined.where(STATEMENT.c.number.in_(some)))
            for field, values in zip(columns, zip(*rows, strict=True), strict=False):
                counts[field].update(value for value in values if value)
        if "speaker" in counts:
            counts["speaker"].update(_speakers(connection, some))
        if "agency" in counts:
            counts["agency"].update(_agencies(connection, some))
    return counts


def _speakers(connection: Connection, numbers: Sequence[int]) -> dict[str, int]:
    head = SPEAKER.alias("head")
    rows = connection.execute(
        select(head.c.name, func.count())
        .select_from(STATEMENT)
        .join(SPEAKER, SPEAKER.c.number == STATEMENT.c.speaker)
        .join(head, head.c.number == SPEAKER.c.head)
        .where(STATEMENT.c.number.in_(numbers))
        .group_by(head.c.name)
    )
    return {row[0]: row[1] for row in rows}


def _agencies(connection: Connection, numbers: Sequence[int]) -> dict[str, int]:
    is_agency = (LINK.c.kind == "agency") & LINK.c.statement.in_(numbers)
    rows = connection.execute(select(LINK.c.name, func.count()).where(is_agency).group_by(LINK.c.name))
    return {row[0]: row[1] for row in rows}


def _top(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
