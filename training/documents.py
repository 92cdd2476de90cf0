"""A training text in the one form that every corpus is turned into, and its JSON Lines file."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

Pair = tuple[int, int]


@dataclass(frozen=True)
class Attribution:
    """Spans in code points of the document's text."""

    cue: Pair
    source: Pair | None
    content: tuple[Pair, ...]
    adjuncts: tuple[tuple[str, Pair], ...] = ()  # the kind of each and its place


@dataclass(frozen=True)
class Name:
    """A mention; `kind` is person, organisation, place, role or outlet."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Document:
    """A text with what its corpus marks. `heads` names the heads that the corpus can teach."""

    id: str
    corpus: str
    lang: str
    text: str
    heads: tuple[str, ...]
    attributions: tuple[Attribution, ...] = ()
    names: tuple[Name, ...] = field(default=())
    marks_nested: bool = True  # false: a cue inside another's content is never marked, so its absence means nothing


def is_held_id(id: str) -> bool:
    """Whether the text of an id is held out: by a hash, so that it stays where it is when others come."""
    return hashlib.sha256(id.encode()).digest()[0] % 10 == 0


def write(path: Path, documents: Iterable[Document]) -> int:
    """Write one document a line; the count of lines."""
    count = 0
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for document in documents:
            lines.write(json.dumps(asdict(document), ensure_ascii=False) + "\n")
            count += 1
    return count


def read(path: Path) -> Iterator[Document]:
    """The documents of a file that `write` made, in its order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from_json(json.loads(line))


def from_json(row: dict) -> Document:
    """A document from its row."""
    return Document(
        **{key: row[key] for key in ("id", "corpus", "lang", "text", "marks_nested")},
        heads=tuple(row["heads"]),
        attributions=tuple(_attribution(item) for item in row["attributions"]),
        names=tuple(Name(**item) for item in row["names"]),
    )


def _attribution(row: dict) -> Attribution:
    source = tuple(row["source"]) if row.get("source") else None
    adjuncts = tuple((kind, tuple(place)) for kind, place in row.get("adjuncts", ()))
    return Attribution(tuple(row["cue"]), source, tuple(tuple(piece) for piece in row["content"]), adjuncts)
