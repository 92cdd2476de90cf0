"""`qawl export`: what a store holds, or what a query finds in it, in the format of another program."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
import typer

from qawl.cli import asking
from qawl.cli.asking import Db
from qawl.cli.counting import counted, many
from qawl.cli.terminal import safe
from qawl.errors import UsageError
from qawl.search.query import Query

FormatName = Annotated[
    str,
    typer.Option("--format", help="jsonl, csv, parquet, annotation, schema, ftm, tei or brat; see docs/export.md."),
]
Out = Annotated[Path | None, typer.Option(metavar="FILE", help="Where to; without it, or as -, to standard output.")]


def export(
    query: asking.Words = "",
    *,
    db: Db = None,
    format_: FormatName = "jsonl",
    out: Out = None,
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
) -> None:
    """Write the whole store, or only the statements that a query finds, for another program.

    \b
    qawl export > everything.jsonl
    qawl export guarantees --lang ru --format csv --out guarantees.csv
    qawl export --speaker Zakharova --since 2024-01-01 --format tei --out zakharova.xml
    """
    options = {
        "text": query, "speaker": speaker, "role": role, "addressee": addressee, "channel": channel, "agency": agency,
        "outlet": outlet, "lang": lang or (), "act": act or (), "kind": kind or (), "stance": stance or (),
        "since": asking.day("--since", since), "until": asking.day("--until", until), "exact_script": exact_script,
    }  # fmt: skip
    _export(asking.check_query(msgspec.convert(options, Query)), db, format_, None if str(out) == "-" else out, out)


def _export(query: Query, db: str | None, name: str, path: Path | None, given: Path | None) -> None:
    from qawl.export.formats import format_named  # noqa: PLC0415  help and errors should not wait for all of these
    from qawl.store.store import open_store  # noqa: PLC0415

    chosen = format_named(name)
    if not chosen.is_text and given is None:
        raise UsageError(f"--format {name}: this is no text: name a file with --out, such as --out news{chosen.suffix}")
    with open_store(db, write=False) as store:
        readings = store.matching(query)
        if path is None:
            chosen.write(counted(readings), sys.stdout.buffer)
            sys.stdout.flush()
            return
        with whole_file(path) as file:
            count = chosen.write(counted(readings), file)
    print(f"{safe(str(path))}: {many(count, 'statement')}")


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that takes its place only when all is written. Raises UsageError when it cannot be."""
    try:
        place = path.resolve()
        if place.exists() and not place.is_file():  # a device or a pipe: nothing may take its place
            with place.open("wb") as file:
                yield file
            return
        part = place.with_name(f".{place.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"--out {path}: the file cannot be written ({reason}): choose another place") from error
