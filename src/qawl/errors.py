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
    └── UsageError             an option that cannot be used as given

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


class FetchError(PageError):
    """The address did not answer with a page."""


class ForbiddenAddress(FetchError):
    """The address leads to a machine inside the network."""


class UnknownLanguage(QawlError):
    """No installed language pack reads this text."""


class ReaderError(QawlError):
    """The files of the trained reader are missing or damaged."""


class PackError(QawlError):
    """A language pack breaks a rule of its format; the message starts with `file:line`."""


class UsageError(QawlError):
    """An option cannot be used as given."""
