"""`qawl find`: statements in a store, on the terminal, as JSON Lines or as a table."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable
from typing import Annotated

import msgspec
import typer

from qawl.cli import asking
from qawl.cli.asking import Db
from qawl.cli.hits import print_hits
from qawl.cli.terminal import make_console
from qawl.errors import UsageError
from qawl.export.json_lines import to_line
from qawl.search.query import Query
from qawl.store.values import Hit

COLUMNS = (
    "published", "language", "speaker", "role", "act", "kind", "class", "stance", "content", "addressee", "channel",
    "agency", "outlet", "title", "source", "url", "article", "start", "end",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
        sys.stdout.buffer.write(to_table(found.hits).encode())
    else:
        print_hits(make_console(), found, page=query.offset // query.limit + 1)
    sys.stdout.flush()
    raise typer.Exit(int(not found.hits))


def to_table(hits: Iterable[Hit]) -> str:
    """Return hits as CSV with a header. A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for hit in hits:
        writer.writerow([_cell(value) for value in _row(hit)])
    return table.getvalue()


def _row(hit: Hit) -> Iterable[object]:
    said, article = hit.statement, hit.article
    speaker, agencies = said.speaker, [link.name for link in said.chain if link.kind == "agency"]
    yield from (article.published, article.language)
    yield from (speaker.name, speaker.role) if speaker else (said.source.text if said.source else None, None)
    yield from (said.act, said.kind, said.class_, said.stance)
    yield " … ".join(span.text for span in said.content)
    yield from (span.text if span else None for span in (said.addressee, said.channel))
    yield from ("; ".join(agencies), article.outlet, article.title, article.source, article.url, article.id)
    yield from (said.content[0].start, said.content[-1].end)


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
