"""What a reader has chosen to see, in the address of the page: the same names as in the interface for programs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

import msgspec
from starlette.datastructures import QueryParams

from qawl.errors import UsageError
from qawl.search.query import Query

WORDS = ("speaker", "role", "addressee", "channel", "agency", "outlet")
LISTS = ("lang", "act", "kind", "stance")
DAYS = ("since", "until")
PAGE = 20
_SIGNS = re.compile(r'["“”„«»()*:]|(?<!\S)-')  # of the query language
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_LAST_PAGE = 5_000
_LONGEST = 1_000  # code points of one value
_MOST_VALUES = 50  # of one name


class Selection:
    """A query as an address, and the addresses of its neighbours: with another filter, on another page."""

    def __init__(self, query: Query, page: int = 1) -> None:
        self.query, self.page = query, page

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give the names and values that make up the address, but the page."""
        query = self.query
        if query.text:
            yield "q", query.text
        for name in WORDS:
            if value := getattr(query, name):
                yield name, value
        for name in LISTS:
            yield from ((name, value) for value in getattr(query, name))
        for name in DAYS:
            if day := getattr(query, name):
                yield name, day.isoformat()
        if query.sort != "newest":
            yield "sort", query.sort

    def address(self, path: str = "/", *, page: int = 1, **changes: str | None) -> str:
        """Return an address with some values changed; None takes one away."""
        pairs = self._changed(changes)
        return _joined(path, [*pairs, ("page", str(page))] if page > 1 else pairs)

    def narrowed(self, name: str, value: str, path: str = "/") -> str:
        """Return the address with a value chosen beside what is; a word takes the place of another."""
        if name in LISTS:
            return _joined(path, [*self.pairs(), (name, value)])
        return _joined(path, self._changed({name: as_filter(value)}))

    def without(self, name: str, value: str, path: str = "/") -> str:
        """Return the address without a value that is chosen."""
        return _joined(path, [pair for pair in self.pairs() if pair != (name, value)])

    def toggled(self, name: str, value: str, path: str = "/") -> str:
        """Return the address with a value chosen, or without it where it is chosen already."""
        if not self.is_chosen(name, value):
            return self.narrowed(name, value, path)
        return self.without(name, value if name in LISTS else str(getattr(self.query, name)), path)

    def is_chosen(self, name: str, value: str) -> bool:
        """Whether a value is among what was chosen."""
        chosen = getattr(self.query, name)
        return value in chosen if name in LISTS else str(chosen) in (value, as_filter(value))

    def chosen(self) -> list[tuple[str, str]]:
        """Return the filters that are set, without the words and the order."""
        return [(name, value) for name, value in self.pairs() if name not in ("q", "sort")]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return not any(name != "sort" for name, _ in self.pairs())

    def _changed(self, changes: Mapping[str, str | None]) -> list[tuple[str, str]]:
        pairs = [(name, value) for name, value in self.pairs() if name not in changes]
        return pairs + [(name, value) for name, value in changes.items() if value]


def selection_of(params: QueryParams) -> Selection:
    """Return what an address asks for. Raises UsageError for a value that it cannot have."""
    given: dict[str, object] = {"text": _text(params, "q") or ""}
    given |= {name: _text(params, name) for name in WORDS}
    given |= {name: _values(params, name) for name in LISTS}
    given |= {name: _day(params, name) for name in DAYS}
    page = _page(params.get("page", ""))
    given |= {"sort": params.get("sort") or "newest", "limit": PAGE, "offset": (page - 1) * PAGE}
    try:
        return Selection(msgspec.convert(given, Query), page)
    except msgspec.ValidationError as error:
        raise UsageError(f"{error}: choose one of the values that the page offers") from error


def as_filter(name: str) -> str:
    """Return what finds a name: itself, or, where it holds signs or words of the query language, the phrase."""
    words = " ".join(_SIGNS.sub(" ", name).split())
    is_plain = words == name and not _OPERATORS & set(words.split())
    return name if is_plain else f'"{words}"'


def _joined(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _text(params: QueryParams, name: str) -> str | None:
    return _bounded(name, " ".join(params.get(name, "").split())) or None


def _values(params: QueryParams, name: str) -> tuple[str, ...]:
    values = tuple(_bounded(name, value) for value in params.getlist(name) if value)
    if len(values) > _MOST_VALUES:
        raise UsageError(f"{name}: given {len(values)} times: at most {_MOST_VALUES} can be chosen")
    return values


def _bounded(name: str, value: str) -> str:
    if len(value) > _LONGEST:
        raise UsageError(f"{name}: more than {_LONGEST:,} characters: ask for less")
    return value


def _day(params: QueryParams, name: str) -> datetime.date | None:
    value = params.get(name, "").strip()
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise UsageError(f'{name} "{value[:40]}": this is no day: write it as 2021-12-16') from error


def _page(value: str) -> int:
    is_number = value.isascii() and value.isdecimal() and len(value) <= len(str(_LAST_PAGE))
    return min(max(int(value), 1), _LAST_PAGE) if is_number else 1
