"""Several who speak as one: a group whose members are speakers, never one merged person."""

import datetime

import pytest
from tests.people.reading import names_of, speakers_of

from qawl.article.article import read_article
from qawl.export.json_lines import from_line, to_line
from qawl.model import Page, Reading
from qawl.search.query import Query
from qawl.store.store import open_store

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
ENGLISH = "Rosa Delgado said the pool was full. Delgado and Peter Lindqvist said it would close. They asked for help."
ROWS = [("Rosa Delgado", "said"), ("Delgado and Peter Lindqvist", "said"), ("They", "asked for")]


@pytest.mark.parametrize(
    ("lang", "source", "cue", "members", "group"),
    [
        ("en", "Mayor Rosa Delgado and Peter Lindqvist", "said", ["Rosa Delgado", "Peter Lindqvist"],
         "Rosa Delgado and Peter Lindqvist"),
        ("en", "both Rosa Delgado, of the port, and Peter Lindqvist", "said", ["Rosa Delgado", "Peter Lindqvist"],
         "Rosa Delgado and Peter Lindqvist"),
        ("en", "Rosa Delgado, Peter Lindqvist, and Ann Berg", "said", ["Rosa Delgado", "Peter Lindqvist", "Ann Berg"],
         "Rosa Delgado, Peter Lindqvist and Ann Berg"),
        ("ru", "Министр Илья Зорин и капитан Нина Кожевникова", "заявили", ["Илья Зорин", "Нина Кожевникова"],
         "Илья Зорин и Нина Кожевникова"),
        ("ru", "как Франция, так и Испания", "заявили", ["Франция", "Испания"], "Франция и Испания"),
        ("ar", "سمير منصور وليلى حداد", "قال", ["سمير منصور", "ليلى حداد"], "سمير منصور وليلى حداد"),
        ("ar", "كل من سمير منصور وَليلى حداد", "قال", ["سمير منصور", "ليلى حداد"], "سمير منصور وليلى حداد"),
        ("ar", "وزير المياه سمير منصور ووزيرة النقل ليلى حداد", "قال", ["سمير منصور", "ليلى حداد"],
         "سمير منصور وليلى حداد"),
    ],
    ids=["two", "both, with an apposition", "three", "titles", "states", "joined", "vowel sign", "titles joined"],
)  # fmt: skip
def test_a_list_is_a_group_of_its_members(lang, source, cue, members, group):
    text = f"{cue} {source}." if lang == "ar" else f"{source} {cue}."
    speakers, statements = speakers_of(lang, text, [(source, cue)])
    assert [speaker.name for speaker in speakers] == [*members, group]
    assert (speakers[-1].kind, speakers[-1].members) == ("group", tuple(s.id for s in speakers[:-1]))
    assert statements[0].speaker.id == speakers[-1].id


@pytest.mark.parametrize(
    ("lang", "source", "cue", "name"),
    [
        ("en", "Filmmaker and author Ann Berg", "said", "Ann Berg"),
        ("en", "Ann Berg, founder and head of Sea Rescue", "said", "Ann Berg"),
        ("en", "Bosnia and Herzegovina", "said", "Bosnia and Herzegovina"),
        ("ru", "Министр обороны и безопасности Илья Зорин", "заявил", "Илья Зорин"),
        ("ru", "Капитан парома «Яков Свиридов» Нина Кожевникова", "заявила", "Нина Кожевникова"),
        ("ar", "وزير الخارجية والدفاع سمير منصور", "قال", "سمير منصور"),
        ("ar", "وليد منصور", "قال", "وليد منصور"),
    ],
    ids=["two trades", "two offices", "one state", "one ministry", "a ship's name", "joined offices", "a name in waw"],
)
def test_one_person_stays_one(lang, source, cue, name):
    text = f"{cue} {source}." if lang == "ar" else f"{source} {cue}."
    assert names_of(lang, text, [(source, cue)]) == [name]


def test_a_ship_belongs_to_the_role():
    source = "Капитан парома «Яков Свиридов» Нина Кожевникова"
    speakers, _ = speakers_of("ru", f"{source} заявила, что рейса не будет.", [(source, "заявила")])
    assert speakers[0].role == "Капитан парома «Яков Свиридов»"


def test_members_keep_their_names_and_they_means_the_group():
    assert names_of("en", ENGLISH, ROWS) == ["Rosa Delgado", *["Rosa Delgado and Peter Lindqvist"] * 2]


def test_what_a_group_says_is_found_and_counted_for_each(tmp_path):
    speakers, statements = speakers_of("en", ENGLISH, ROWS)
    reading = Reading(read_article(Page(ENGLISH)), speakers, statements)
    assert from_line(to_line(reading)) == reading
    with open_store(tmp_path / "store.db") as store:
        store.keep(reading, source="pool.txt", fetched_at=NOW)
        assert len(store.find(Query(speaker="Lindqvist")).hits) == 2
        assert [store.speaker(name).statements for name in ("Rosa Delgado", "Peter Lindqvist")] == [3, 2]


def test_roles_are_kept_as_stated_with_office_and_day():
    text = (
        "16 March 2024\nFormer ambassador Rosa Delgado said the port was safe.\n"
        "Rosa Delgado, head of the Harbour Commission, asked for help."
    )
    rows = [("Former ambassador Rosa Delgado", "said"), ("Rosa Delgado, head of the Harbour Commission", "asked for")]
    speakers, _ = speakers_of("en", text, rows)
    stated = [(role.role, role.office, role.organisation) for role in speakers[0].roles]
    assert stated == [
        ("Former ambassador", "ambassador", None),
        ("head of the Harbour Commission", "official", "Harbour Commission"),
    ]
    assert [text[role.start : role.end] for role in speakers[0].roles] == [role for role, *_ in stated]
