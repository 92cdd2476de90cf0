"""Readings as TEI P5: one corpus, a text each, statements as <said> in the words of the article.

https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-said.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from lxml import etree

from qawl.export.characters import permitted
from qawl.export.tei_header import TEI, XML, child, corpus_header, header
from qawl.export.weaving import Piece, weave
from qawl.model import Reading, Statement

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


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Give the lines that are not blank as ranges."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, at + len(line.splitlines()[0])
        at += len(line)


def _pieces(reading: Reading, paragraphs: list[tuple[int, int]]) -> list[list[Piece]]:
    """Return the pieces of each paragraph; owners are places in `reading.statements`."""
    spans = sorted((span.start, span.end, n) for n, one in enumerate(reading.statements) for span in one.content)
    return [
        list(weave((max(start, first), min(end, last), n) for start, end, n in spans if start < last and end > first))
        for first, last in paragraphs
    ]


def _fill(
    paragraph: Any, place: tuple[int, int], pieces: list[Piece], text: str, attributes: Iterator[dict[str, str]]
) -> None:
    """Put the words of a paragraph into it, and into the elements of the pieces."""
    at, around = place[0], [(paragraph, place[1])]

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
    parts, seen = Counter(owners), Counter[int]()
    for owner in owners:
        seen[owner] += 1
        part, stem = seen[owner], f"{name}.s{owner + 1}"
        links = {XML + "id": stem if part == 1 else f"{stem}.{part}"}
        if part > 1:
            links["prev"] = f"#{stem}" if part == 2 else f"#{stem}.{part - 1}"
        if part < parts[owner]:
            links["next"] = f"#{stem}.{part + 1}"
        yield {**links, **_known(reading, owner, name)}


def _known(reading: Reading, place: int, name: str) -> dict[str, str]:
    """Return what is known of a statement as the attributes of <said>."""
    statement: Statement = reading.statements[place]
    acts = sorted({one.act for one in reading.statements})
    speakers = [speaker.id for speaker in reading.speakers]
    codes = [f"#kind.{statement.kind}", f"#class.{statement.class_}", f"#stance.{statement.stance}"]
    known = {
        "direct": _IS_DIRECT[statement.kind],
        "ana": " ".join([*codes, f"#{name}.act{acts.index(statement.act) + 1}"]),
    }
    if statement.class_ in _THOUGHTS:
        known["aloud"] = "false"
    if statement.speaker and statement.speaker.id in speakers:
        known["who"] = f"#{name}.p{speakers.index(statement.speaker.id) + 1}"
    if statement.addressee:
        known["toWhom"] = f"#{name}.a{place + 1}"
    return known
