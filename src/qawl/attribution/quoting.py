"""What quotation marks say about a statement: how it is quoted, and where its quotation goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qawl.languages.grammar import Grammar
from qawl.model import Kind
from qawl.segment.quotations import Quotation
from qawl.segment.scene import Range, Scene

MIN_SPEECH = 3  # words in quotation marks: fewer are a name or a scare quote inside indirect speech
_EDGE = frozenset((*".,،;:؛!?؟…—–-", "...", "--", "''"))


def kind_of(scene: Scene, grammar: Grammar, content: Sequence[Range], cue: Range | None = None) -> Kind:
    """Return whether a content is quoted wholly (complementizers outside the marks count for nothing), partly, or not.

    Without any marks a verb with a colon before it brings it word for word.

    Of a cue that stands inside a quotation, only deeper quotation marks count, unless the content is that quotation.
    """
    depth = _depth_of(scene, content, cue)
    words = [p for start, end in content for p in range(*scene.word_range(start, end))]
    opener = grammar.complementizers | grammar.prepositions | grammar.anaphors | _EDGE
    while words and scene.words[words[0]].fold in opener:
        words.pop(0)
    while words and scene.words[words[-1]].fold in _EDGE:
        words.pop()
    around = [_quotation_at(scene, p, depth) for p in words]
    if words and all(quotation or scene.words[p].is_mark for p, quotation in zip(words, around, strict=True)):
        return "direct"
    quotations = {(q.start, q.end): q for q in around if q is not None}
    if any(_is_speech(scene, quotation) for quotation in quotations.values()):
        return "mixed"
    return "direct" if cue and _is_announced(scene, content, cue) else "indirect"


def continued(
    scene: Scene, content: Sequence[Range], cue: Range | None, is_taken: Callable[[int], bool]
) -> tuple[Range, ...]:
    """Return the units after a quoted content that go on with the same quotation, as further pieces.

    A unit goes on when it is quoted as a whole. `is_taken` tells the numbers of the units that hold
    another cue of the author or belong to it.
    """
    last = scene.word_range(*content[-1])[1] - 1
    unit = scene.unit_of[last]
    if scene.quotation_of[last] < 0 or _is_cut(scene, last, cue):
        return ()
    going_on = []
    for number in range(unit + 1, len(scene.units)):
        if is_taken(number) or not _is_wholly_quoted(scene, *scene.units[number]):
            break
        going_on.append(number)
    while going_on and _goes_on(scene, unit, going_on[-1]):
        going_on.pop()
    return tuple(scene.range_of(*scene.units[number]) for number in going_on)


def _is_cut(scene: Scene, last: int, cue: Range | None) -> bool:
    """Whether the quotation in which a content ends has words of the same unit behind it, and the cue is none of them.

    Where the author steps into an open quotation, cue and source stand between its parts.
    """
    own, end = scene.quotation_of[last], scene.units[scene.unit_of[last]][1]
    if cue is not None and scene.quotation_of[scene.word_range(*cue)[0]] == own:
        return False
    return any(not scene.words[p].is_mark and scene.quotation_of[p] == own for p in range(last + 1, end))


def _goes_on(scene: Scene, own: int, number: int) -> bool:
    """Whether a quotation that begins behind a unit goes on after another one: *“We go. We stay,” he said.*"""
    start, end = scene.units[number]
    quotation = scene.quotations[scene.quotation_of[start]]
    behind = scene.word_range(quotation.start, quotation.end)
    return behind[0] >= scene.units[own][1] and behind[1] > end


def _is_wholly_quoted(scene: Scene, start: int, end: int) -> bool:
    while end > start and scene.words[end - 1].fold in _EDGE and scene.quotation_of[end - 1] < 0:
        end -= 1
    return end > start and all(scene.quotation_of[p] >= 0 for p in range(start, end))


def _depth_of(scene: Scene, content: Sequence[Range], cue: Range | None) -> int:
    """Return the depth from which quotation marks count for a statement."""
    around = scene.quotation_of[scene.word_range(*cue)[0]] if cue else -1
    if around < 0 or content[0][0] <= scene.quotations[around].start:
        return 0
    return scene.quotations[around].depth + 1


def _is_announced(scene: Scene, content: Sequence[Range], cue: Range) -> bool:
    """Whether a verb and a colon bring a content word for word, though no marks do (62 of 94 held ones are so)."""
    start = content[0][0]
    before = scene.text[cue[0] : start].rstrip()
    return cue[1] <= start and before.endswith(":") and any(map(str.isalpha, before))


def _quotation_at(scene: Scene, position: int, depth: int) -> Quotation | None:
    """Return the quotation of a depth in which a word stands."""
    if scene.quotation_of[position] < 0:
        return None
    number, at = scene.quotation_of[position], scene.words[position].start
    around = (scene.quotations[n] for n in range(number, -1, -1))  # outer ones come first
    same = next((q for q in around if q.depth <= depth), None)
    return same if same is not None and same.depth == depth and same.start <= at < same.end else None


def _is_speech(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation is long enough to be speech."""
    start, end = scene.word_range(quotation.start, quotation.end)
    words = [w for w in scene.words[start:end] if not w.is_mark]
    return len(words) >= MIN_SPEECH or (bool(words) and _begins_small(scene, words[0].start))


def _begins_small(scene: Scene, at: int) -> bool:
    """A quotation that begins with a small letter is a piece of a sentence, not a name."""
    return scene.text[at : at + 1].islower()
