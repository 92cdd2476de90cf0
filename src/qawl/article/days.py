"""Calendar days written out with their year, as date lines of pages write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError, localedata

from qawl.fold import Folded, fold, fold_words
from qawl.languages.pack import LanguagePack
from qawl.model import Dated

_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<y>(?:19|20)\d\d)[-./](?P<m>\d\d?)[-./](?P<d>\d\d?)"
    r"|(?P<d2>\d\d?)(?P<mark>[-./])(?P<m2>\d\d?)(?P=mark)(?P<y2>(?:19|20)\d\d))(?!\d)"
)
_EARLIEST = 1990


def find_days(text: str, pack: LanguagePack) -> tuple[Dated, ...]:
    """Return the days that a text writes out in full (day, month, year), in order."""
    folded = fold(text)
    found = sorted([*_numeric(folded), *_named(folded, pack)], key=lambda dated: dated.start or 0)
    return tuple(found)


def _numeric(folded: Folded) -> Iterator[Dated]:
    for match in _NUMERIC.finditer(folded.text):
        if match["y"]:
            parts = (int(match["y"]), int(match["m"]), int(match["d"]))
        elif int(match["m2"]) > 12:  # the order of the United States, certain only then
            parts = (int(match["y2"]), int(match["d2"]), int(match["m2"]))
        else:
            parts = (int(match["y2"]), int(match["m2"]), int(match["d2"]))
        yield from _dated(folded, match.start(), match.end(), parts)


def _named(folded: Folded, pack: LanguagePack) -> Iterator[Dated]:
    pattern, months = _month_pattern(pack.code)
    for match in pattern.finditer(folded.text):
        day = match["day"] or match["day2"]
        month = months[match["month"] or match["month2"]]
        yield from _dated(folded, match.start(), match.end(), (int(match["year"]), month, int(day)))


def _dated(folded: Folded, start: int, end: int, parts: tuple[int, int, int]) -> Iterator[Dated]:
    try:
        day = datetime.date(*parts)
    except ValueError:
        return
    if day.year >= _EARLIEST:
        first, last = folded.back(start, end)
        yield Dated(day, folded.original[first:last], first, last)


@cache
def _month_pattern(code: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Return the pattern of a day with its month in words, and the months by their folded names in every region."""
    months: dict[str, int] = {}
    for identifier in localedata.locale_identifiers():
        if identifier.split("_")[0] != code:
            continue
        try:
            locale = Locale.parse(identifier)
        except UnknownLocaleError:
            continue
        for width in ("wide", "abbreviated"):
            for form in ("format", "stand-alone"):
                for number, name in locale.months[form][width].items():
                    if not name[0].isdigit():
                        months.setdefault(fold_words(name).rstrip("."), number)
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    pattern = re.compile(
        rf"(?<![\w.])(?:(?P<day>\d\d?)(?:st|nd|rd|th)?\.?[\s,]+(?P<month>{names})\.?(?:\s*/\s*[^\W\d]+(?: [^\W\d]+)?)?"
        rf"|(?P<month2>{names})\.?\s+(?P<day2>\d\d?)(?:st|nd|rd|th)?),?\s+(?P<year>(?:19|20)\d\d)(?!\d)"
    )
    return pattern, months
