"""Text that is safe on a terminal and stands in the right order there."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

_LRI, _RLI, _PDI = "\u2066", "\u2067", "\u2069"
_JOINERS = "\u200c\u200d"  # these shape Persian and Indic words, and move nothing
_NARROWEST, _WIDEST = 10, 100
_MEASURE = Console(width=_WIDEST)  # wrapping asks a console for its width only when none is given


def safe(text: str) -> str:
    """Return a text that can do nothing to a terminal: controls are shown, direction controls left out."""
    return "".join(_safe_character(character) for character in text)


def isolated(text: str, direction: str = "ltr") -> str:
    """Return a piece of a line, kept together if it holds letters that run against the line.

    A terminal that knows directions lays it out by itself; one that does not shows the letters as they are stored.
    """
    if not any(unicodedata.bidirectional(character) in ("R", "AL") for character in text):
        return text
    return f"{_RLI if direction == 'rtl' else _LRI}{text}{_PDI}"


def wrapped(text: str, width: int, direction: str) -> list[str]:
    """Break a text into lines, each isolated on its own: a terminal takes every line for a paragraph."""
    lines = Text(" ".join(safe(text).split())).wrap(_MEASURE, max(width, _NARROWEST))
    return [isolated(line.plain.rstrip(), direction) for line in lines]


def packed(pieces: Sequence[str], separator: str, width: int) -> list[str]:
    """Join pieces into lines and break only between them; a piece that is too long keeps a line to itself."""
    lines: list[str] = []
    for piece in pieces:
        if lines and cell_len(lines[-1] + separator + piece) <= width:
            lines[-1] += separator + piece
        elif lines:
            lines[-1] += separator.rstrip()
            lines.append(piece)
        else:
            lines.append(piece)
    return lines


def width_of(console: Console) -> int:
    """Return how wide to write: no wider than is good to read."""
    return min(console.width, _WIDEST)


def make_console() -> Console:
    """Return a console for standard output that takes nothing for markup and knows NO_COLOR."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=True)


def _safe_character(character: str) -> str:
    if character in "\n\t\u2028\u2029":
        return " "
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    category = unicodedata.category(character)
    if code == 0x7F or category in ("Cc", "Cs", "Cn"):
        return "\ufffd"
    return "" if category == "Cf" and character not in _JOINERS else character
