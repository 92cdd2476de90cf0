"""The query language: text to a tree. Words, "phrases", prefix*, AND OR NOT, -word, parentheses, field:value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from qawl.errors import QueryError

FIELDS = ("content", "speaker", "role", "addressee", "channel", "agency", "outlet", "place")
TAGS = ("lang", "act", "kind", "class", "stance")
LONGEST, MOST_WORDS, DEEPEST = 1_000, 64, 20
_PIECE = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\() | (?P<close>\))
      | (?P<phrase>["“”„«»](?P<inner>[^"“”„«»]*)["“”„«»])
      | (?P<quote>["“”„«»])
      | (?P<operator>(?:AND|OR|NOT)(?=[\s()"“„«]|$))
      | (?P<minus>-(?=[^\s)-]))
      | (?P<field>\w+:(?=[^\s)]))
      | (?P<word>[^\s()"“”„«»]+)""",
    re.VERBOSE,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Words(msgspec.Struct, frozen=True):
    """One word, or several that must follow each other; `is_prefix` takes the last as the beginning of a word."""

    words: tuple[str, ...]
    is_prefix: bool = False


class Field(msgspec.Struct, frozen=True):
    """Something to be found in one field only."""

    name: str
    inner: Node


class Tag(msgspec.Struct, frozen=True):
    """A value that a statement has or has not: its language, act, kind, class, stance."""

    name: str
    value: str


class Both(msgspec.Struct, frozen=True):
    """All of these."""

    parts: tuple[Node, ...]


class Either(msgspec.Struct, frozen=True):
    """One of these at least."""

    parts: tuple[Node, ...]


class Without(msgspec.Struct, frozen=True):
    """Not this."""

    inner: Node


Node = Words | Field | Tag | Both | Either | Without


def parse(text: str) -> Node | None:
    """Return the tree of a query; None when it is empty. Raises QueryError, which says where and what to write."""
    text = _CONTROL.sub(" ", text)
    if len(text) > LONGEST:
        raise QueryError(f"the query has {len(text):,} characters: at most {LONGEST:,} can be looked for at once")
    if not text.strip():
        return None
    pieces = [match for match in _PIECE.finditer(text) if match["space"] is None]
    if sum(_kind(piece) in ("word", "phrase") for piece in pieces) > MOST_WORDS:
        raise QueryError(f"the query has more than {MOST_WORDS} words: leave the commonest out")
    return _Parser(pieces).query()


class _Parser:
    def __init__(self, pieces: list[re.Match[str]]) -> None:
        self.pieces, self.at, self.depth = pieces, 0, 0

    def query(self) -> Node:
        node = self.either()
        if self.at < len(self.pieces):
            raise _broken(self.pieces[self.at], "this bracket was never opened: remove it, or write ( before")
        return node

    def either(self) -> Node:
        parts = [self.both()]
        while self.takes("OR"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def both(self) -> Node:
        parts = [self.single()]
        while self.takes("AND") or self.begins_single():
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def single(self) -> Node:
        piece = self.next()
        match _kind(piece):
            case "operator" if piece.group() == "NOT":
                return Without(self.deeper(piece, self.single))
            case "minus":
                return Without(self.deeper(piece, self.single))
            case "open":
                return self.deeper(piece, lambda: self.bracket(piece))
            case "field":
                return self.deeper(piece, lambda: self.field(piece))
            case "phrase":
                return Words(tuple(piece["inner"].split()))
            case "word":
                return _word(piece.group())
            case "quote":
                raise _broken(piece, "this quotation mark is never closed: close it, or remove it")
        raise _broken(piece, "a word is missing before this: write one, or quote it to look for it")

    def deeper(self, piece: re.Match[str], inner: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _broken(piece, f"the query is more than {DEEPEST} levels deep: write it simpler")
        node = inner()
        self.depth -= 1
        return node

    def bracket(self, opened: re.Match[str]) -> Node:
        node = self.either()
        if self.at >= len(self.pieces) or _kind(self.pieces[self.at]) != "close":
            raise _broken(opened, "this bracket is never closed: write ) where its part ends")
        self.at += 1
        return node

    def field(self, piece: re.Match[str]) -> Node:
        name = piece.group()[:-1].lower()
        if name not in FIELDS + TAGS:
            known = ", ".join(FIELDS + TAGS)
            raise _broken(piece, f"there is no such field: fields are {known}; to look for the words, quote them")
        node = self.single()
        return node if isinstance(node, Field | Tag) else _in_field(name, node)

    def next(self) -> re.Match[str]:
        if self.at >= len(self.pieces):
            raise QueryError("the query ends where a word is missing: write one after the last AND, OR, NOT or -")
        self.at += 1
        return self.pieces[self.at - 1]

    def takes(self, operator: str) -> bool:
        found = self.at < len(self.pieces) and self.pieces[self.at].group() == operator
        self.at += found
        return found

    def begins_single(self) -> bool:
        if self.at >= len(self.pieces):
            return False
        piece = self.pieces[self.at]
        return _kind(piece) != "close" and piece.group() not in ("AND", "OR")


def _in_field(name: str, node: Node) -> Node:
    """Put a field to the words below it; the words of a tag are its values."""
    if name in FIELDS:
        return Field(name, node)
    match node:
        case Words(words):
            return Tag(name, "_".join(words))
        case Either(parts):
            return Either(tuple(_in_field(name, part) for part in parts))
        case Both(parts):
            return Both(tuple(_in_field(name, part) for part in parts))
        case Without(inner):
            return Without(_in_field(name, inner))
        case Field() | Tag():
            return node


def _word(written: str) -> Words:
    is_prefix = written.endswith("*")
    return Words((written.rstrip("*"),), is_prefix)


def _kind(piece: re.Match[str]) -> str:
    return next(
        name for name in ("open", "close", "phrase", "quote", "operator", "minus", "field", "word") if piece[name]
    )


def _broken(piece: re.Match[str], problem: str) -> QueryError:
    return QueryError(f'the query breaks at character {piece.start() + 1}, "{piece.group()[:40]}": {problem}')


def leaves(node: Node) -> Iterator[tuple[str | None, Words]]:
    """Give the words of a tree that a hit holds, with their field: those that must be missing are left out."""
    yield from _leaves(node, None)


def _leaves(node: Node, field: str | None) -> Iterator[tuple[str | None, Words]]:
    match node:
        case Words():
            yield field, node
        case Field(name, inner):
            yield from _leaves(inner, name)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from _leaves(part, field)
        case Tag() | Without():
            return
