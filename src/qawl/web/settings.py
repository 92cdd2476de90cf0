"""What a server is told when it starts."""

from __future__ import annotations

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How to serve.

    `db` is the address of the store as everywhere. With `token` a reader shows it once in the browser, a program in
    each request; `basic` is `user:password` for basic authentication. `hosts` are names that the server goes by beside
    localhost and bare numbers. `readings_a_minute` is how many pages one client may have read. `body_limit` is bytes.
    `languages` are those of the interface, all when empty. `reader` is the name of the reader of new pages.
    """

    db: str | None = None
    token: str | None = None
    basic: str | None = None
    read_only: bool = False
    hosts: tuple[str, ...] = ()
    readings_a_minute: int = 10
    body_limit: int = 2_000_000
    allow_private: bool = False
    languages: tuple[str, ...] = ()
    reader: str | None = None
