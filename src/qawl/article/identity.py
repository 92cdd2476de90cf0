"""Name a text by its content."""

from __future__ import annotations

import hashlib


def article_id(text: str) -> str:
    """Return `sha256:` and the hash of the text in UTF-8."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()
