"""`qawl serve`: the store in the browser."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Annotated

import typer

from qawl.cli.asking import Db
from qawl.errors import UsageError

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(
    db: Db = None,
    *,
    host: Annotated[str, typer.Option(help="The address to listen at; 0.0.0.0 is every one of this machine.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8765,
    host_name: Annotated[
        list[str] | None, typer.Option("--host-name", help="A name that the server goes by, such as qawl.example.org.")
    ] = None,
    token: Annotated[
        str | None, typer.Option(envvar="QAWL_TOKEN", help="Let in only who knows this token.", show_envvar=True)
    ] = None,
    basic: Annotated[
        str | None,
        typer.Option(envvar="QAWL_BASIC", metavar="USER:PASSWORD", help="Basic authentication.", show_envvar=True),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Let nothing be added or changed.")] = False,
    readings_a_minute: Annotated[int, typer.Option(min=1, help="How many pages one client may have read.")] = 10,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="Believe a reverse proxy on this machine about who asks.")
    ] = False,
    reader: Annotated[
        str | None, typer.Option("--reader", metavar="NAME", help="encoder (the trained reader, default) or rules.")
    ] = None,
) -> None:
    """Show the store in the browser: search, articles, speakers, and an interface for programs.

    \b
    qawl serve --db news.db
    qawl serve --host 0.0.0.0 --host-name qawl.example.org --token "$(cat token)" --behind-proxy
    qawl serve --db news.db --read-only --port 8000
    """
    from qawl.web.app import build_app  # noqa: PLC0415  only those who serve load the server
    from qawl.web.settings import Settings  # noqa: PLC0415

    if basic is not None and ":" not in basic:
        raise UsageError("--basic: a colon is missing: write user:password")
    settings = Settings(
        db=db,
        token=token or None,
        basic=basic or None,
        read_only=read_only,
        hosts=tuple(host_name or ()),
        readings_a_minute=readings_a_minute,
        reader=reader,
    )
    with _listen(host, port) as listening:
        app = build_app(settings)
        if host not in _LOOPBACK and not (token or basic):
            typer.echo(f"qawl: {host}: everyone who reaches this machine may read and add: give a --token", err=True)
        _run(app, listening, behind_proxy=behind_proxy)


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises UsageError when the port is taken or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(512)
    except OSError as error:
        listening.close()
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{host}:{port}: cannot listen there ({reason}): choose another with --port") from error
    return listening


def _run(app: object, listening: socket.socket, *, behind_proxy: bool) -> None:
    import uvicorn  # noqa: PLC0415

    config = uvicorn.Config(
        app,  # type: ignore[arg-type]
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=behind_proxy,
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_graceful_shutdown=5,
        timeout_keep_alive=75,  # seconds; a client that thinks for a while finds its connection still open
        h11_max_incomplete_event_size=65_536,
    )
    host, port = listening.getsockname()[:2]
    place = f"[{host}]" if ":" in host else host
    typer.echo(f"http://{place}:{port}/ (Ctrl-C ends)")
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
