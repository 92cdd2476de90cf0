"""Documents to labelled words, and those to windows for training."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor

from qawl.tagger.encoder.pieces import Tokens, tokenise
from qawl.tagger.encoder.spans import Pair
from qawl.tagger.encoder.windows import LONGEST, sentence_ends
from qawl.tagger.encoder.words import words_of
from training.documents import Document, Name
from training.model import ADJUNCT_LABELS, ARGUMENT_LABELS, NAME_LABELS

IGNORED = -1
FOREIGN = ("polnear",)  # corpora of attributions whose guidelines are not ours
HEADS = ("cues", "names", "roles", "outlets")
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Argued:
    """An attribution in words."""

    cue: Pair
    source: Pair | None
    content: tuple[Pair, ...]
    adjuncts: tuple[tuple[str, Pair], ...] | None  # None where the corpus marks none


@dataclass(frozen=True)
class Sample:
    """A document in words and pieces, with a label a word for each head (IGNORED where it teaches nothing)."""

    tokens: Tokens
    ends: tuple[int, ...]
    labels: dict[str, Labels]
    argued: tuple[Argued, ...]
    foreign: bool = False  # annotated by the guidelines of another corpus than ours


@dataclass(frozen=True)
class Window:
    """The words [start, end) of a sample."""

    sample: Sample
    start: int
    end: int

    @property
    def pieces(self) -> int:
        tokens = self.sample.tokens
        return int(tokens.last[self.end - 1] - tokens.first[self.start] + 1)


def samples(pieces: SentencePieceProcessor, documents: Sequence[Document]) -> list[Sample]:
    """One sample a document."""
    tokens = tokenise(pieces, [document.text for document in documents])
    return [sample(document, found) for document, found in zip(documents, tokens, strict=True)]


def sample(document: Document, tokens: Tokens) -> Sample:
    """Label the words of one document."""
    taught = "adjuncts" in document.heads
    argued = tuple(
        Argued(
            cue=words_of(tokens.words, item.cue),
            source=words_of(tokens.words, item.source) if item.source else None,
            content=tuple(words_of(tokens.words, piece) for piece in item.content),
            adjuncts=tuple((k, words_of(tokens.words, place)) for k, place in item.adjuncts) if taught else None,
        )
        for item in document.attributions
    )
    labels = {
        "cues": _cue_labels(len(tokens.words), argued, document),
        "names": _name_labels(tokens.words, document, ("person", "organisation", "place"), "names"),
        "roles": _name_labels(tokens.words, document, ("role",), "roles"),
        "outlets": _name_labels(tokens.words, document, ("outlet",), "outlets"),
    }
    return Sample(tokens, tuple(sentence_ends(document.text, tokens.words)), labels, argued, document.corpus in FOREIGN)


def windows(sample: Sample, chance: random.Random, *, longest: int = LONGEST) -> Iterator[Window]:
    """Cover the sample once, cut at ends of sentences, the first window of random length."""
    start, limit = 0, chance.randint(longest // 3, longest)
    while start < len(sample.tokens.words):
        stop = reach(sample.tokens, start, limit)
        if stop < len(sample.tokens.words):
            inside = [end for end in sample.ends if start + (stop - start) // 2 < end <= stop]
            stop = inside[-1] if inside else stop
        yield Window(sample, start, stop)
        start, limit = stop, longest


def reach(tokens: Tokens, start: int, longest: int) -> int:
    """The end of the longest run of words from `start` that has at most `longest` pieces; at least one word."""
    limit = tokens.first[start] + longest
    return max(int((tokens.last < limit).sum()), start + 1)


def argument_labels(argued: Argued, start: int, end: int) -> Labels | None:
    """A label for each word of the window; None if its cue or all of its content lies outside."""
    if argued.cue[0] < start or argued.cue[1] > end:
        return None
    labels = np.zeros(end - start, dtype=np.int64)
    pieces = [(piece, "content") for piece in argued.content]
    if argued.source:
        pieces.append((argued.source, "source"))
    for piece, kind in pieces:
        first, last = max(piece[0], start), min(piece[1], end)
        if first < last:
            labels[first - start] = ARGUMENT_LABELS.index(f"B-{kind}")
            labels[first - start + 1 : last - start] = ARGUMENT_LABELS.index(f"I-{kind}")
            if last < end and labels[last - start] == ARGUMENT_LABELS.index("I-content"):
                labels[last - start] = ARGUMENT_LABELS.index("B-content")  # a source inside a content parts it
    has_content = (labels >= ARGUMENT_LABELS.index("B-content")).any()
    return labels if has_content or not argued.content else None


def adjunct_labels(argued: Argued, start: int, end: int) -> Labels:
    """A label for each word of the window; what stands outside it is no adjunct here."""
    labels = np.full(end - start, 0 if argued.adjuncts is not None else IGNORED, dtype=np.int64)
    for kind, (first, last) in argued.adjuncts or ():
        if start <= first and last <= end:
            labels[first - start] = ADJUNCT_LABELS.index(f"B-{kind}")
            labels[first - start + 1 : last - start] = ADJUNCT_LABELS.index(f"I-{kind}")
    return labels


def _cue_labels(count: int, argued: Sequence[Argued], document: Document) -> Labels:
    if "cues" not in document.heads:
        return np.full(count, IGNORED, dtype=np.int64)
    labels = np.zeros(count, dtype=np.int64)
    if not document.marks_nested:
        for item in argued:
            for first, last in item.content:
                labels[first:last] = IGNORED
    for item in argued:
        first, last = item.cue
        labels[first], labels[first + 1 : last] = 1, 2
    return labels


def _name_labels(words: Sequence[Pair], document: Document, kinds: tuple[str, ...], head: str) -> Labels:
    """BIO labels; a head written with "+" is taught only by the words that are marked."""
    taught = head in document.heads
    labels = np.full(len(words), 0 if taught else IGNORED, dtype=np.int64)
    if taught or f"{head}+" in document.heads:
        for name in document.names:
            if name.kind in kinds:
                _mark(labels, words, name, kinds)
    return labels


def _mark(labels: Labels, words: Sequence[Pair], name: Name, kinds: tuple[str, ...]) -> None:
    first, last = words_of(words, (name.start, name.end))
    begin = NAME_LABELS.index(f"B-{name.kind}") if len(kinds) > 1 else 1
    labels[first], labels[first + 1 : last] = begin, begin + 1
