"""HTML by construction: text is escaped wherever it is not markup already, so that no page can inject any."""

from __future__ import annotations

import html

from qawl.export.characters import permitted

_EMPTY = frozenset({"meta", "br", "link"})


class Markup(str):
    """HTML that was made here; every other string is text."""

    __slots__ = ()


def element(tag: str, /, *children: str, **attributes: str | None) -> Markup:
    """Return an element. Attributes that are None are left out; `class_` and `http_equiv` give their HTML names."""
    given = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    opening = "".join(f' {key}="{escaped(value)}"' for key, value in given)
    if tag in _EMPTY:
        return Markup(f"<{tag}{opening}>")
    return Markup(f"<{tag}{opening}>{joined(*children)}</{tag}>")


def joined(*children: str) -> Markup:
    """Return the children one after the other, text escaped."""
    return Markup("".join(child if isinstance(child, Markup) else escaped(child) for child in children))


def escaped(text: str) -> Markup:
    """Return a text that means itself in content and in quoted attributes."""
    return Markup(html.escape(permitted(text)))
