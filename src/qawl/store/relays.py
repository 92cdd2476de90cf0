"""Who passes whose words on, over everything that a query finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Any, cast

import msgspec
from sqlalchemy import Connection, select

from qawl.fold import fold_words
from qawl.languages.pack import all_packs
from qawl.model import LinkKind
from qawl.search.query import Query
from qawl.store.finding import some_numbers
from qawl.store.tables import LINK, SPEAKER, STATEMENT
from qawl.store.values import Giver, Relay

SHOWN = 100
SAMPLE = 5_000  # the newest statements found that are counted
_AT_ONCE = 900
_COLUMNS = ("name", "kind", "id", "example")


def relays(connection: Connection, query: Query) -> tuple[Relay, ...]:
    """Give the commonest steps of the ways that found statements took, those of the newest statements."""
    numbers = some_numbers(connection, msgspec.structs.replace(query, sort="newest"), None, SAMPLE)
    counts: Counter[tuple[str, str]] = Counter()
    shown: dict[str, Giver] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        for way in _ways(connection, numbers[start : start + _AT_ONCE]):
            known = [(f"{giver.kind} {_identity(giver.name)}", giver) for giver in way]
            for identity, giver in known:
                shown.setdefault(identity, giver)
            counts.update(pairwise(identity for identity, _ in known))
    commonest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    return tuple(Relay(shown[giver], shown[taker], count) for (giver, taker), count in commonest)


def _ways(connection: Connection, numbers: Sequence[int]) -> Iterator[list[Giver]]:
    """Give the way of each statement, from the speaker to the page."""
    speakers = _speakers(connection, numbers)
    links = select(LINK).where(LINK.c.statement.in_(numbers)).order_by(LINK.c.statement, LINK.c.step)
    for number, rows in groupby(connection.execute(links), key=lambda row: row.statement):
        first = [Giver("speaker", speakers[number])] if number in speakers else []
        yield [*first, *(_giver(row) for row in rows)]


def _giver(row: Any) -> Giver:
    return Giver(cast(LinkKind, row.kind), row.name)


def _speakers(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    head = SPEAKER.alias("head")
    rows = connection.execute(
        select(STATEMENT.c.number, head.c.name)
        .select_from(STATEMENT)
        .join(SPEAKER, SPEAKER.c.number == STATEMENT.c.speaker)
        .join(head, head.c.number == SPEAKER.c.head)
        .where(STATEMENT.c.number.in_(numbers))
    )
    return {row.number: row.name for row in rows}


def _identity(name: str) -> str:
    """Return what the names of one agency in all scripts share."""
    folded = fold_words(name)
    return _identities().get(folded, folded)


@cache
def _identities() -> dict[str, str]:
    rows = [row for pack in all_packs() for row in pack.table("agencies.tsv", _COLUMNS)]
    return {fold_words(form): f"#{row['id']}" for row in rows for form in row.listed("name")}
