"""The trained reader: texts to frames and mentions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

from sentencepiece import SentencePieceProcessor

from qawl.tagger.encoder import reading, weights
from qawl.tagger.encoder.edges import split_at_units, tidy, whole_phrase
from qawl.tagger.encoder.network import Network, WordScores
from qawl.tagger.encoder.pieces import Tokens, open_pieces, tokenise
from qawl.tagger.encoder.reading import Argued, Found
from qawl.tagger.encoder.spans import Pair
from qawl.tagger.encoder.windows import cut, sentence_ends
from qawl.tagger.encoder.words import words_of
from qawl.tagger.frames import Adjunct, AdjunctKind, Frame, Mention, MentionKind

PIECES = "pieces.model"
KINDS: dict[str, dict[str, MentionKind]] = {
    "names": {"person": "person", "organisation": "organisation", "place": "place"},
    "roles": {"": "role"},
    "outlets": {"": "outlet"},
}
ADJUNCTS: dict[str, AdjunctKind] = {kind: kind for kind in get_args(AdjunctKind)}
Tagged = tuple[tuple[Frame, ...], tuple[Mention, ...]]
Read = tuple[dict[str, list[Found]], list[Argued]]


class Encoder:
    """Holds the open network. The same text gives the same frames, whatever is read beside it."""

    def __init__(self, network: Network, pieces: SentencePieceProcessor, settings: weights.Settings) -> None:
        self._network, self._pieces, self.settings = network, pieces, settings

    @classmethod
    def load(cls, folder: Path = weights.SHIPPED, *, threads: int = 2) -> Encoder:
        """Open the encoder in `folder`. Raises ReaderError when a file is missing or damaged."""
        settings = weights.settings(folder)
        return cls(Network(folder, threads=threads), open_pieces(folder / PIECES), settings)

    def tag(self, texts: Sequence[str]) -> list[Tagged]:
        """The frames and mentions of each text, in the order of the text; frames below the threshold are left out."""
        every = tokenise(self._pieces, texts)
        return [self._tag(text, tokens) for text, tokens in zip(texts, every, strict=True)]

    def read(self, text: str, tokens: Tokens, cues: Sequence[Pair] | None = None) -> Read:
        """What the network finds, in words; with `cues` (spans of words) those instead of its own."""
        return self._read(text, tokens, self.scan(text, tokens), cues)

    def beside(self, text: str, cues: Sequence[Pair]) -> dict[Pair, tuple[Adjunct, ...]]:
        """The adjuncts of cues that are given as code points of a text."""
        (tokens,) = tokenise(self._pieces, [text])
        words = {words_of(tokens.words, cue): cue for cue in cues}
        if not words:
            return {}
        found = reading.adjuncts(self._network, self.scan(text, tokens), sorted(words), self.settings)
        return {words[cue]: _adjuncts(text, tokens, runs) for cue, runs in found.items()}

    def scan(self, text: str, tokens: Tokens) -> WordScores:
        """What the trunk says of each word of a text."""
        windows = cut(tokens, sentence_ends(text, tokens.words))
        return reading.merge(windows, self._network.read(tokens, windows))

    def _read(self, text: str, tokens: Tokens, scores: WordScores, cues: Sequence[Pair] | None = None) -> Read:
        cuts = reading.cuts_of(tokens, sentence_ends(text, tokens.words))
        found = {head: reading.runs(head, values, cuts, self.settings) for head, values in scores.heads.items()}
        given = found["cues"] if cues is None else [Found(start, end, "", 0.0) for start, end in cues]
        return found, reading.arguments(self._network, scores, given, self.settings)

    def _tag(self, text: str, tokens: Tokens) -> Tagged:
        if not tokens.words:
            return (), ()
        scores = self.scan(text, tokens)
        found, argued = self._read(text, tokens, scores)
        kept = [item for item in argued if item.content]
        certain = ((item, confidence(item, kept, self.settings.calibration)) for item in kept)
        marked = [(item, certainty) for item, certainty in certain if certainty >= self.settings.threshold]
        beside = reading.adjuncts(self._network, scores, [item.cue for item, _ in marked], self.settings)
        frames = tuple(_frame(text, tokens, item, certainty, beside[item.cue]) for item, certainty in marked)
        return frames, self._mentions(text, tokens, found)

    def _mentions(self, text: str, tokens: Tokens, found: dict[str, list[Found]]) -> tuple[Mention, ...]:
        mentions = (
            Mention(*_characters(tokens, (run.start, run.end)), kinds[run.kind], self._certainty(run))
            for head, kinds in KINDS.items()
            for run in found[head]
        )
        lettered = (item for item in mentions if any(letter.isalnum() for letter in text[item.start : item.end]))
        return tuple(sorted(lettered, key=lambda mention: (mention.start, -mention.end, mention.kind)))

    def _certainty(self, run: Found) -> float:
        return round(math.exp(run.log / self.settings.name_temperature), 2)


def confidence(item: Argued, others: Iterable[Argued], calibration: weights.Calibration) -> float:
    """The calibrated chance that the frame is a right statement, in hundredths."""
    logit = (
        calibration.bias
        + calibration.cue * item.cue_log
        + calibration.arguments * item.log
        + calibration.sourceless * (item.source is None)
        + calibration.nested * is_nested(item, others)
    )
    return round(1 / (1 + math.exp(-logit)), 2)


def is_nested(item: Argued, others: Iterable[Argued]) -> bool:
    """Whether the cue stands in another's content."""
    return any(start <= item.cue[0] < end for other in others if other is not item for start, end in other.content)


def _frame(text: str, tokens: Tokens, item: Argued, certainty: float, adjuncts: Sequence[Found]) -> Frame:
    content = [
        piece for words in item.content for piece in split_at_units(text, tidy(text, _characters(tokens, words)))
    ]
    return Frame(
        cue=_characters(tokens, item.cue),
        source=_characters(tokens, item.source) if item.source else None,
        content=tuple(content),
        confidence=certainty,
        evidence="encoder",
        adjuncts=_adjuncts(text, tokens, adjuncts),
    )


def _adjuncts(text: str, tokens: Tokens, runs: Iterable[Found]) -> tuple[Adjunct, ...]:
    """The adjuncts that have a letter or a digit."""
    placed = ((run, *whole_phrase(text, _characters(tokens, (run.start, run.end)))) for run in runs)
    return tuple(
        Adjunct(ADJUNCTS[run.kind], start, end, round(math.exp(run.log), 2))
        for run, start, end in placed
        if any(letter.isalnum() for letter in text[start:end])
    )


def _characters(tokens: Tokens, span: Pair) -> Pair:
    return tokens.words[span[0]][0], tokens.words[span[1] - 1][1]
