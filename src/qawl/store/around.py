"""Whom a speaker's statements are about, to whom they are addressed, and who passed them on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from qawl.model import Statement
from qawl.search.keys import keys_of
from qawl.store.rows import statement_of
from qawl.store.tables import ARTICLE, LINK, SPEAKER, SPEAKER_WORD, STATEMENT

_AT_ONCE = 900  # values in one question: databases bound them
_LOOKED_INTO = 200  # statements whose words are looked up among the names
_LEAST_WORDS = 2  # of a name that is looked for in contents: one word alone may be anybody


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
    spoken = [{key.key for span in one.content for key in keys_of(span.text, language)} for one, language in said]
    names = _names(connection, sorted(set().union(*spoken)), head) if spoken else {}
    by_word: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for words, name in names.items():
        by_word[min(words)].append((name, words))
    for keys in spoken:
        yield from {name for key in keys for name, words in by_word.get(key, ()) if words <= keys}


def _names(connection: Connection, keys: Sequence[str], head: int) -> Mapping[frozenset[str], str]:
    """Return the speakers whose names are made of some words, by the words of the name."""
    words: dict[int, set[str]] = defaultdict(set)
    for start in range(0, len(keys), _AT_ONCE):
        having = select(SPEAKER_WORD).where(SPEAKER_WORD.c.word.in_(keys[start : start + _AT_ONCE]))
        for row in connection.execute(having):
            words[row.speaker].add(row.word)
    likely = sorted(number for number, found in words.items() if len(found) >= _LEAST_WORDS)
    whole: dict[frozenset[str], str] = {}
    for start in range(0, len(likely), _AT_ONCE):
        some = likely[start : start + _AT_ONCE]
        named = select(SPEAKER.c.number, SPEAKER.c.name, SPEAKER.c.language, SPEAKER.c.head)
        for number, name, language, of_head in connection.execute(named.where(SPEAKER.c.number.in_(some))):
            of_name = frozenset(key.key for key in keys_of(name, language))
            if of_head != head and of_name <= words[number]:
                whole[of_name] = name
    return whole
