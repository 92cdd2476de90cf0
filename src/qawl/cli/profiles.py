"""A speaker's profile on the terminal, and the decisions about who is who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from qawl.cli.counting import many
from qawl.cli.hits import print_hit
from qawl.cli.terminal import isolated, safe
from qawl.languages.pack import installed, load_pack
from qawl.store.values import Bearer, Joining, Profile, RoleHeld

_MOST = 8  # values of one count, and roles


def print_profile(console: Console, profile: Profile) -> None:
    """Print a profile from the name to the most quoted statements."""
    console.print(Text(f"{_named(profile.names[0])} ({profile.kind})", style="bold"))
    console.print(f"{many(profile.statements, 'statement')} in {many(profile.articles, 'article')}")
    _print_list(console, "names", [_bearer(bearer) for bearer in profile.names])
    _print_list(console, "roles", [_role(role, profile.names[0]) for role in profile.roles[:_MOST]])
    for field, counts in profile.counts.items():
        if counts:
            _print_list(console, field, [f"{safe(value)} {count:,}" for value, count in list(counts.items())[:_MOST]])
    if profile.latest:
        console.print(Text("\nlatest", style="dim"))
        for hit in profile.latest:
            print_hit(console, hit)
    if profile.most_quoted:
        console.print(Text("\nmost quoted", style="dim"))
        for quoted in profile.most_quoted:
            print_hit(console, quoted.hit)
            console.print(f"  in {many(quoted.articles, 'article')}")
    _print_list(console, "others of this name", [_bearer(bearer) for bearer in profile.others])


def print_decisions(console: Console, decisions: Sequence[Joining]) -> None:
    """Print decisions, each with the number that undoes it."""
    for decision in decisions:
        verb = "is" if decision.decision == "join" else "is not"
        when = f", {decision.at.isoformat()}" if decision.at else ""
        undone = " (taken back)" if decision.is_undone else ""
        pair = f"{_bearer(decision.one)} {verb} {_bearer(decision.other)}"
        console.print(f"decision {decision.number}: {pair}: {decision.reason}{when}{undone}")
    if not decisions:
        console.print(Text("nothing was decided", style="dim"))


def _print_list(console: Console, title: str, lines: Sequence[str]) -> None:
    if lines:
        console.print(Text(title, style="dim"))
    for line in lines:
        console.print(f"  {line}")


def _named(bearer: Bearer) -> str:
    return isolated(safe(bearer.name), _direction(bearer.language))


def _bearer(bearer: Bearer) -> str:
    return f"{_named(bearer)} [{bearer.number}, {bearer.language}, {bearer.statements:,}]"


def _role(role: RoleHeld, bearer: Bearer) -> str:
    office = (f"[{role.office}]",) if role.office else ()
    written = isolated(safe(role.role), _direction(bearer.language))
    return " ".join((written, *office, *_days(role), f"({role.count:,})"))


def _days(role: RoleHeld) -> Iterator[str]:
    if role.first and role.last:
        yield role.first.isoformat() if role.first == role.last else f"{role.first} to {role.last}"


def _direction(language: str) -> str:
    return load_pack(language).direction if language in installed() else "ltr"
