"""What stands on the command line, as pages: files, addresses, standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from qawl.article.decode import LIMIT
from qawl.errors import PageError
from qawl.model import Page

STANDARD_INPUT = "-"


def open_source(source: str) -> Page:
    """Return the page that a source names. Raises PageError when there is none."""
    if source == STANDARD_INPUT:
        return Page(sys.stdin.buffer.read(LIMIT + 1), name="standard input")
    if source.lower().startswith(("http://", "https://")):
        return _fetched(source)
    return Page(_content(source), name=source)


def _fetched(url: str) -> Page:
    from qawl.fetch.client import fetch  # noqa: PLC0415  only those who ask for an address load the network

    return fetch(url)


def _content(source: str) -> bytes:
    """Read a file, one byte more than a page may hold at most, so that the reader can refuse it."""
    path = Path(source)
    try:
        if path.is_dir():
            raise PageError(f"{source}: this is a folder: name the files in it")
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise PageError(f"{source}: there is no such file: check the name") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PageError(
            f"{source}: the file cannot be read ({reason.lower()}): check its name and permissions"
        ) from error
