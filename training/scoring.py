"""Measure an encoder on texts with references: attributions, arguments under given cues, names."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from sentencepiece import SentencePieceProcessor

from qawl.tagger.encoder import Encoder
from qawl.tagger.encoder.edges import split_at_units, tidy
from qawl.tagger.encoder.encoder import PIECES, confidence, is_nested
from qawl.tagger.encoder.pieces import Tokens, open_pieces, tokenise
from qawl.tagger.encoder.reading import Argued
from qawl.tagger.encoder.spans import Pair
from qawl.tagger.encoder.words import words_of
from training.documents import Document


@dataclass(frozen=True)
class Convention:
    """How a corpus marks: whether it nests attributions, and whether a content is cut at the ends of sentences."""

    nests: bool = True
    cuts: bool = True


HOUSE, POLNEAR = Convention(), Convention(nests=False, cuts=False)
Row = dict


def scorer(shared: Path) -> ModuleType:
    """The project's scorer, `eval/score.py`."""
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(
    encoder: Encoder, folder: Path, document: Document, convention: Convention, *, given: bool = False
) -> list[Row]:
    """Rows as the scorer compares them, each with its confidence; with `given` from the reference's own cues."""
    (tokens,) = tokenise(pieces(folder), [document.text])
    cues = [words_of(tokens.words, item.cue) for item in document.attributions] if given else None
    _, argued = encoder.read(document.text, tokens, cues)
    kept = [item for item in argued if item.content or given]
    rows = [row(document.text, tokens, item, kept, encoder, convention) for item in kept]
    if not convention.nests and not given:
        rows = without_nested(rows)
    return [item for item in rows if given or item["confidence"] >= encoder.settings.threshold]


@functools.cache
def pieces(folder: Path) -> SentencePieceProcessor:
    """The vocabulary of pieces in the folder, opened once."""
    return open_pieces(folder / PIECES)


def row(
    text: str, tokens: Tokens, item: Argued, others: Sequence[Argued], encoder: Encoder, convention: Convention
) -> Row:
    content = [tidy(text, characters(tokens, piece)) for piece in item.content]
    if convention.cuts:
        content = [part for piece in content for part in split_at_units(text, piece)]
    return {
        "source": characters(tokens, item.source) if item.source else None,
        "cue": characters(tokens, item.cue),
        "content": content,
        "confidence": confidence(item, others, encoder.settings.calibration),
        "features": (item.cue_log, item.log, item.source is None, is_nested(item, others)),
    }


def without_nested(rows: Sequence[Row]) -> list[Row]:
    """Leave out what stands in the content of a surer one."""
    kept: list[Row] = []
    for item in sorted(rows, key=lambda item: -item["confidence"]):
        at = item["cue"][0]
        if not any(start <= at < end for other in kept for start, end in other["content"]):
            kept.append(item)
    return kept


def gold_rows(document: Document) -> list[Row]:
    """The reference's attributions as rows."""
    return [{"source": a.source, "cue": a.cue, "content": list(a.content)} for a in document.attributions]


def characters(tokens: Tokens, span: Pair) -> Pair:
    return tokens.words[span[0]][0], tokens.words[span[1] - 1][1]


def f1(hits: int, gold: int, predicted: int) -> float:
    return 200 * hits / max(gold + predicted, 1)


def names(
    encoder: Encoder, documents: Iterable[Document], kinds: Sequence[str]
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of exact mentions, for each kind and for all of them."""
    documents = list(documents)
    tagged = encoder.tag([document.text for document in documents])
    pairs = [
        ({(n.start, n.end, n.kind) for n in document.names}, {(m.start, m.end, m.kind) for m in mentions})
        for document, (_, mentions) in zip(documents, tagged, strict=True)
    ]
    found = {}
    for name, wanted in [*((kind, {kind}) for kind in kinds), ("all", set(kinds))]:
        gold = sum(sum(item[2] in wanted for item in a) for a, _ in pairs)
        predicted = sum(sum(item[2] in wanted for item in b) for _, b in pairs)
        hits = sum(sum(item[2] in wanted for item in a & b) for a, b in pairs)
        found[name] = (100 * hits / max(predicted, 1), 100 * hits / max(gold, 1), f1(hits, gold, predicted))
    return found
