"""From the tree of a query to the keys that an index is asked for, the same for every kind of index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import msgspec

from qawl.errors import QueryError
from qawl.search.keys import bare, part_ranges, query_beginning, query_keys
from qawl.search.syntax import Both, Either, Field, Node, Tag, Without, Words

Namesakes = Callable[[str], tuple[str, ...]]
_MOST_READINGS = 64  # of one phrase, when its words can be read in several ways


class Term(msgspec.Struct, frozen=True):
    """Keys that follow each other in one field (or in any): for each place, those that will do."""

    places: tuple[tuple[str, ...], ...]
    field: str | None = None
    is_prefix: bool = False

    def readings(self) -> list[tuple[str, ...]]:
        """Return every row of keys that the term may stand for."""
        return [row for row, _ in zip(product(*self.places), range(_MOST_READINGS), strict=False)]


class Marked(msgspec.Struct, frozen=True):
    """A tag of the statement."""

    tag: str


class All(msgspec.Struct, frozen=True):
    """All of the parts, and none of the others."""

    parts: tuple[Asked, ...]
    without: tuple[Asked, ...] = ()


class Any(msgspec.Struct, frozen=True):
    """One of the parts."""

    parts: tuple[Asked, ...]


Asked = Term | Marked | All | Any


def ask(node: Node, namesakes: Namesakes) -> Asked:
    """Return what to ask an index. `namesakes` gives the keys of one name in other scripts.

    Raises QueryError when no word of the query has a letter or digit.
    """
    asked = _Asking(namesakes).ask(node, None)
    if asked is None:
        raise QueryError("the query has no word to look for: write letters or digits")
    return asked


def tag_of(name: str, value: str) -> Marked:
    """Return the tag of a value; it begins with a mark that no word begins with."""
    return Marked(f"_{name}_{bare(value)}")


def terms_of(asked: Asked) -> Iterator[Term]:
    """Give the terms that a hit holds."""
    match asked:
        case Term():
            yield asked
        case All(parts) | Any(parts):
            for part in parts:
                yield from terms_of(part)
        case Marked():
            return


class _Asking:
    def __init__(self, namesakes: Namesakes) -> None:
        self.namesakes = namesakes

    def ask(self, node: Node, field: str | None) -> Asked | None:
        match node:
            case Words(words, is_prefix):
                term, joined = self.term(words, is_prefix, field), self.joined(words, field)
                return Any((term, joined)) if term and joined else term
            case Field(name, inner):
                return self.ask(inner, name)
            case Tag(name, value):
                return tag_of(name, value)
            case Either(parts):
                asked = tuple(part for part in (self.ask(part, field) for part in parts) if part is not None)
                return Any(asked) if asked else None
            case Both(parts):
                return self.all(parts, field)
            case Without():
                return self.all((node,), field)

    def all(self, nodes: tuple[Node, ...], field: str | None) -> Asked | None:
        wanted = [self.ask(node, field) for node in nodes if not isinstance(node, Without)]
        unwanted = [self.ask(node.inner, field) for node in nodes if isinstance(node, Without)]
        parts = tuple(part for part in wanted if part is not None)
        without = tuple(part for part in unwanted if part is not None)
        return All(parts, without) if parts or without else None

    def term(self, words: tuple[str, ...], is_prefix: bool, field: str | None) -> Term | None:
        written = [part for word in words for part in _parts(word)]
        if not written:
            return None
        last = len(written) - 1
        places = tuple(
            (query_beginning(part),) if is_prefix and place == last else self.keys(part)
            for place, part in enumerate(written)
        )
        return Term(places, field, is_prefix)

    def joined(self, words: tuple[str, ...], field: str | None) -> Term | None:
        """Return what finds a name that other scripts write as one word: *al-Haddad* is `الحداد`."""
        if len(words) != 1 or len(_parts(words[0])) == 1:
            return None
        keys = self.namesakes(bare(words[0]))
        return Term((keys,), field) if keys else None

    def keys(self, word: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*query_keys(word), *self.namesakes(bare(word)))))


def _parts(word: str) -> list[str]:
    return [word[start:end] for start, end in part_ranges(word) if bare(word[start:end])]
