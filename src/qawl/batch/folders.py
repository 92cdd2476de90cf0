"""Files out of folders and patterns, in an order that does not change."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from qawl.batch.archives import is_archive
from qawl.batch.lines import is_list
from qawl.batch.opening import unreadable
from qawl.batch.record import Broken
from qawl.batch.tally import Tally

PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".txt", ".text")
_WILD = frozenset("*?[")


def files_of(source: str, tally: Tally) -> Iterator[str | Broken]:
    """Give the files that a source means, as absolute paths: itself, those in a folder, those that a pattern fits.

    A file that is named is given whatever it is. Of a folder, hidden files and folders are left out, and what holds
    no pages by its name or is no file is left out and counted. Links to folders are not followed.
    """
    path = absolute(source)
    if Path(path).is_dir():
        yield from _in_folder(path, tally)
    elif _WILD.isdisjoint(source) or Path(path).exists():
        yield path
    else:
        yield from _fitting(path, source, tally)


def absolute(source: str) -> str:
    """Return the name of a file that means the same from every folder, links not followed."""
    return os.path.abspath(source)  # noqa: PTH100


def size_of(source: str) -> int:
    """Return the bytes of all files that a source means."""
    files = (file for file in files_of(source, Tally()) if isinstance(file, str))
    return sum(_size(file) for file in files)


def _in_folder(folder: str, tally: Tally) -> Iterator[str | Broken]:
    refused: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(here, name)  # noqa: PTH118  os.walk speaks in strings
            if name.startswith("."):
                tally.left_out["hidden files"] += 1
            elif _may_hold_pages(name) and _can_be_opened(path):
                yield path
            else:
                tally.left_out["files of other kinds"] += 1
        yield from (Broken(error.filename, unreadable(error.filename, error)) for error in refused)
        refused.clear()


def _may_hold_pages(name: str) -> bool:
    return name.lower().endswith(PAGE_ENDINGS) or is_archive(name) or is_list(name)


def _can_be_opened(path: str) -> bool:
    """Whether opening a file ends: a pipe or a device among pages waits for ever. What is not there is told later."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
    except OSError:
        return True


def _fitting(pattern: str, source: str, tally: Tally) -> Iterator[str | Broken]:
    try:
        found = _matches(Path(pattern))
    except ValueError as error:
        yield Broken(source, f"{source}: this is no pattern ({error}): write ** between two / only")
        return
    if not found:
        yield Broken(source, f"{source}: no file fits this pattern: check it, and the folder")
    for path in found:
        if Path(path).is_dir():
            yield from _in_folder(path, tally)
        elif _can_be_opened(path):
            yield path
        else:
            tally.left_out["files of other kinds"] += 1


def _matches(pattern: Path) -> list[str]:
    """Return what a pattern fits, hidden names only where it names them.

    Not by the module glob, which goes through links of folders that lead round, again and again.
    """
    parts = pattern.parts
    wild = next(place for place, part in enumerate(parts) if not _WILD.isdisjoint(part))
    start, rest = Path(*parts[:wild]), "/".join(parts[wild:])
    names_hidden = any(part.startswith(".") for part in parts[wild:])
    found = (path for path in start.glob(rest) if names_hidden or not _is_hidden(path, start))
    return sorted(map(str, found))


def _is_hidden(path: Path, start: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(start).parts)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except OSError:
        return 0
