"""Whom a speaker's statements are about, to whom they are addressed, and who passed them on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any

from sqlalchemy import Connection, func, select, text

from qawl.model import Statement
from qawl.search.keys import keys_of
from qawl.store.rows import statement_of
from qawl.store.tables import ARTICLE, LINK, SPEAKER, SPEAKER_WORD, STATEMENT

_AT_ONCE = 900  # values in one question: databases bound them
_LOOKED_INTO = 200  # statements whose words are looked up among the names
_TRIED = 20_000  # bearers of the rarer of two words, over all pairs of words that are looked up
_OF_PAIR = ("one", "other")

Pair = tuple[str, str]  # two words that stand one after the other: one word alone may be anybody


def count_around(connection: Connection, numbers: Sequence[int], head: int) -> dict[str, Counter[str]]:
    """Count some statements of one speaker by `about`, `addressee`, `channel` and `agency`."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in ("about", "addressee", "channel", "agency")}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        rows = _rows(connection, some)
        said = [(statement_of(row.statement), row.language) for row in rows]
        counts["addressee"].update(one.addressee.text for one, _ in said if one.addressee)
        if start == 0:  # numbers begin with the latest
            counts["about"].update(_about(connection, said[:_LOOKED_INTO], head))
        links = select(LINK.c.kind, LINK.c.name).where(LINK.c.statement.in_(some))
        for kind, name in connection.execute(links):
            if kind in counts:
                counts[kind][name] += 1
    return counts


def _rows(connection: Connection, numbers: Sequence[int]) -> Sequence[Any]:
    joined = select(STATEMENT.c.statement, ARTICLE.c.language).join_from(
        STATEMENT, ARTICLE, ARTICLE.c.number == STATEMENT.c.article
    )
    return connection.execute(joined.where(STATEMENT.c.number.in_(numbers)).order_by(STATEMENT.c.number.desc())).all()


def _about(connection: Connection, said: Sequence[tuple[Statement, str]], head: int) -> Iterable[str]:
    """Give the speakers whose whole name, of two words at least, stands in what was said, once for each statement."""
    spoken = [[key.key for span in one.content for key in keys_of(span.text, language)] for one, language in said]
    names = _names(connection, {pair for keys in spoken for pair in pairwise(keys)}, head)
    by_word: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for words, name in names.items():
        by_word[min(words)].append((name, words))
    for keys in map(frozenset, spoken):
        yield from {name for key in keys for name, words in by_word.get(key, ()) if words <= keys}


def _names(connection: Connection, pairs: Collection[Pair], head: int) -> Mapping[frozenset[str], str]:
    """Return the speakers who bear both words of some pair, by all the words of their names."""
    whole: dict[frozenset[str], str] = {}
    likely = sorted(_bearers(connection, _rarest(connection, pairs)))
    for start in range(0, len(likely), _AT_ONCE):
        some = likely[start : start + _AT_ONCE]
        named = select(SPEAKER.c.name, SPEAKER.c.language).where(SPEAKER.c.number.in_(some), SPEAKER.c.head != head)
        for name, language in connection.execute(named):
            whole[frozenset(key.key for key in keys_of(name, language))] = name
    return whole


def _rarest(connection: Connection, pairs: Collection[Pair]) -> Iterator[Pair]:
    """Give the pairs that are words of names, the rarer word first, as long as few enough bear the rarer words."""
    words, bearers = sorted({word for pair in pairs for word in pair}), Counter[str]()
    for start in range(0, len(words), _AT_ONCE):
        having = SPEAKER_WORD.c.word.in_(words[start : start + _AT_ONCE])
        counted = select(SPEAKER_WORD.c.word, func.count()).where(having).group_by(SPEAKER_WORD.c.word)
        bearers.update({row[0]: row[1] for row in connection.execute(counted)})
    known = ((one, other) for one, other in pairs if one != other and bearers[one] and bearers[other])
    ordered = {(one, other) if bearers[one] <= bearers[other] else (other, one) for one, other in known}
    left = _TRIED
    for pair in sorted(ordered, key=lambda pair: (bearers[pair[0]], pair)):
        left -= bearers[pair[0]]
        if left < 0:
            return
        yield pair


def _bearers(connection: Connection, pairs: Iterable[Pair]) -> set[int]:
    """Return the speakers who bear both words of some pair."""
    remaining, found = iter(pairs), set[int]()
    while some := list(islice(remaining, _AT_ONCE // 2)):
        rows = ", ".join(f"(CAST(:one{place} AS text), CAST(:other{place} AS text))" for place in range(len(some)))
        asked = (
            f"WITH pair (one, other) AS (VALUES {rows}) SELECT DISTINCT second.speaker"
            " FROM pair CROSS JOIN speaker_word AS first CROSS JOIN speaker_word AS second"
            " WHERE first.word = pair.one AND second.word = pair.other AND second.speaker = first.speaker"
        )
        values = {f"{name}{place}": pair[at] for place, pair in enumerate(some) for at, name in enumerate(_OF_PAIR)}
        found |= set(connection.execute(text(asked), values).scalars())
    return found
