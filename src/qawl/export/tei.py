"""Readings as TEI P5: one corpus, a text each, statements as <said> in the words of the article.

https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-said.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from lxml import etree

from qawl.export.characters import permitted
from qawl.export.lines import touching
from qawl.export.passages import marks_of
from qawl.export.tei_header import TEI, XML, child, corpus_header, header
from qawl.export.weaving import Piece, weave
from qawl.model import Reading, Statement
from qawl.span import Span

_IS_DIRECT = {"direct": "true", "indirect": "false", "mixed": "unknown"}
_THOUGHTS = ("belief", "intention")  # said to nobody's ear


def write_tei(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write a <teiCorpus>. Characters that XML forbids are written as U+FFFD."""
    count = 0
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(TEI + "teiCorpus", nsmap={None: TEI[1:-1]}):
            file.write(corpus_header(), pretty_print=True)
            for number, reading in enumerate(readings, start=1):
                file.write(_text(reading, f"t{number}"))
                file.write("\n")
                count += len(reading.statements)
    out.write(b"\n")
    return count


def _text(reading: Reading, name: str) -> Any:
    tei = etree.Element(TEI + "TEI", {XML + "id": name}, nsmap={None: TEI[1:-1]})
    tei.append(header(reading, name))
    body = child(child(tei, "text", {XML + "lang": reading.article.language}), "body")
    paragraphs = list(_paragraphs(reading.article.text))
    pieces = _pieces(reading, paragraphs)
    attributes = iter(_attributes(reading, name, [piece.owner for some in pieces for piece in some]))
    for place, some in zip(paragraphs, pieces, strict=True):
        _fill(child(body, "p"), place, some, reading.article.text, attributes)
    if not paragraphs:
        child(body, "p")
    return tei


def _paragraphs(text: str) -> Iterator[Span]:
    """Give the lines that are not blank."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            words = line.splitlines()[0]
            yield Span(at, at + len(words), words)
        at += len(line)


def _pieces(reading: Reading, paragraphs: list[Span]) -> list[list[Piece]]:
    """Return the pieces of each paragraph; owners are places in `reading.statements`."""
    contents = [mark for mark in marks_of(reading) if mark.role == "content"]
    return [
        list(weave((max(one.start, place.start), min(one.end, place.end), one.number - 1) for one in marks))
        for place, marks in zip(paragraphs, touching(contents, paragraphs), strict=True)
    ]


def _fill(paragraph: Any, place: Span, pieces: list[Piece], text: str, attributes: Iterator[dict[str, str]]) -> None:
    """Put the words of a paragraph into it, and into the elements of the pieces."""
    at, around = place.start, [(paragraph, place.end)]

    def close() -> None:
        nonlocal at
        element, end = around.pop()
        _append(element, text[at:end])
        at = end

    for piece in pieces:
        while len(around) > piece.depth + 1:
            close()
        _append(around[-1][0], text[at : piece.start])
        at = piece.start
        around.append((child(around[-1][0], "said", next(attributes)), piece.end))
    while around:
        close()


def _append(element: Any, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + permitted(words)
    else:
        element.text = (element.text or "") + permitted(words)


def _attributes(reading: Reading, name: str, owners: list[int]) -> Iterator[dict[str, str]]:
    """Give the attributes of each piece; those of one statement point to each other by `next` and `prev`."""
    parts, seen, named = Counter(owners), Counter[int](), _named(reading, name)
    for owner in owners:
        seen[owner] += 1
        part, stem = seen[owner], f"{name}.s{owner + 1}"
        links = {XML + "id": stem if part == 1 else f"{stem}.{part}"}
        if part > 1:
            links["prev"] = f"#{stem}" if part == 2 else f"#{stem}.{part - 1}"
        if part < parts[owner]:
            links["next"] = f"#{stem}.{part + 1}"
        yield {**links, **_known(reading.statements[owner], named, f"#{name}.a{owner + 1}")}


def _named(reading: Reading, name: str) -> dict[tuple[str, str], str]:
    """Return where the header describes each act and each speaker, by its kind and what a statement calls it."""
    acts = sorted({one.act for one in reading.statements})
    named = {("act", act): f"#{name}.act{number}" for number, act in enumerate(acts, start=1)}
    for number, speaker in enumerate(reading.speakers, start=1):
        named.setdefault(("speaker", speaker.id), f"#{name}.p{number}")
    return named


def _known(statement: Statement, named: Mapping[tuple[str, str], str], addressee: str) -> dict[str, str]:
    """Return what is known of a statement as the attributes of <said>; `addressee` is where one would be listed."""
    codes = [f"#kind.{statement.kind}", f"#class.{statement.class_}", f"#stance.{statement.stance}"]
    known = {
        "direct": _IS_DIRECT[statement.kind],
        "ana": " ".join([*codes, named["act", statement.act]]),
    }
    if statement.class_ in _THOUGHTS:
        known["aloud"] = "false"
    if statement.speaker and (who := named.get(("speaker", statement.speaker.id))):
        known["who"] = who
    if statement.addressee:
        known["toWhom"] = addressee
    return known
