"""The options of a search, checked before the store is opened."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, get_args

import typer

from qawl.errors import UsageError
from qawl.languages.pack import load_pack
from qawl.model import Kind, Stance
from qawl.search.query import Query, Sort

Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="FILE",
        help="The store: a file, or postgresql://user@host/database; without it $QAWL_DB or the file of this user.",
    ),
]
Words = Annotated[str, typer.Argument(metavar="QUERY", help="Words; see docs/query.md.", show_default=False)]
Speaker = Annotated[str | None, typer.Option(help="Who said it, in any script.")]
Role = Annotated[str | None, typer.Option(help="The speaker's role, as the page states it.")]
Addressee = Annotated[str | None, typer.Option(help="To whom it was said.")]
Channel = Annotated[str | None, typer.Option(help="Where it was said: a broadcast, an account, an interview.")]
Agency = Annotated[str | None, typer.Option(help="The agency that passed it on.")]
Outlet = Annotated[str | None, typer.Option(help="The publisher of the page.")]
Langs = Annotated[list[str] | None, typer.Option("--lang", help="The language of the page; several are alternatives.")]
Acts = Annotated[list[str] | None, typer.Option("--act", help="What was done by saying it: deny, demand, promise …")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help="direct, indirect or mixed.")]
Stances = Annotated[list[str] | None, typer.Option("--stance", help="neutral, distancing or endorsing.")]
Since = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Published on that day or later.")]
Until = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Published on that day or earlier.")]
ExactScript = Annotated[bool, typer.Option("--exact-script", help="Find names only in the script they are written in.")]
Sorting = Annotated[str, typer.Option("--sort", help="newest, oldest or best.")]
Limit = Annotated[int, typer.Option(min=1, max=1000, help="Statements on a page.")]
Paging = Annotated[int, typer.Option("--page", min=1, help="Which page.")]


def check_query(query: Query) -> Query:
    """Return a query as it is. Raises UsageError for a value that no statement can have."""
    for code in query.lang:
        load_pack(code)
    _check("--kind", query.kind, get_args(Kind))
    _check("--stance", query.stance, get_args(Stance))
    _check("--sort", (query.sort,), get_args(Sort))
    if query.since and query.until and query.since > query.until:
        raise UsageError(f"--since {query.since} is after --until {query.until}: give the earlier day first")
    return query


def day(option: str, stated: str | None) -> datetime.date | None:
    """Return the day that an option states. Raises UsageError when it is none."""
    try:
        return None if stated is None else datetime.date.fromisoformat(stated)
    except ValueError as error:
        raise UsageError(f'{option} "{stated}": this is no day: write it as 2021-12-16') from error


def _check(option: str, given: Sequence[str], known: Sequence[str]) -> None:
    for value in given:
        if value not in known:
            raise UsageError(f'{option} "{value}": choose from {", ".join(known)}')
