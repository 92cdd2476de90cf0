"""Cut a text into the words that labels are given to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from qawl.tagger.encoder.spans import Pair

MARKS = "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
CLITIC = r"['’](?:s|ll|re|ve|d|m)(?!\w)"
WORD = re.compile(
    rf"{CLITIC}|[^\W_](?:[\w{MARKS}]|(?!{CLITIC})['’](?=[^\W_]))*|\S",
    re.IGNORECASE,
)


def split(text: str) -> list[Pair]:
    """Half-open code-point spans of the words in order; a mark of punctuation is a word of its own.

    A hyphen stands alone; an apostrophe inside a word does not cut it, an English clitic ("’s", "'ll") does.
    """
    return [match.span() for match in WORD.finditer(text)]


def words_of(words: Sequence[Pair], span: Pair) -> Pair:
    """The words that a span of code points touches; at least one."""
    first = bisect_right([end for _, end in words], span[0])
    last = bisect_left([start for start, _ in words], span[1])
    first = min(first, len(words) - 1)
    return first, max(last, first + 1)
