"""One source as a page: a file, an address, standard input."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from qawl.article.decode import LIMIT
from qawl.errors import PageError, TooLarge
from qawl.model import Page

STANDARD_INPUT = "-"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def open_source(source: str) -> Page:
    """Return the page that a source names. Raises PageError when there is none."""
    if source == STANDARD_INPUT:
        return Page(sys.stdin.buffer.read(LIMIT + 1), name="standard input")
    if is_address(source):
        return _fetched(source)
    return Page(content_of(source), name=source)


def is_address(source: str) -> bool:
    """Whether a source names a page of the web."""
    return source.lower().startswith(("http://", "https://"))


def content_of(source: str) -> bytes:
    """Read a file. Raises PageError for one that cannot be read, its TooLarge for more than a page may hold.

    Of a pipe, which has no size, one byte more than that is read, so that the reader can refuse it.
    """
    path = Path(source)
    try:
        if path.is_dir():
            raise PageError(f"{source}: this is a folder: name the files in it")
        size = path.stat().st_size
        if size > LIMIT:
            raise TooLarge(f"{source}: {size:,} bytes, and a page may hold {LIMIT:,}: cut it into articles")
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise PageError(missing(source)) from error
    except (OSError, ValueError) as error:
        raise PageError(unreadable(source, error)) from error


def missing(source: str) -> str:
    """Say that there is no such file, and what may have been meant."""
    if _SCHEME.match(source):
        return f"{source}: only addresses that begin with http:// or https:// are fetched: save the page, give the file"
    return f"{source}: there is no such file: check the name"


def unreadable(source: str, error: Exception) -> str:
    """Say why a file cannot be read."""
    reason = getattr(error, "strerror", None) or str(error)
    return f"{source}: the file cannot be read ({reason.lower()}): check its name and permissions"


def _fetched(url: str) -> Page:
    from qawl.fetch.client import fetch  # noqa: PLC0415  only those who ask for an address load the network

    return fetch(url)
