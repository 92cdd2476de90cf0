"""Who is one and who is not: names, bodies and roles that look alike."""

from __future__ import annotations

import pytest
from tests.people.reading import Row, names_of, speakers_of


@pytest.mark.parametrize(
    ("lang", "text", "rows", "expected"),
    [
        pytest.param(
            "en",
            "Russian President Ivan Orlov said the talks went well. The US president said they failed.",
            [("Russian President Ivan Orlov", "said"), ("The US president", "said")],
            ["Ivan Orlov", "The US president"],
            id="the president of a state with two letters",
        ),
        pytest.param(
            "ru",
            "Президент США Джон Коул заявил, что встреча удалась. Президент РФ отметил, что она провалилась.",
            [("Президент США Джон Коул", "заявил"), ("Президент РФ", "отметил")],
            ["Джон Коул", "Президент РФ"],
            id="another state with two letters",
        ),
        pytest.param(
            "en",
            "Robert Mueller said the dam held. Roberts said it leaked.",
            [("Robert Mueller", "said"), ("Roberts", "said")],
            ["Robert Mueller", "Roberts"],
            id="a surname that is nearly another's given name",
        ),
        pytest.param(
            "ru",
            "Марк Рютте заявил, что дамба цела. Марков заявил, что она течет.",
            [("Марк Рютте", "заявил"), ("Марков", "заявил")],
            ["Марк Рютте", "Марков"],
            id="the same in Russian",
        ),
        pytest.param(
            "en",
            "Robert Mueller said the dam held. Robert said it was new.",
            [("Robert Mueller", "said"), ("Robert", "said")],
            ["Robert Mueller"] * 2,
            id="a given name as it is written",
        ),
        pytest.param(
            "en",
            "Ann Lee, 34, who said the dam held, left.",
            [("who", "said")],
            ["Ann Lee"],
            id="an age is nobody",
        ),
        pytest.param(
            "ru",
            "По словам Юлии Навальной, дамба цела.",
            [("Юлии Навальной", "По словам")],
            ["Юлия Навальная"],
            id="a surname that is an adjective",
        ),
    ],
)
def test_who_speaks(lang: str, text: str, rows: list[Row], expected: list[str]) -> None:
    assert names_of(lang, text, rows, people=[name for name in ("Ann Lee",) if name in text]) == expected


def test_a_body_is_one_though_a_verb_is_a_plural() -> None:
    text = "В МИД сообщили, что встреча удалась. МИД заявил, что она нужна. В МИД добавили, что ждут."
    speakers, _ = speakers_of("ru", text, [("МИД", "сообщили"), ("МИД", "заявил"), ("МИД", "добавили")])
    assert [speaker.name for speaker in speakers] == ["МИД"]


def test_a_body_whose_name_has_an_and_is_one() -> None:
    body = "Department of Health and Human Services"
    speakers, _ = speakers_of("en", f"The {body} said the clinic was open.", [(f"The {body}", "said")], bodies=[body])
    assert [speaker.kind for speaker in speakers] == ["organisation"]


def test_two_bodies_joined_by_and_are_two() -> None:
    text = "The Harbour Council and the Ferry Board said the port was open."
    bodies = ["Harbour Council", "Ferry Board"]
    speakers, _ = speakers_of("en", text, [("The Harbour Council and the Ferry Board", "said")], bodies=bodies)
    assert sum(speaker.kind == "group" for speaker in speakers) == 1


def test_a_known_abbreviation_is_no_other_body_with_its_initials() -> None:
    text = "Researchers at the University of Kent were heard. The UK said the tests were safe."
    assert names_of("en", text, [("The UK", "said")], bodies=["University of Kent"]) != ["University of Kent"]


def test_the_company_is_not_what_it_owns() -> None:
    text = "Skyline said flights were late. The company's Airplan jets are grounded. The company said it was sorry."
    names = names_of("en", text, [("Skyline", "said"), ("The company", "said")], bodies=["Skyline", "Airplan"])
    assert names == ["Skyline", "Skyline"]


def test_an_actress_is_one() -> None:
    text = "Ann Lee said the fair was open. The actress added the sea was calm."
    rows: list[Row] = [("Ann Lee", "said"), ("The actress", "added")]
    assert names_of("en", text, rows, people=["Ann Lee"]) == ["Ann Lee"] * 2
