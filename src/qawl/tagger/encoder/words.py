"""Cut a text into the words that labels are given to."""

from __future__ import annotations

import re

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
