"""Which of the passages found in a text is most likely the circumstance of a statement."""

from __future__ import annotations

from itertools import islice

import msgspec

from qawl.chances import Network, load_network
from qawl.context.signs import SIGNS, Passage, Stage, options, signs_of
from qawl.tagger.frames import AdjunctKind

KINDS: tuple[AdjunctKind, ...] = ("addressee", "channel", "when", "where", "via")  # those the network knows, in order


class Choice(msgspec.Struct, frozen=True):
    """The passage that is most likely a statement's, and how likely it is."""

    passage: Passage
    chance: float


def choose(stage: Stage, network: Network | None = None) -> tuple[Choice | None, ...]:
    """Return for each statement the likeliest passage, the first of equals; None where there is none to choose."""
    network = network or load_network("qawl.context", "circumstances.json", signs=SIGNS + len(KINDS))
    asked = [options(stage, number) for number in range(len(stage.statements))]
    signs = [inputs(stage, number, passage) for number, passages in enumerate(asked) for passage in passages]
    chances = iter(network.chances(signs))
    return tuple(
        max(map(Choice, passages, islice(chances, len(passages))), key=lambda choice: choice.chance, default=None)
        for passages in asked
    )


def inputs(stage: Stage, number: int, passage: Passage) -> list[float]:
    """Return what the network reads: the signs, and which kind of circumstance it is."""
    return [*signs_of(stage, number, passage), *(float(stage.kind == kind) for kind in KINDS)]
