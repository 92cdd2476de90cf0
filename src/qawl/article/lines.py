"""Tell the lines of a page that are not prose: edition labels, date lines, bylines, credits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from qawl.article.credits import is_credit_line
from qawl.article.days import read_date_line
from qawl.article.editions import read_labels
from qawl.languages.pack import LanguagePack
from qawl.span import Span

LineKind = Literal["edition", "date", "credit", "prose"]

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


class Line(msgspec.Struct, frozen=True):
    """One line of the text with words in it, and what it is."""

    span: Span
    kind: LineKind


def read_lines(text: str, pack: LanguagePack) -> tuple[Line, ...]:
    """Return the lines of a text that hold anything, each with its kind as far as the line alone tells it."""
    return tuple(Line(span, line_kind(span.text, pack)) for span in split_lines(text))


def line_kind(line: str, pack: LanguagePack) -> LineKind:
    """Return what one line is, as far as the line alone tells it."""
    return next((kind for kind, rule in RULES if rule(line, pack)), "prose")


def split_lines(text: str) -> Iterator[Span]:
    """Yield the lines that hold more than white space, trimmed."""
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words)
            yield Span(start, start + len(words), words)


def _is_edition_line(line: str, pack: LanguagePack) -> bool:
    return bool(read_labels(line))


def _is_date_line(line: str, pack: LanguagePack) -> bool:
    """`١٦ ديسمبر ٢٠٢١`, `Published: 16 December 2021, 10:30 GMT`: little beside the day itself."""
    return read_date_line(line, pack) is not None


RULES: tuple[tuple[LineKind, Callable[[str, LanguagePack], bool]], ...] = (
    ("edition", _is_edition_line),
    ("credit", is_credit_line),
    ("date", _is_date_line),
)
