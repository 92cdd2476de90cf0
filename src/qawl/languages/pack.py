"""Find and load language packs."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from qawl.errors import PackError, UnknownLanguage
from qawl.languages.tables import Row, load_table

_FOLDER = Path(__file__).parent


class LanguagePack(msgspec.Struct, frozen=True):
    """One language: what `language.toml` declares, and the folder that holds its tables.

    `settings` is the whole of `language.toml`; stages read their own section of it.
    """

    code: str
    name: str
    native_name: str
    direction: Literal["ltr", "rtl"]
    scripts: tuple[str, ...]
    folder: Path
    settings: dict[str, Any]

    def __hash__(self) -> int:
        return hash((self.code, self.folder))

    def table(self, name: str, columns: Sequence[str]) -> tuple[Row, ...]:
        """Return the rows of one of the pack's tables, read once for each process."""
        return _table(self.folder / name, tuple(columns))

    def section(self, name: str) -> dict[str, Any]:
        """Return a section of `language.toml`, empty when the pack has none."""
        value = self.settings.get(name, {})
        if not isinstance(value, dict):
            raise PackError(f"{self.code}/language.toml:1: [{name}] is not a section: write it as one")
        return value


def installed() -> tuple[str, ...]:
    """Return the codes of the installed packs, in order."""
    return tuple(sorted(path.parent.name for path in _FOLDER.glob("*/language.toml")))


@cache
def load_pack(code: str) -> LanguagePack:
    """Load one pack. Raises UnknownLanguage when it is not installed, PackError when it is broken."""
    if code not in installed():
        known = ", ".join(installed())
        raise UnknownLanguage(
            f'unknown language "{code}": installed packs are {known}; to add one see docs/new-language.md'
        )
    path = _FOLDER / code / "language.toml"
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
        pack = msgspec.convert({**settings, "folder": path.parent, "settings": settings}, LanguagePack)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise PackError(f"{code}/language.toml:1: {error}: see docs/new-language.md") from error
    if pack.code != code:
        raise PackError(f"{code}/language.toml:1: code is {pack.code!r}: it must be the folder's name")
    return pack


def all_packs() -> tuple[LanguagePack, ...]:
    """Load every installed pack."""
    return tuple(load_pack(code) for code in installed())


@cache
def _table(path: Path, columns: tuple[str, ...]) -> tuple[Row, ...]:
    return load_table(path, columns)
