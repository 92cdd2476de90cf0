"""A piece of a text: where it stands and what it says."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open range of code points of `article.text`, with the words found there."""

    start: int
    end: int
    text: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other range lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


def cut(text: str, start: int, end: int) -> Span:
    """Return the span of `text[start:end]` without white space at its edges.

    Raises ValueError when the range is outside the text or holds only white space.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span [{start}, {end}) lies outside a text of {len(text)} code points")
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        raise ValueError(f"span [{start}, {end}) holds only white space")
    return Span(start, start + len(words), words)
