"""Drawings as numbers: columns over time, and spans of time. A template makes them SVG, a script adds dragging.

All lengths are in the units of the drawing; in a page that runs right to left, time does too.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

WIDTH, HEIGHT = 1000.0, 100.0
_GAP = 0.18  # of a column
_WIDEST = 60.0  # a few columns look like columns
_LOWEST = 3.0  # so that one statement beside a thousand is still seen


class Count(msgspec.Struct, frozen=True):
    """How many statements fall into some days, both included."""

    since: datetime.date
    until: datetime.date
    count: int


class Column(msgspec.Struct, frozen=True):
    """One column of a plot, and the band behind it that is pointed at."""

    since: datetime.date
    until: datetime.date
    count: int
    x: float
    width: float
    y: float
    height: float
    band_x: float
    band_width: float


class Line(msgspec.Struct, frozen=True):
    """A span of time as a bar: where it begins and how wide it is."""

    x: float
    width: float


def columns(counts: Sequence[Count], *, is_rtl: bool) -> tuple[Column, ...]:
    """Return the columns of counts in the order of time, as high as the highest allows."""
    highest = max((one.count for one in counts), default=0)
    band = WIDTH / max(len(counts), 1)
    return tuple(_column(one, place, band, highest, len(counts), is_rtl) for place, one in enumerate(counts))


def span_line(
    first: datetime.date, last: datetime.date, whole: tuple[datetime.date, datetime.date], *, is_rtl: bool
) -> Line:
    """Return the bar of a span of time within a whole one."""
    days = max((whole[1] - whole[0]).days, 1)
    width = max((last - first).days / days * WIDTH, WIDTH / 100)
    x = min((first - whole[0]).days / days * WIDTH, WIDTH - width)
    return Line(round(WIDTH - x - width if is_rtl else x, 1), round(width, 1))


def _column(one: Count, place: int, band: float, highest: int, how_many: int, is_rtl: bool) -> Column:
    x = (how_many - 1 - place if is_rtl else place) * band
    height = max(one.count / highest * HEIGHT, _LOWEST) if one.count else 0.0
    inset = max(band * _GAP, band - _WIDEST) / 2
    return Column(
        since=one.since,
        until=one.until,
        count=one.count,
        x=round(x + inset, 2),
        width=round(band - 2 * inset, 2),
        y=round(HEIGHT - height, 2),
        height=round(height, 2),
        band_x=round(x, 2),
        band_width=round(band, 2),
    )
