"""The errors that qawl raises, all below one root.

    QawlError
    ├── PageError              a page cannot be read
    │   ├── EmptyPage          nothing in it
    │   ├── NotText            bytes that are no text (an image, an archive, a program)
    │   ├── TooLarge           more than a page may hold
    │   ├── NoArticle          text, but no article in it
    │   └── FetchError         the address gave no page
    │       └── ForbiddenAddress   the address leads inside the network
    ├── UnknownLanguage        no language pack for this text
    ├── ReaderError            the trained reader's files are missing or damaged
    ├── PackError              a language pack breaks a rule of its format
    ├── StoreError             the store cannot do what is asked
    │   ├── NewerStore         it was made by a newer qawl
    │   └── DamagedStore       its file is broken, or is no store
    └── UsageError             an option that cannot be used as given
        └── QueryError         a query that breaks the query language

A message gives the value, the place and the remedy, in one line.
"""


class QawlError(Exception):
    """Root of every error that qawl raises on purpose."""


class PageError(QawlError):
    """A page cannot be read; the message says which, why and what to do."""


class EmptyPage(PageError):
    """The page holds no bytes or only white space."""


class NotText(PageError):
    """The bytes are not a text page."""


class TooLarge(PageError):
    """The page is larger than the limit."""


class NoArticle(PageError):
    """The page is text but holds no article."""


class FeedError(PageError):
    """The page is no feed and no sitemap, or breaks the limits of one."""


class FetchError(PageError):
    """The address did not answer with a page."""


class ForbiddenAddress(FetchError):
    """The address leads to a machine inside the network."""


class RobotsRefusal(FetchError):
    """The site's robots.txt asks programs not to read the address."""


class UnknownLanguage(QawlError):
    """No installed language pack reads this text."""


class ReaderError(QawlError):
    """The files of the trained reader are missing or damaged."""


class PackError(QawlError):
    """A language pack breaks a rule of its format; the message starts with `file:line`."""


class UsageError(QawlError):
    """An option cannot be used as given."""


class QueryError(UsageError):
    """A query breaks the query language; the message says where and what to write instead."""


class StoreError(QawlError):
    """The store cannot be opened, read or written as asked."""


class NewerStore(StoreError):
    """The store was made by a newer qawl than this one."""


class DamagedStore(StoreError):
    """The file of the store is damaged, or is not a store of qawl."""
