"""Choose the blocks of a page that are the story: from the headline to where prose gives way to other things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qawl.article.blocks import Block
from qawl.article.headline import HEADINGS

_SENTENCE_END = re.compile(r"[.!?…؟»\"”)]$")
_LONG = 80
_SENTENCE = 40
_SHORT_PARAGRAPH = 25
# What a block that is no prose costs, in letters of prose. 100 loses 2.7 points of F1 on the old Russian pages (the
# readers' comments come in), 250 gains and loses 0.2 elsewhere. Measured with benchmarks/pages.py.
_GAP = 200
_LINKED = 0.5
_REPEATS = 3  # a short text that stands three times on a page is a label
_REPEATED_LENGTH = 200
_BELIEVED = 0.8  # of the prose: when more stands apart than this, the story itself stands in a container called so


def story_blocks(blocks: Sequence[Block], headline: int | None) -> tuple[Block, ...]:
    """Return the blocks of the story after its headline, in order, menus and other inserts left out."""
    candidates = _candidates(blocks, headline)
    region = _from_the_top(candidates) if headline is not None else _densest(candidates)
    return tuple(block for block in region if block.linked <= _LINKED and _is_worded(block))


def _candidates(blocks: Sequence[Block], headline: int | None) -> list[Block]:
    times = Counter(block.text for block in blocks)
    around = frozenset(blocks[headline].apart) if headline is not None else frozenset()
    first = 0 if headline is None else headline + 1
    shown = [
        block
        for block in blocks[first:]
        if block.is_shown and block.tag != "figcaption"
        if times[block.text] < _REPEATS or len(block.text) >= _REPEATED_LENGTH
    ]
    with_story = [block for block in shown if around.issuperset(block.apart)]
    prose = sum(len(block.text) for block in shown if _weight(block) > 0)
    kept = sum(len(block.text) for block in with_story if _weight(block) > 0)
    return with_story if kept > (1 - _BELIEVED) * prose else shown


def _from_the_top(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks up to where the sum of the weights is greatest, and what follows in the same container."""
    best = total = 0.0
    end = 0
    for position, block in enumerate(blocks):
        weight = _weight(block)
        total += weight if best > 0 else max(weight, 0.0)
        if total > best:
            best, end = total, position + 1
    letters = Counter[int]()
    for block in blocks[:end]:
        if _weight(block) > 0:
            letters[block.container] += len(block.text)
    if not letters:
        return []
    container = letters.most_common(1)[0][0]
    return [*blocks[:end], *(b for b in blocks[end:] if b.container == container and _weight(b) > 0)]


def _densest(blocks: Sequence[Block]) -> list[Block]:
    """Return the run of blocks whose weights sum up highest, for a page without a headline."""
    best = total = 0.0
    start = begin = end = 0
    for position, block in enumerate(blocks):
        if total <= 0:
            total, start = 0.0, position
        total += _weight(block)
        if total > best:
            best, begin, end = total, start, position + 1
    return list(blocks[begin:end])


def _weight(block: Block) -> float:
    length = len(block.text)
    if block.linked > _LINKED:
        return -(_GAP + 0.3 * length)
    if length >= _LONG or (length > _SENTENCE and _SENTENCE_END.search(block.text)):
        return length * (1 - 3 * block.linked)
    return -0.6 * _GAP - 0.5 * length * block.linked


def _is_worded(block: Block) -> bool:
    """Whether a block inside the story says something: a label such as `Advertisement` does not."""
    if len(block.text) >= _LONG or _SENTENCE_END.search(block.text) or block.tag in HEADINGS:
        return True
    return block.tag in {"p", "li", "blockquote"} and len(block.text) > _SHORT_PARAGRAPH
