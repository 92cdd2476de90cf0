"""Where a store is: a file, a database of a server, or the default place."""

from __future__ import annotations

import os
import re
from pathlib import Path

from qawl.errors import UsageError

DEFAULT_NAME = "qawl.db"
_SCHEME = re.compile(r"^(\w[\w+.-]*)://")
_SERVER = ("postgresql", "postgres")


def chosen_address(address: str | Path | None) -> str | Path | None:
    """Return the address given, or the one of $QAWL_DB, or None for the default place."""
    return address or os.environ.get("QAWL_DB") or None


def server_address(address: str | Path | None) -> str | None:
    """Return the address of a server as SQLAlchemy takes it, or None for a file. Raises UsageError for other kinds."""
    scheme = _SCHEME.match(str(address or ""))
    if scheme is None:
        return None
    if scheme[1] not in _SERVER:
        raise UsageError(f'--db "{shown(address)}": a store is a file or postgresql://user@host/database')
    return "postgresql+psycopg://" + str(address)[scheme.end() :]


def file_place(address: str | Path | None) -> Path:
    """Return the file of a store: `address`, or qawl/qawl.db in the folder for data of this user."""
    if address:
        return Path(address).expanduser()
    home = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA") or "~/.local/share"
    return Path(home).expanduser() / "qawl" / DEFAULT_NAME


def shown(address: str | Path | None) -> str:
    """Return an address as messages show it: without a password."""
    return re.sub(r"(//[^:/@]*):[^@/]*@", r"\1:…@", str(address))
