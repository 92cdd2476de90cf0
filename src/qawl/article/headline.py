"""Find the headline among the blocks of a page: the block that the page's own title repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from qawl.article.blocks import Block

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 12
_LONGEST = 300
_TITLES = 8  # of a page; the rest repeat them
_TITLE_LENGTH = 500
# Weights of the evidence, set on the 192 pages of shared/pages that have a body: the headline is missed on one.
_REPEATED = 0.3  # a title contains the block or the block a title, word for word
_IS_H1 = 0.5
_IS_HEADING = 0.3
_IS_LINK = -0.4
_SHARED_WORDS = 0.7
_LEAST = 0.3
_PROSE_LENGTH = 80
_PROSE_AFTER = 0.2  # of the page's prose; a headline repeated in the footer has less after it


class Wording(msgspec.Struct, frozen=True):
    """The words of a title or a block: as one text for comparison, and each once."""

    text: str
    words: frozenset[str]


def find_headline(blocks: Sequence[Block], titles: Sequence[str]) -> int | None:
    """Return the position of the headline, None when no block is like the page's titles and there is no `h1`."""
    wordings = [_wording(title) for title in titles[:_TITLES] if title]
    best, best_score = None, 0.0
    after = _prose_after(blocks)
    for position, block in enumerate(blocks):
        if not _SHORTEST <= len(block.text) <= _LONGEST:
            continue
        score = _score(block, wordings)
        if score > best_score and after[position] >= _PROSE_AFTER * after[0]:
            best, best_score = position, score
    return best


def words_of(text: str) -> str:
    """Return the words of a text in small letters with single spaces, for comparisons."""
    return " ".join(_WORD.findall(text.lower()))


def _wording(text: str) -> Wording:
    words = words_of(text[:_TITLE_LENGTH])
    return Wording(words, frozenset(words.split()))


def _score(block: Block, titles: Sequence[Wording]) -> float:
    own = _wording(block.text)
    likeness = max((_likeness(own, title) for title in titles), default=0.0)
    if likeness < _LEAST and block.tag != "h1":
        return 0.0
    score = likeness + (_IS_LINK if block.linked > 0.5 else 0.0)
    if block.tag == "h1":
        return score + _IS_H1
    return score + (_IS_HEADING if block.tag in HEADINGS else 0.0)


def _likeness(own: Wording, title: Wording) -> float:
    if len(own.words) < 2 or not title.words:
        return 0.0
    shared = len(own.words & title.words)
    overlap = 2 * shared / (len(own.words) + len(title.words))
    if own.text in title.text or title.text in own.text:
        return overlap + _REPEATED
    return overlap if shared >= _SHARED_WORDS * len(own.words) else 0.0


def _prose_after(blocks: Sequence[Block]) -> list[int]:
    """Return, for each position, the letters of unlinked long blocks from there on."""
    sums = [0]
    for block in reversed(blocks):
        is_prose = len(block.text) >= _PROSE_LENGTH and block.linked < 0.5
        sums.append(sums[-1] + (len(block.text) if is_prose else 0))
    return sums[::-1]
