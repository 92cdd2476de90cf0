"""Given names show whom a pronoun can mean."""

from __future__ import annotations

import pytest

from qawl.languages.pack import load_pack
from qawl.people.given import load_given
from qawl.people.rules import load_name_rules

from .reading import names_of, speakers_of


@pytest.mark.parametrize(
    ("code", "name", "gender"),
    [
        ("en", "Elijah", "masculine"), ("en", "Melania", "feminine"), ("en", "Hillary", "feminine"),
        ("en", "Robin", None),
        ("ru", "Элайджа", "masculine"), ("ru", "Наталья", "feminine"),
        ("ar", "شيماء", "feminine"), ("ar", "محمد", "masculine"),
    ],
)  # fmt: skip
def test_a_given_name_shows_a_gender_or_none(code: str, name: str, gender: str | None) -> None:
    assert load_name_rules(load_pack(code)).gender_of_name(name) == gender


def test_a_language_without_a_table_shows_none() -> None:
    assert load_given("xx") == {}


def test_she_is_no_man_whose_name_the_lists_hold() -> None:
    text = "Noor Hadley opened the pier. Elijah Stone said it was late. She said it would last."
    rows = [("Elijah Stone", "said"), ("She", "said")]
    assert names_of("en", text, rows, people=("Noor Hadley", "Elijah Stone")) == ["Elijah Stone", "Noor Hadley"]


def test_a_woman_is_known_by_her_given_name_alone() -> None:
    text = "Melania said the pier was late. He said it would last."
    _, (_, second) = speakers_of("en", text, [("Melania", "said"), ("He", "said")], people=("Melania",))
    assert second.speaker is None
