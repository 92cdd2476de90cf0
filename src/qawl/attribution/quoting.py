"""What quotation marks say about a statement: how it is quoted, and where its quotation goes on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qawl.languages.grammar import Grammar
from qawl.model import Kind
from qawl.segment.scene import Range, Scene

MIN_SPEECH = 3  # words in quotation marks: fewer are a name or a scare quote inside indirect speech
_EDGE = frozenset(".,،;:؛!?؟…—–-")


def kind_of(scene: Scene, grammar: Grammar, content: Sequence[Range], cue: Range | None = None) -> Kind:
    """Return whether a content is quoted wholly (complementizers outside the marks count for nothing), partly, or not.

    Of a cue that stands inside a quotation, only deeper quotation marks count, unless the content is that quotation.
    """
    depth = _depth_of(scene, content, cue)
    words = [p for start, end in content for p in range(*scene.word_range(start, end))]
    opener = grammar.complementizers | grammar.prepositions | grammar.anaphors | _EDGE
    while words and scene.words[words[0]].fold in opener:
        words.pop(0)
    while words and scene.words[words[-1]].fold in _EDGE:
        words.pop()
    quoted = [p for p in words if _is_speech_at(scene, p, depth)]
    if words and len(quoted) >= len(words) - sum(scene.words[p].fold in _EDGE for p in words):
        return "direct"
    return "mixed" if quoted else "indirect"


def continued(scene: Scene, content: Sequence[Range], taken: Collection[int]) -> tuple[Range, ...]:
    """Return the units after a quoted content that go on with the same quotation, as further pieces.

    A unit goes on when it is quoted as a whole. `taken` holds the numbers of the units that hold another
    cue of the author or belong to it.
    """
    last = scene.word_range(*content[-1])[1] - 1
    if scene.quotation_of[last] < 0:
        return ()
    pieces = []
    for number in range(scene.unit_of[last] + 1, len(scene.units)):
        start, end = scene.units[number]
        if number in taken or not _is_wholly_quoted(scene, start, end):
            break
        pieces.append(scene.range_of(start, end))
    return tuple(pieces)


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


def _is_speech_at(scene: Scene, position: int, depth: int) -> bool:
    """Whether a word stands in a quotation of a depth that is long enough to be speech."""
    at = scene.words[position].start
    for quotation in scene.quotations:
        if quotation.start <= at < quotation.end and quotation.depth == depth:
            start, end = scene.word_range(quotation.start, quotation.end)
            words = [w for w in scene.words[start:end] if not w.is_mark]
            return len(words) >= MIN_SPEECH or (bool(words) and _begins_small(scene, words[0].start))
    return False


def _begins_small(scene: Scene, at: int) -> bool:
    """A quotation that begins with a small letter is a piece of a sentence, not a name."""
    return scene.text[at : at + 1].islower()
