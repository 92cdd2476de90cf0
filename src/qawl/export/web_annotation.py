"""Statements as annotations of the W3C Web Annotation Data Model, as JSON-LD.

https://www.w3.org/TR/annotation-model/; positions are code points of the text of record, as the model counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from qawl.export.identity import address_of, urn, urn_of
from qawl.export.linked import Node, write_document
from qawl.model import Article, Reading, Statement
from qawl.span import Span

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_COLLECTION = urn("statements")
_AROUND = 32  # code points before and after a quotation, as the model's own examples give about as many


def write_web_annotation(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write an AnnotationCollection whose only page holds an annotation for each statement."""
    count = 0

    def annotations() -> Iterator[Node]:
        nonlocal count
        for reading in readings:
            for statement in reading.statements:
                count += 1
                yield annotation(reading.article, statement)

    opening = {"@context": _CONTEXT, "id": _COLLECTION, "type": "AnnotationCollection", "label": "Statements"}
    out.write(msgspec.json.encode(opening)[:-1] + b',"first":')
    page = {"id": urn("statements", "1"), "type": "AnnotationPage", "partOf": _COLLECTION, "startIndex": 0}
    write_document(out, page, "items", annotations())
    out.write(f',"total":{count}}}\n'.encode())
    return count


def annotation(article: Article, statement: Statement) -> Node:
    """Return a statement as one annotation: the contents are its targets, what is known of them its bodies."""
    targets = [_target(article, span) for span in statement.content]
    return {
        "id": urn_of(article, statement),
        "type": "Annotation",
        "motivation": ["identifying", "classifying"],
        "generator": {"type": "Software", "name": "qawl"},
        "body": list(_bodies(article, statement)),
        "target": targets or {"source": address_of(article)},
    }


def _target(article: Article, span: Span) -> Node:
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": article.text[max(span.start - _AROUND, 0) : span.start],
        "suffix": article.text[span.end : span.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": address_of(article), "selector": [quote, position]}


def _bodies(article: Article, statement: Statement) -> Iterator[Node]:
    """Give a body for each field that is known; its label is the field's name in the schema of a reading."""
    speaker, when = statement.speaker, statement.when
    if speaker:
        yield _words(article, "speaker", speaker.name)
        if speaker.role:
            yield _words(article, "role", speaker.role)
    for field in ("source", "cue", "addressee", "channel", "where", "via"):
        if span := getattr(statement, field):
            yield _words(article, field, span.text)
    if when:
        yield _words(article, "when", when.text)
        if when.date:
            yield _body("date", when.date.isoformat(), "identifying")
    for link in statement.chain:
        if link.kind != "speaker":
            yield _words(article, link.kind, link.name)
    for field, value in (("kind", statement.kind), ("class", statement.class_), ("act", statement.act)):
        yield _body(field, value, "classifying")
    yield _body("stance", statement.stance, "classifying")


def _words(article: Article, label: str, value: str) -> Node:
    """Return a body that holds words of the article."""
    return _body(label, value, "identifying") | {"language": article.language, "textDirection": article.direction}


def _body(label: str, value: str, purpose: str) -> Node:
    return {"type": "TextualBody", "purpose": purpose, "label": label, "value": value, "format": "text/plain"}
