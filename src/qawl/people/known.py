"""Public office holders, states, bodies, agencies and outlets that are known by name in several languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import msgspec

from qawl.fold import fold_words
from qawl.languages.tables import Row, load_table

_PATH = Path(__file__).parent / "data" / "known.tsv"
_DEMONYMS = _PATH.with_name("demonyms.tsv")


class Known(msgspec.Struct, frozen=True):
    """One entry: names by language code, the fullest or most usual first.

    For people `office` in English, and `post`: its kind as in titles.tsv with the id of the state, where it is the
    highest of one.
    """

    id: str
    kind: str
    names: dict[str, tuple[str, ...]]
    office: str
    post: tuple[str, str] | None = None


@cache
def load_known() -> tuple[Known, ...]:
    """Return the entries of `known.tsv`, read at first use. Raises PackError when the table breaks its format."""
    columns = _columns(_PATH)
    rows = load_table(_PATH, columns)
    codes = [column for column in columns if column not in ("id", "kind", "office", "post")]
    return tuple(Known(row["id"], row["kind"], _names(row, codes), row["office"], _post(row["post"])) for row in rows)


def _names(row: Row, codes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {code: row.listed(code) for code in codes if row[code]}


def _post(cell: str) -> tuple[str, str] | None:
    kind, _, state = cell.partition(" ")
    return (kind, state) if state else None


def _columns(path: Path) -> tuple[str, ...]:
    """Return the header of a table: which languages it has columns for is for the table to say."""
    with path.open(encoding="utf-8") as file:
        return tuple(file.readline().rstrip("\n").split("\t"))


def find_known(name: str, code: str) -> Known | None:
    """Return the one entry that bears exactly this name in a language, None when none or several do."""
    found = _by_name(code).get(fold_words(name).strip(" \"'«»“”"), ())
    return found[0] if len(found) == 1 else None


def known_post(name: Sequence[str], code: str) -> tuple[str, str] | None:
    """Return the post of the one known person with a name or, alone, a surname; None when none or several bear it."""
    words = [fold_words(word) for word in name]
    entry = find_known(" ".join(name), code)
    bearers = [entry] if entry else _by_surname(code).get(words[-1], ()) if len(words) == 1 else ()
    return bearers[0].post if len(bearers) == 1 else None


@cache
def _by_surname(code: str) -> dict[str, tuple[Known, ...]]:
    found: dict[str, tuple[Known, ...]] = {}
    for entry in load_known():
        for name in entry.names.get(code, ())[:1] if entry.kind == "person" else ():
            surname = fold_words(name).split()[-1]
            found[surname] = (*found.get(surname, ()), entry)
    return found


@cache
def known_places(code: str) -> frozenset[str]:
    """Return the folded one-word names of states and cities in a language."""
    return frozenset(_single_words(code, lambda entry: entry.kind in ("state", "city")))


@cache
def known_words(code: str) -> dict[str, str]:
    """Return the one-word names of everything but people in a language, by their folded form."""
    return _single_words(code, lambda entry: entry.kind != "person")


def _single_words(code: str, wanted: Callable[[Known], bool]) -> dict[str, str]:
    names = [name for entry in load_known() if wanted(entry) for name in entry.names.get(code, ())]
    return {fold_words(name): name for name in names if " " not in fold_words(name)}


def known_first_name(surname: str, code: str) -> str:
    """Return the first name of the one known person with a surname, empty when there are none or several."""
    return _first_names(code).get(fold_words(surname), "")


@cache
def _first_names(code: str) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in load_known():
        for name in entry.names.get(code, ()) if entry.kind == "person" else ():
            first, *rest = fold_words(name).split()
            if rest:
                found[rest[-1]].add(first)
    return {surname: min(firsts) for surname, firsts in found.items() if len(firsts) == 1}


@cache
def demonyms(code: str) -> dict[str, str]:
    """Return the folded adjectives of states in a language, with the id of the state each belongs to."""
    rows = load_table(_DEMONYMS, _columns(_DEMONYMS))
    return {fold_words(word): row["id"] for row in rows if code in row.cells for word in row.listed(code)}


@cache
def state_names(code: str) -> dict[str, str]:
    """Return the folded names of states in a language, of one word, with the id of the state."""
    states = (entry for entry in load_known() if entry.kind == "state")
    names = ((fold_words(name), entry.id) for entry in states for name in entry.names.get(code, ()))
    return {name: id for name, id in names if " " not in name}


@cache
def _by_name(code: str) -> dict[str, tuple[Known, ...]]:
    found: dict[str, tuple[Known, ...]] = defaultdict(tuple)
    for entry in load_known():
        for name in entry.names.get(code, ()):
            found[fold_words(name).strip("«»")] += (entry,)
    return dict(found)
