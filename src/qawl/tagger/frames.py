"""What a reader of text marks: frames (a cue with its arguments) and mentions (names and roles).

Both the rules and the encoder give these values, so that the stages after them do not know who marked the text.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Range = tuple[int, int]
MentionKind = Literal["person", "organisation", "place", "role", "outlet"]


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


class Mention(msgspec.Struct, frozen=True):
    """A name or a role in the text."""

    start: int
    end: int
    kind: MentionKind
    confidence: float
