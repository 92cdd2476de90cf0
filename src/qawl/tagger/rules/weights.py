"""How often a construction with a given cue was right on annotated texts: the confidence of the frames it gives.

`weights.tsv` of a language pack holds counts written by `benchmarks/weigh.py`, never by hand. The row of a rule with
the lemma `*` counts the rule as a whole.
"""

from __future__ import annotations

from functools import cache

import msgspec

from qawl.languages.pack import LanguagePack

COLUMNS = ("rule", "right", "seen")
EVERY = "*"
UNMEASURED = 0.5
_PRIOR = 4.0  # a lemma's own count weighs as much as the rule's when it was seen so often


class Weights(msgspec.Struct, frozen=True):
    """Counts by rule and lemma: how many frames were right, of how many."""

    counts: dict[tuple[str, str], tuple[int, int]]

    def confidence(self, evidence: str) -> float:
        """Return the share of right frames for `rule lemma`: what the lemma did, smoothed by the rule as a whole."""
        rule, lemma = split_evidence(evidence)
        right, seen = self.counts.get((rule, EVERY), (0, 0))
        of_rule = (right + 2 * UNMEASURED) / (seen + 2)
        right, seen = self.counts.get((rule, lemma), (0, 0))
        return round((right + _PRIOR * of_rule) / (seen + _PRIOR), 3)


@cache
def load_weights(pack: LanguagePack) -> Weights:
    """Return the weights of a pack; a pack without measurements gives every frame the same confidence."""
    if not (pack.folder / "weights.tsv").exists():
        return Weights({})
    rows = pack.table("weights.tsv", COLUMNS)
    return Weights({split_evidence(row["rule"]): (int(row["right"]), int(row["seen"])) for row in rows})


def split_evidence(written: str) -> tuple[str, str]:
    """Return the rule and the lemma that the evidence of a frame names."""
    rule, _, lemma = written.partition(" ")
    return rule, lemma
