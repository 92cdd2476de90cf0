"""`qawl check`: whether a store is whole, and its index made anew."""

from __future__ import annotations

from typing import Annotated

import typer

from qawl.cli.asking import Db
from qawl.cli.counting import many
from qawl.cli.terminal import safe


def check(
    db: Db = None,
    reindex: Annotated[
        bool, typer.Option("--reindex", help="First make the index anew from the statements that are kept.")
    ] = False,
) -> None:
    """Print what is wrong with the store, one line each, and what it holds; the exit status is 1 if something is.

    \b
    qawl check --db news.db
    qawl check --db news.db --reindex
    """
    from qawl.store.store import open_store  # noqa: PLC0415  help and errors should not wait for the database

    with open_store(db, write=reindex) as store:
        if reindex:
            store.reindex()
        problems, counts = store.check(), store.counts()
    for problem in problems:
        print(safe(problem))
    held = " · ".join(many(count, name.replace("_", " ").removesuffix("s")) for name, count in counts.items())
    print(f"{'not whole' if problems else 'whole'}: {held}")
    raise typer.Exit(int(bool(problems)))
