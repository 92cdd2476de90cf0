"""Find time expressions in running text and resolve them against the day of the article."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import msgspec

from qawl.dates.patterns import NUMBER, Patterns, Variant, patterns_of
from qawl.dates.resolve import day_meant, next_weekday
from qawl.dates.tense import Tense, is_ahead, tense_of
from qawl.fold import Folded, fold
from qawl.languages.pack import LanguagePack
from qawl.model import When

_WORD = re.compile(r"\d+|[^\W\d_]+")
_NUMBER_LENGTH = 24  # of the longest number in words before a count
_TENS, _HUNDRED = 20, 100  # from where on a number goes on behind its word: twenty two, two hundred
_TRUST = ("date", "hijri", "day", "weekday", "days", "month", "open", "part")  # whose day wins when two disagree
_PAUSED = frozenset({"date", "hijri", "day", "weekday"})  # what a comma may join: `on Wednesday, 15 December`
_LEAD = {"date": "day", "hijri": "day", "weekday": "day", "days": "day", "part": "day", "month": "month"}
_WORDS_BESIDE_A_PAGE_DATE = 8  # `Published on … at 10:30 Moscow time, updated`; more is a sentence


class Part(msgspec.Struct, frozen=True):
    """A piece of an expression in folded text. A weak one says nothing alone: `evening`, `Wed`, `March`."""

    start: int
    end: int
    kind: str
    date: datetime.date | None
    weak: bool
    reach: int  # where matching goes on: behind the full stop of an abbreviation, which is no part of the expression
    weekday: int | None = None


def find_dates(text: str, pack: LanguagePack, *, today: datetime.date | None = None) -> tuple[When, ...]:
    """Return the time expressions of a text in order, with the days that they mean.

    `date` is null for what names no single day (a week, a month, "earlier") and, without `today`, for what is said
    relative to it. Parts that belong together (`on Wednesday, 15 December`) are one expression; the date wins over
    a weekday that disagrees.
    """
    return find_dates_in(fold(text), pack, today=today)


def find_dates_in(folded: Folded, pack: LanguagePack, *, today: datetime.date | None = None) -> tuple[When, ...]:
    """Do as find_dates, on a text that has been folded already."""
    scan = _Scan(folded, patterns_of(pack), tense_of(pack), today)
    return tuple(_when(folded, start, end, date) for start, end, date in scan.expressions())


def find_page_date(line: str, pack: LanguagePack) -> When | None:
    """Return the full date (day, month, year) of a line that holds hardly anything else, as bylines do."""
    for when in find_dates(line, pack):
        if when.date is not None and when.start is not None and when.end is not None:
            beside = re.findall(r"[^\W\d_]+", line[: when.start] + " " + line[when.end :])
            return when if len(beside) <= _WORDS_BESIDE_A_PAGE_DATE else None
    return None


def _when(folded: Folded, start: int, end: int, date: datetime.date | None) -> When:
    first, last = folded.back(start, end)
    return When(folded.original[first:last], date, first, last)


class _Scan:
    """One pass over one folded text."""

    def __init__(self, folded: Folded, patterns: Patterns, tense: Tense, today: datetime.date | None) -> None:
        self.folded, self.text, self.patterns, self.tense, self.today = folded, folded.text, patterns, tense, today

    def expressions(self) -> Iterator[tuple[int, int, datetime.date | None]]:
        """Give each expression as a folded range and its day."""
        reached = 0
        for word in _WORD.finditer(self.text):
            if word.start() < reached:
                continue
            first = self._first_part(word)
            if first is None:
                continue
            parts, reached = self._chain(first)
            yield from self._settled(parts, reached)

    def _first_part(self, word: re.Match[str]) -> Part | None:
        """Return the part that begins with the word, or behind the conjunction that is written joined to it."""
        found, start = word.group(), word.start()
        if found[0].isdecimal():
            return self._part(NUMBER, start) if self._opens_number(start) else None
        if found in self.patterns.variants and (part := self._part(found, start)):
            return part
        if found[0] in self.patterns.clitics and found[1:] in self.patterns.variants:
            return self._part(found[1:], start + 1)
        return None

    def _opens_number(self, start: int) -> bool:
        """Whether a number stands free: not inside 1.16, 10:16, 3-16 or $16."""
        before = self.text[max(0, start - 2) : start]
        return not re.search(r"[\w$€£¥₽#№+]\Z|\d[.,:/–-]\Z", before)

    def _part(self, key: str, start: int) -> Part | None:
        for variant in self.patterns.variants.get(key, ()):
            match = variant.expression.match(self.text, start)
            if match and self._is_capitalised(match) and not self._is_torn(variant, match):
                return self._read(variant, match)
        return None

    def _is_capitalised(self, match: re.Match[str]) -> bool:
        """Whether names of months and weekdays are written as names, where the language does: `may`, `march`."""
        if not self.patterns.capital:
            return True
        named = [match.start(name) for name in ("month", "weekday") if match.groupdict().get(name)]
        return all(self.folded.original[self.folded.origin[position]].isupper() for position in named)

    def _is_torn(self, variant: Variant, match: re.Match[str]) -> bool:
        """Whether the count is only the end of a longer number: `hundred twenty days ago`, `1 000 days ago`."""
        stated = match.groupdict().get("count")
        if stated is None and not variant.meaning.startswith("ago "):
            return False
        start = match.start()
        before = self.patterns.number_before.search(self.text[max(0, start - _NUMBER_LENGTH) : start])
        if before is None or stated is None:
            return before is not None
        counts = self.patterns.vocabulary.counts
        if before["count"] is None:  # behind digits
            return stated.isdecimal() and len(stated) == 3
        return (counts[before["count"]] or 0) >= _TENS or (counts.get(stated) or 0) >= _HUNDRED

    def _read(self, variant: Variant, match: re.Match[str]) -> Part | None:
        kind, date = day_meant(variant.meaning, match, self.patterns, self.today)
        if variant.meaning.startswith("numeric") and date is None:
            return None  # 31/31/2021 is some other number
        found = match.groupdict()
        bare = match.group() in (found.get("month"), found.get("year"), found.get("weekday"))
        weekday, alone = self.patterns.vocabulary.weekdays.get(found.get("weekday") or "", (None, True))
        weak = kind == "part" or (kind == "month" and bare) or (kind == "weekday" and bare and not alone)
        plain = weekday if variant.meaning == "weekday near" else None
        return Part(match.start(), _end_of_words(match), kind, date, weak, match.end(), plain)

    def _chain(self, first: Part) -> tuple[list[Part], int]:
        """Return the parts that make one expression, and where it ends."""
        parts, end = [first], first.end
        while parts[-1].kind != "ignore" and (joint := self.patterns.joiner.match(self.text, parts[-1].reach)):
            part = self._joined(joint.end()) or self._joined(self._after_space(parts[-1].reach))
            if part is None or not _belongs(parts, part, paused=bool(joint.group("mark"))):
                break
            if joint.group("bracket") and not self.text.startswith(")", part.end):
                break
            is_led = bool(joint.group("word")) and part.kind != "part"  # `вечером в среду`
            parts.append(msgspec.structs.replace(part, weak=part.weak and not is_led))
            end = part.end + bool(joint.group("bracket"))
        return parts, end

    def _after_space(self, end: int) -> int:
        """Return where the next word begins when only one space stands before it, else the end of the text."""
        return end + 1 if self.text.startswith(" ", end) else len(self.text)

    def _joined(self, start: int) -> Part | None:
        word = _WORD.match(self.text, start)
        if word is None:
            return None
        return self._part(NUMBER if word.group()[0].isdecimal() else word.group(), start)

    def _settled(self, parts: list[Part], end: int) -> Iterator[tuple[int, int, datetime.date | None]]:
        """Give the expression that the parts make, if they make one."""
        if parts[0].kind == "ignore":
            return
        start = self._with_lead(parts[0])
        is_led = start < parts[0].start
        if all(part.weak and not (is_led and part.kind != "part") for part in parts):
            return
        ranked = sorted(parts, key=lambda part: _TRUST.index(part.kind))
        settled = next((part for part in ranked if part.date is not None), ranked[0])
        date = settled.date
        if settled.weekday and self.today and all(part.kind in ("weekday", "part") for part in parts):
            date = next_weekday(settled.weekday, self.today) if is_ahead(self.tense, self.text, start, end) else date
        yield start, end, date

    def _with_lead(self, part: Part) -> int:
        """Return where an expression begins: at the preposition that stands before its first part."""
        lead = self.patterns.leads.get(_LEAD.get(part.kind, ""))
        before = max(0, part.start - 16)
        match = lead.search(self.text[before : part.start]) if lead else None
        return before + match.start("lead") if match else part.start


def _end_of_words(match: re.Match[str]) -> int:
    """Return the end of a match without the full stop of an abbreviated name, which may end the sentence."""
    found = match.groupdict()
    named = any(found.get(name) and match.end(name) == match.end() for name in ("month", "weekday"))
    return match.end() - (named and match.group().endswith("."))


def _belongs(parts: list[Part], part: Part, *, paused: bool) -> bool:
    """Whether a part goes on the expression: each kind once, and over a pause only kinds that name days."""
    if part.kind == "ignore" or any(part.kind == other.kind for other in parts):
        return False
    return not paused or {part.kind, parts[-1].kind} <= _PAUSED
