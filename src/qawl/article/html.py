"""HTML -> Article: keep the article's own blocks, and read the rest of the page for what it says about them."""

from __future__ import annotations

import trafilatura

from qawl.article.identity import article_id
from qawl.article.language import detect_language
from qawl.article.layout import lay_out
from qawl.article.markup import parse
from qawl.errors import NoArticle
from qawl.languages.pack import LanguagePack, all_packs
from qawl.model import Article, Page


def read_html(markup: str, page: Page, pack: LanguagePack | None) -> Article:
    """Extract the article of a page. Raises NoArticle, or UnknownLanguage when no pack was given."""
    root = parse(markup)
    body = trafilatura.extract(root, include_comments=False, favor_precision=True) if root is not None else None
    if not body:
        raise NoArticle(f"{page.name}: no article in this page: give the page of a single story")
    paragraphs = [line for line in body.split("\n") if line.strip()]
    pack = pack or detect_language(paragraphs, all_packs(), page.name)
    text = "\n\n".join(paragraphs)
    layout = lay_out(text, pack)
    return Article(
        article_id(text),
        page.url,
        pack.code,
        pack.direction,
        layout.title,
        text,
        published=layout.published,
        credits=layout.credits,
        editions=layout.editions,
        apparatus=layout.apparatus,
        publisher=layout.publisher,
        authors=layout.authors,
        dateline=layout.dateline,
    )
