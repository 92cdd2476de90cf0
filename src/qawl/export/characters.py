"""Characters that may not stand in a document for other programs."""

from __future__ import annotations

import re

# controls, lone surrogates and noncharacters; HTML and XML 1.0 forbid or discourage them, databases stumble over NUL
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def permitted(text: str) -> str:
    """Return a text with U+FFFD for each character that may not stand in HTML or XML; no place in it moves."""
    return _FORBIDDEN.sub("\ufffd", text)
