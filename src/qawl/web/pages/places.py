"""Where on this server an article and a statement stand; an id that was imported may hold any character."""

from __future__ import annotations

from urllib.parse import quote

_PLAIN = ":"  # stands in most ids, and means nothing in a path


def article_place(article: str) -> str:
    """Return the path of the page of an article."""
    return f"/articles/{quote(article, safe=_PLAIN)}"


def statement_place(article: str, statement: str) -> str:
    """Return the path of the page of a statement; both are named by their ids."""
    return f"/statements/{quote(article, safe=_PLAIN)}/{quote(statement, safe=_PLAIN)}"
