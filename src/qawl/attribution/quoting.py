"""What quotation marks say about a statement: how it is quoted, and where its quotation goes on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qawl.languages.grammar import Grammar
from qawl.model import Kind
from qawl.segment.quotations import Quotation
from qawl.segment.scene import Range, Scene

MIN_SPEECH = 3  # words in quotation marks: fewer are a name or a scare quote inside indirect speech
_EDGE = frozenset((*".,،;:؛!?؟…—–-", "...", "--"))


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


def _is_announced(scene: Scene, content: Sequence[Range], cue: Range) -> bool:
    """Whether a verb and a colon bring a content word for word, though no marks do (62 of 94 held ones are so)."""
    start = content[0][0]
    before = scene.text[cue[0] : start].rstrip()
    return cue[1] <= start and before.endswith(":") and any(map(str.isalpha, before))


def _quotation_at(scene: Scene, position: int, depth: int) -> Quotation | None:
    """Return the quotation of a depth in which a word stands."""
    if scene.quotation_of[position] < 0:
        return None
    at = scene.words[position].start
    return next((q for q in scene.quotations if q.start <= at < q.end and q.depth == depth), None)


def _is_speech(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation is long enough to be speech."""
    start, end = scene.word_range(quotation.start, quotation.end)
    words = [w for w in scene.words[start:end] if not w.is_mark]
    return len(words) >= MIN_SPEECH or (bool(words) and _begins_small(scene, words[0].start))


def _begins_small(scene: Scene, at: int) -> bool:
    """A quotation that begins with a small letter is a piece of a sentence, not a name."""
    return scene.text[at : at + 1].islower()
