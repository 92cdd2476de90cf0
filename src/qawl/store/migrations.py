"""The versions of a store's tables: each step and its record are one transaction."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import DBAPIError

from qawl import __version__
from qawl.errors import DamagedStore, NewerStore, StoreError
from qawl.search.keys import RULES
from qawl.store import speakers, whole
from qawl.store.index import make_index
from qawl.store.tables import AS_READ, CORRECTION, FAILURE, FEED, MEMBER, METADATA, MIGRATION, SETTING, STATEMENT

Step = Callable[[Connection], None]


def migrate(connection: Connection, where: str) -> None:
    """Bring a store to the tables of this version. Raises NewerStore and DamagedStore."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(74381)"))  # two that make the same store
        connection.execute(text("CREATE SCHEMA IF NOT EXISTS qawl"))
    done = applied(connection, where)
    for number, step in enumerate(STEPS, start=1):
        if number > done:
            step(connection)
            record = {"number": number, "name": step.__name__.strip("_").replace("_", " "), "qawl": __version__}
            connection.execute(MIGRATION.insert(), record)
    if _follows_older_words(connection, where):
        whole.reindex(connection)


def require(connection: Connection, where: str) -> None:
    """Check that a store can be read as it is. Raises StoreError when it must be brought up to date first."""
    done = applied(connection, where)
    if done == 0:
        raise StoreError(f"{where}: there is no store: `qawl add` makes one")
    if done < len(STEPS) or _follows_older_words(connection, where):
        raise StoreError(f"{where}: the store was made by an older qawl: open it once where it may be written to")


def applied(connection: Connection, where: str) -> int:
    """Return the last step that a store has gone through, 0 for an empty database."""
    try:
        tables = set(inspect(connection).get_table_names())
    except DBAPIError as error:
        if "syntax error" in str(error):
            raise DamagedStore(f"{where}: the file is no store: choose another") from error
        raise
    if MIGRATION.name not in tables:
        if tables:
            raise DamagedStore(f"{where}: this database holds something else ({min(tables)}): choose another file")
        return 0
    done = connection.execute(select(MIGRATION.c.number).order_by(MIGRATION.c.number.desc())).scalar() or 0
    if done > len(STEPS):
        made = connection.execute(select(MIGRATION.c.qawl).where(MIGRATION.c.number == done)).scalar()
        raise NewerStore(f"{where}: the store was made by qawl {made}, this is {__version__}: install the newer one")
    return int(done)


def _follows_older_words(connection: Connection, where: str) -> bool:
    """Whether words are looked up by older rules: then none of them is found. Raises NewerStore for newer ones."""
    rules = whole.word_rules(connection)
    if rules > RULES:
        told = f"the index follows word rules {rules}, qawl {__version__} knows {RULES}"
        raise NewerStore(f"{where}: {told}: install the newer one")
    return rules < RULES


def _first_tables(connection: Connection) -> None:
    METADATA.create_all(connection)
    make_index(connection)
    connection.execute(SETTING.insert(), {"name": "word rules", "value": str(RULES)})


def _feeds_and_origins(connection: Connection) -> None:
    """Add the state of feeds, and where a source that failed was found; a new store has both already."""
    FEED.create(connection, checkfirst=True)
    if "origin" not in {column["name"] for column in inspect(connection).get_columns(FAILURE.name)}:
        connection.execute(text("ALTER TABLE failure ADD COLUMN origin TEXT"))


def _corrections(connection: Connection) -> None:
    """Add corrections by hand, and the kind and stance of a statement as columns; a new store has all of it."""
    for table in (AS_READ, CORRECTION):
        table.create(connection, checkfirst=True)
    if "kind" in {column["name"] for column in inspect(connection).get_columns(STATEMENT.name)}:
        return
    for column in ("kind", "stance"):
        connection.execute(text(f"ALTER TABLE statement ADD COLUMN {column} TEXT"))
    is_server = connection.dialect.name == "postgresql"
    value = "CAST(statement AS jsonb) ->> '{}'" if is_server else "json_extract(statement, '$.{}')"
    connection.execute(text(f"UPDATE statement SET kind = {value.format('kind')}, stance = {value.format('stance')}"))


def _members(connection: Connection) -> None:
    """Add who makes up the groups that pages list by name; a new store has the table already."""
    MEMBER.create(connection, checkfirst=True)


def _partings(connection: Connection) -> None:
    """Let the speakers follow the partings that stand: older ones parted more names than the one they named."""
    speakers.settle_parted(connection)


STEPS: tuple[Step, ...] = (_first_tables, _feeds_and_origins, _corrections, _members, _partings)
