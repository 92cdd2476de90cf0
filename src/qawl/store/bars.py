"""How many of the found statements were published when."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, text

from qawl.search.query import Query
from qawl.store.finding import make_question
from qawl.store.rows import DAY
from qawl.store.values import Bar

_MOST = 62  # bars of one plot: two months of days, a year of weeks, five years of months


def histogram(connection: Connection, query: Query) -> tuple[Bar, ...]:
    """Count all that a query finds by day, week, month or year, whichever is finest and gives few enough bars.

    Days without statements have bars too; statements without a day are left out.
    """
    question = make_question(connection, query)
    table, number = question.number.split(".")[0], question.number
    counted = (
        f"SELECT {number} / {DAY} AS day, count(*) AS statements FROM {table} WHERE {question.condition} GROUP BY 1"
    )
    rows = connection.execute(text(counted), question.values)
    return make_bars({row.day: row.statements for row in rows if row.day > 0})


def make_bars(days: Mapping[int, int]) -> tuple[Bar, ...]:
    """Return the bars of counts by the day's ordinal."""
    if not days:
        return ()
    first, last = datetime.date.fromordinal(min(days)), datetime.date.fromordinal(max(days))
    unit = _unit((last - first).days + 1)
    counts: Counter[datetime.date] = Counter()
    for day, count in days.items():
        counts[_begin(datetime.date.fromordinal(day), unit)] += count
    return tuple(Bar(begin, _end(begin, unit), counts[begin]) for begin in _begins(first, last, unit))


def _unit(days: int) -> str:
    for unit, length in (("day", 1), ("week", 7), ("month", 30.4)):
        if days / length <= _MOST:
            return unit
    return "year"


def _begin(day: datetime.date, unit: str) -> datetime.date:
    match unit:
        case "day":
            return day
        case "week":
            return datetime.date.fromordinal(max(day.toordinal() - day.weekday(), 1))
        case "month":
            return day.replace(day=1)
    return day.replace(month=1, day=1)


def _end(begin: datetime.date, unit: str) -> datetime.date:
    """Return the last day of the bar that begins on a day."""
    beyond = begin.toordinal() + {"day": 1, "week": 7, "month": 31, "year": 366}[unit]  # in the next one for certain
    if beyond > datetime.date.max.toordinal():
        return datetime.date.max
    return _begin(datetime.date.fromordinal(beyond), unit) - datetime.timedelta(1)


def _begins(first: datetime.date, last: datetime.date, unit: str) -> Iterator[datetime.date]:
    begin = _begin(first, unit)
    while begin <= last:
        yield begin
        end = _end(begin, unit)
        if end == datetime.date.max:
            return
        begin = end + datetime.timedelta(1)
