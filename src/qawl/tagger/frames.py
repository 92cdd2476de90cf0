"""What a reader of text marks: frames (a cue with its arguments) and mentions (names and roles).

Both the rules and the encoder give these values, so that the stages after them do not know who marked the text.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Range = tuple[int, int]
MentionKind = Literal["person", "organisation", "place", "role", "outlet"]
AdjunctKind = Literal["speaker", "role", "addressee", "channel", "via", "when", "where"]


class Adjunct(msgspec.Struct, frozen=True):
    """Words that tell something of one attribution: the name of who speaks in it, the day on which it was said.

    They may stand anywhere near it, several sentences away as well.
    """

    kind: AdjunctKind
    start: int
    end: int
    confidence: float


class Frame(msgspec.Struct, frozen=True):
    """One attribution as marked in the text; ranges are half-open code points of the text.

    `cue` is null only for a frame whose signal is the layout. `content` is in text order and not empty.
    `evidence` names the rule or model head that marked it.
    """

    cue: Range | None
    source: Range | None
    content: tuple[Range, ...]
    confidence: float
    evidence: str
    adjuncts: tuple[Adjunct, ...] = ()


class Mention(msgspec.Struct, frozen=True):
    """A name or a role in the text."""

    start: int
    end: int
    kind: MentionKind
    confidence: float
