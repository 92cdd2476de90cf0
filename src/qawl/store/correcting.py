"""Corrections by hand: kept with their time and note, shown instead of what was read, and taken back again.

The row of a statement, its links, its speaker and its keys in the index always are those of the corrected statement, so
that whatever searches, counts or exports sees the correction; what was read is kept in `as_read`. A statement that was
found to be none is listed in `retired`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from qawl.errors import UsageError
from qawl.model import Speaker, Statement
from qawl.search.fields import Indexed, index_statement
from qawl.store import speakers
from qawl.store.changes import IS_STATEMENT, LONGEST_NOTE, Subject, changed, said_before
from qawl.store.index import replace_in_index
from qawl.store.rows import (
    Head,
    clean,
    further_names,
    head_from,
    insert_one,
    link_rows,
    statement_of,
    statement_row,
    to_row,
)  # fmt: skip
from qawl.store.tables import ARTICLE, AS_READ, CORRECTION, LINK, RETIRED, STATEMENT
from qawl.store.values import Correction


def correct(connection: Connection, wanted: Correction) -> Correction:
    """Keep a correction and show it. Raises UsageError for a field or a value that cannot be."""
    row = _row(connection, wanted.statement)
    if len(wanted.note) > LONGEST_NOTE:
        raise UsageError(f"note: at most {LONGEST_NOTE:,} characters can be kept: write it shorter")
    head, read = head_from(row.reading), _read(connection, row)
    changed(Subject(head.article, head.speakers, statement_of(row.statement)), wanted.field, wanted.value)
    kept = {
        "statement": wanted.statement,
        "field": wanted.field,
        "value": clean(" ".join((wanted.value or "").split())),
        "note": clean(wanted.note.strip()) or "",
        "at": to_row(wanted.at),
        "is_undone": False,
    }
    number = insert_one(connection, CORRECTION, kept)
    _settle(connection, row, read)
    return _one(connection, number)


def undo(connection: Connection, number: int) -> Correction:
    """Take a correction back. Raises UsageError when there is none of that number or it is taken back already."""
    found = connection.execute(select(CORRECTION).where(CORRECTION.c.number == number)).first()
    if found is None or found.is_undone:
        raise UsageError(f"there is no correction {number} to take back: the page of the article lists them")
    connection.execute(update(CORRECTION).where(CORRECTION.c.number == number).values(is_undone=True))
    row = _row(connection, found.statement)
    _settle(connection, row, _read(connection, row))
    return _one(connection, number)


def corrections(connection: Connection, numbers: Iterable[int] | None = None) -> tuple[Correction, ...]:
    """Give the corrections of some statements, or all, the latest first."""
    chosen = select(CORRECTION, AS_READ.c.read).join_from(
        CORRECTION, AS_READ, AS_READ.c.statement == CORRECTION.c.statement
    )
    if numbers is not None:
        chosen = chosen.where(CORRECTION.c.statement.in_(list(numbers)))
    return tuple(_told(row) for row in connection.execute(chosen.order_by(CORRECTION.c.number.desc())))


def refuted(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Return those of some statements that were found to be none."""
    standing = (CORRECTION.c.field == IS_STATEMENT) & CORRECTION.c.is_undone.is_(False)
    chosen = select(CORRECTION.c.statement).where(standing, CORRECTION.c.statement.in_(numbers))
    return set(connection.execute(chosen).scalars())


def _row(connection: Connection, number: int) -> Any:
    joined = STATEMENT.join(ARTICLE, ARTICLE.c.number == STATEMENT.c.article)
    columns = (STATEMENT.c.number, STATEMENT.c.statement, ARTICLE.c.reading, ARTICLE.c.is_current)
    row = connection.execute(select(*columns).select_from(joined).where(STATEMENT.c.number == number)).first()
    if row is None:
        raise UsageError(f"there is no statement {number}: search for it again")
    return row


def _read(connection: Connection, row: Any) -> Statement:
    """Return the statement as it was read, and keep it so before it is changed for the first time."""
    read = connection.execute(select(AS_READ.c.read).where(AS_READ.c.statement == row.number)).scalar()
    if read is None:
        read = row.statement
        connection.execute(AS_READ.insert(), {"statement": row.number, "read": read})
    return statement_of(read)


def _settle(connection: Connection, row: Any, read: Statement) -> None:
    """Make everything about a statement follow from what was read and the corrections that stand."""
    head, number = head_from(row.reading), row.number
    standing = select(CORRECTION).where(CORRECTION.c.statement == number, CORRECTION.c.is_undone.is_(False))
    statement = read
    for change in connection.execute(standing.order_by(CORRECTION.c.number)):
        statement = changed(Subject(head.article, head.speakers, statement), change.field, change.value)
    speaker = statement.speaker
    values = {
        "statement": statement_row(statement),
        "speaker": _bearer(connection, head, statement),
        "role": clean(speaker.role) if speaker else None,
        "act": statement.act,
        "kind": statement.kind,
        "stance": statement.stance,
    }
    connection.execute(update(STATEMENT).where(STATEMENT.c.number == number).values(values))
    connection.execute(delete(LINK).where(LINK.c.statement == number))
    links = link_rows(number, statement)
    if links:
        connection.execute(LINK.insert(), links)
    replace_in_index(connection, number, _indexed(head, statement_of(row.statement)), _indexed(head, statement))
    connection.execute(delete(RETIRED).where(RETIRED.c.statement == number))
    if not row.is_current or refuted(connection, [number]):
        connection.execute(RETIRED.insert(), {"statement": number})


def _bearer(connection: Connection, head: Head, statement: Statement) -> int | None:
    if statement.speaker is None:
        return None
    known = _known(head, statement)
    speaker = known or Speaker(statement.speaker.id, statement.speaker.name, role=statement.speaker.role)
    return speakers.bearer(connection, speaker, speaker.name, head.article.language)


def _indexed(head: Head, statement: Statement) -> Indexed:
    identity = statement.speaker.id if statement.speaker else ""
    return index_statement(head.article, statement, further_names(head.speakers).get(identity, ()))


def _known(head: Head, statement: Statement) -> Speaker | None:
    identity = statement.speaker.id if statement.speaker else None
    return next((speaker for speaker in head.speakers if speaker.id == identity), None)


def _one(connection: Connection, number: int) -> Correction:
    chosen = select(CORRECTION.c.statement).where(CORRECTION.c.number == number)
    statement = connection.execute(chosen).scalar_one()
    return next(one for one in corrections(connection, [statement]) if one.number == number)


def _told(row: Any) -> Correction:
    return Correction(
        number=row.number,
        statement=row.statement,
        field=row.field,
        read=said_before(statement_of(row.read), row.field),
        value=row.value,
        note=row.note,
        at=datetime.datetime.fromisoformat(row.at),
        is_undone=bool(row.is_undone),
    )
