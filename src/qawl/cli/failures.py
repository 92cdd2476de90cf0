"""`qawl failures`: what could not be read, why, and how often it was tried."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from qawl.cli.asking import Db
from qawl.cli.terminal import isolated, safe
from qawl.export.json_lines import to_line


def failures(
    db: Db = None,
    json: Annotated[bool, typer.Option("--json", help="Print one failure a line and nothing else.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Forget them all once they are printed.")] = False,
) -> None:
    """List the sources that could not be read and were not read since, the latest first; the exit status is 1.

    \b
    qawl failures
    qawl failures --json | jq -r .source
    """
    from qawl.store.store import open_store  # noqa: PLC0415  help and errors should not wait for the database

    with open_store(db, write=forget) as store:
        failed = store.failures()
        for failure in failed:
            if json:
                sys.stdout.buffer.write(to_line(failure))
                continue
            tries = "once" if failure.tries == 1 else f"{failure.tries:,} times"
            print(f"{failure.at:%Y-%m-%d %H:%M}  tried {tries}  {isolated(safe(failure.reason))}")
            if failure.origin:
                print(f"                  in {isolated(safe(failure.origin))}")
        if forget:
            with store.together():
                for failure in failed:
                    store.forget(failure.source)
    sys.stdout.flush()
    raise typer.Exit(int(bool(failed)))
