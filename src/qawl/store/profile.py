"""A speaker over everything kept: names, roles over time, counts, latest and most quoted statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from functools import reduce

import msgspec
from sqlalchemy import Connection, func, select

from qawl.fold import fold_words
from qawl.languages.pack import installed, load_pack
from qawl.people.letters import script_of
from qawl.people.offices import office_of
from qawl.search.keys import bare, keys_of, query_keys
from qawl.store.around import count_around
from qawl.store.bars import make_bars
from qawl.store.finding import IS_SHOWN, load_hits
from qawl.store.joining import bearers
from qawl.store.rows import DAY, day_of
from qawl.store.speakers import namesakes, with_groups
from qawl.store.tables import ARTICLE, SPEAKER, SPEAKER_WORD, STATEMENT
from qawl.store.values import Bearer, Profile, Quoted, RoleHeld

SHOWN = 5  # latest and most quoted statements, and others of the name
_TRIED = 500  # bearers of one surname that are weighed
_LATEST = 1_000  # statements that are looked into for whom they are about, addressed to and passed on by
_MOST_VALUES = 50  # of one field
_COUNTED = 1_000  # names, of which the speakers quoted most are given


def profile(connection: Connection, name: str | int) -> Profile | None:
    """Give the profile of the speaker whom a name fits best: an equal name first, then who is quoted most.

    A number is that of a bearer; the others of the name are those whom the name of that bearer fits.
    """
    known = bearers(connection, _like(connection, name) if isinstance(name, int) else _fitting(connection, name))
    if not known:
        return None
    best = known[name] if isinstance(name, int) else min(known.values(), key=lambda one: _distance(one, name))
    head = connection.execute(select(SPEAKER.c.head).where(SPEAKER.c.number == best.number)).scalar()
    group = connection.execute(select(SPEAKER.c.number).where(SPEAKER.c.head == head)).scalars().all()
    names = sorted(bearers(connection, group).values(), key=lambda bearer: (-bearer.statements, bearer.number))
    others = sorted(
        (bearer for number, bearer in known.items() if number not in group), key=lambda b: (-b.statements, b.number)
    )
    return _filled(connection, int(head or best.number), names, others)


def speakers(connection: Connection, name: str, limit: int) -> tuple[Bearer, ...]:
    """Give the speakers whom a name fits, or all, each by the name that stands for them, those quoted most first.

    Old versions of pages and what is no statement are left out, and whoever says nothing else with them.
    """
    count, is_said = func.count().label("statements"), STATEMENT.c.speaker.is_not(None)
    said = select(STATEMENT.c.speaker, count).where(is_said, IS_SHOWN).group_by(STATEMENT.c.speaker)
    if name.strip():
        heads = select(SPEAKER.c.head).where(SPEAKER.c.number.in_(_fitting(connection, name)))
        said = said.where(STATEMENT.c.speaker.in_(select(SPEAKER.c.number).where(SPEAKER.c.head.in_(heads))))
    most = said.order_by(count.desc()).limit(_COUNTED).subquery()  # names, before those of one speaker are joined
    head = SPEAKER.alias("head")
    columns = (head.c.number, head.c.name, head.c.language, head.c.kind)
    total = func.sum(most.c.statements)
    chosen = (
        select(*columns, total)
        .select_from(most)
        .join(SPEAKER, SPEAKER.c.number == most.c.speaker)
        .join(head, head.c.number == SPEAKER.c.head)
        .group_by(*columns)
        .order_by(total.desc(), head.c.number)
        .limit(limit)
    )
    return tuple(Bearer(row[0], row[1], row[2], row[3], int(row[4])) for row in connection.execute(chosen))


def _like(connection: Connection, number: int) -> set[int]:
    """Return the bearer of a number and those whom its name fits; none when there is no such bearer."""
    name = connection.execute(select(SPEAKER.c.name).where(SPEAKER.c.number == number)).scalar()
    return {number, *_fitting(connection, name)} if name is not None else set()


def _fitting(connection: Connection, name: str) -> list[int]:
    """Return the bearers that have every word of a name, in whatever script and case of the language."""
    places = [_having(connection, word) for word in name.split() if bare(word)]
    fitting = reduce(set[int].intersection, places) if places else set()
    return sorted(fitting)[:_TRIED]


def _having(connection: Connection, written: str) -> set[int]:
    """Return the bearers that have a word; one of several parts (*al-Haddad*) other scripts write as one."""
    parts = [bare(written[key.start : key.end]) for key in keys_of(written)]
    keys = [(*query_keys(part), *namesakes(connection, part)) for part in parts]
    found = [_with_one_of(connection, some) for some in keys]
    of_parts = reduce(set[int].intersection, found) if found else set()
    return of_parts | (_with_one_of(connection, namesakes(connection, bare(written))) if len(parts) > 1 else set())


def _with_one_of(connection: Connection, keys: Sequence[str]) -> set[int]:
    having = select(SPEAKER_WORD.c.speaker).where(SPEAKER_WORD.c.word.in_(keys))
    return set(connection.execute(having).scalars())


def _distance(bearer: Bearer, name: str) -> tuple[bool, bool, int, int]:
    """Order bearers: an equal name, then one in the script asked in, then who is quoted most."""
    is_equal = fold_words(bearer.name) == fold_words(name)
    is_same_script = script_of(bearer.name) == script_of(name)
    return not is_equal, not is_same_script, -bearer.statements, bearer.number


class _Said(msgspec.Struct, frozen=True):
    """What the profile needs of one statement."""

    number: int
    role: str | None
    words: int
    article: int
    act: str
    language: str
    outlet: str | None

    @property
    def year(self) -> str | None:
        day = day_of(self.number)
        return str(day.year) if day else None


def _filled(connection: Connection, number: int, names: Sequence[Bearer], others: Sequence[Bearer]) -> Profile:
    said = _said(connection, with_groups(connection, [bearer.number for bearer in names]))
    fields = ("act", "language", "outlet", "year")
    counts = {field: Counter(value for one in said if (value := getattr(one, field))) for field in fields}
    counts |= count_around(connection, [one.number for one in said[:_LATEST]], number)
    return Profile(
        number=number,
        name=names[0].name,
        kind=names[0].kind,
        names=tuple(names),
        statements=len(said),
        articles=len({one.article for one in said}),
        roles=tuple(_roles(said)),
        counts={field: dict(counter.most_common(_MOST_VALUES)) for field, counter in counts.items()},
        timeline=make_bars(Counter(one.number // DAY for one in said if one.number >= DAY)),
        latest=tuple(load_hits(connection, [one.number for one in said[:SHOWN]])),
        most_quoted=tuple(_most_quoted(connection, said)),
        others=tuple(others[:SHOWN]),
    )


def _said(connection: Connection, group: Collection[int]) -> list[_Said]:
    """Return what a speaker said, the latest first, old versions of pages and what is no statement left out."""
    columns = (STATEMENT.c.number, STATEMENT.c.role, STATEMENT.c.words, STATEMENT.c.article, STATEMENT.c.act)
    joined = STATEMENT.join(ARTICLE, ARTICLE.c.number == STATEMENT.c.article)
    rows = connection.execute(
        select(*columns, ARTICLE.c.language, ARTICLE.c.outlet)
        .select_from(joined)
        .where(STATEMENT.c.speaker.in_(group), ARTICLE.c.is_current.is_(True), IS_SHOWN)
        .order_by(STATEMENT.c.number.desc())
    )
    return [_Said(*row) for row in rows]


def _roles(said: Sequence[_Said]) -> list[RoleHeld]:
    """Return the roles stated, those held last first; spellings that fold to one are one role."""
    stated: dict[str, list[_Said]] = defaultdict(list)
    folded = {role: fold_words(role) for role in {one.role for one in said if one.role}}
    for one in said:
        if one.role:
            stated[folded[one.role]].append(one)
    held = []
    for group in stated.values():
        days = [day for one in group if (day := day_of(one.number))]
        role, language = str(group[0].role), group[0].language
        office = office_of(role, load_pack(language)) if language in installed() else None
        held.append(RoleHeld(role, len(group), min(days, default=None), max(days, default=None), office))
    return sorted(held, key=lambda role: (role.last.toordinal() if role.last else 0, role.count), reverse=True)


def _most_quoted(connection: Connection, said: Sequence[_Said]) -> list[Quoted]:
    """Return the statements that most articles carry in the same words, those of two outlets at least."""
    carriers: dict[int, dict[int, str | None]] = defaultdict(dict)
    for one in said:
        carriers[one.words][one.article] = one.outlet
    latest = {one.words: one.number for one in reversed(said)}
    often = [
        (len(articles), latest[words])
        for words, articles in carriers.items()
        if len({outlet or article for article, outlet in articles.items()}) > 1
    ]
    shown = sorted(often, reverse=True)[:SHOWN]
    hits = {hit.number: hit for hit in load_hits(connection, [number for _, number in shown])}
    return [Quoted(hits[number], articles) for articles, number in shown]
