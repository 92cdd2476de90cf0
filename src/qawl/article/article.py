"""Page -> Article: the text of record and what the page says about itself."""

from __future__ import annotations

from qawl.article.decode import decode
from qawl.article.html import read_html
from qawl.article.language import detect_language
from qawl.article.markup import is_markup
from qawl.article.plain import read_plain
from qawl.languages.pack import LanguagePack, all_packs
from qawl.model import Article, Page


def read_article(page: Page, pack: LanguagePack | None = None) -> Article:
    """Decode a page, find its article, and read its headline, dates, credits and editions.

    With `pack` the language is taken as given. Raises a PageError when there is nothing to read, UnknownLanguage when
    no installed pack reads the language.
    """
    packs = all_packs()
    text = decode(page, packs if pack is None else (pack, *packs))
    if not isinstance(page.content, str) and is_markup(text, page.media_type):
        return read_html(text, page, pack)
    pack = pack or detect_language(text.splitlines(), packs, page.name)
    return read_plain(text, page, pack)
