"""The index over the statements: FTS5 in SQLite, a tsvector in PostgreSQL.

Both hold the keys of `search`, never the words of the text, so that both find the same. What an old version of a page
said stays in the index; it is listed in `retired` and left out when searching.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from qawl.search.fields import Indexed
from qawl.search.syntax import FIELDS
from qawl.search.terms import All, Any, Asked, Marked, Term

_LETTERS = dict(zip(FIELDS, "csrahgop", strict=True))  # before the keys of each field in PostgreSQL
_EVERY = "_every"  # the tag of every statement, for queries that only say what must be missing
_FARTHEST = 16_000  # PostgreSQL counts no places beyond 16,383
Row = tuple[int, Indexed]


def make_index(connection: Connection) -> None:
    """Make the empty index."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("CREATE TABLE search (number bigint PRIMARY KEY, keys tsvector NOT NULL)"))
        connection.execute(text("CREATE INDEX search_keys ON search USING gin (keys)"))
        return
    # the tokenizer `ascii` leaves letters of other scripts as they are: the keys are folded already
    columns = ", ".join((*FIELDS, "tags"))
    connection.exec_driver_sql(
        f"""CREATE VIRTUAL TABLE search USING fts5({columns}, content='', tokenize="ascii tokenchars '_'")"""
    )


def add_to_index(connection: Connection, rows: Sequence[Row]) -> None:
    """Put statements into the index by their numbers."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        vectors = [{"number": number, "keys": _vector(indexed)} for number, indexed in rows]
        connection.execute(text("INSERT INTO search VALUES (:number, CAST(:keys AS tsvector))"), vectors)
        return
    marks = ", ".join("?" * (len(FIELDS) + 2))
    names = ", ".join((*FIELDS, "tags"))
    connection.exec_driver_sql(
        f"INSERT INTO search (rowid, {names}) VALUES ({marks})",
        [(number, *_columns(indexed)) for number, indexed in rows],
    )


def replace_in_index(connection: Connection, number: int, old: Indexed, new: Indexed) -> None:
    """Put other keys of a statement in the place of those that it was indexed with."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("DELETE FROM search WHERE number = :number"), {"number": number})
    else:  # an index without contents has to be told what to take out
        names, marks = ", ".join((*FIELDS, "tags")), ", ".join("?" * (len(FIELDS) + 2))
        taken_out = f"INSERT INTO search (search, rowid, {names}) VALUES ('delete', {marks})"
        connection.exec_driver_sql(taken_out, (number, *_columns(old)))
    add_to_index(connection, [(number, new)])


def empty_index(connection: Connection) -> None:
    """Throw the index away and make an empty one."""
    connection.execute(text("DROP TABLE search"))
    make_index(connection)


def match_of(asked: Asked, dialect: str) -> str:
    """Return what to ask as the index of a database takes it: an expression of FTS5, or a tsquery."""
    return _tsquery(asked) if dialect == "postgresql" else _fts(asked)


def _columns(indexed: Indexed) -> Iterable[str]:
    yield from (" ".join(indexed.fields.get(field, ())) for field in FIELDS)
    yield " ".join((*indexed.tags, _EVERY))


def _fts(asked: Asked) -> str:
    match asked:
        case Marked(tag):
            return f'tags : "{tag}"'
        case Any(parts):
            return "(" + " OR ".join(_fts(part) for part in parts) + ")"
        case All(parts, without):
            wanted = " AND ".join(_fts(part) for part in parts) or f'tags : "{_EVERY}"'
            unwanted = " OR ".join(_fts(part) for part in without)
            return f"(({wanted}) NOT ({unwanted}))" if unwanted else f"({wanted})"
        case Term():
            field = f"{asked.field} : " if asked.field else ""
            star = " *" if asked.is_prefix else ""
            return field + "(" + " OR ".join(f'"{" ".join(row)}"{star}' for row in asked.readings()) + ")"


def _vector(indexed: Indexed) -> str:
    """Return keys as PostgreSQL writes a tsvector: `'ckey':1,7`."""
    places: dict[str, list[int]] = {f"{tag}": [] for tag in (*indexed.tags, _EVERY)}
    for field, keys in indexed.fields.items():
        for place, key in enumerate(keys[:_FARTHEST], start=1):
            places.setdefault(_LETTERS[field] + key, []).append(place)
    return " ".join(f"'{key}'" + (":" + ",".join(map(str, at)) if at else "") for key, at in places.items())


def _tsquery(asked: Asked) -> str:
    match asked:
        case Marked(tag):
            return f"'{tag}'"
        case Any(parts):
            return "(" + " | ".join(_tsquery(part) for part in parts) + ")"
        case All(parts, without):
            wanted = [_tsquery(part) for part in parts] or [f"'{_EVERY}'"]
            return "(" + " & ".join([*wanted, *(f"!{_tsquery(part)}" for part in without)]) + ")"
        case Term():
            letters = [_LETTERS[asked.field]] if asked.field else list(_LETTERS.values())
            star = ":*" if asked.is_prefix else ""
            rows = [" <-> ".join(f"'{letter}{key}'" for key in row) for letter in letters for row in asked.readings()]
            return "(" + " | ".join(f"({row}{star})" for row in rows) + ")"
