"""Read one page that comes from anywhere: an address, a text, a file that has been opened."""

from __future__ import annotations

import datetime

import msgspec

from qawl.batch.opening import is_address, open_source
from qawl.batch.record import Record
from qawl.errors import QawlError, ReaderError, UsageError
from qawl.model import Dated, Page, Reading


class Options(msgspec.Struct, frozen=True):
    """How to read: the language if it is given, the day of "today", the least confidence of a statement, the reader."""

    lang: str | None = None
    date: datetime.date | None = None
    min_confidence: float = 0.0
    reader: str | None = None
    threads: int = 2


class Attempt(msgspec.Struct, frozen=True):
    """A reading, or the reason why there is none."""

    reading: Reading | None = None
    reason: str = ""


def read_source(source: str, options: Options) -> Reading:
    """Read a file, an address, or standard input (`-`). Raises QawlError when it cannot be read."""
    return read_opened(open_source(source), options)


def read_address(url: str, options: Options, *, allow_private: bool = False) -> Reading:
    """Read the page at an http or https address, and nothing else. Raises QawlError when it cannot be read."""
    from qawl.fetch.client import fetch  # noqa: PLC0415  only those who ask for an address load the network

    if not is_address(url):
        raise UsageError(f'"{url}": this is no address: give one such as https://example.org/page')
    return read_opened(fetch(url, allow_private=allow_private), options)


def read_text(text: str, options: Options, *, url: str | None = None) -> Reading:
    """Read a plain text, which stays unchanged as the text of record. Raises QawlError when it cannot be read."""
    return read_opened(Page(text, url=url, name=url or "text"), options)


def read_opened(page: Page, options: Options) -> Reading:
    """Read one page that has been opened. Raises QawlError when it cannot be read."""
    from qawl.pipeline import read_page  # noqa: PLC0415  help and errors should not wait for the whole program
    from qawl.tagger.reader import DEFAULT_READER, open_reader  # noqa: PLC0415

    reader = open_reader(options.reader or DEFAULT_READER, threads=options.threads)
    reading = read_page(page, lang=options.lang, date=options.date, reader=reader)
    return confident(reading, options.min_confidence)


def confident(reading: Reading, least: float) -> Reading:
    """Return a reading without the statements below a confidence; what they enclosed stands alone then."""
    dropped = {statement.id for statement in reading.statements if statement.confidence < least}
    kept = (statement for statement in reading.statements if statement.id not in dropped)
    statements = tuple(msgspec.structs.replace(s, in_=None) if s.in_ in dropped else s for s in kept)
    return msgspec.structs.replace(reading, statements=statements)


def attempt(record: Record, options: Options) -> Attempt:
    """Read a record, or say why it cannot be read: here ends what one page can break.

    Raises UsageError and ReaderError: no reader opens, so no page can be read.
    """
    lang, date = options.lang or record.language, record.date or options.date
    try:
        reading = read_opened(record.page, msgspec.structs.replace(options, lang=lang, date=date))
    except (UsageError, ReaderError):
        raise
    except QawlError as error:
        return Attempt(reason=str(error))
    except Exception as error:
        # a page that breaks the program must not cost the others
        failed = f"the program failed here ({type(error).__name__}: {error}): please report this page"
        return Attempt(reason=f"{record.source}: {failed}")
    return Attempt(_dated(reading, record.date))


def _dated(reading: Reading, date: datetime.date | None) -> Reading:
    """Return a reading with the day of publication that stands beside the page, where the page itself says none."""
    if date is None or reading.article.published is not None:
        return reading
    article = msgspec.structs.replace(reading.article, published=Dated(date, evidence="beside the page"))
    return msgspec.structs.replace(reading, article=article)
