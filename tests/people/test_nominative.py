"""Russian names back in the nominative."""

from __future__ import annotations

import pytest

from qawl.languages.pack import load_pack
from qawl.people.nominative import is_plural_noun, phrase_nominative, to_nominative
from qawl.people.rules import load_name_rules

RULES = load_name_rules(load_pack("ru"))


@pytest.mark.parametrize(
    ("oblique", "nominative"),
    [
        ("Сергея Лаврова", "Сергей Лавров"),
        ("Марии Захаровой", "Мария Захарова"),
        ("Владимиром Путиным", "Владимир Путин"),
        ("Дмитрию Пескову", "Дмитрий Песков"),
        ("Дональда Трампа", "Дональд Трамп"),
        ("Терезы Мэй", "Тереза Мэй"),
        ("Петра Чайковского", "Петр Чайковский"),
        ("Анна Орлова", "Анна Орлова"),
    ],
)
def test_names(oblique, nominative):
    assert " ".join(to_nominative(oblique.split(), RULES, frozenset())) == nominative


@pytest.mark.parametrize(
    ("oblique", "nominative"),
    [
        ("Верховного суда Пакистана", "Верховный суд Пакистана"),
        ("Европейской комиссией", "Европейская комиссия"),
        ("Вашингтона", "Вашингтон"),
        ("неведомой зверушке", "неведомой зверушке"),
        ("экстремистами", "экстремисты"),
        ("портовых чиновников", "портовые чиновники"),
        ("восемь сенаторов", "восемь сенаторов"),
        ("один из экспертов", "один из экспертов"),
        ("докторов", "доктора"),
        ("официальных лиц", "официальные лица"),
        ("обеих стран", "обе страны"),
        ("представителей компании", "представители компании"),
        ("сенаторов-республиканцев", "сенаторы-республиканцы"),
        ("депутата-коммуниста", "депутат-коммунист"),
        ("пресс-секретарей", "пресс-секретари"),
        ("премьер-министра", "премьер-министр"),
        ("экс-главы ведомства", "экс-глава ведомства"),
        ("органы следствия", "органы следствия"),
        ("местные власти", "местные власти"),
        ("прессу", "пресса"),
        ("статистике", "статистика"),
        ("премьеру", "премьер"),
        ("Уполномоченный перевозчика", "Уполномоченный перевозчика"),
        ("уполномоченные бюджетной авиакомпании", "уполномоченные бюджетной авиакомпании"),
        ("Чехов", "Чехов"),
    ],
)
def test_phrases(oblique, nominative):
    assert " ".join(phrase_nominative(oblique.split(), RULES)) == nominative


@pytest.mark.parametrize(
    ("oblique", "nominative"),
    [
        ("администрации", "администрация"),
        ("страны", "страна"),
        ("островной комиссии", "островная комиссия"),
        ("судьи", "судья"),
        ("турецкими властями", "турецкие власти"),
        ("двумя чиновниками", "двумя чиновниками"),
    ],
)
def test_phrases_known_to_be_oblique(oblique, nominative):
    assert " ".join(phrase_nominative(oblique.split(), RULES, oblique=True)) == nominative


def test_a_form_that_stands_in_the_text_is_preferred():
    assert to_nominative(["Маасом"], RULES, {"маас"}) == ("Маас",)


def test_a_surname_without_an_ending_in_the_text_shows_a_man() -> None:
    assert to_nominative(("Александра", "Рожкова"), RULES, {"рожков"}) == ("Александр", "Рожков")
    assert to_nominative(("Александра", "Рожкова"), RULES, frozenset()) == ("Александра", "Рожкова")


def test_a_known_surname_in_a_case_puts_an_unknown_given_name_into_one() -> None:
    assert to_nominative(("Дональда", "Трампа"), RULES, frozenset(), only_known=True) == ("Дональд", "Трамп")


@pytest.mark.parametrize(("noun", "several"), [("избирателей", True), ("жителя", False), ("зверушек", None)])
def test_the_number_of_a_noun(noun: str, several: bool | None) -> None:
    assert is_plural_noun(noun, RULES) is several
