"""Whom the words of a source name where the persons, bodies and places of the text are marked, and whom they do not."""

from __future__ import annotations

import pytest
from tests.people.reading import names_of, speakers_of

from qawl.tagger.frames import AdjunctKind


@pytest.mark.parametrize(
    ("lang", "text", "source", "cue", "place"),
    [
        ("en", "The attorney general of New York said it was.", "The attorney general of New York", "said", "New York"),
        ("ru", "Представитель штата Теннесси заявил об этом.", "Представитель штата Теннесси", "заявил", "Теннесси"),
    ],
)  # fmt: skip
def test_a_place_is_no_person(lang: str, text: str, source: str, cue: str, place: str) -> None:
    (name,) = names_of(lang, text, [(source, cue)], places=(place,))
    assert name == source


def test_a_quotation_in_a_title_does_not_hide_the_name() -> None:
    text = "Представитель Европарламента на переговорах по «Причалу» Ги Верховен заявил, что порт открыт."
    source = "Представитель Европарламента на переговорах по «Причалу» Ги Верховен"
    assert names_of("ru", text, [(source, "заявил")], people=("Ги Верховен",)) == ["Ги Верховен"]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Ann Lee came. Colleagues said the port was open.", "Colleagues", "Colleagues"),
        ("Doctors caring for Ann Lee said she was well.", "Doctors caring for Ann Lee", "Doctors caring for Ann Lee"),
        ("Senator Ann Lee (D-Maine) said the port was open.", "Senator Ann Lee (D-Maine)", "Ann Lee"),
        ("Ann Lee’s work was praised. Lee’s hope was peace.", "Lee’s", "Ann Lee"),
        ("Ann Lee’s lawyer Mary Cole said she was well.", "Ann Lee’s lawyer Mary Cole", "Mary Cole"),
        ("Lawyer for Ann Lee, Mary Cole said she was well.", "Lawyer for Ann Lee, Mary Cole", "Mary Cole"),
        ("Senator Ann Lee Brown said she was well.", "Senator Ann Lee Brown", "Ann Lee Brown"),
        ("Ann Lee came. Mr Okonkwo said the port was open.", "Mr Okonkwo", "Okonkwo"),
    ],
)
def test_who_is_marked_as_a_person_speaks(text: str, source: str, name: str) -> None:
    cue = "hope" if "hope" in text else "said"
    assert names_of("en", text, [(source, cue)], people=("Ann Lee",)) == [name]


def test_whom_a_statement_is_about_does_not_say_it() -> None:
    text = 'Mary Cole came. Cole said the port was open. "Peter Lund sent her there," she said. He was gone.'
    rows = [("Cole", "said"), ("she", "said.")]
    speakers, _ = speakers_of("en", text, rows, people=("Mary Cole", "Peter Lund"))
    assert [speaker.name for speaker in speakers] == ["Mary Cole"]


def test_only_is_no_name() -> None:
    text = "Only Norway and Kenya backed the plan."
    speakers, _ = speakers_of("en", text, [("Only Norway and Kenya", "backed")])
    assert [speaker.name for speaker in speakers] == ["Norway", "Kenya", "Norway and Kenya"]


def test_an_age_is_no_role() -> None:
    source = "The 21-year-old Peter Lund"
    _, (statement,) = speakers_of("en", f"{source} said it was.", [(source, "said")])
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.role) == ("Peter Lund", None)


def test_titles_of_works_name_nobody() -> None:
    text = "Илья Зорин пришёл. Автор «Долгого Причала», «Дома Рыбака» сказал, что порт открыт."
    source = "Автор «Долгого Причала», «Дома Рыбака»"
    pointed: dict[int, dict[AdjunctKind, str]] = {1: {"speaker": "Илья Зорин"}}
    assert names_of("ru", text, [(source, "сказал")], people=("Илья Зорин",), pointed=pointed) == ["Илья Зорин"]


def test_an_apposition_holds_no_verb_of_the_next_clause() -> None:
    text = "Гостем был Илья Зорин, глава порта сообщила о рейсе. Зорин сказал, что порт открыт."
    _, (statement,) = speakers_of("ru", text, [("Зорин", "сказал")], people=("Илья Зорин",))
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.role) == ("Илья Зорин", None)


def test_a_woman_is_no_man_whoever_is_pointed_to() -> None:
    text = "Пётр Лунин сообщил о рейсе. Местная жительница заявила, что порт закрыт."
    rows = [("Пётр Лунин", "сообщил"), ("Местная жительница", "заявила")]
    assert names_of("ru", text, rows, pointed={2: {"speaker": "Пётр Лунин"}}) == ["Пётр Лунин", "Местная жительница"]


@pytest.mark.parametrize("name", ["Will Smith", "First Bank", "May Lee"])
def test_an_adverb_that_begins_a_name_belongs_to_it(name: str) -> None:
    (found,) = names_of("en", f"{name} said the port was open.", [(name, "said")])
    assert found == name


def test_a_clause_behind_a_name_is_no_role() -> None:
    text = "قال سمير حداد، وهو والد الضحية، إن الميناء مفتوح."
    _, (statement,) = speakers_of("ar", text, [("سمير حداد، وهو والد الضحية", "قال")], people=("سمير حداد",))
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.role) == ("سمير حداد", None)


def test_the_noun_of_a_russian_phrase_says_what_a_source_is() -> None:
    text = "Семья актёра Ивана Орлова сообщила, что рада. Актёр Иван Орлов заявил, что ушёл."
    rows = [("Семья актёра Ивана Орлова", "сообщила"), ("Актёр Иван Орлов", "заявил")]
    family, actor = names_of("ru", text, rows, people=("Ивана Орлова", "Иван Орлов"))
    assert (family, actor) == ("Семья актёра Ивана Орлова", "Иван Орлов")


def test_several_in_a_case_are_no_one_person() -> None:
    text = "Анна Орлова сообщила, что рада. Голоса избирателей, высказавшихся за порт, подсчитали."
    names = names_of(
        "ru", text, [("Анна Орлова", "сообщила"), ("избирателей", "высказавшихся")], people=("Анна Орлова",)
    )
    assert names == ["Анна Орлова", "избиратели"]


def test_a_name_spelled_like_an_article_is_a_name() -> None:
    text = "The coast guard said it would look for An and Liv."
    names = names_of("en", text, [("The coast guard", "said")], people=("An", "Liv"), titles=("An and",))
    assert names == ["The coast guard"]


def test_an_abbreviation_leaves_out_the_state_behind_a_name() -> None:
    text = "Агентство портовой безопасности США открыло пирс. АПБ заявило, что рада."
    (name,) = names_of("ru", text, [("АПБ", "заявило")], bodies=("Агентство портовой безопасности США", "АПБ"))
    assert name == "Агентство портовой безопасности США"


def test_they_are_no_single_official() -> None:
    text = "One official said it was late. They said the pier was safe."
    _, name = names_of("en", text, [("One official", "said"), ("They", "said")])
    assert name is None


@pytest.mark.parametrize(
    ("lang", "source", "name"),
    [
        ("en", "the Harbour Licensing Board (HLB)", "the Harbour Licensing Board"),
        ("en", "the Pilots’ Association", "the Pilots’ Association"),
        ("en", "the licensing board, an arm of the ministry", "the licensing board"),
        ("ru", "Управление по координации портовых вопросов ООН", "Управление по координации портовых вопросов ООН"),
        ("ru", "портовые чиновники, настроенные против сделки", "портовые чиновники"),
        ("ar", "هيئة الطيران السعودية، وهيئة الموانئ", "هيئة الطيران السعودية وهيئة الموانئ"),
    ],
)
def test_a_body_goes_by_its_name_alone(lang: str, source: str, name: str) -> None:
    text, cue = {
        "en": (f"Later {source} said it was glad.", "said"),
        "ru": (f"Позже {source} заявили, что рады.", "заявили"),
        "ar": (f"وأعلنت {source} أن الميناء مفتوح.", "وأعلنت"),
    }[lang]
    assert names_of(lang, text, [(source, cue)]) == [name]


@pytest.mark.parametrize(("source", "name"), [("Роспортнадзоре", "Роспортнадзор"), ("оперштабе", "оперштаб")])
def test_a_body_behind_a_preposition_goes_back_to_the_nominative(source: str, name: str) -> None:
    text = f"В {source} заявили, что рады."
    assert names_of("ru", text, [(source, "заявили")], bodies=[source]) == [name]


def test_several_and_one_of_a_kind_are_two_speakers() -> None:
    text = "Вчера автомобилисты сообщили, что рады. Позже автомобилист заявил, что ушёл."
    rows = [("автомобилисты", "сообщили"), ("автомобилист", "заявил")]
    assert names_of("ru", text, rows) == ["автомобилисты", "автомобилист"]


def test_a_general_noun_is_whoever_spoke_before() -> None:
    text = "Анна Орлова сообщила, что рада. Специалист отметила, что рейс полон."
    rows = [("Анна Орлова", "сообщила"), ("Специалист", "отметила")]
    assert names_of("ru", text, rows, people=("Анна Орлова",), titles=("Специалист",)) == ["Анна Орлова"] * 2


@pytest.mark.parametrize("source", ["Один чиновник", "Сам президент", "Наш адвокат"])
def test_a_count_before_a_noun_hides_it_not(source: str) -> None:
    text = f"{source} сообщил о рейсе. Он отметил, что рад."
    first, second = names_of("ru", text, [(source, "сообщил"), ("Он", "отметил")])
    assert first == second is not None


def test_a_list_of_adjectives_is_no_apposition() -> None:
    text = "Later the small, local council said it was late."
    assert names_of("en", text, [("the small, local council", "said")]) == ["the small local council"]


def test_a_surname_that_is_a_given_name_too_shows_no_woman() -> None:
    text = "Mr Grace said it was late. He said it was good."
    assert names_of("en", text, [("Mr Grace", "said"), ("He", "said")], people=["Grace"]) == ["Grace"] * 2


def test_a_quotation_mark_is_no_apostrophe() -> None:
    text = "Later the ‘Save Pier’ campaign said it was late."
    assert names_of("en", text, [("the ‘Save Pier’ campaign", "said")]) == ["the Save Pier campaign"]
