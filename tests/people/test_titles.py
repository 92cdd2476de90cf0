"""Which words around a name are its role, where the trained reader marks roles: own prose."""

from __future__ import annotations

import pytest
from tests.people.reading import speakers_of

JUDGE = "Breaking: Port Judge Just Gave Ann Lee a week. Lee said she was glad."
ROLES = [
    pytest.param("en", JUDGE, "Lee", "said", "Ann Lee", "Port Judge", None, id="another's, with a verb between"),
    pytest.param(
        "en",
        "Retired ferry pilot Ann Lee spoke on Monday. Lee said the pier was safe.",
        "Lee",
        "said",
        "Ann Lee",
        "Retired ferry pilot",
        "Retired ferry pilot",
        id="one that no list of titles holds",
    ),
    pytest.param(
        "ru",
        "Президент Чехии Анна Орлова сообщила, что рада.",
        "Президент Чехии Анна Орлова",
        "сообщила",
        "Анна Орлова",
        "Президент",
        "Президент Чехии",
        id="a place between",
    ),
    pytest.param(
        "ru",
        "Главы порта стала не единственной потерей Анна Орлова. Орлова сообщила об уходе.",
        "Орлова",
        "сообщила",
        "Анна Орлова",
        "Главы порта",
        None,
        id="a clause between",
    ),
]


@pytest.mark.parametrize(("lang", "text", "source", "cue", "person", "title", "role"), ROLES)
def test_a_role_is_what_is_marked_beside_the_name(lang, text, source, cue, person, title, role) -> None:  # noqa: PLR0917
    places = ["Чехии"] if "Чехии" in text else []
    (speaker,), _ = speakers_of(lang, text, [(source, cue)], people=[person], titles=[title], places=places)
    assert (speaker.name, speaker.role) == (person, role)


def test_without_marked_roles_the_rules_decide() -> None:
    text = "Harbour Master Ann Lee said the pier was safe."
    (speaker,), _ = speakers_of("en", text, [("Harbour Master Ann Lee", "said")], people=["Ann Lee"])
    assert speaker.role == "Harbour Master"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Адвокат Ивана Орлова приехал в порт. Орлов сообщил, что доволен.", "Ивана Орлова", None),
        ("Приехал адвокат Иван Орлов, вчера назначенный судья. Орлов сообщил о рейсе.", "Иван Орлов", "адвокат"),
    ],
)
def test_a_role_in_the_nominative_goes_with_a_name_in_it(text: str, name: str, role: str | None) -> None:
    (speaker,), _ = speakers_of("ru", text, [("Орлов", "сообщил")], people=[name])
    assert speaker.role == role


def test_whose_lawyer_a_role_belongs_to_is_not_taken_for_a_title() -> None:
    text = "Адвокат Анны Орловой приехал в порт. Орлова сообщила, что довольна."
    (speaker,), _ = speakers_of("ru", text, [("Орлова", "сообщила")], people=["Анны Орловой"], titles=["Адвокат"])
    assert speaker.role is None


def test_a_role_that_is_no_role_of_hers_does_not_make_her_the_judge() -> None:
    text = JUDGE + " The port judge said the order was final."
    speakers, statements = speakers_of(
        "en", text, [("Lee", "said"), ("The port judge", "said")], people=["Ann Lee"], titles=["Port Judge"]
    )
    assert [speaker.name for speaker in speakers] == ["Ann Lee", "The port judge"]
    assert statements[1].speaker is not None and statements[1].speaker.id != speakers[0].id


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ann Lee, 37, said the pier was safe.", None),
        ("The Herald's Ann Lee said the pier was safe.", None),
        ("Lee camp head Ann Lee said the pier was safe.", None),
        ("Sen. Ann Lee said the pier was safe.", "Sen."),
    ],
)
def test_a_role_says_what_somebody_is(text: str, role: str | None) -> None:
    title = next((words for words in ("37", "The Herald's", "Lee camp head", "Sen") if words in text), "")
    source = text[: text.index(" said")].rstrip(",")
    (speaker,), _ = speakers_of("en", text, [(source, "said")], people=["Ann Lee"], titles=[title])
    assert speaker.role == role


def test_what_stands_between_a_name_and_an_apposition_must_be_small() -> None:
    text = "Анна Орлова, отвечая на вопрос журналиста, заявила, что рада. Журналиста поблагодарила Орлова."
    speakers, _ = speakers_of("ru", text, [("Анна Орлова", "заявила")], people=["Анна Орлова"], titles=["журналиста"])
    assert speakers[0].role is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Модель Анна Роуз уехала. Представитель Роуз заявил, что рад.", "Представитель Роуз"),
        ("Представитель Анна Роуз уехала. Представитель Роуз заявила, что рада.", "Анна Роуз"),
        ("Канцлер Анна Роуз уехала. Канцлер Роуз заявила, что рада.", "Анна Роуз"),
    ],
)
def test_a_representative_of_somebody_is_another(text: str, name: str) -> None:
    source = " ".join(text.split(". ")[1].split()[:2])
    cue = text.split(". ")[1].split()[2].strip(",")
    _, (statement,) = speakers_of("ru", text, [(source, cue)], people=["Анна Роуз"])
    assert statement.speaker is not None and statement.speaker.name == name


def test_a_place_that_shares_a_word_with_a_name_may_stand_in_a_role() -> None:
    text = "Virginia governor Virginia Adams said it was late."
    (speaker,), _ = speakers_of(
        "en", text, [("Virginia governor Virginia Adams", "said")],
        people=["Virginia Adams"], titles=["Virginia governor"], places=["Virginia"],
    )  # fmt: skip
    assert speaker.role == "Virginia governor"


@pytest.mark.parametrize(
    ("text", "people", "name"),
    [
        ("Рожков сообщил, что рад. Вышел рассказ Александра Рожкова.", ("Рожков",), "Александр Рожков"),
        ("Валерий Рожков уехал. Александра Рожкова сообщила о рейсе.", ("Валерий Рожков",), "Александра Рожкова"),
    ],
)  # fmt: skip
def test_a_surname_by_itself_shows_whose_name_is_in_a_case(text: str, people: tuple[str, ...], name: str) -> None:
    source, cue = ("Рожков", "сообщил,") if "рассказ" in text else ("Александра Рожкова", "сообщила")
    people = (*people, "Александра Рожкова")
    (speaker,), _ = speakers_of("ru", text, [(source, cue.rstrip(","))], people=people)
    assert speaker.name == name
