"""Plain text -> Article: the text of record is the decoded input, unchanged."""

from __future__ import annotations

from qawl.article.identity import article_id
from qawl.article.layout import lay_out
from qawl.languages.pack import LanguagePack
from qawl.model import Article, Page


def read_plain(text: str, page: Page, pack: LanguagePack) -> Article:
    """Recognise headline, date line, editions, credits and publisher in a plain text."""
    layout = lay_out(text, pack)
    return Article(
        id=article_id(text),
        url=page.url,
        language=pack.code,
        direction=pack.direction,
        title=layout.title,
        text=text,
        published=layout.published,
        publisher=layout.publisher,
        authors=layout.authors,
        credits=layout.credits,
        editions=layout.editions,
        dateline=layout.dateline,
        apparatus=layout.apparatus,
    )
