"""Cut a content at the borders of sentences and lines, as the annotation guidelines want it."""

from __future__ import annotations

import re

from qawl.tagger.encoder.spans import Pair

BORDER = re.compile(r"""(?<=[.!?؟…])["»”'’)]*(\s+)(?=[^\sа-яa-z])|(\s*\n\s*)""")
ABBREVIATION = re.compile(
    r"\b(?:[A-ZА-Я]|г|ул|тыс|млн|млрд|руб|т|д|п|др|см|им|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|vs|[Дд]\.р)\.$"
)


def split_at_units(text: str, span: Pair) -> list[Pair]:
    """The pieces of the span, each inside one sentence or line, without white space at their edges.

    A full stop that ends a sentence inside the span stays with its piece; a quotation of several sentences gives
    a piece for each.
    """
    start, end = span
    pieces: list[Pair] = []
    for border in BORDER.finditer(text, start, end):
        stop = border.start(1) if border.group(1) else border.start(2)
        after = border.end()
        if after >= end or ABBREVIATION.search(text[start:stop]):
            continue
        pieces.append((start, stop))
        start = after
    return [*pieces, (start, end)]
