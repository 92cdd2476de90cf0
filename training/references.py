"""The annotated texts as the program's own values: what measures or fits the stages behind the reader starts here."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from qawl.article.article import read_article
from qawl.languages.pack import load_pack
from qawl.model import Page, Statement
from qawl.span import Span, cut
from qawl.tagger.encoder import Encoder
from qawl.tagger.frames import Frame, Mention
from training import standoff

Document = dict[str, Any]


def annotated(shared: Path) -> Iterator[Document]:
    """The texts annotated by the guidelines; those that the reading of pages changes are left out."""
    gold = (json.loads(path.read_text(encoding="utf-8")) for path in sorted((shared / "gold/train").glob("*.json")))
    for row in (*standoff.joined(shared), *(row for row in gold if "attributions" in row)):
        if read_article(Page(row["text"]), load_pack(row["lang"])).text == row["text"]:
            yield in_order(row)


def in_order(document: Document) -> Document:
    """A text with its attributions in the order in which the program gives statements: by cue, else by content."""
    rows = document["attributions"]
    order = sorted(range(len(rows)), key=lambda n: (rows[n]["cue"] or rows[n]["content"][0])[0])
    places = {old: new for new, old in enumerate(order)}
    outer = (None if rows[n].get("in") is None else places[rows[n]["in"]] for n in order)
    return {**document, "attributions": [{**rows[n], "in": place} for n, place in zip(order, outer, strict=True)]}


def statements_of(document: Document) -> tuple[Statement, ...]:
    """Return the reference annotations as statements without speakers."""
    text = document["text"]

    def span(piece: list[int] | None) -> Span | None:
        return cut(text, *piece) if piece else None

    return tuple(
        Statement(
            id=f"s{number}",
            source=span(row.get("source")),
            cue=span(row.get("cue")),
            content=tuple(cut(text, *piece) for piece in row["content"]),
            kind=row.get("kind") or "indirect",
            class_=row.get("class") or "speech",
            act="say",
            in_=None if row.get("in") is None else f"s{row['in'] + 1}",
        )
        for number, row in enumerate(document["attributions"], start=1)
    )


def marked(encoder: Encoder, document: Document) -> tuple[list[Frame], tuple[Mention, ...]]:
    """The adjuncts of the references' own cues, and the mentions."""
    cues = [tuple(item["cue"]) for item in document["attributions"] if item.get("cue")]
    ((_, mentions),) = encoder.tag([document["text"]])
    beside = encoder.beside(document["text"], cues)
    return [Frame(cue, None, (), 1.0, "given", found) for cue, found in beside.items()], mentions


def shuffled(id: str) -> str:
    """A key that puts texts into an order which has nothing to do with their names, and is always the same."""
    return hashlib.sha256(f"order {id}".encode()).hexdigest()


def scorer(shared: Path) -> ModuleType:
    """The project's scorer, shared/eval/score.py."""
    spec = importlib.util.spec_from_file_location("score", shared / "eval/score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "eval/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
