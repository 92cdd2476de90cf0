"""`qawl speaker`: a profile over everything kept, and decisions by hand about who is who."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from qawl.cli.asking import Db
from qawl.cli.profiles import print_decisions, print_profile
from qawl.cli.terminal import make_console
from qawl.errors import UsageError
from qawl.export.json_lines import to_line

if TYPE_CHECKING:
    from qawl.store.store import Store
    from qawl.store.values import Joining, Profile

_DIGITS = 18  # no number in a store has more
Name = Annotated[str | None, typer.Argument(metavar="NAME", help="A name in any script, or a number from a profile.")]


def speaker(
    name: Name = None,
    *,
    db: Db = None,
    json: Annotated[bool, typer.Option("--json", help="Print the profile as one line of JSON.")] = False,
    merge: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Join the speaker of this number to the one named.")
    ] = None,
    split: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Part the name of this number from its speaker.")
    ] = None,
    undo: Annotated[int | None, typer.Option(metavar="DECISION", help="Take back a merge or a split.")] = None,
    decisions: Annotated[bool, typer.Option("--decisions", help="List what was decided about who is who.")] = False,
) -> None:
    """Show a speaker: names in every script, roles over time, counts, latest and most quoted statements.

    \b
    qawl speaker Zakharova
    qawl speaker Zakharova --merge 17
    qawl speaker --split 17
    qawl speaker --undo 4
    """
    from qawl.store.store import open_store  # noqa: PLC0415  help and errors should not wait for the database

    _check(merge, split, undo)
    changes = merge is not None or split is not None or undo is not None
    if name is None and not decisions and split is None and undo is None:
        raise UsageError("qawl speaker: a name is missing: write one, or a number from a profile")
    with open_store(db, write=changes) as store:
        if changes:
            print_decisions(make_console(), [_decide(store, name, merge, split, undo)])
        elif decisions:
            print_decisions(make_console(), store.joinings(_number(store, name) if name else None))
        else:
            _show(store, name or "", as_json=json)
    sys.stdout.flush()


def _check(*numbers: int | None) -> None:
    for number in numbers:
        if number is not None and len(str(number)) > _DIGITS:
            raise UsageError(f"{str(number)[:40]}: this is no number of a store: `qawl speaker NAME` shows them")


def _decide(store: Store, name: str | None, merge: int | None, split: int | None, undo: int | None) -> Joining:
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    if undo is not None:
        return store.undo(undo)
    if split is not None:
        return store.split(split, at=now)
    if merge is None or name is None:
        raise UsageError("--merge: the speaker to join to is missing: write `qawl speaker NAME --merge NUMBER`")
    return store.merge(_number(store, name), merge, at=now)


def _number(store: Store, name: str) -> int:
    return _profile(store, name).number


def _profile(store: Store, name: str) -> Profile:
    is_number = name.isdecimal() and len(name) <= _DIGITS
    profile = store.speaker(int(name) if is_number else name)
    if profile is None:
        raise UsageError(f'"{name}": no speaker of this name is kept: try a part of the name')
    return profile


def _show(store: Store, name: str, *, as_json: bool) -> None:
    profile = _profile(store, name)
    if as_json:
        sys.stdout.buffer.write(to_line(profile))
    else:
        print_profile(make_console(), profile)
