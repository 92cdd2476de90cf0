"""A cue that has no source and names nobody is not given to whoever spoke last."""

from __future__ import annotations

import pytest
from tests.people.reading import names_of, speakers_of

from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.people.impersonal import speaks_for_nobody
from qawl.people.rules import load_name_rules


@pytest.mark.parametrize(
    ("lang", "cue", "expected"),
    [
        ("en", "was asked about", True),
        ("en", "is expected", True),
        ("en", "allegations", True),
        ("en", "were told", True),
        ("en", "adding", False),
        ("en", "also insisting", False),
        ("en", "in her view", False),
        ("en", "before adding", False),
        ("ru", "Сообщается", True),
        ("ru", "как ожидается", True),
        ("ru", "приговорили к", True),
        ("ru", "было объявлено", True),
        ("ru", "по предварительным данным", True),
        ("ru", "Стало известно", True),
        ("ru", "По его словам", False),
        ("ru", "не собирается", False),
        ("ru", "надеется", False),
        ("ru", "намерена", False),
        ("ru", "отметив", False),
        ("ru", "добавила", False),
        ("ru", "призналась", False),
        ("ru", "но добавил", False),
        ("ru", "поделилась", False),
        ("ru", "извинился", False),
        ("ar", "ومن المتوقع", True),
        ("ar", "يشار إلى", True),
        ("ar", "وأضاف", False),
        ("ar", "مؤكدا", False),
        ("ar", "بحسب قوله", False),
    ],
)
def test_a_form_tells_whether_anybody_is_meant(lang: str, cue: str, expected: bool) -> None:
    pack = load_pack(lang)
    assert speaks_for_nobody(cue, load_grammar(pack), load_name_rules(pack)) is expected


@pytest.mark.parametrize(
    ("lang", "text", "rows", "names"),
    [
        ("en", "Ann Lee said the port was open. The ice was expected to melt.",
         [("Ann Lee", "said"), (None, "was expected")], ["Ann Lee", None]),
        ("en", "Ann Lee said the port was open, adding that the ice was gone.", [("Ann Lee", "said"), (None, "adding")],
         ["Ann Lee", "Ann Lee"]),
        ("ru", "Анна Орлова заявила, что порт открыт. Сообщается, что лёд растаял.",
         [("Анна Орлова", "заявила"), (None, "Сообщается")], ["Анна Орлова", None]),
        ("ru", "Анна Орлова заявила, что порт открыт. Добавила, что лёд растаял.",
         [("Анна Орлова", "заявила"), (None, "Добавила")], ["Анна Орлова", "Анна Орлова"]),
        ("ar", "قالت ليلى حداد إن الميناء مفتوح. ومن المتوقع أن يذوب الجليد.",
         [("ليلى حداد", "قالت"), (None, "ومن المتوقع")], ["ليلى حداد", None]),
    ],
)  # fmt: skip
def test_nobody_is_made_up(lang: str, text: str, rows: list[tuple[str | None, str]], names: list[str | None]) -> None:
    assert names_of(lang, text, rows) == names


def test_nobody_who_is_meant_may_still_be_pointed_to() -> None:
    text = "Ann Lee and Mary Cole came. Lee said the port was open. The ice was expected to melt."
    rows = [("Lee", "said"), (None, "was expected")]
    assert names_of("en", text, rows, people=("Ann Lee", "Mary Cole"), pointed={2: {"speaker": "Mary Cole"}}) == [
        "Ann Lee", "Mary Cole",
    ]  # fmt: skip


def test_what_nobody_says_has_no_role() -> None:
    text = "Министр Анна Орлова заявила, что порт открыт. Ожидается, что лёд растает."
    _, statements = speakers_of("ru", text, [("Министр Анна Орлова", "заявила"), (None, "Ожидается")])
    assert statements[1].speaker is None
