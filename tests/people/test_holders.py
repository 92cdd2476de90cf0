"""Whom a role, a pronoun or a bare noun means, and whom it must not mean: a wrong merge is worse than two entries."""

from __future__ import annotations

import pytest
from tests.people.reading import names_of

HELD = [
    pytest.param(
        "ru",
        "Владимир Путин прилетел в Тулу. Президент заявил, что завод откроют.",
        [("Президент", "заявил")],
        ["Владимир Путин"],
        "Владимир Путин",
        id="the one president whom the text names",
    ),
    pytest.param(
        "ru",
        "Нурсултан Назарбаев вернулся. Глава Казахстана сообщил, что поездка удалась.",
        [("Глава Казахстана", "сообщил")],
        ["Нурсултан Назарбаев"],
        "Нурсултан Назарбаев",
        id="leader of a state",
    ),
    pytest.param(
        "en",
        "Vladimir Putin came home. The vice president said the road was open.",
        [("The vice president", "said")],
        ["Vladimir Putin"],
        "The vice president",
        id="a vice president is another",
    ),
    pytest.param(
        "en",
        "Vladimir Putin came home. The club president said the gate was open.",
        [("The club president", "said")],
        ["Vladimir Putin"],
        "The club president",
        id="a club has a president of its own",
    ),
    pytest.param(
        "en",
        "Vladimir Putin came home. The US president said the road was open.",
        [("The US president", "said")],
        ["Vladimir Putin"],
        "The US president",
        id="the president of another state",
    ),
    pytest.param(
        "ar",
        "عاد حسن روحاني أمس. وقال رئيس النادي إن الملعب جاهز.",
        [("رئيس النادي", "وقال")],
        ["حسن روحاني"],
        "رئيس النادي",
        id="the club's head in Arabic",
    ),
    pytest.param(
        "en",
        "Ann Lee said no way.\nAfter a call with Tom Roe, she said all is well.",
        [("Ann Lee", "said"), ("she", "said")],
        ["Ann Lee", "Tom Roe"],
        "Ann Lee",
        id="whom a preposition brings in does not go on",
    ),
    pytest.param(
        "en",
        "Ann Lee said no way.\nTom Roe drove home. He said all is well.",
        [("Ann Lee", "said"), ("He", "said")],
        ["Ann Lee", "Tom Roe"],
        "Tom Roe",
        id="the person named since",
    ),
    pytest.param(
        "ru",
        "Чехов заявил, что пьеса готова.",
        [("Чехов", "заявил")],
        [],
        "Чехов",
        id="a surname is no state",
    ),
    pytest.param(
        "ru",
        "В Кремле считают, что срок велик.",
        [("Кремле", "считают")],
        [],
        "Кремль",
        id="a known name back in the nominative",
    ),
]


@pytest.mark.parametrize(("lang", "text", "rows", "people", "name"), HELD)
def test_last_speaker(lang: str, text: str, rows: list[tuple[str | None, str]], people: list[str], name: str) -> None:
    assert names_of(lang, text, rows, people=people)[-1] == name


def test_an_anonymous_source_in_the_headline_stays_anonymous() -> None:
    text = "Source: talks have failed\n\nTom Roe said that the hall was empty."
    names = names_of("en", text, [("Source", ":"), ("Tom Roe", "said")], people=["Tom Roe"])
    assert names == ["Source", "Tom Roe"]
