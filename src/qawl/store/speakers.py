"""Who is who over everything kept: names, the words they are found by, and which names are one speaker.

Every name of a language is a bearer of its own. Joining two bearers is a decision that is recorded and can be undone;
the bearers of one speaker share a `head`, which follows from the decisions alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from sqlalchemy import Connection, Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from qawl.errors import UsageError
from qawl.fold import fold_words
from qawl.model import Reading, Speaker
from qawl.people.letters import script_of
from qawl.search.fields import name_words, person_words
from qawl.search.keys import keys_of, without_article
from qawl.search.names import sound_alike, sounds
from qawl.store.rows import clean, insert_one, to_row
from qawl.store.tables import JOINING, MEMBER, NAME_WORD, SPEAKER, SPEAKER_WORD

BY_NAME = "the reading gives both names"
BY_HAND = "by hand"
_MOST_JOINED = 20  # names of one speaker that are looked for together
Decision = Literal["join", "part"]


def enrol(connection: Connection, reading: Reading) -> dict[str, int]:
    """Return the bearer of each speaker of a reading, new ones made, and learn the names in it."""
    learn_words(connection, reading)
    language = reading.article.language
    bearers = {}
    for speaker in reading.speakers:
        number = bearers[speaker.id] = bearer(connection, speaker, speaker.name, language)
        for other, name in sorted(speaker.names.items()):
            named = bearer(connection, speaker, name, other)
            if head(connection, named) != head(connection, number) and not decided(connection, number, named):
                decide(connection, "join", number, named, BY_NAME, None)
    pairs = ((member, group) for group in reading.speakers for member in group.members if member in bearers)
    rows = [{"speaker": bearers[member], "of": bearers[group.id]} for member, group in pairs]
    _insert_new(connection, MEMBER, rows)
    return bearers


def with_groups(connection: Connection, bearers: Collection[int]) -> list[int]:
    """Return bearers together with the groups that they are members of: what A and B say, A says."""
    of = select(MEMBER.c.of).where(MEMBER.c.speaker.in_(bearers))
    return sorted({*bearers, *connection.execute(of).scalars()})


def learn_words(connection: Connection, reading: Reading) -> None:
    """Note the words of names with their sounds, so that a query in another script finds them.

    Only those of people without the article too: `ساحل` of an agency's name sounds like the word *school*.
    """
    people = person_words(reading)
    rows = [
        {"sound": sound, "word": spelt, "script": script_of(word), "key": key}
        for word, key in name_words(reading).items()
        for spelt in (_spelt(word) if word in people else (word,))
        for sound in sounds(spelt)
    ]
    _insert_new(connection, NAME_WORD, rows)


def learn_bearers_anew(connection: Connection) -> None:
    """Note the words of every bearer anew, and forget those of all other names: `learn_words` is to follow."""
    for table in (SPEAKER_WORD, NAME_WORD):
        connection.execute(delete(table))
    known = connection.execute(select(SPEAKER.c.number, SPEAKER.c.name, SPEAKER.c.language)).all()
    _insert_new(connection, SPEAKER_WORD, [word for row in known for word in _words(*row)])


def namesakes(connection: Connection, word: str) -> tuple[str, ...]:
    """Return the keys of words in other scripts that may be the same name as a folded word."""
    script, heard = script_of(word), {sound for spelt in _spelt(word) for sound in sounds(spelt)}
    if not heard:
        return ()
    of_sound = NAME_WORD.c.sound.in_(heard) & (NAME_WORD.c.script != script)
    rows = connection.execute(select(NAME_WORD.c.word, NAME_WORD.c.key).where(of_sound).order_by(NAME_WORD.c.word))
    return tuple(dict.fromkeys(row.key for row in rows if any(sound_alike(spelt, row.word) for spelt in _spelt(word))))


def _spelt(word: str) -> tuple[str, ...]:
    """Return a word with and without its article: other scripts leave it out, or write it apart."""
    return tuple(dict.fromkeys((word, without_article(word))))


def joined_names(connection: Connection, name: str) -> tuple[str, ...]:
    """Return the other names of the speakers who bear a name: what was joined is found together."""
    heads = select(SPEAKER.c.head).where(SPEAKER.c.folded == _folded(name))
    others = select(SPEAKER.c.name).where(SPEAKER.c.head.in_(heads), SPEAKER.c.folded != _folded(name))
    found = connection.execute(others.order_by(SPEAKER.c.number).limit(_MOST_JOINED)).scalars()
    return tuple(dict.fromkeys(filter(str.strip, found)))


def decide(
    connection: Connection, decision: Decision, one: int, other: int, reason: str, at: datetime.datetime | None
) -> int:
    """Record that two bearers are one speaker or are not, and let the heads follow. Returns the record's number."""
    row = {
        "decision": decision,
        "one": one,
        "other": other,
        "reason": reason,
        "at": to_row(at) if at else None,
        "is_undone": False,
    }
    number = insert_one(connection, JOINING, row)
    settle(connection, (one, other))
    return number


def undo(connection: Connection, number: int) -> None:
    """Take a decision back. Raises UsageError when there is none of that number or it is taken back already."""
    row = connection.execute(select(JOINING).where(JOINING.c.number == number)).first()
    if row is None or row.is_undone:
        raise UsageError(f"there is no decision {number} to undo: `qawl speaker NAME` lists them")
    connection.execute(update(JOINING).where(JOINING.c.number == number).values(is_undone=True))
    settle(connection, (row.one, row.other))


def settle(connection: Connection, bearers: Iterable[int]) -> None:
    """Work out the speakers anew around some bearers from the decisions that stand, in the order they were made in."""
    group = _around(connection, set(bearers))
    within = JOINING.c.one.in_(group) | JOINING.c.other.in_(group)
    rows = connection.execute(select(JOINING).where(within, JOINING.c.is_undone.is_(False)).order_by(JOINING.c.number))
    together = {number: {number} for number in group}
    for row in rows:
        if row.decision == "join":
            both = together[row.one] | together[row.other]
            together |= dict.fromkeys(both, both)
        else:  # only this name leaves: the others stay one speaker, even those that were joined with it alone
            together[row.other].discard(row.other)
            together[row.other] = {row.other}
    for number, names in together.items():
        connection.execute(update(SPEAKER).where(SPEAKER.c.number == number).values(head=min(names)))


def settle_parted(connection: Connection) -> None:
    """Work out anew every speaker that a name was parted from: the rule of parting was another once."""
    parted = select(JOINING.c.other).where(JOINING.c.decision == "part", JOINING.c.is_undone.is_(False))
    for number in connection.execute(parted.distinct()).scalars().all():
        settle(connection, (number,))


def head(connection: Connection, number: int) -> int:
    """Return the number that stands for the speaker of a bearer. Raises UsageError when there is no such bearer."""
    found = connection.execute(select(SPEAKER.c.head).where(SPEAKER.c.number == number)).scalar()
    if found is None:
        raise UsageError(f"there is no speaker {number}: `qawl speaker NAME` shows the numbers")
    return int(found)


def decided(connection: Connection, one: int, other: int) -> bool:
    """Whether it was decided before, in either way, whether two bearers are one speaker."""
    pair = ((JOINING.c.one == one) & (JOINING.c.other == other)) | ((JOINING.c.one == other) & (JOINING.c.other == one))
    return connection.execute(select(JOINING.c.number).where(pair).limit(1)).first() is not None


def bearer(connection: Connection, speaker: Speaker, name: str, language: str) -> int:
    """Return the number of a name of a language, a new one where it is not known yet."""
    row = {"folded": _folded(name), "kind": speaker.kind, "language": language}
    same = [SPEAKER.c[column] == value for column, value in row.items()]
    found = connection.execute(select(SPEAKER.c.number).where(*same)).scalar()
    if found is not None:
        return int(found)
    number = insert_one(connection, SPEAKER, {**row, "name": clean(name) or "", "head": 0})
    connection.execute(update(SPEAKER).where(SPEAKER.c.number == number).values(head=number))
    _insert_new(connection, SPEAKER_WORD, _words(number, name, language))
    return number


def _folded(name: str) -> str:
    return " ".join((clean(fold_words(name)) or "").split())


def _words(number: int, name: str, language: str) -> list[dict[str, object]]:
    return [{"word": word, "speaker": number} for word in dict.fromkeys(key.key for key in keys_of(name, language))]


def _insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Put rows in, those that are there left as they are."""
    if rows:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(insert(table).on_conflict_do_nothing(), list(rows))


def _around(connection: Connection, bearers: set[int]) -> set[int]:
    """Return all bearers that decisions, standing or undone, connect with some."""
    group, fresh = set(bearers), set(bearers)
    while fresh:
        near = JOINING.c.one.in_(fresh) | JOINING.c.other.in_(fresh)
        pairs = connection.execute(select(JOINING.c.one, JOINING.c.other).where(near))
        fresh = {number for pair in pairs for number in pair} - group
        group |= fresh
    return group
