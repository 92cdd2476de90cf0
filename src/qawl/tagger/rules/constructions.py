"""The table of constructions: which rules look at which kind of cue, in which order.

A rule looks at one cue in its clause and gives the frame it sees, or None. The first opinion wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qawl.languages.cues import Construction
from qawl.tagger.frames import Frame
from qawl.tagger.rules.clause import Clause
from qawl.tagger.rules.dependents import (
    closing_tag,
    noun_then_content,
    participle_then_content,
    preposition_then_source,
)
from qawl.tagger.rules.verbs import VERB_RULES

Rule = Callable[[Clause], Frame | None]


def read_cue(clause: Clause) -> Frame | None:
    """Return the first frame that a rule for the cue's construction sees."""
    opinions = (rule(clause) for rule in RULES[clause.cue.frame])
    return next((frame for frame in opinions if frame is not None), None)


RULES: Mapping[Construction, tuple[Rule, ...]] = {
    "verb": VERB_RULES,
    "participle": (participle_then_content,),
    "preposition": (preposition_then_source,),
    "noun": (noun_then_content,),
    "tag": (closing_tag,),
}
