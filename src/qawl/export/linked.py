"""JSON-LD documents, written item by item so that they may be longer than the memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from qawl.export.characters import permitted

Node = dict[str, Any]


def write_document(out: BinaryIO, opening: Node, name: str, items: Iterable[Node]) -> None:
    """Write an object with the members of `opening` and a list `name` at its end."""
    out.write(msgspec.json.encode(opening)[:-1] + b"," + msgspec.json.encode(name) + b":[")
    separator = b"\n"
    for item in items:
        out.write(separator + msgspec.json.encode(item))
        separator = b",\n"
    out.write(b"\n]}\n")


def node(type_: str, /, **members: Any) -> Node:
    """Return an object of a type, without the members that hold nothing."""
    known = {name.rstrip("_"): _clean(value) for name, value in members.items()}
    return {"@type": type_} | {name: value for name, value in known.items() if value not in (None, "", [], {})}


def _clean(value: Any) -> Any:
    return permitted(value) if isinstance(value, str) else value
