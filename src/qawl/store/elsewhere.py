"""The same statement in other articles, as far as names, days and words tell."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from qawl.search.keys import keys_of
from qawl.span import Span
from qawl.store.finding import IS_SHOWN, load_hits
from qawl.store.rows import DAY
from qawl.store.tables import ARTICLE, SPEAKER, STATEMENT
from qawl.store.values import Hit, Likeness

NEAR = 3  # days before and after
LEAST = 0.3  # of the words of the shorter one, where both are in one language
SHOWN = 20
_TRIED = 500


def elsewhere(connection: Connection, hit: Hit) -> tuple[Likeness, ...]:
    """Give statements of other articles by the same speaker from about the same day, the likest first.

    In one language the two must share words; across languages the speaker and the day are all that is known, and
    `shared` is null.
    """
    own = _keys(hit.statement.content, hit.article.language)
    found = []
    for other in load_hits(connection, _near(connection, hit)):
        if other.article.language != hit.article.language:
            found.append(Likeness(other, None))
            continue
        keys = _keys(other.statement.content, other.article.language)
        shared = len(own & keys) / max(min(len(own), len(keys)), 1)
        if shared >= LEAST:
            found.append(Likeness(other, round(shared, 2)))
    return tuple(sorted(found, key=lambda one: (-(one.shared or 0), abs(one.hit.number - hit.number)))[:SHOWN])


def _near(connection: Connection, hit: Hit) -> Sequence[int]:
    """Return the statements of the same speaker from around the same day in other articles."""
    said = select(STATEMENT.c.speaker).where(STATEMENT.c.number == hit.number)
    head = select(SPEAKER.c.head).where(SPEAKER.c.number.in_(said))
    bearers = select(SPEAKER.c.number).where(SPEAKER.c.head.in_(head))
    day = hit.number // DAY
    chosen = (
        select(STATEMENT.c.number)
        .join_from(STATEMENT, ARTICLE, ARTICLE.c.number == STATEMENT.c.article)
        .where(
            STATEMENT.c.speaker.in_(bearers),
            STATEMENT.c.number.between(max(day - NEAR, 0) * DAY, (day + NEAR + 1) * DAY),
            STATEMENT.c.article != hit.article.number,
            ARTICLE.c.is_current.is_(True),
            IS_SHOWN,
        )
        .order_by(STATEMENT.c.number)
        .limit(_TRIED)
    )
    return connection.execute(chosen).scalars().all()


def _keys(content: Sequence[Span], language: str) -> frozenset[str]:
    return frozenset(key.key for span in content for key in keys_of(span.text, language))
