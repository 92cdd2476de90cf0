"""What is looked for: words in the query language, and the filters beside them."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

Sort = Literal["newest", "oldest", "best"]


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A search. All that is given must hold; the values of one listed filter are alternatives.

    `text` is in the query language of docs/query.md. `since` and `until` are days of publication, both included.
    `exact_script` finds a name only in the script it is written in. `limit` is the size of a page of hits.
    """

    text: str = ""
    speaker: str | None = None
    role: str | None = None
    addressee: str | None = None
    channel: str | None = None
    agency: str | None = None
    outlet: str | None = None
    lang: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    exact_script: bool = False
    sort: Sort = "newest"
    limit: int = 20
    offset: int = 0


def is_open(query: Query) -> bool:
    """Whether a query leaves nothing out."""
    anything = Query(exact_script=query.exact_script, sort=query.sort, limit=query.limit, offset=query.offset)
    return query == anything
