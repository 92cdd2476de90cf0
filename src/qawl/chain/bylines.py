"""Find the agencies that the byline of a page names: `واس - الرياض`, `London - Reuters`."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from qawl.context.terms import AGENCY_COLUMNS, table_if_there
from qawl.fold import fold, fold_words
from qawl.languages.pack import LanguagePack, all_packs
from qawl.model import Article, Link

_LINES = 6  # a byline stands above the story, within this many lines
_LENGTH = 100  # characters of a byline; the longest of 6,482 on saudinewsnet-sample that is one has 96
_SURE = 40  # a line this short is a byline even when it ends in a stop: `نيروبي - أ. ف. ب.`
_END = (".", "!", "؟", "?", "…", "»", "”", '"')


def byline_agencies(article: Article, pack: LanguagePack) -> tuple[Link, ...]:
    """Return the agencies named in the short lines between the headline and the story, in order."""
    found: list[Link] = []
    start = article.title.end if article.title else 0
    lines = re.finditer(r"[^\r\n]*\S[^\r\n]*", article.text[start : start + 2000])
    for line in islice(lines, _LINES):
        if len(line.group()) > _LENGTH and line.start() > 0:
            break
        words = line.group().strip()
        if len(words) <= _SURE or not words.endswith(_END):
            found += _in_line(line.group(), start + line.start(), pack)
    return tuple(found)


def agency_id(name: str) -> str | None:
    """Return the id of the agency that bears a name in some language, with or without the dots of an abbreviation."""
    return _ids().get(_closed_up(name))


@cache
def _ids() -> dict[str, str]:
    rows = (row for pack in all_packs() for row in table_if_there(pack, "agencies.tsv", AGENCY_COLUMNS))
    return {_closed_up(name): row["id"] for row in rows if row["kind"] == "agency" for name in row.listed("name")}


def _closed_up(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold_words(name))


def _in_line(line: str, offset: int, pack: LanguagePack) -> list[Link]:
    folded = fold(line)
    links = []
    for match in _names(pack).finditer(folded.text):
        start, end = folded.back(match.start(), match.end())
        links.append(Link("agency", line[start:end], offset + start, offset + end))
    return links


@cache
def _names(pack: LanguagePack) -> re.Pattern[str]:
    """Match the names of agencies of every pack, and this pack's words for agencies in general, as whole words."""
    names: set[str] = set()
    for other in all_packs():
        for row in table_if_there(other, "agencies.tsv", AGENCY_COLUMNS):
            names.update(row.listed("name") if row["kind"] == "agency" else ())
    names.update(str(name) for name in pack.section("chain").get("agencies", ()))
    folded = {fold_words(name).strip(".") for name in names}
    longest_first = sorted(folded, key=lambda name: (-len(name), name))
    spaced = "|".join(r"[\s.]+".join(re.escape(part) for part in re.split(r"[\s.]+", name)) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)")
