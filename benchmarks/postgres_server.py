"""A PostgreSQL server of our own with its default settings, that lives as long as a benchmark."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = "/usr/lib/postgresql/15/bin"


@contextmanager
def running_server() -> Iterator[str]:
    """Give the address of an empty database; the server and all that it kept are gone afterwards."""
    found = shutil.which("initdb", path=f"{DEBIAN}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        raise SystemExit("the programs of a PostgreSQL server (initdb, pg_ctl) are not on this machine")
    folder = Path(tempfile.mkdtemp(prefix="qawl-pg-", dir="/tmp"))
    prefix, bins = unprivileged(folder), Path(found).parent
    options = f"-c listen_addresses='' -c unix_socket_directories={folder}"

    def run(*command: object) -> None:
        subprocess.run([*prefix, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    run(bins / "initdb", "-D", folder / "db", "-U", "qawl", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    try:
        run(bins / "pg_ctl", "-D", folder / "db", "-w", "-o", options, "-l", folder / "log", "start")
        yield f"postgresql://qawl@/postgres?host={folder}"
        run(bins / "pg_ctl", "-D", folder / "db", "-w", "-m", "fast", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged(folder: Path) -> list[str]:
    """Return how to run a program as someone who is not root: a server refuses to run as root."""
    if os.getuid() != 0:
        return []
    user = next(user for user in pwd.getpwall() if user.pw_name in ("postgres", "nobody"))
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
