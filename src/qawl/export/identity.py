"""Names for articles, statements and speakers that stay the same from one export to the next."""

from __future__ import annotations

import uuid

from qawl.model import Article, Statement

_OURS = uuid.uuid5(uuid.NAMESPACE_DNS, "qawl.export")


def urn(*parts: str) -> str:
    """Return a name for what the parts tell apart; RFC 4122, version 5."""
    return f"urn:uuid:{uuid.uuid5(_OURS, '/'.join(part.replace('/', '//') for part in parts))}"


def urn_of(article: Article, statement: Statement | None = None) -> str:
    """Return the name of an article, by its text and address, or of a statement in it."""
    return urn("article", article.id, article.url or "", *([statement.id] if statement else []))


def address_of(article: Article) -> str:
    """Return where the article can be had, or its name where the page's address is not known."""
    url = article.url or ""
    return url if url.startswith(("http://", "https://")) else urn_of(article)
