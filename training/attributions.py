"""Read the corpora that mark attributions: PolNeAR and the house's own format."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from qawl.tagger.encoder.words import split
from training.adjuncts import adjuncts
from training.documents import Attribution, Document, Name, Pair


def polnear(path: Path) -> Iterator[Document]:
    """PolNeAR's texts; it marks no attribution inside the content of another."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            yield Document(
                id=f"{row['id']}#{number}",
                corpus="polnear",
                lang=row["lang"],
                text=row["text"],
                heads=("cues",),
                attributions=tuple(_attributions(row)),
                marks_nested=False,
            )


def house(folder: Path, *, corpus: str) -> Iterator[Document]:
    """Texts annotated by our guidelines, one `ID.json` each; files that link editions are passed over."""
    for path in sorted(folder.glob("*.json")):
        if not path.name.startswith("links-"):
            yield house_document(json.loads(path.read_text(encoding="utf-8")), corpus=corpus)


def house_document(row: dict, *, corpus: str) -> Document:
    """One text of the house format. Its roles and outlets are strings: each place where one stands is a mention."""
    text = row["text"]
    names = [
        Name(start, start + len(phrase), kind)
        for kind, key in (("role", "role"), ("outlet", "via"))
        for phrase in sorted({item.get(key) or "" for item in row["attributions"]} - {""})
        for start in _places(text, phrase)
    ]
    return Document(
        id=row["id"],
        corpus=corpus,
        lang=row["lang"],
        text=text,
        heads=("cues", "roles+", "outlets", "adjuncts"),
        attributions=tuple(_attributions(row, split(text))),
        names=tuple(_outermost(names)),
    )


def _attributions(row: dict, words: Sequence[Pair] = ()) -> Iterator[Attribution]:
    for item in row["attributions"]:
        if item.get("cue"):
            yield Attribution(
                cue=tuple(item["cue"]),
                source=tuple(item["source"]) if item.get("source") else None,
                content=tuple(tuple(piece) for piece in item["content"]),
                adjuncts=adjuncts(row["text"], words, item) if words else (),
            )


def _places(text: str, phrase: str) -> Iterator[int]:
    at = text.find(phrase)
    while at >= 0:
        yield at
        at = text.find(phrase, at + len(phrase))


def _outermost(names: list[Name]) -> list[Name]:
    """Without the names that lie inside a longer one of their kind."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if not any(other.kind == name.kind and other.end > name.start for other in kept):
            kept.append(name)
    return kept
