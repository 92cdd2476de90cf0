"""Whether a store is whole, what it holds, and its index made anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select, text, update

from qawl.search.fields import Indexed, index_statement
from qawl.search.keys import RULES
from qawl.store.index import add_to_index, empty_index
from qawl.store.rows import further_names, head_from, statement_of
from qawl.store.tables import ARTICLE, FAILURE, RETIRED, SETTING, SOURCE, SPEAKER, STATEMENT

_WORD_RULES = "word rules"
_AT_ONCE = 2_000
_ASKED = (
    (
        "a statement without its article",
        "SELECT count(*) FROM statement WHERE article NOT IN (SELECT number FROM article)",
    ),
    ("a version without its article", "SELECT count(*) FROM source WHERE article NOT IN (SELECT number FROM article)"),
    ("an article without a source", "SELECT count(*) FROM article WHERE number NOT IN (SELECT article FROM source)"),
    (
        "a statement by a speaker who is missing",
        "SELECT count(*) FROM statement WHERE speaker IS NOT NULL AND speaker NOT IN (SELECT number FROM speaker)",
    ),
    ("a speaker without a head", "SELECT count(*) FROM speaker WHERE head NOT IN (SELECT number FROM speaker)"),
)  # fmt: skip


def problems(connection: Connection) -> Iterator[str]:
    """Give what is wrong, one line each."""
    is_server = connection.dialect.name == "postgresql"
    if not is_server:
        found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
        yield from (f"the file is damaged: {line}" for line in found if line != "ok")
    for problem, counted in _ASKED:
        count = connection.execute(text(counted)).scalar()
        if count:
            yield f"{problem}: {count} times"
    statements = connection.execute(select(func.count()).select_from(STATEMENT)).scalar()
    indexed = connection.execute(text(f"SELECT count(*) FROM {'search' if is_server else 'search_docsize'}")).scalar()
    if statements != indexed:
        yield f"{statements} statements are kept but {indexed} are in the index: make it anew"
    rules = connection.execute(select(SETTING.c.value).where(SETTING.c.name == _WORD_RULES)).scalar()
    if rules != str(RULES):
        yield f"the index follows word rules {rules}, this qawl has {RULES}: make it anew"


def reindex(connection: Connection) -> None:
    """Make the index anew by the word rules of this version."""
    empty_index(connection)
    after = -1
    while rows := _some(connection, after):
        add_to_index(connection, [(row.number, _indexed(row.reading, row.statement)) for row in rows])
        after = rows[-1].number
    connection.execute(update(SETTING).where(SETTING.c.name == _WORD_RULES).values(value=str(RULES)))


def counts(connection: Connection) -> dict[str, int]:
    """Give how much a store holds; old versions and retired statements are left out."""
    current = ARTICLE.c.is_current.is_(True)
    asked = {
        "articles": select(func.count()).select_from(ARTICLE).where(current),
        "old_versions": select(func.count()).select_from(ARTICLE).where(~current),
        "statements": select(func.count()).select_from(STATEMENT),
        "speakers": select(func.count()).select_from(SPEAKER).where(SPEAKER.c.head == SPEAKER.c.number),
        "sources": select(func.count(SOURCE.c.source.distinct())),
        "failures": select(func.count()).select_from(FAILURE),
    }
    found = {name: int(connection.execute(count).scalar() or 0) for name, count in asked.items()}
    retired = connection.execute(select(func.count()).select_from(RETIRED)).scalar() or 0
    return {**found, "statements": found["statements"] - int(retired)}


def _some(connection: Connection, after: int) -> Sequence[Any]:
    joined = STATEMENT.join(ARTICLE, ARTICLE.c.number == STATEMENT.c.article)
    return connection.execute(
        select(STATEMENT.c.number, STATEMENT.c.statement, ARTICLE.c.reading)
        .select_from(joined)
        .where(STATEMENT.c.number > after)
        .order_by(STATEMENT.c.number)
        .limit(_AT_ONCE)
    ).all()


def _indexed(head: str, row: str) -> Indexed:
    statement = statement_of(row)
    kept = head_from(head)
    identity = statement.speaker.id if statement.speaker else ""
    return index_statement(kept.article, statement, further_names(kept.speakers).get(identity, ()))
