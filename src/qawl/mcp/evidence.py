"""Statements as an assistant can cite them: the words, where they stand, and on whose word they are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from qawl.model import Article, Reading, Statement
from qawl.store.values import Hit, Profile


def cited_hit(hit: Hit) -> dict[str, Any]:
    """Return a statement that was found, with its article."""
    place = hit.article
    article = {
        "id": place.id, "title": place.title, "published": place.published, "outlet": place.outlet,
        "language": place.language, "address": place.url or place.source,
    }  # fmt: skip
    return {**_statement(hit.statement), "article": _plain(article)}


def cited(reading: Reading) -> dict[str, Any]:
    """Return a reading: its article, its speakers, and its statements."""
    return {
        "article": _article(reading.article),
        "speakers": [_plain(msgspec.to_builtins(speaker)) for speaker in reading.speakers],
        "statements": [_statement(statement) for statement in reading.statements],
    }


def cited_profile(profile: Profile) -> dict[str, Any]:
    """Return a profile with its latest and most quoted statements."""
    return {
        "number": profile.number,
        "name": profile.name,
        "kind": profile.kind,
        "names": [{"name": name.name, "language": name.language} for name in profile.names],
        "statements": profile.statements,
        "articles": profile.articles,
        "roles": msgspec.to_builtins(profile.roles),
        "counts": profile.counts,
        "latest": [cited_hit(hit) for hit in profile.latest],
        "most_quoted": [{"articles": one.articles, **cited_hit(one.hit)} for one in profile.most_quoted],
        "others_of_the_name": [{"number": one.number, "name": one.name} for one in profile.others],
    }


def _article(article: Article) -> dict[str, Any]:
    return _plain(
        {
            "id": article.id,
            "title": article.title.text if article.title else None,
            "published": article.published.date if article.published else None,
            "outlet": article.publisher.name if article.publisher else None,
            "language": article.language,
            "address": article.url,
        }
    )


def _statement(statement: Statement) -> dict[str, Any]:
    """Return a statement without what is empty; spans keep `start`, `end` (code points of the article) and `text`."""
    return _plain(msgspec.to_builtins(statement))


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    built: dict[str, Any] = msgspec.to_builtins(dict(fields))
    return {name: value for name, value in built.items() if value not in (None, [], {})}
