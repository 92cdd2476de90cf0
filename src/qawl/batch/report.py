"""What a run did, counted: outcomes, and reasons of failures of one kind together."""

from __future__ import annotations

import re
from collections import Counter

from qawl.batch.adding import Added

ORDER = ("new", "changed", "unchanged", "failed")
_NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")
_LONGEST = 160


class Report:
    """Grows with each source that is done."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.statements = 0

    def add(self, added: Added) -> None:
        """Count one source."""
        self.outcomes[added.outcome] += 1
        self.statements += added.statements
        if added.outcome == "failed":
            self.reasons[kind_of(added)] += 1

    @property
    def has_failed(self) -> bool:
        """Whether any source failed."""
        return self.outcomes["failed"] > 0

    def summary(self) -> str:
        """Return the counts as one line."""
        counts = " · ".join(f"{self.outcomes[what]:,} {what}" for what in ORDER if self.outcomes[what])
        return counts or "nothing to add"


def kind_of(added: Added) -> str:
    """Return the reason of a failure without what is particular to this source."""
    reason = added.reason.removeprefix(f"{added.source}: ").replace(added.source, "…")
    return _NUMBER.sub("N", " ".join(reason.split()))[:_LONGEST]
