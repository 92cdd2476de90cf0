"""Whether a store is whole, what it holds, and all that it looks up by made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, func, select, text, update

from qawl.model import Reading, Statement
from qawl.search.fields import Indexed, index_statement
from qawl.search.keys import RULES
from qawl.store import speakers
from qawl.store.index import add_to_index, empty_index
from qawl.store.rows import further_names, reading_of
from qawl.store.tables import ARTICLE, FAILURE, RETIRED, SETTING, SOURCE, SPEAKER, STATEMENT

_WORD_RULES = "word rules"
_AT_ONCE = 500
_REMEDY = "`qawl check --reindex` makes it anew"
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
        yield f"{statements} statements are kept but {indexed} are in the index: {_REMEDY}"
    if (rules := word_rules(connection)) != RULES:
        yield f"the index follows word rules {rules}, this qawl has {RULES}: {_REMEDY}"


def word_rules(connection: Connection) -> int:
    """Return the number of the word rules that everything is looked up by."""
    return int(connection.execute(select(SETTING.c.value).where(SETTING.c.name == _WORD_RULES)).scalar() or 0)


def reindex(connection: Connection) -> None:
    """Make the index, and the words that speakers are found by, anew by the word rules of this version."""
    empty_index(connection)
    speakers.learn_bearers_anew(connection)
    after = -1
    # in the order of the numbers: for one that is less than the one before, FTS5 writes all that it holds to the file
    while rows := _some(connection, after):
        for reading, numbers in _readings(connection, rows):
            speakers.learn_words(connection, reading)
            indexed = (_indexed(reading, statement) for statement in reading.statements)
            add_to_index(connection, list(zip(numbers, indexed, strict=True)))
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
    columns = (STATEMENT.c.number, STATEMENT.c.article, STATEMENT.c.statement)
    following = select(*columns).where(STATEMENT.c.number > after).order_by(STATEMENT.c.number)
    return connection.execute(following.limit(_AT_ONCE)).all()


def _readings(connection: Connection, rows: Iterable[Any]) -> Iterator[tuple[Reading, list[int]]]:
    """Give the readings that rows are of, with these statements alone and their numbers."""
    for article, together in groupby(rows, lambda row: row.article):
        said = list(together)
        head = connection.execute(select(ARTICLE.c.reading).where(ARTICLE.c.number == article)).scalar_one()
        yield reading_of(head, [row.statement for row in said]), [row.number for row in said]


def _indexed(reading: Reading, statement: Statement) -> Indexed:
    identity = statement.speaker.id if statement.speaker else ""
    return index_statement(reading.article, statement, further_names(reading.speakers).get(identity, ()))
