"""When it was said: the time expression nearest to the cue."""

from __future__ import annotations

from qawl.context.phrases import Ground
from qawl.context.zones import Zone
from qawl.model import When


def find_when(ground: Ground, zone: Zone) -> When | None:
    """Return the time expression that dates a statement, or None."""
    candidates = []
    for date in ground.dates:
        if date.start is None or date.end is None:
            continue
        start, end = ground.scene.word_range(date.start, date.end)
        if start < end and zone.unit[0] <= start < zone.unit[1] and zone.reaches(start, end):
            candidates.append((zone.distance(start, end), start, date))
    return min(candidates, key=lambda c: c[:2])[2] if candidates else None
