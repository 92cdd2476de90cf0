"""What stands on the command line, as a stream of pages: files, folders, archives, lists, addresses, feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from qawl.batch.archives import archive_items, is_archive
from qawl.batch.folders import absolute, files_of
from qawl.batch.lines import is_list, line_items
from qawl.batch.opening import STANDARD_INPUT, is_address, missing, open_source
from qawl.batch.record import Broken, Item, Record, Whole, digest_of
from qawl.batch.tally import Tally
from qawl.errors import PageError
from qawl.model import Page

NAMELESS = "standard input "  # how the source of a page begins that came without a name
_FEED_ENDINGS = (".xml", ".rss", ".atom", ".xml.gz")

OfAddress = Callable[[str, Page | None], Iterator[Item]]


def items_of(sources: Iterable[str], tally: Tally, of_address: OfAddress) -> Iterator[Item]:
    """Give the pages of all sources in order, one at a time; what fails is an item, too, and the rest goes on.

    `of_address` gives the pages of an address; with a page, those that this page, a feed, lists.
    """
    for source in sources:
        if source == STANDARD_INPUT:
            yield _standard_input()
        elif is_address(source):
            yield from of_address(source, None)
        elif "://" in source and not Path(source).exists():
            yield Broken(source, missing(source))
        else:
            yield from _local_items(source, tally, of_address)
        tally.sources_done += 1


def _standard_input() -> Item:
    """Give standard input as a page; it is named by its content, since the next input is another page."""
    page = open_source(STANDARD_INPUT)
    return Record(f"{NAMELESS}{digest_of(page)[:12]}", page)


def _local_items(source: str, tally: Tally, of_address: OfAddress) -> Iterator[Item]:
    named = absolute(source)
    has_many = True
    for path in files_of(source, tally):
        has_many = path != named
        if isinstance(path, Broken):
            has_many = False
            yield path
        else:
            yield from _file_items(path, tally, of_address)
    if has_many:
        yield Whole(source)


def _file_items(path: str, tally: Tally, of_address: OfAddress) -> Iterator[Item]:
    if is_archive(path):
        yield from archive_items(path, tally)
    elif is_list(path):
        yield from line_items(path, tally)
    else:
        yield from _page_items(path, tally, of_address)


def _page_items(path: str, tally: Tally, of_address: OfAddress) -> Iterator[Item]:
    try:
        page = open_source(path)
    except PageError as error:
        yield Broken(path, str(error))
        return
    tally.bytes_read += len(page.content)
    if Path(path).name.lower().endswith(_FEED_ENDINGS):
        yield from of_address(path, page)
    else:
        yield Record(path, page)
