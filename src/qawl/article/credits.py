"""Read credit lines and brackets: whose text, whose picture, whose byline."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import cast

import msgspec

from qawl.fold import fold, fold_words
from qawl.languages.pack import LanguagePack, all_packs
from qawl.model import Credit, CreditKind

COLUMNS = ("opener", "kind", "stands", "example")
AGENCY_COLUMNS = ("name", "kind", "id", "example")

_NAME_LENGTH = 100
_NAME_WORDS = 12
_OPEN_NAME_WORDS = 6  # without a colon a longer line is a sentence: "By the time the ministers met, …"
_SPACE = re.compile(r"\s+")
_COLON = re.compile(r"\s*[:：﹕]\s*")
# A whole line, or the end of one, that is a name in brackets, between slashes or after a dash.
_BRACKET = re.compile(r"(?:[(\[](?P<a>[^()\[\]]{2,60}+)[)\]]|/(?P<b>[^()\[\]/]{2,60}+)/)\s*+[.]?\s*+$")
_DASH = re.compile(r"^\s*+[-–—](?P<a>[^-–—:.]{2,44}+)[.]?\s*+$")
_CLOSING_LENGTH = 100  # the end of a paragraph in which its credit stands
_LINE_LENGTH = 200  # a longer line is no credit
_PART = re.compile(r"\s*[,;/+،؛]\s*|\s+[-–—]\s+")
_SENTENCE_END = tuple('.!?…؟»”"')


class Openers(msgspec.Struct, frozen=True):
    """The rows of `credits.tsv`, folded: kind and manner by opener, longest first."""

    rows: tuple[tuple[str, CreditKind, str], ...]
    alone: dict[str, CreditKind]


def read_credit(line: str, pack: LanguagePack) -> Credit | None:
    """Return the credit that a whole line is, with offsets into the line, or None."""
    if len(line) > _LINE_LENGTH:
        return None
    return _opened(line, pack) or _closing(line, pack, whole=True)


def closing_credit(paragraph: str, pack: LanguagePack) -> Credit | None:
    """Return the credit that ends a paragraph of prose: `… said the mayor. (Reuters)`."""
    return _closing(paragraph, pack, whole=False)


def is_credit_line(line: str, pack: LanguagePack) -> bool:
    """Whether a line is nothing but a credit."""
    return read_credit(line, pack) is not None


def is_agency(name: str, pack: LanguagePack) -> bool:
    """Whether every part of a name is a news agency of some pack, or words that stand for the agencies."""
    parts = [fold_words(part).strip(' .«»"“”') for part in _PART.split(name) if part.strip()]
    known, alone = _agencies(), load_openers(pack).alone
    return bool(parts) and all(part in known or part in alone for part in parts)


def _opened(line: str, pack: LanguagePack) -> Credit | None:
    """`Photo: Harbour Authority`, `By Anna Fields`: an opener and a name."""
    folded = fold(line)
    lead = len(folded.text) - len(folded.text.lstrip(" ([-–—•*"))
    for opener, kind, stands in load_openers(pack).rows:
        if not folded.text.startswith(opener, lead):
            continue
        colon = _COLON.match(folded.text, lead + len(opener))
        space = _SPACE.match(folded.text, lead + len(opener)) if stands == "open" else None
        start = colon or space
        stop = len(folded.text.rstrip(" )]."))
        if start is None or start.end() >= stop:
            continue
        first, last = folded.back(start.end(), stop)
        if _is_name(line[first:last], has_colon=colon is not None):
            return Credit(kind, line[first:last], first, last)
    return None


def _is_name(name: str, *, has_colon: bool) -> bool:
    words = name.split()
    if len(name) > _NAME_LENGTH:
        return False
    if has_colon:
        return len(words) <= _NAME_WORDS
    initials = [letter for word in words if (letter := word.lstrip('«"“(')[:1]).upper() != letter.lower()]
    starts_large = not initials or sum(letter.isupper() for letter in initials) * 2 >= len(initials)
    return len(words) <= _OPEN_NAME_WORDS and starts_large


def _closing(text: str, pack: LanguagePack, *, whole: bool) -> Credit | None:
    match = _BRACKET.search(text, max(0, len(text) - _CLOSING_LENGTH)) or (_DASH.match(text) if whole else None)
    if match is None:
        return None
    before = text[: match.start()].rstrip()
    if (whole and before) or (not whole and not before.endswith(_SENTENCE_END)):
        return None
    group = "a" if match["a"] else "b"
    name = match[group].strip()
    if not is_agency(name, pack):
        return None
    start = text.index(name, match.start(group))
    return Credit("source", name, start, start + len(name))


@cache
def load_openers(pack: LanguagePack) -> Openers:
    """Return the credit openers of a pack."""
    rows, alone = [], {}
    for row in pack.table("credits.tsv", COLUMNS):
        kind = row["kind"]
        if kind not in {"source", "photo", "author"} or row["stands"] not in {"colon", "open", "alone"}:
            raise row.refuse(f"{kind!r} and {row['stands']!r}: the head of the table lists the words allowed")
        if row["stands"] == "alone":
            alone[fold_words(row["opener"]).strip(".")] = cast(CreditKind, kind)
        else:
            rows.append((fold_words(row["opener"]), cast(CreditKind, kind), row["stands"]))
    return Openers(tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))), alone)


@lru_cache(maxsize=1)
def _agencies() -> frozenset[str]:
    """Return the folded names of agencies of all packs: an Arabic page credits Reuters in Latin letters too."""
    names: set[str] = set()
    for pack in all_packs():
        names.update(name for row in pack.table("agencies.tsv", AGENCY_COLUMNS) for name in row.listed("name"))
        names.update(str(name) for name in pack.section("article").get("agencies_in_credits", ()))
    return frozenset(fold_words(name).strip(".") for name in names)
