"""Connections to the file of a store, and when one that may only read has to be made anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.exc import DisconnectionError

_PATIENCE = 60  # seconds that one writer waits for another
_CLOSED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)  # to who may not write beside the file

State = tuple[tuple[int, ...], ...]  # of the file and its journal


class FileConnection(sqlite3.Connection):
    """A connection to a file.

    `unchanging` is the state of a file that is read as one that does not change: without locks, and without a look at
    what a writer does. It is None where writers are seen.
    """

    unchanging: State | None = None
    is_new = True


def connect(path: Path) -> FileConnection:
    """Connect to a file that may be written to, and make it if it is not there."""
    return _connect(path, "mode=rwc")


def connect_reader(path: Path) -> FileConnection:
    """Connect to a file that may not be written to: with its journal, whose locks a writer sees, where it has one."""
    state = _state(path)
    if _journal(path).exists():
        connection = _connect(path, "mode=ro")
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()  # only now the journal is opened
            return connection
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF not in _CLOSED:
                raise
    # without a journal a reader would have to make one, which it may not (on read-only media, in a folder of others),
    # or which the writer could not write to; nobody writes at this moment, and `look_again` sees when somebody did
    connection = _connect(path, "mode=ro&immutable=1")
    connection.unchanging = state
    return connection


def look_again(path: Path, connection: FileConnection, *_: object) -> None:
    """Refuse a kept connection that reads a file as unchanging when it has changed: the pool then makes a new one.

    A new connection is never refused, or a writer who does not rest could keep the pool from giving any.
    """
    is_new, connection.is_new = connection.is_new, False
    if not is_new and connection.unchanging not in (None, _state(path)):
        raise DisconnectionError(f"{path}: written to since it was opened")


def _connect(path: Path, mode: str) -> FileConnection:
    where, kind = f"file:{quote(str(path.absolute()))}?{mode}", FileConnection
    return sqlite3.connect(
        where, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False, factory=kind
    )


def _journal(path: Path) -> Path:
    return Path(f"{path.resolve()}-wal")


def _state(path: Path) -> State:
    """Return what changes with every write to a file or its journal; nothing of one that is not there."""
    return tuple(_traits(one) for one in (path, _journal(path)))


def _traits(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
