"""A statement as a line to quote: who, what, where it was published and when, and where the proof stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qawl.model import Article, Statement
from qawl.web.pages.figures import Figures

_OPENING = ("«", "“", '"', "„", "‹", "‘")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides, isolates: one left open turns what follows


def cite(statement: Statement, article: Article, figures: Figures, permanent: str) -> str:
    """Return a citation in the words of the page; days are written as the reader is used to."""
    parts = (f"{_who(statement)}{_words(statement)}", *_where(statement, article, figures))
    said = ". ".join(part.removesuffix(".") for part in parts)  # a day may end in one: 12 мая 2024 г.
    return f"{_TURNS.sub('', said)}. {permanent}"


def _who(statement: Statement) -> str:
    if statement.speaker:
        role = statement.speaker.role
        is_other = role and role != statement.speaker.name
        return f"{statement.speaker.name} ({role}): " if is_other else f"{statement.speaker.name}: "
    return f"{statement.source.text}: " if statement.source else ""


def _words(statement: Statement) -> str:
    words = " … ".join(" ".join(span.text.split()) for span in statement.content)
    return words.rstrip(".،,؛;") if not words.startswith(_OPENING) else words.rstrip(",،")


def _where(statement: Statement, article: Article, figures: Figures) -> Iterator[str]:
    passed = [link.name for link in statement.chain if link.kind in ("channel", "agency")]
    if passed:
        yield (" ← " if article.direction == "rtl" else " → ").join(passed)  # text does not mirror arrows
    outlet = article.publisher.name if article.publisher else ""
    title = article.title.text if article.title else ""
    if outlet or title:
        yield ", ".join(filter(None, (outlet, title)))
    if article.published:
        yield figures.day(article.published.date)
