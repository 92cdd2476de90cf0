"""Days written on a line of their own, as pages write when they were published."""

from __future__ import annotations

import re

from qawl.dates.grammar import find_dates, find_page_date
from qawl.languages.pack import LanguagePack, all_packs
from qawl.model import Dated, When

_LENGTH = 90
_LEAD = 60
_LEAD_AT = 4  # where a day may begin that opens a paragraph: after a dash or a bracket
_YEAR = re.compile(r"(?:19|20)\d\d|[١-٢۱-۲][\d]{3}|\d\d[./]\d\d[./]\d\d")
_SENTENCE = re.compile(r"[^\W_][.!?…؟]$")
_WORDS_OF_A_SENTENCE = 4
_WORDS_BEFORE_A_DAY = 4  # without a mark between them and the day
_WORD = re.compile(r"[^\W\d_]+")


def read_date_line(line: str, pack: LanguagePack) -> Dated | None:
    """Return the day of a line that holds little else, with offsets into the line.

    `١٦ ديسمبر ٢٠٢١`, `Published: 16 December 2021, 10:30 GMT`; pages also write the day in another language than
    their own (`Mon, 16 Jan 2012` on a Russian one). A short sentence with a day in it is no date line.
    """
    if len(line) > _LENGTH or not _YEAR.search(line) or _is_sentence(line):
        return None
    for reader in (pack, *(other for other in all_packs() if other.code != pack.code)):
        when = find_page_date(line, reader)
        if when is not None:
            return None if _is_told(line, when.start or 0) else _dated(when, "date line")
    return None


def read_leading_date(paragraph: str, pack: LanguagePack) -> Dated | None:
    """Return the full day that a paragraph begins with: `Jan. 10, 2012 -- Two parties …`."""
    for when in find_dates(paragraph[:_LEAD], pack):
        is_first = when.start is not None and when.start <= _LEAD_AT
        return _dated(when, "opening words") if is_first and when.date and _YEAR.search(when.text) else None
    return None


def _dated(when: When, evidence: str) -> Dated | None:
    return Dated(when.date, when.text, when.start, when.end, evidence) if when.date else None


def _is_told(line: str, day: int) -> bool:
    """Whether the day stands right behind a name that ends what words tell, as under a picture.

    *Ann Lee and her guest Mary Cole 8 May 2000*; but *Posted by Ann Lee in World News on 8 May 2000* dates its page.
    """
    words = _WORD.findall(re.split(r"[^\w\s.]", line[:day])[-1])
    is_behind_name = bool(words) and words[-1][0].isupper() and not line[day].islower()
    return is_behind_name and len(words) > _WORDS_BEFORE_A_DAY


def _is_sentence(line: str) -> bool:
    return bool(_SENTENCE.search(line)) and len(_WORD.findall(line)) > _WORDS_OF_A_SENTENCE
