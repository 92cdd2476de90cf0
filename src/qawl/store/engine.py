"""Connections to the database of a store, and its errors in our own words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from qawl.errors import DamagedStore, StoreError, UsageError
from qawl.store.files import connect, connect_reader, look_again
from qawl.store.place import file_place, server_address, shown
from qawl.store.tables import MIGRATION

_READER_CACHE = -65536  # KiB of pages that a connection keeps
_CONNECTIONS = 10  # kept open, each with what it has in memory: as many as a server has threads that ask
_STEPS = 100_000  # of the machine of SQLite between two looks at the clock
_SCHEMA = "qawl"  # the team's database may hold other things


def open_engine(address: str | Path | None, *, write: bool, longest: float | None = None) -> Engine:
    """Return an engine for the store at an address; nothing is connected yet except to look for the file.

    `longest` is how many seconds one look into the store may take; what writes may take as long as it needs.
    """
    engine = _engine(address, write=write)
    if longest is not None:
        event.listen(engine, "begin", partial(_limit, longest=longest))
    return engine


def _engine(address: str | Path | None, *, write: bool) -> Engine:
    server = server_address(address)
    if server is not None:
        return _server_engine(server)
    path = file_place(address)
    if write:
        _make_folder(path)
    elif not path.is_file() or not path.stat().st_size:  # a look must not make a database of an empty file
        raise StoreError(f"{path}: there is no store: `qawl add` makes one")
    return _file_engine(path, is_read_only=not write and not _is_writable(path))


def wait_for_writers(connection: sqlalchemy.Connection) -> None:
    """Let writers of a server wait for each other, as those of a file do: they give out numbers, and settle."""
    if connection.dialect.name == "postgresql":
        connection.execute(sqlalchemy.text("SELECT pg_advisory_xact_lock(74382)"))


@contextmanager
def telling(where: str) -> Iterator[None]:
    """Turn the errors of a database into errors of the store."""
    try:
        yield
    except DBAPIError as error:
        raise _told(where, error.orig or error) from error
    except sqlite3.Error as error:
        raise _told(where, error) from error


def _told(where: str, error: BaseException) -> StoreError:
    words = str(error).strip().split("\n")[0]
    if "malformed" in words or "not a database" in words or "encrypted" in words:
        return DamagedStore(f"{where}: the file is damaged or is no store ({words}): restore a copy, or choose another")
    remedies = {
        "interrupted": "this takes too long: ask for less, or by days",
        "statement timeout": "this takes too long: ask for less, or by days",
        "locked": "another program holds it for long: try again when that is done",
        "full": "the disk is full: make room; what was kept before is safe",
        "disk I/O": "the disk fails: check it; what was kept before is safe",
        "readonly": "it may only be read: change its permissions, or choose another place",
        "unable to open": "it cannot be opened: check that the folder is there and may be written to",
        "connection": "the server does not answer: check the address and that it runs",
    }
    remedy = next((remedy for sign, remedy in remedies.items() if sign in words), "please report this")
    return StoreError(f"{where}: {words}: {remedy}")


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(f"{path.parent}: the folder cannot be made ({reason}): choose another place") from error
    if path.is_dir():
        raise UsageError(f"{path}: this is a folder: name a file in it, such as {path / 'qawl.db'}")


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _file_engine(path: Path, *, is_read_only: bool) -> Engine:
    make, pool = partial(connect_reader if is_read_only else connect, path), sqlalchemy.pool.QueuePool
    engine = create_engine("sqlite://", creator=make, poolclass=pool, pool_size=_CONNECTIONS, pool_use_lifo=True)
    event.listen(engine, "connect", _set_up_reader if is_read_only else _set_up)
    if is_read_only:
        event.listen(engine, "checkout", partial(look_again, path))
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not tables or MIGRATION.name in tables:  # the file of another program stays as it is
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # in WAL a crash of the program loses nothing
    _set_up_reader(connection, _)


def _set_up_reader(connection: sqlite3.Connection, _: object) -> None:
    connection.execute(f"PRAGMA cache_size = {_READER_CACHE}")
    connection.execute("PRAGMA mmap_size = 1073741824")


def _begin(connection: sqlalchemy.Connection) -> None:
    # a transaction that begins as a reader and then writes is refused without waiting while another writes
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _limit(connection: sqlalchemy.Connection, *, longest: float) -> None:
    writes = bool(connection.get_execution_options().get("writes"))
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {0 if writes else int(longest * 1000)}")
        return
    driver: Any = connection.connection.dbapi_connection
    until = None if writes else time.monotonic() + longest
    driver.set_progress_handler(None if until is None else lambda: time.monotonic() > until, _STEPS)


def _server_engine(address: str) -> Engine:
    try:
        url = sqlalchemy.make_url(address)
        engine = create_engine(url, connect_args={"connect_timeout": 10})
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError("PostgreSQL needs one more package: pip install 'qawl[postgres]'") from error
    except (sqlalchemy.exc.ArgumentError, ValueError) as error:
        raise UsageError(
            f'--db "{shown(address)}": this is no address: write postgresql://user@host/database'
        ) from error
    event.listen(engine, "connect", _set_up_session)
    return engine


def _set_up_session(connection: Any, _: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET search_path TO {_SCHEMA}")
    connection.commit()
