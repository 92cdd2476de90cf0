"""A store of each kind: a file, and a database of a PostgreSQL server of our own that lives as long as the tests."""

import csv
import datetime
import hashlib
import os
import pwd
import shutil
import subprocess
from pathlib import Path

import pytest

from qawl.export.json_lines import from_line
from qawl.languages.pack import load_pack
from qawl.model import Article, Dated, Link, Named, Reading, Speaker, SpeakerRef, Statement
from qawl.span import Span
from qawl.store.store import open_store

BINARIES = Path("/usr/lib/postgresql/15/bin")
READINGS = Path(__file__).parent.parent / "readings"
NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Start a server on a socket in a folder of its own; gives the address without a database."""
    found = shutil.which("initdb", path=f"{BINARIES}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip("the programs of a PostgreSQL server (initdb, pg_ctl) are not on this machine")
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'qawl[postgres]'")
    folder = Path(subprocess.check_output(["mktemp", "-d", "/tmp/qawl-pg-XXXXXX"], text=True).strip())
    as_user = _unprivileged(folder)
    bins = Path(found).parent
    subprocess.run(
        [*as_user, bins / "initdb", "-D", folder / "db", "-U", "qawl", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    control = [*as_user, bins / "pg_ctl", "-D", folder / "db", "-w"]
    subprocess.run(
        [*control, "-o", options, "-l", folder / "log", "start"], check=True, capture_output=True, cwd=folder
    )
    yield f"postgresql://qawl@/{{database}}?host={folder}"
    subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder)
    shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder):
    """Return how to run a program as someone who is not root: a server refuses to run as root."""
    if os.getuid() != 0:
        return []
    user = next(name for name in ("postgres", "nobody") if _has_user(name))
    shutil.chown(folder, user)
    return ["setpriv", f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"]


def _has_user(name):
    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False


@pytest.fixture(scope="session")
def new_database(server):
    """Make databases; gives the address of a new one."""
    import psycopg

    made = iter(range(1_000_000))

    def make():
        name = f"qawl{next(made)}"
        with psycopg.connect(_libpq(server, "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return server.format(database=name)

    return make


def _libpq(server, database):
    return server.format(database=database)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of a store that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    return request.getfixturevalue("new_database")()


@pytest.fixture
def store(address):
    with open_store(address) as opened:
        yield opened


@pytest.fixture(scope="session")
def reading():
    """Gives one of the hand-made readings."""
    return lambda code: from_line((READINGS / f"{code}.json").read_bytes())


@pytest.fixture(scope="session")
def readings_told():
    """The readings of statements.tsv by id: one article with one statement each."""
    with (Path(__file__).parent / "statements.tsv").open(encoding="utf-8", newline="") as table:
        return {row["id"]: make_reading(row) for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)}


def make_reading(row):
    """Return the reading that a row tells of; each of its words stands somewhere in the text."""
    text = "\n".join(row[name] for name in ("content", "role", "speaker", "addressee", "channel", "agency", "outlet"))
    day = datetime.date.fromisoformat(row["date"]) if row["date"] else None
    article = Article(
        id=hashlib.sha256(text.encode()).hexdigest(),
        url=None,
        language=row["lang"],
        direction=load_pack(row["lang"]).direction,
        title=None,
        text=text,
        published=Dated(day) if day else None,
        publisher=Named(row["outlet"]),
    )
    links = [(kind, row[kind]) for kind in ("speaker", "channel", "agency") if row[kind]]
    speaker = SpeakerRef("p1", row["speaker"], row["role"]) if row["speaker"] else None
    statement = Statement(
        id="s1",
        source=_span(text, row["speaker"]),
        cue=None,
        content=(_span(text, row["content"]),),
        kind=row["kind"],
        class_="speech",
        act=row["act"],
        stance=row["stance"],
        speaker=speaker,
        addressee=_span(text, row["addressee"]),
        channel=_span(text, row["channel"]),
        chain=tuple(Link(kind, name) for kind, name in links),
    )
    speakers = (Speaker("p1", row["speaker"], role=row["role"]),) if speaker else ()
    return Reading(article, speakers, (statement,))


def _span(text, words):
    start = text.find(words)
    return Span(start, start + len(words), words) if words else None
