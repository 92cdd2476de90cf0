"""`qawl mcp`: the store for assistants, over standard input and output."""

from __future__ import annotations

from typing import Annotated

import typer

from qawl.cli.asking import Db
from qawl.errors import UsageError


def mcp(
    db: Db = None,
    *,
    reader: Annotated[
        str | None, typer.Option("--reader", metavar="NAME", help="encoder (the trained reader, default) or rules.")
    ] = None,
) -> None:
    """Serve the store to an assistant: search, profiles, tracing, reading; the assistant starts this by itself.

    \b
    qawl mcp --db news.db
    """
    try:
        from qawl.mcp.server import build_server  # noqa: PLC0415  an extra, and help should not wait for it
    except ImportError as error:
        raise UsageError("qawl mcp needs one more package: pip install 'qawl[mcp]'") from error
    from qawl.store.store import open_store  # noqa: PLC0415

    with open_store(db, write=False) as store:
        build_server(store, reader=reader).run()
