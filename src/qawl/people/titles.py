"""How much of the words around a name is its role: what the trained reader marks as one."""

from __future__ import annotations

from collections.abc import Sequence

from qawl.segment.scene import Scene
from qawl.span import Span, cut
from qawl.tagger.frames import Mention

_QUOTES = frozenset('"«»“”„‟')
_LOOSE = 3  # letters of a word between two marked pieces that may belong to the role: *and*, *of*, و


def as_marked(scene: Scene, role: Span, name_at: int, mentions: Sequence[Mention]) -> Span | None:
    """Return the part of a role that the reader marks, nearest to the name; all of it where no role is marked at all.

    On 197 texts that the reader had not seen, 13 of the 18 roles of which it marks less than half were none: verbs and
    bodies before a name, *Federal Judge Just Gave*.
    """
    marked = [mention for mention in mentions if mention.kind == "role"]
    if not marked:
        return role
    first, last = scene.word_range(role.start, role.end)
    inside = [p for p in range(first, last) if _is_marked(scene, p, marked)]
    runs = _runs(scene, inside)
    if not runs:
        return None
    start, end = min(runs, key=lambda run: _distance(scene, run, name_at))
    name = scene.word_range(name_at, name_at + 1)[0]
    if not all(_is_loose(scene, p) for p in range(end, name)):
        return None  # another's, with a verb between: *Judge Gave* Ann Lee
    low, high = scene.range_of(start, end)
    high += bool(_QUOTES & set(scene.text[low:high])) and scene.text[high : high + 1] in _QUOTES  # captain of «Zarya»
    return cut(scene.text, max(low, role.start), min(high, role.end))


def title_begins(scene: Scene, start: int, mentions: Sequence[Mention]) -> int:
    """Return the word position at which the role begins that the reader marks before a name, or the name's own."""
    marked = [mention for mention in mentions if mention.kind == "role"]
    low = scene.units[scene.unit_of[start]][0]
    while start > low and _is_marked(scene, start - 1, marked):
        start -= 1
    return start


def _is_marked(scene: Scene, position: int, marked: Sequence[Mention]) -> bool:
    word = scene.words[position]
    return not word.is_mark and any(m.start < word.end and word.start < m.end for m in marked)


def _runs(scene: Scene, positions: Sequence[int]) -> list[tuple[int, int]]:
    """Join neighbours, also over marks and very short words."""
    runs: list[tuple[int, int]] = []
    for position in positions:
        if runs and all(_is_loose(scene, p) for p in range(runs[-1][1], position)):
            runs[-1] = (runs[-1][0], position + 1)
        else:
            runs.append((position, position + 1))
    return runs


def _is_loose(scene: Scene, position: int) -> bool:
    return scene.words[position].is_mark or len(scene.words[position].fold) <= _LOOSE


def _distance(scene: Scene, run: tuple[int, int], name_at: int) -> int:
    start, end = scene.range_of(*run)
    return max(start - name_at, name_at - end, 0)
