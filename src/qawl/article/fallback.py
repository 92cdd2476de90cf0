"""The second extractor, for pages whose story our own does not find: trafilatura."""

from __future__ import annotations

import trafilatura
from lxml import html

# trafilatura compares blocks with each other; above this many elements its time is no longer bounded.
_ELEMENTS = 30_000


def extract_otherwise(root: html.HtmlElement) -> list[str]:
    """Return the paragraphs that trafilatura finds, none when it finds no text or the page is too large for it."""
    if sum(1 for _ in root.iter()) > _ELEMENTS:
        return []
    try:
        body = trafilatura.extract(root, include_comments=False, favor_precision=True)
    except Exception:  # whatever a broken page does inside another's extractor, it only means: nothing found
        return []
    return [line for line in (body or "").split("\n") if line.strip()]
