"""Read what the head of a page says for machines: meta elements and JSON-LD."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

import msgspec
from lxml import html

from qawl.article.headline import words_of

Thing = dict[str, Any]

_JSON_LENGTH = 1_000_000
_VALUE_LENGTH = 2_000  # of a title or name; `unescape` raises ValueError on a number of more than 4,300 digits
_TITLES_COMPARED = 8
_STORY = re.compile(r"(?:Article|Posting|Report|Review|Column)$")
# Other stories stand below these: entries of a live blog, lists of links, comments.
_OTHER_STORIES = frozenset({"liveBlogUpdate", "itemListElement", "hasPart", "comment", "mentions", "citation", "video"})
_TITLES = ("og:title", "twitter:title", "title", "dc.title", "sailthru.title")
_AUTHORS = ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author", "cxenseparse:author")
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "application-name", "copyright")
_AUTHOR_LENGTH = 80


class Metadata(msgspec.Struct, frozen=True):
    """Meta elements by small name, each with its values in order, and the objects of JSON-LD.

    `story` is the JSON-LD object of the story itself, empty when there is none.
    """

    meta: dict[str, tuple[str, ...]]
    story: Thing
    title: str | None

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title the page gives itself, the most specific first."""
        found = [_text(self.story.get("headline"))]
        found += [value for name in _TITLES for value in self.meta.get(name, ())]
        return tuple(dict.fromkeys(title for title in (*found, self.title or "") if title))

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of the authors, addresses left out."""
        names = list(_names(self.story.get("author")))
        if not names:
            names = [part for name in _AUTHORS for value in self.meta.get(name, ())[:4] for part in value.split(";")]
        clean = (" ".join(name.split()) for name in names)
        return tuple(dict.fromkeys(name for name in clean if _is_author(name)))

    @property
    def publisher(self) -> str | None:
        """The name of the site, as it calls itself."""
        names = [*_names(self.story.get("publisher"))]
        names += [value for name in _PUBLISHERS[:1] for value in self.meta.get(name, ())]
        names += [value for name in _PUBLISHERS[1:] for value in self.meta.get(name, ())]
        return next((" ".join(name.split()) for name in names if _is_author(name)), None)

    def first(self, names: Sequence[str]) -> str | None:
        """Return the first value among meta elements of these names."""
        return next((value for name in names for value in self.meta.get(name, ())), None)


def read_metadata(root: html.HtmlElement) -> Metadata:
    """Read the meta elements and the JSON-LD of a page."""
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            meta.setdefault(name.strip().lower(), []).append(content)
    title = root.find(".//title")
    words = " ".join(title.text_content().split()) if title is not None else ""
    known = [*(value for name in _TITLES for value in meta.get(name, ())), words]
    story = _story_of(list(_things(root)), known)
    return Metadata({name: tuple(values) for name, values in meta.items()}, story, words or None)


def _things(root: html.HtmlElement) -> Iterator[Thing]:
    """Yield every object of the JSON-LD of a page that is not below another story, outer ones first."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _JSON_LENGTH:
            continue
        try:
            waiting: deque[Any] = deque([json.loads(script.text.strip().rstrip(";"), strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.popleft()
            if isinstance(value, list):
                waiting.extendleft(reversed(value))
            elif isinstance(value, dict):
                yield value
                waiting.extend(inner for key, inner in value.items() if key not in _OTHER_STORIES)


def _story_of(things: Sequence[Thing], titles: Sequence[str]) -> Thing:
    """Return the object of the story: of those that are stories, the one whose headline the page repeats."""
    stories = [thing for thing in things if any(_STORY.search(kind) for kind in _kinds(thing))]
    known = [words_of(title[:_VALUE_LENGTH]) for title in titles[:_TITLES_COMPARED] if title]
    for story in stories:
        headline = words_of(_text(story.get("headline")) or _text(story.get("name")))
        if headline and any(headline in title or title in headline for title in known if title):
            return story
    dated = [thing for thing in (*stories, *things) if "datePublished" in thing]
    return next(iter((*stories[:1], *dated)), {})


def _kinds(thing: Thing) -> list[str]:
    kinds = thing.get("@type")
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds or "")]


def _text(value: Any) -> str:
    return html_words(value) if isinstance(value, str) else ""


def html_words(value: str) -> str:
    """Return a value of JSON-LD, cut to a length, without the entities that some sites leave in it."""
    return " ".join(unescape(value[:_VALUE_LENGTH]).split())


def _names(value: Any) -> Iterator[str]:
    """Yield the names in an author or publisher: a text, an object with a name, or a list of them."""
    values = value if isinstance(value, list) else [value]
    for item in values[:20]:
        name = item.get("name") if isinstance(item, dict) else item
        for part in name if isinstance(name, list) else [name]:
            if isinstance(part, str):
                yield html_words(part)


def _is_author(name: str) -> bool:
    return 0 < len(name) <= _AUTHOR_LENGTH and "://" not in name and not name.startswith(("@", "www.", "#"))
