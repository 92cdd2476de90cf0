"""The day that a matched form means, seen from the day of the article."""

from __future__ import annotations

import datetime
import re

from hijridate import Gregorian, Hijri

from qawl.dates.patterns import Patterns

_DAY = datetime.timedelta(days=1)
_PIVOT = 69
_KINDS = {"numeric": "date", "week": "weekday", "ago": "day", "ahead": "day"}


def day_meant(
    meaning: str, match: re.Match[str], patterns: Patterns, today: datetime.date | None
) -> tuple[str, datetime.date | None]:
    """Return the kind of a match (date, hijri, day, weekday, month, open, part or ignore) and its day if it has one."""
    name, _, value = meaning.partition(" ")
    kind = _KINDS.get(name, name)
    try:
        date = _day(name, value, match.groupdict(), patterns, today)
    except (ValueError, OverflowError):  # 30 February, the year 0, a Hijri year out of the tables
        date = None
    month = match.groupdict().get("month")
    is_hijri = kind == "date" and month is not None and patterns.vocabulary.months[month][0] == "hijri"
    return "hijri" if is_hijri else kind, date


def next_weekday(number: int, today: datetime.date) -> datetime.date | None:
    """Return the first such day of the week from today on."""
    return _shifted(today, (number - today.isoweekday()) % 7)


def _day(
    name: str, value: str, found: dict[str, str | None], patterns: Patterns, today: datetime.date | None
) -> datetime.date | None:
    match name:
        case "numeric":
            return _numeric(found, day_first=patterns.day_first or value == "year")
        case "date":
            return _named(found, patterns, today)
        case "day":
            return _shifted(today, int(value))
        case "weekday" | "week":
            number, _ = patterns.vocabulary.weekdays[found["weekday"] or ""]
            return _weekday(number, f"{name} {value}", today)
        case "ago" | "ahead":
            sign = -1 if name == "ago" else 1
            return _shifted(today, sign * int(value)) if value else _counted(found, patterns, today, sign)
    return None


def _numeric(found: dict[str, str | None], *, day_first: bool) -> datetime.date:
    day, month, year = int(found["day"] or 0), int(found["month2"] or 0), int(found["year"] or 0)
    if not day_first:
        day, month = month, day
    if month > 12 >= day:  # 12/16/2021 where the day comes first
        day, month = month, day
    return datetime.date(_full_year(year), month, day)


def _full_year(year: int) -> int:
    """Return a year of two digits as POSIX `%y` does: 69 to 99 are of the 20th century, 0 to 68 of the 21st."""
    if year >= 100:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _named(found: dict[str, str | None], patterns: Patterns, today: datetime.date | None) -> datetime.date | None:
    words = patterns.vocabulary
    calendar, month = words.months[found["month"] or ""]
    stated = " ".join((found["day"] or "").split())
    day = {**words.ordinals, **words.days}.get(stated) or int(re.sub(r"\D", "", stated))
    year = _year(found, patterns, today)
    if calendar == "hijri":
        return _hijri(year, month, day, today)
    if year is not None and year < 1900:
        return None
    return datetime.date(year, month, day) if year else _nearest(month, day, today)


def _year(found: dict[str, str | None], patterns: Patterns, today: datetime.date | None) -> int | None:
    if year := found.get("year"):
        return int(year)
    if (phrase := found.get("thatyear")) and today:
        return today.year + patterns.vocabulary.years[phrase]
    return None


def _hijri(year: int | None, month: int, day: int, today: datetime.date | None) -> datetime.date | None:
    if year is None and today is None:
        return None
    if year is not None:
        return _from_hijri(year, month, day)
    assumed = today or datetime.date.min
    now: int = Gregorian.fromdate(assumed).to_hijri().year
    return min((_from_hijri(y, month, day) for y in (now - 1, now, now + 1)), key=lambda date: abs(date - assumed))


def _from_hijri(year: int, month: int, day: int) -> datetime.date:
    given = Hijri(year, month, day).to_gregorian()
    return datetime.date(given.year, given.month, given.day)


def _nearest(month: int, day: int, today: datetime.date | None) -> datetime.date | None:
    """Return the date nearest to today, the earlier of two; 29 February looks as far as the next leap years."""
    if today is None:
        return None
    datetime.date(2000, month, day)  # refuses 31 April in any year
    years = range(max(1, today.year - 8), min(9999, today.year + 8) + 1)
    dates = [datetime.date(y, month, day) for y in years if (month, day) != (2, 29) or _is_leap(y)]
    return min(dates, key=lambda date: (abs(date - today), date))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _weekday(number: int, meaning: str, today: datetime.date | None) -> datetime.date | None:
    if today is None:
        return None
    back = (today.isoweekday() - number) % 7
    match meaning:
        case "weekday past":
            return _shifted(today, -(back or 7))
        case "weekday next":
            return _shifted(today, 7 - back)
        case "weekday this":
            return _shifted(today, number - today.isoweekday())
        case "weekday near":
            return _shifted(today, -back)
    weeks = int(meaning.split()[1])
    return _shifted(today, number - today.isoweekday() + 7 * weeks)


def _counted(
    found: dict[str, str | None], patterns: Patterns, today: datetime.date | None, sign: int
) -> datetime.date | None:
    """Return the day so many days away; a week or a month away is no single day."""
    words = patterns.vocabulary
    if words.units[found["unit"] or ""] != "day":
        return None
    stated = found.get("count")
    count = 1 if stated is None else int(stated) if stated.isdecimal() else words.counts[stated]
    return None if count is None else _shifted(today, sign * count)


def _shifted(today: datetime.date | None, days: int) -> datetime.date | None:
    return None if today is None else today + days * _DAY
