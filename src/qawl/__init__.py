"""Who said what, to whom, when, where, and on whose word, read from the news.

    >>> import qawl
    >>> reading = qawl.read("The minister said on Monday that the bridge would reopen.", lang="en")
    >>> reading.statements[0].content[0].text
    'that the bridge would reopen'
"""

from __future__ import annotations

import datetime

from qawl.errors import (
    DamagedStore,
    EmptyPage,
    FeedError,
    FetchError,
    ForbiddenAddress,
    NewerStore,
    NoArticle,
    NotText,
    PackError,
    PageError,
    QawlError,
    QueryError,
    ReaderError,
    RobotsRefusal,
    StoreError,
    TooLarge,
    UnknownLanguage,
    UsageError,
)
from qawl.model import Article, Page, Reading, Speaker, Statement
from qawl.span import Span

__version__ = "0.1.0"

__all__ = [
    "Article",
    "DamagedStore",
    "EmptyPage",
    "FeedError",
    "FetchError",
    "ForbiddenAddress",
    "NewerStore",
    "NoArticle",
    "NotText",
    "PackError",
    "Page",
    "PageError",
    "QawlError",
    "QueryError",
    "ReaderError",
    "Reading",
    "RobotsRefusal",
    "Span",
    "Speaker",
    "Statement",
    "StoreError",
    "TooLarge",
    "UnknownLanguage",
    "UsageError",
    "read",
]


def read(
    page: Page | str | bytes,
    *,
    url: str | None = None,
    lang: str | None = None,
    date: datetime.date | None = None,
    reader: str | None = None,
) -> Reading:
    """Read a page or a text: who said what, to whom, when, where, and on whose word.

    A str is plain text and stays unchanged as the text of record; bytes are decoded and may be HTML. `url` is the
    address of the page. `lang` overrules the language found; `date` is the day that "yesterday" is relative to when
    the page does not say its own; `reader` is `encoder` (the trained one, the default) or `rules`. Raises PageError
    when there is nothing to read and UnknownLanguage when no installed language pack reads the text.
    """
    from qawl.pipeline import read_page  # noqa: PLC0415  the package must import fast for those who need only values
    from qawl.tagger.reader import DEFAULT_READER, open_reader  # noqa: PLC0415

    if not isinstance(page, Page):
        page = Page(page, url=url, name=url or "text")
    return read_page(page, lang=lang, date=date, reader=open_reader(reader or DEFAULT_READER))
