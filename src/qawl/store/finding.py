"""Find statements: the query and its filters as one question to the index, and one page of hits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, select, text

from qawl.errors import UsageError
from qawl.search.mark import cut_piece
from qawl.search.query import Query
from qawl.search.syntax import FIELDS, TAGS, Both, Either, Field, Node, Tag, Words, parse
from qawl.search.terms import Asked, Namesakes, Term, ask, terms_of
from qawl.store.index import match_of
from qawl.store.rows import end_number, first_number, head_from, published_on, statement_of
from qawl.store.speakers import joined_names, namesakes
from qawl.store.tables import ARTICLE, SOURCE, STATEMENT
from qawl.store.values import Hit, Hits, Place, Snippet

COUNTED = 1_000  # hits beyond that are not counted
MOST, FARTHEST = 1_000, 100_000  # of one page, and how far pages go
_RANKED = 2_000  # of the newest hits, the best are looked for among so many
_SHOWN = "NOT EXISTS (SELECT 1 FROM retired WHERE retired.statement = {number})"
IS_SHOWN = text(_SHOWN.format(number="statement.number"))  # for questions put together of tables


class Question(msgspec.Struct, frozen=True):
    """A query as one database is asked: the table with its condition, and the values in it."""

    number: str
    condition: str
    values: dict[str, object]
    is_server: bool


def find(connection: Connection, query: Query) -> Hits:
    """Give one page of hits. Raises QueryError, and UsageError for pages that are too long or too far."""
    if not 0 < query.limit <= MOST or not 0 <= query.offset <= FARTHEST:
        raise UsageError(f"a page has 1 to {MOST} hits and begins at 0 to {FARTHEST:,}: ask for less, or by days")
    asked = _asked(connection, query)
    question = _question(connection, asked, query)
    numbers = _numbers(connection, question, query)
    total = _count(connection, question)
    terms = tuple(terms_of(asked)) if asked else ()
    hits = tuple(load_hits(connection, numbers, terms))
    return Hits(hits, min(total, COUNTED), total > COUNTED, query.offset)


def some_numbers(connection: Connection, query: Query, last: int | None, limit: int) -> list[int]:
    """Give the next statements that a query finds after the last one given, by day, as far as they go."""
    question = make_question(connection, query)
    table, number = question.number.split(".")[0], question.number
    order, beyond = ("ASC", ">") if query.sort == "oldest" else ("DESC", "<")
    going_on = "" if last is None else f" AND {number} {beyond} :last"
    chosen = f"SELECT {number} AS number FROM {table} WHERE {question.condition}{going_on}"
    values = {**question.values, "limit": limit} | ({} if last is None else {"last": last})
    rows = connection.execute(text(f"{chosen} ORDER BY {number} {order} LIMIT :limit"), values)
    return [int(row.number) for row in rows]


def make_question(connection: Connection, query: Query) -> Question:
    """Return what to ask the database for a query. Raises QueryError."""
    return _question(connection, _asked(connection, query), query)


def load_hits(connection: Connection, numbers: Sequence[int], terms: Sequence[Term] = ()) -> Iterable[Hit]:
    """Give the hits of some statements in the order of their numbers given."""
    columns = (STATEMENT.c.number, STATEMENT.c.statement, ARTICLE.c.number.label("article"), ARTICLE.c.reading)
    joined = STATEMENT.join(ARTICLE, ARTICLE.c.number == STATEMENT.c.article)
    rows = connection.execute(select(*columns).select_from(joined).where(STATEMENT.c.number.in_(numbers)))
    found = {row.number: row for row in rows}
    sources = _sources(connection, {row.article for row in found.values()})
    return (_hit(found[number], sources, terms) for number in numbers if number in found)


def _asked(connection: Connection, query: Query) -> Asked | None:
    nodes = [node for node in (parse(query.text), *_filters(connection, query)) if node is not None]
    if not nodes:
        return None

    @cache
    def also(word: str) -> tuple[str, ...]:
        return () if query.exact_script else namesakes(connection, word)

    names: Namesakes = also
    return ask(nodes[0] if len(nodes) == 1 else Both(tuple(nodes)), names)


def _filters(connection: Connection, query: Query) -> Iterable[Node]:
    for field in FIELDS:
        value = getattr(query, field, None)
        inner = parse(value) if value else None
        if inner is not None:
            is_by_name = field == "speaker" and not query.exact_script
            others = joined_names(connection, str(value).strip('"')) if is_by_name else ()
            either = (inner, *(Words(tuple(name.split())) for name in others))
            yield Field(field, Either(either) if others else inner)
    for tag in TAGS:
        values = getattr(query, tag, ())
        if values:
            yield Either(tuple(Tag(tag, value) for value in values))


def _question(connection: Connection, asked: Asked | None, query: Query) -> Question:
    is_server = connection.dialect.name == "postgresql"
    table = ("statement" if asked is None else "search") + "."
    number = table + ("number" if is_server or asked is None else "rowid")
    conditions = [_SHOWN.format(number=number)]
    values: dict[str, object] = {}
    if asked is not None:
        conditions.append("search.keys @@ CAST(:match AS tsquery)" if is_server else "search MATCH :match")
        values["match"] = match_of(asked, connection.dialect.name)
    if query.since:
        conditions.append(f"{number} > :since")
        values["since"] = first_number(query.since)
    if query.until:
        conditions.append(f"{number} < :until AND {number} > :undated")
        values |= {"until": end_number(query.until), "undated": end_number(None)}
    return Question(number, " AND ".join(conditions), values, is_server)


def _numbers(connection: Connection, question: Question, query: Query) -> list[int]:
    table, number = question.number.split(".")[0], question.number
    page = {"limit": query.limit, "offset": query.offset}
    order = "ASC" if query.sort == "oldest" else "DESC"
    chosen = f"SELECT {number} AS number FROM {table} WHERE {question.condition} ORDER BY {number} {order}"
    if query.sort == "best" and "match" in question.values:
        return _best(connection, question, page)
    rows = connection.execute(text(f"{chosen} LIMIT :limit OFFSET :offset"), {**question.values, **page})
    return [int(row.number) for row in rows]


def _best(connection: Connection, question: Question, page: dict[str, int]) -> list[int]:
    rank = "-ts_rank(search.keys, CAST(:match AS tsquery))" if question.is_server else "bm25(search)"
    newest = (
        f"SELECT {question.number} AS number, {rank} AS rank FROM search WHERE {question.condition}"
        f" ORDER BY {question.number} DESC LIMIT {_RANKED}"
    )
    ordered = f"SELECT number FROM ({newest}) AS newest ORDER BY rank, number DESC LIMIT :limit OFFSET :offset"
    return [int(row.number) for row in connection.execute(text(ordered), {**question.values, **page})]


def _count(connection: Connection, question: Question) -> int:
    table = question.number.split(".")[0]
    some = f"SELECT 1 FROM {table} WHERE {question.condition} LIMIT {COUNTED + 1}"
    return int(connection.execute(text(f"SELECT count(*) FROM ({some}) AS counted"), question.values).scalar() or 0)


def _sources(connection: Connection, articles: set[int]) -> dict[int, str]:
    rows = connection.execute(
        select(SOURCE.c.article, SOURCE.c.source).where(SOURCE.c.article.in_(articles)).order_by(SOURCE.c.source.desc())
    )
    return {row.article: row.source for row in rows}


def _hit(row: Any, sources: dict[int, str], terms: Sequence[Term]) -> Hit:
    article, statement = head_from(row.reading).article, statement_of(row.statement)
    piece, marks = cut_piece(statement.content, article.language, terms)
    place = Place(
        number=row.article,
        id=article.id,
        url=article.url,
        source=sources.get(row.article, ""),
        language=article.language,
        direction=article.direction,
        title=article.title.text if article.title else None,
        published=published_on(article),
        outlet=article.publisher.name if article.publisher else None,
    )
    return Hit(row.number, statement, place, Snippet(piece.text, piece.start, marks))
