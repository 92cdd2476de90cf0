"""Every table of every pack has the right shape, and its examples show what its rows say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest

from qawl.fold import fold_words
from qawl.languages.pack import LanguagePack, all_packs
from qawl.languages.tables import Row

CUES = ("forms", "frame", "takes", "class", "act", "stance", "example")
ROLE_TABLES = {
    "titles.tsv": ("title", "kind", "example"),
    "sources.tsv": ("source", "kind", "example"),
    "agencies.tsv": ("name", "kind", "id", "example"),
    "channels.tsv": ("channel", "kind", "example"),
}
KINDS = {
    "titles.tsv": "spokesperson minister head_of_state head_of_government ambassador legislator official military "
    "party expert religious judge business journalist royal honorific",
    "sources.tsv": "unnamed group state",
    "agencies.tsv": "agency outlet",
    "channels.tsv": "interview press_conference briefing broadcast social statement speech session article phone "
    "letter report",
}
FRAMES = {"verb", "participle", "preposition", "noun", "tag"}
OPENERS = {"that", "quote", "colon", "object", "infinitive", "question", "before", "anaphor"}
CLASSES = {"speech", "belief", "intention", "decision"}
ACTS = (
    "say assert deny confirm demand promise warn condemn praise ask answer refuse agree announce accuse call "
    "order advise threaten congratulate apologise admit complain hope want plan think know fear decide support "
    "oppose show"
)
STANCES = {"neutral", "distancing", "endorsing"}
MARKS = re.compile(r"[{}\[\]<>]")
PAIRS = {"{": "}", "[": "]", "<": ">"}
GRAMMAR = (
    "complementizers clause_openers questions auxiliaries negations adverbs prepositions conjunctions "
    "relatives pronouns anaphors verb_clitics noun_clitics object_suffixes coordinators abbreviations as_words"
)

PACKS = all_packs()
CUE_ROWS = [(pack, row) for pack in PACKS for row in pack.table("cues.tsv", CUES)]
ROLE_ROWS = [
    (pack, name, row)
    for pack in PACKS
    for name, columns in ROLE_TABLES.items()
    if (pack.folder / name).exists()
    for row in pack.table(name, columns)
]


def at(row: Row) -> str:
    return f"{row.file}:{row.line}"


@pytest.mark.parametrize(("pack", "row"), CUE_ROWS, ids=[at(row) for _, row in CUE_ROWS])
def test_cue_row(pack: LanguagePack, row: Row) -> None:
    assert row["frame"] in FRAMES, at(row)
    assert row["class"] in CLASSES, at(row)
    assert row["act"] in ACTS.split(), at(row)
    assert row["stance"] in STANCES, at(row)
    takes = row["takes"].split()
    assert takes, at(row)
    assert len(takes) == len(set(takes)), at(row)
    for opener in set(takes) - OPENERS:
        assert fold_words(opener.rstrip("-")) in openers(pack, opener), (
            f"{at(row)}: {opener!r} is no preposition of the pack"
        )
    assert foreign(pack, row["forms"] + row["example"]) == set(), at(row)
    pieces = marked(row)
    assert [mark for mark, _ in pieces].count("{") == 1, f"{at(row)}: one cue an example"
    assert [mark for mark, _ in pieces].count("[") <= 1, f"{at(row)}: at most one source an example"
    assert any(mark == "<" for mark, _ in pieces), f"{at(row)}: the content is not marked"
    cue = next(text for mark, text in pieces if mark == "{")
    assert shows(pack, row, cue), f"{at(row)}: the cue {cue!r} is none of the row's forms"
    if row["frame"] in {"participle", "tag"}:
        assert "[" not in row["example"], f"{at(row)}: a {row['frame']} has no source of its own"


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
@pytest.mark.parametrize("frame", sorted(FRAMES))
def test_a_form_has_one_row_in_a_frame(pack: LanguagePack, frame: str) -> None:
    rows = [row for row in pack.table("cues.tsv", CUES) if row["frame"] == frame]
    rows_of_form = Counter(form for row in rows for form in {fold_words(form) for form in row.listed("forms")})
    assert {form: count for form, count in rows_of_form.items() if count > 1} == {}


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_no_form_is_written_twice_in_a_row(pack: LanguagePack) -> None:
    for row in pack.table("cues.tsv", CUES):
        forms = row.listed("forms")
        assert len(forms) == len(set(forms)), at(row)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_an_example_is_used_once(pack: LanguagePack) -> None:
    used = Counter(row["example"] for row in pack.table("cues.tsv", CUES))
    assert [example for example, count in used.items() if count > 1] == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
@pytest.mark.parametrize("name", ROLE_TABLES)
def test_a_name_has_one_row_in_a_table(pack: LanguagePack, name: str) -> None:
    rows = pack.table(name, ROLE_TABLES[name])
    names = Counter(fold_words(form) for row in rows for form in row.listed(ROLE_TABLES[name][0]))
    assert {form: count for form, count in names.items() if count > 1} == {}


@pytest.mark.parametrize(("pack", "name", "row"), ROLE_ROWS, ids=[at(row) for _, _, row in ROLE_ROWS])
def test_role_row(pack: LanguagePack, name: str, row: Row) -> None:
    first = ROLE_TABLES[name][0]
    assert row["kind"] in KINDS[name].split(), at(row)
    if name == "agencies.tsv":
        assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", row["id"]), at(row)
    else:
        assert foreign(pack, row[first] + row["example"]) == set(), at(row)
    pieces = marked(row)
    assert len(pieces) == 1 and pieces[0][0] == "[", f"{at(row)}: mark one phrase with [ ]"
    phrase = fold_words(re.sub('[«»“”"]', "", pieces[0][1]))
    forms = [fold_words(form) for form in row.listed(first)]
    assert any(re.search(rf"(?<!\w){clitic(pack, 'noun_clitics')}{re.escape(form)}(?!\w)", phrase) for form in forms), (
        at(row)
    )


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
@pytest.mark.parametrize("key", GRAMMAR.split())
def test_grammar_lists_hold_folded_words_once(pack: LanguagePack, key: str) -> None:
    words = pack.section("grammar")[key]
    assert all(isinstance(word, str) and word == word.strip() and word for word in words)
    assert all(word == word.lower() for word in words)
    assert [word for word, count in Counter(map(fold_words, words)).items() if count > 1] == []
    assert foreign(pack, "".join(words)) == set()


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
def test_ids_name_one_agency(pack: LanguagePack) -> None:
    ids = Counter(row["id"] for row in pack.table("agencies.tsv", ROLE_TABLES["agencies.tsv"]))
    assert [name for name, count in ids.items() if count > 1] == []


def openers(pack: LanguagePack, opener: str) -> set[str]:
    key = "noun_clitics" if opener.endswith("-") else "prepositions"
    return {fold_words(word) for word in pack.section("grammar")[key]}


def foreign(pack: LanguagePack, text: str) -> set[str]:
    scripts = tuple(script.upper() for script in pack.scripts)
    return {letter for letter in text if letter.isalpha() and not unicodedata.name(letter).startswith(scripts)}


def marked(row: Row) -> list[tuple[str, str]]:
    """Return the marked pieces of an example; marks may not nest, cross, touch white space or stand inside words."""
    example, pieces, opened = row["example"], [], None
    for found in MARKS.finditer(example):
        mark = found.group()
        if mark in PAIRS:
            assert opened is None, f"{at(row)}: {mark!r} opens inside another mark"
            opened = found
            continue
        assert opened is not None, f"{at(row)}: {mark!r} closes nothing"
        assert PAIRS[opened.group()] == mark, f"{at(row)}: {opened.group()!r} is closed by {mark!r}"
        text = example[opened.end() : found.start()]
        assert text, f"{at(row)}: an empty mark"
        assert text == text.strip(), f"{at(row)}: white space inside a mark"
        assert not text.endswith((",", "،", ".")) or opened.group() == "{" or text[-2].isupper(), (
            f"{at(row)}: {text!r} ends in a stop"
        )
        before, after = example[: opened.start()][-1:], example[found.end() :][:1]
        assert not (before.isalnum() or after.isalnum()), f"{at(row)}: a mark stands inside a word"
        pieces.append((opened.group(), text))
        opened = None
    assert opened is None, f"{at(row)}: a mark is not closed"
    return pieces


def shows(pack: LanguagePack, row: Row, cue: str) -> bool:
    """Say whether a cue is one of the row's forms with what leans on it: auxiliaries, clitics, preposition, colon."""
    words = fold_words(cue).rstrip(":").strip()
    forms = {fold_words(form) for form in row.listed("forms")}
    return any(core in forms for core in cores(pack, row, words))


def cores(pack: LanguagePack, row: Row, words: str) -> Iterator[str]:
    grammar = pack.section("grammar")
    leading = {fold_words(word) for key in ("auxiliaries", "negations", "adverbs", "as_words") for word in grammar[key]}
    following = {fold_words(opener) for opener in row["takes"].split() if opener not in OPENERS}
    for left in (words, *(words[len(word) + 1 :] for word in leading if words.startswith(word + " "))):
        for right in (left, *(left[: -len(word) - 1] for word in following if left.endswith(" " + word))):
            yield right
            for name in clitics(pack, row):
                if right.startswith(name):
                    yield right[len(name) :]


def clitics(pack: LanguagePack, row: Row) -> list[str]:
    key = "verb_clitics" if row["frame"] == "verb" else "noun_clitics"
    return [fold_words(word) for word in pack.section("grammar")[key]]


def clitic(pack: LanguagePack, key: str) -> str:
    words = [fold_words(word) for word in pack.section("grammar")[key]]
    if not words:
        return ""
    return "(?:" + "|".join(words) + ")*(?:ال|لل)?"
