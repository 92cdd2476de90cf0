"""Lint a language pack: every rule of docs/new-language.md that can be seen without reading a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec

from qawl.fold import fold_words
from qawl.languages.pack import LanguagePack

_PAIRS = ("{}", "[]", "<>")
# marks that an example must hold; a form that must not be found has an example without them
_MARKS = {"cues.tsv": "{<", "months.tsv": "{", "weekdays.tsv": "{", "times.tsv": "{"}
_UNMARKED = frozenset({"ignore"})
_SLOT = re.compile(r"\{\w+\}")
_TATWEEL = "\u0640"


class _Line(msgspec.Struct, frozen=True):
    """One row of a table as written, before anything is trusted."""

    file: str
    number: int
    text: str
    cells: tuple[str, ...]

    def problem(self, words: str) -> str:
        return f"{self.file}:{self.number}: {words}"


def lint(pack: LanguagePack) -> tuple[str, ...]:
    """Return what is wrong with a pack, `file:line: what: what to do`, in the order of files and lines."""
    problems: list[str] = []
    for path in sorted(pack.folder.glob("*.tsv")):
        problems.extend(_table_problems(path, pack))
    return tuple(problems)


def coverage(pack: LanguagePack) -> dict[str, int]:
    """Return how many rows each table of a pack holds, by the name of the table."""
    return {path.stem: len(_lines(path)[1:]) for path in sorted(pack.folder.glob("*.tsv"))}


def _table_problems(path: Path, pack: LanguagePack) -> Iterator[str]:
    name = f"{pack.code}/{path.name}"
    try:
        header, *rows = _lines(path) or (None,)
    except UnicodeDecodeError as error:
        yield f"{name}:1: not UTF-8 ({error}): save the file as UTF-8"
        return
    if header is None:
        yield f"{name}:1: the header is missing: write the column names with tabs between"
        return
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        yield from _shape_problems(row, header)
        if len(row.cells) == len(header.cells):
            yield from _letter_problems(row, pack)
            yield from _example_problems(row)
            yield from _duplicates(row, seen)
    yield from _order_problems(rows)


def _lines(path: Path) -> list[_Line]:
    """Return the header and the rows of a table, comments and empty lines left out."""
    name = f"{path.parent.name}/{path.name}"
    written = enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
    kept = ((number, text) for number, text in written if text.strip() and not text.startswith("#"))
    return [_Line(name, number, text, tuple(cell.strip() for cell in text.split("\t"))) for number, text in kept]


def _shape_problems(row: _Line, header: _Line) -> Iterator[str]:
    if len(row.cells) != len(header.cells):
        yield row.problem(f"{len(row.cells)} cells instead of {len(header.cells)}: check the tabs")
    if not row.cells[0]:
        yield row.problem("the first cell is empty: fill it or remove the row")
    if not row.cells[-1]:
        yield row.problem("the example is missing: write a sentence that shows the row")
    if unicodedata.normalize("NFC", row.text) != row.text:
        yield row.problem("letters are written decomposed: save the file in form NFC")
    if row.text != row.text.rstrip() or "  " in row.text:
        yield row.problem("spaces are doubled or stand at the end: remove them")


def _letter_problems(row: _Line, pack: LanguagePack) -> Iterator[str]:
    """Find letters that look right and are not: of another script inside a word, of another language, invisible."""
    for word in re.findall(r"[^\W\d_]+", _SLOT.sub(" ", row.text)):
        scripts = {_script(letter) for letter in word}
        if len(scripts) > 1 and scripts & {script.upper() for script in pack.scripts}:
            yield row.problem(f"{word!r} mixes {' and '.join(sorted(scripts)).lower()} letters: type it in one script")
    refused = set(pack.section("check").get("refused", "")) & set(row.text)
    if refused:
        yield row.problem(f"{''.join(sorted(refused))!r} is no letter of this language: type its own letter")
    hidden = {c for c in row.text if unicodedata.category(c) in ("Cf", "Cc") and c != "\t"}
    hidden |= {_TATWEEL} & set("".join(_forms(row)))
    if hidden:
        names = ", ".join(sorted(f"U+{ord(c):04X}" for c in hidden))
        yield row.problem(f"invisible characters or tatweel ({names}): remove them")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0]


def _forms(row: _Line) -> tuple[str, ...]:
    return tuple(form.strip() for form in row.cells[0].split(" | "))


def _example_problems(row: _Line) -> Iterator[str]:
    table = row.file.rsplit("/", 1)[-1]
    example = row.cells[-1]
    for pair in _PAIRS:
        if example.count(pair[0]) != example.count(pair[1]):
            yield row.problem(f"the marks {pair[0]} and {pair[1]} of the example do not pair: close each one")
    for mark in _MARKS.get(table, ""):
        if mark not in example and not _UNMARKED & set(row.cells):
            yield row.problem(f"the example has no {mark} mark: mark what must be found")


def _duplicates(row: _Line, seen: dict[tuple[str, str], int]) -> Iterator[str]:
    """Find a form given twice with the same second cell; with another one it is another use of the word."""
    for form in _forms(row):
        key = (fold_words(form), row.cells[1] if len(row.cells) > 2 else "")
        if key in seen and (seen[key] != row.number or _forms(row).count(form) > 1):
            yield row.problem(f"{form!r} is given in line {seen[key]} already: keep one")
        seen.setdefault(key, row.number)


def _order_problems(rows: list[_Line]) -> Iterator[str]:
    for before, row in pairwise(rows):
        if row.cells[0] < before.cells[0]:
            yield row.problem(f"{row.cells[0]!r} stands after {before.cells[0]!r}: sort the rows by their first column")
