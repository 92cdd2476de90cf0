"""What a cue does: class, act and stance, from the lexicon of its language."""

from __future__ import annotations

import msgspec

from qawl.languages.cues import Cue, find_cue
from qawl.languages.pack import LanguagePack
from qawl.model import Class, Stance


class Force(msgspec.Struct, frozen=True):
    """Class, act and stance of a statement, and the rule that settled them."""

    class_: Class
    act: str
    stance: Stance
    evidence: str


def force_of(cue: str | None, pack: LanguagePack) -> Force:
    """Return the force of a cue; words that the lexicon does not hold count as plain speech."""
    row: Cue | None = find_cue(cue, pack) if cue else None
    if row is None:
        return Force("speech", "say", "neutral", "act: default for a cue outside the lexicon")
    return Force(row.class_, row.act, row.stance, f"act: lexicon {row.lemma}")
