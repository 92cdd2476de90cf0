"""Numbers, days and sizes as the reader is used to write them."""

from __future__ import annotations

import datetime

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, get_timezone
from babel.numbers import format_decimal, format_percent

_ARABIC_DIGITS = str.maketrans("0123456789%", "٠١٢٣٤٥٦٧٨٩٪")


class Figures:
    """What a reader of one language and region expects of figures."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale

    def number(self, value: float) -> str:
        """Write a number: 12,345."""
        return self._digits(format_decimal(value, locale=self.locale, numbering_system="default"))

    def percent(self, share: float) -> str:
        """Write a share of 1 in whole per cent."""
        return self._digits(format_percent(share, format="#,##0%", locale=self.locale, numbering_system="default"))

    def day(self, day: datetime.date) -> str:
        """Write a day in full: 18 October 2023."""
        return self._digits(format_date(day, format="long", locale=self.locale))

    def short_day(self, day: datetime.date) -> str:
        """Write a day where there is little room: 18 Oct 2023."""
        return self._digits(format_skeleton("yMMMd", day, locale=self.locale))

    def moment(self, moment: datetime.datetime) -> str:
        """Write a day with the time of day, in UTC."""
        shown = format_datetime(moment, format="medium", locale=self.locale, tzinfo=get_timezone("UTC"))
        return self._digits(f"{shown} UTC")

    def _digits(self, text: str) -> str:
        return text.translate(_ARABIC_DIGITS) if self.locale.default_numbering_system == "arab" else text
