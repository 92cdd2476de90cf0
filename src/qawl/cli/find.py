"""`qawl find`: statements in a store, on the terminal, as JSON Lines or as a table."""

from __future__ import annotations

import sys
from typing import Annotated

import msgspec
import typer

from qawl.cli import asking
from qawl.cli.asking import Db
from qawl.cli.hits import print_hits
from qawl.cli.terminal import make_console
from qawl.errors import UsageError
from qawl.export.json_lines import to_line
from qawl.export.table import to_table
from qawl.search.query import Query


def find(
    query: asking.Words = "",
    *,
    db: Db = None,
    speaker: asking.Speaker = None,
    role: asking.Role = None,
    addressee: asking.Addressee = None,
    channel: asking.Channel = None,
    agency: asking.Agency = None,
    outlet: asking.Outlet = None,
    lang: asking.Langs = None,
    act: asking.Acts = None,
    kind: asking.Kinds = None,
    stance: asking.Stances = None,
    since: asking.Since = None,
    until: asking.Until = None,
    exact_script: asking.ExactScript = False,
    sort: asking.Sorting = "newest",
    limit: asking.Limit = 20,
    page: asking.Paging = 1,
    json: Annotated[bool, typer.Option("--json", help="Print one statement a line and nothing else.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print a table.")] = False,
) -> None:
    """Find statements: words in any form, names in any script.

    \b
    qawl find 'guarantees -bridge' --since 2024-01-01
    qawl find '"written guarantees" OR ضمانات' --lang en --lang ar
    qawl find --speaker Zakharova --act deny --csv > denied.csv
    """
    if json and csv:
        raise UsageError("--json and --csv: choose one of them")
    options = {
        "text": query, "speaker": speaker, "role": role, "addressee": addressee, "channel": channel, "agency": agency,
        "outlet": outlet, "lang": lang or (), "act": act or (), "kind": kind or (), "stance": stance or (),
        "since": asking.day("--since", since), "until": asking.day("--until", until),
        "exact_script": exact_script, "sort": sort, "limit": limit, "offset": (page - 1) * limit,
    }  # fmt: skip
    _answer(msgspec.convert(options, Query), db, as_json=json, as_table=csv)


def _answer(query: Query, db: str | None, *, as_json: bool, as_table: bool) -> None:
    from qawl.store.store import open_store  # noqa: PLC0415  help and errors should not wait for the database

    query = asking.check_query(query)
    with open_store(db, write=False) as store:
        found = store.find(query)
    if as_json:
        sys.stdout.buffer.writelines(to_line(hit) for hit in found.hits)
    elif as_table:
        sys.stdout.buffer.write(to_table(found.hits))
    else:
        print_hits(make_console(), found, page=query.offset // query.limit + 1)
    sys.stdout.flush()
    raise typer.Exit(int(not found.hits))
