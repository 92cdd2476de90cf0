"""Speakers and roles that the trained reader points to, in own prose."""

from __future__ import annotations

import pytest
from tests.people.reading import names_of, speakers_of

from qawl.tagger.frames import AdjunctKind

TEXT = (
    "Ann Lee and her sister Mary Cole came to Halden. Cole, the harbour master, said the port was open. "
    "She added it was safe."
)
ROWS = [("Cole", "said"), ("She", "added")]
PEOPLE = ("Ann Lee", "Mary Cole")


def test_a_pronoun_is_whom_the_reader_points_to() -> None:
    pointed: dict[int, dict[AdjunctKind, str]] = {2: {"speaker": "Ann Lee"}}
    assert names_of("en", TEXT, ROWS, people=PEOPLE) == ["Mary Cole", "Mary Cole"]
    assert names_of("en", TEXT, ROWS, people=PEOPLE, pointed=pointed) == ["Mary Cole", "Ann Lee"]


def test_a_name_in_the_source_is_not_overruled() -> None:
    assert names_of("en", TEXT, ROWS, people=PEOPLE, pointed={1: {"speaker": "Ann Lee"}})[0] == "Mary Cole"


def test_she_is_no_man_whoever_is_pointed_to() -> None:
    text = "John Cole came with Mary Finn. Finn said it was open. She added it was safe."
    pointed: dict[int, dict[AdjunctKind, str]] = {2: {"speaker": "John Cole"}}
    rows = [("Finn", "said"), ("She", "added")]
    assert names_of("en", text, rows, people=("John Cole", "Mary Finn"), pointed=pointed) == ["Mary Finn", "Mary Finn"]


def test_somebody_whom_no_rule_has_seen_can_be_pointed_to() -> None:
    text = "The work was shown by Orla Finn. She said that it was done."
    assert names_of("en", text, [("She", "said")], pointed={1: {"speaker": "Orla Finn"}}) == ["Orla Finn"]


@pytest.mark.parametrize("words", ["the harbour master", "harbour master"])
def test_a_role_that_is_pointed_to_is_stated(words: str) -> None:
    pointed: dict[int, dict[AdjunctKind, str]] = {1: {"role": words}, 2: {"role": words}}
    text = TEXT.replace("her sister ", "")
    speakers, statements = speakers_of("en", text, ROWS, people=PEOPLE, pointed=pointed)
    assert speakers[0].role == words
    assert statements[1].speaker is not None
    assert statements[1].speaker.role == words
    stated = [role for role in speakers[0].roles if role.role == words]
    assert text[stated[0].start : stated[0].end] == words


def test_a_russian_role_is_given_in_the_nominative() -> None:
    text = "По словам главы порта Анны Орловой, мост открыт."
    rows = [("главы порта Анны Орловой", "По словам")]
    (speaker,), _ = speakers_of("ru", text, rows, pointed={1: {"role": "главы порта"}})
    assert (speaker.name, speaker.role) == ("Анна Орлова", "глава порта")


@pytest.mark.parametrize("words", ["the", "Halden"])
def test_an_article_or_a_place_is_no_role(words: str) -> None:
    _, statements = speakers_of("en", TEXT, [("She", "added")], people=PEOPLE, places=("Halden",),
                                pointed={1: {"speaker": "Ann Lee", "role": words}})  # fmt: skip
    assert statements[0].speaker is not None
    assert statements[0].speaker.role is None


def test_the_title_before_another_name_is_not_taken() -> None:
    text = "Mayor Mary Cole met Ann Lee. Lee said the port was open."
    _, (statement,) = speakers_of(
        "en", text, [("Lee", "said")], people=("Mary Cole", "Ann Lee"), pointed={1: {"role": "Mayor"}}
    )
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.role) == ("Ann Lee", None)


def test_whom_the_lawyers_work_for_does_not_speak() -> None:
    text = "Судья выслушал Анну Орлову. Адвокаты Орловой заявили, что порт открыт."
    rows = [("Адвокаты Орловой", "заявили")]
    assert names_of("ru", text, rows, people=("Анну Орлову",), pointed={1: {"speaker": "Орловой"}}) == [
        "Адвокаты Орловой"
    ]


def test_it_is_no_person_whoever_is_pointed_to() -> None:
    text = "The council met Mary Cole. The council said the port was open. It added the ice was gone."
    rows = [("The council", "said"), ("It", "added")]
    assert names_of("en", text, rows, people=("Mary Cole",), pointed={2: {"speaker": "Mary Cole"}})[1] == "The council"


def test_a_role_is_told_without_whose_it_is() -> None:
    text = "The council met. Its leader, Mary Cole, said the port was open."
    rows = [("Mary Cole", "said")]
    _, (statement,) = speakers_of("en", text, rows, people=("Mary Cole",), pointed={1: {"role": "Its leader"}})
    assert statement.speaker is not None
    assert statement.speaker.role == "leader"
