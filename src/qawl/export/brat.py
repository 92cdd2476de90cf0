"""Readings in the standoff format of brat: a text and its annotations for each article, in one zip.

https://brat.nlplab.org/standoff.html -- offsets are code points of the .txt, which is the text of record.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from qawl.export.characters import permitted
from qawl.model import Reading, Statement
from qawl.span import Span

_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest day of a zip: the same readings give the same bytes
_UNIX = 3  # in the table of systems of the zip format
_FIELDS = ("source", "addressee", "channel", "where", "via")
_VALUES = ("kind", "class_", "act", "stance")
CONFIGURATION = """\
[entities]
Source
Content
Addressee
Channel
When
Where
Via

[relations]

[events]
Attribution\tSource?:Source, Content*:Content, Addressee?:Addressee, Channel?:Channel, When?:When, Where?:Where, \
Via?:Via, In?:Attribution

[attributes]
Kind\tArg:Attribution, Value:direct|indirect|mixed
Class\tArg:Attribution, Value:speech|belief|intention|decision
Stance\tArg:Attribution, Value:neutral|distancing|endorsing
Act\tArg:Attribution, Value:"""


def write_brat(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write a zip with NUMBER.txt and NUMBER.ann for each article, and annotation.conf.

    A statement of which no word stands in the text has no place in this format; it is left out and not counted.
    """
    count, acts = 0, set[str]()
    with zipfile.ZipFile(out, "w") as archive:
        for number, reading in enumerate(readings, start=1):
            lines = list(_lines(reading))
            _add(archive, f"{number:06}.txt", permitted(reading.article.text))
            _add(archive, f"{number:06}.ann", "".join(f"{line}\n" for line in lines))
            acts |= {_value(statement.act) for statement in reading.statements}
            count += sum(line.startswith("E") for line in lines)
        _add(archive, "annotation.conf", f"{CONFIGURATION}{'|'.join(sorted(acts) or ['say'])}\n")
    return count


def _add(archive: zipfile.ZipFile, name: str, words: str) -> None:
    entry = zipfile.ZipInfo(name, date_time=_BEGINNING)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = _UNIX, 0o644 << 16  # without rights nobody could open what was unpacked
    archive.writestr(entry, words.encode())


def _lines(reading: Reading) -> Iterator[str]:
    numbers = {statement.id: n for n, statement in enumerate(reading.statements, start=1)}
    bounds = _Bounds(permitted(reading.article.text))
    for number, statement in enumerate(reading.statements, start=1):
        event = _event(statement, bounds, numbers)
        yield from bounds.take()
        if event:
            yield f"E{number}\t{event}"
            yield from _attributes(statement, number)
            yield f"#{number}\tAnnotatorNotes E{number}\t{_note(statement)}"


class _Bounds:
    """Text-bound annotations, each written once and numbered from 1."""

    def __init__(self, text: str) -> None:
        self._text, self._numbers, self._new = text, dict[tuple[str, str], str](), list[str]()

    def number(self, type_: str, spans: Iterable[Span]) -> str | None:
        """Return the id of the annotation over some spans, cut at the ends of lines; None when nothing is left."""
        ranges = [piece for span in spans for piece in self._pieces(span)]
        place = ";".join(f"{start} {end}" for start, end in ranges)
        if not place:
            return None
        if (type_, place) not in self._numbers:
            self._numbers[type_, place] = f"T{len(self._numbers) + 1}"
            words = " ".join(self._text[start:end] for start, end in ranges)
            self._new.append(f"{self._numbers[type_, place]}\t{type_} {place}\t{words}")
        return self._numbers[type_, place]

    def take(self) -> list[str]:
        """Return the lines made since the last time."""
        lines, self._new = self._new, []
        return lines

    def _pieces(self, span: Span) -> Iterator[tuple[int, int]]:
        at = span.start
        for line in self._text[span.start : span.end].splitlines(keepends=True):
            words = line.strip()
            start = at + len(line) - len(line.lstrip())
            if words:
                yield start, start + len(words)
            at += len(line)


def _event(statement: Statement, bounds: _Bounds, numbers: dict[str, int]) -> str | None:
    """Return the event of a statement; its trigger is the cue, or what stands for it where the text has none."""
    triggers = [statement.cue] if statement.cue else [statement.source] if statement.source else statement.content
    trigger = bounds.number("Attribution", [span for span in triggers if span])
    if trigger is None:
        return None
    arguments = [(field.capitalize(), bounds.number(field.capitalize(), _given(statement, field))) for field in _FIELDS]
    content = bounds.number("Content", statement.content)
    when = statement.when
    if when and when.start is not None and when.end is not None:
        arguments.append(("When", bounds.number("When", [Span(when.start, when.end, when.text)])))
    arguments.insert(1, ("Content", content))
    if statement.in_ in numbers:
        arguments.append(("In", f"E{numbers[statement.in_]}"))
    return " ".join([f"Attribution:{trigger}", *(f"{role}:{target}" for role, target in arguments if target)])


def _given(statement: Statement, field: str) -> list[Span]:
    span = getattr(statement, field)
    return [span] if span else []


def _attributes(statement: Statement, number: int) -> Iterator[str]:
    values = [(name.rstrip("_").capitalize(), getattr(statement, name)) for name in _VALUES]
    for place, (name, value) in enumerate(values):
        yield f"A{(number - 1) * len(values) + place + 1}\t{name} E{number} {_value(value)}"


def _value(word: str) -> str:
    return "_".join(permitted(word).replace("|", "_").split())


def _note(statement: Statement) -> str:
    speaker = statement.speaker
    who = [f"speaker: {speaker.name}", *([f"role: {speaker.role}"] if speaker.role else [])] if speaker else []
    chain = " → ".join(link.name for link in statement.chain)
    words = "; ".join([*who, *([f"chain: {chain}"] if chain else []), f"confidence: {statement.confidence:.2f}"])
    return " ".join(permitted(words).split())
