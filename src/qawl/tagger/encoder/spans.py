"""The plain types the encoder's modules pass to each other."""

from __future__ import annotations

Pair = tuple[int, int]
"""A half-open span: code points of a text, or indices of words, as the name of the variable says."""
