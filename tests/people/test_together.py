"""A title stated once for several, the title of one who is not named, and titles that stand side by side."""

from __future__ import annotations

import pytest
from tests.people.reading import names_of, speakers_of

from qawl.chances import Network
from qawl.people.reconsider import reconsider
from qawl.people.reference import Reference
from qawl.people.signs import SIGNS, Account

TOGETHER = [
    ("en", "Republican senators Ann Berg and Peter Lindqvist", "said", ["Republican senator"] * 2),
    ("en", "Sens. Ann Berg and Peter Lindqvist", "said", ["Sen."] * 2),
    ("en", "Former prime ministers Ann Berg, Peter Lindqvist and Rosa Holm", "said", ["Former prime minister"] * 3),
    ("en", "Spokeswomen Ann Berg and Rosa Holm", "said", ["Spokeswoman"] * 2),
    ("en", "Senators Ann Berg, of the port, and Captain Peter Lindqvist", "said", ["Senator", "Captain"]),
    ("ru", "Сенаторы-республиканцы Иван Лугов и Пётр Сомов", "заявили", ["Сенатор-республиканец"] * 2),
    ("ru", "Городские депутаты Анна Лугова и Пётр Сомов", "заявили", ["Городской депутат"] * 2),
    ("ar", "الوزيران سامر الحلبي وخالد الحداد", "قال", ["الوزير"] * 2),
    ("ar", "النائبان السابقان سامر الحلبي وخالد الحداد", "قال", ["النائب السابق"] * 2),
    ("ar", "الوزيران سامر الحلبي وليلى الحداد", "قال", ["الوزير", "الوزيرة"]),
    ("ar", "الوزيرتان سلمى الحلبي وليلى الحداد", "قالت", ["الوزيرة"] * 2),
]


@pytest.mark.parametrize(("lang", "source", "cue", "roles"), TOGETHER)
def test_a_title_of_several_is_that_of_each(lang: str, source: str, cue: str, roles: list[str]) -> None:
    text = f"{cue} {source}." if lang == "ar" else f"{source} {cue}."
    speakers, _ = speakers_of(lang, text, [(source, cue)])
    *members, group = speakers
    assert [speaker.role for speaker in members] == roles
    assert (group.kind, group.role) == ("group", None)


def test_a_conjunction_written_into_a_marked_name_is_no_part_of_it() -> None:
    source = "النائبان سامر الحلبي وخالد الحداد"
    speakers, _ = speakers_of("ar", f"قال {source}.", [(source, "قال")], people=["سامر الحلبي", "وخالد الحداد"])
    assert [(s.name, s.role) for s in speakers[:-1]] == [("سامر الحلبي", "النائب"), ("خالد الحداد", "النائب")]


def test_a_title_in_a_case_is_that_of_each_in_the_nominative() -> None:
    source = "российских депутатов Анны Луговой и Ивана Сомова"
    speakers, _ = speakers_of("ru", f"По словам {source}, порт закроют.", [(source, "По словам")])
    assert [(s.name, s.role) for s in speakers[:-1]] == [
        ("Анна Лугова", "российский депутат"),
        ("Иван Сомов", "российский депутат"),
    ]


def test_those_who_are_only_spoken_of_have_the_title_as_well() -> None:
    text = "The bishop met with Senators Ann Berg and Peter Lindqvist. Lindqvist said no."
    speakers, _ = speakers_of("en", text, [("Lindqvist", "said")], people=["Ann Berg", "Peter Lindqvist"])
    assert [(speaker.name, speaker.role) for speaker in speakers] == [("Peter Lindqvist", "Senator")]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Представители Ивана Сомова и Анны Луговой", ["Представители Ивана Сомова и Анны Луговой"]),
        ("Президенты Фальдии и Норвегии Иван Сомов и Анна Лугова", None),
    ],
    ids=["those of the named", "each of another state"],
)
def test_a_title_that_is_not_of_each_is_not_shared(source: str, names: list[str] | None) -> None:
    speakers, _ = speakers_of("ru", f"{source} заявили это.", [(source, "заявили")])
    assert names is None or [speaker.name for speaker in speakers] == names
    assert not any((speaker.role or "").startswith(("Представитель", "Президент ")) for speaker in speakers)


def test_commas_alone_list_full_names_in_a_headline() -> None:
    source = "Ann Berg, Peter Lindqvist"
    for people in ((), ("Ann Berg", "Peter Lindqvist")):
        speakers, _ = speakers_of("en", f"{source} tell harbour to close", [(source, "tell")], people=people)
        assert [(s.name, s.role) for s in speakers] == [
            ("Ann Berg", None),
            ("Peter Lindqvist", None),
            ("Ann Berg and Peter Lindqvist", None),
        ]


def test_several_who_are_named_are_never_weighed_against_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Account] = []
    monkeypatch.setattr("qawl.people.resolve.reconsider", lambda account: kept.append(account) or reconsider(account))
    text = "Ann Berg and Peter Lindqvist said no. Berg said yes."
    speakers_of("en", text, [("Ann Berg and Peter Lindqvist", "said"), ("Berg", "said")])
    (account,) = kept
    assert isinstance(account.references[0], Reference)
    for sign in range(SIGNS):
        rows = [(9.0 if number == sign else 0.0,) for number in range(SIGNS)]
        found = reconsider(account, Network((*rows, (0.0,)), (1.0, 0.0)))
        assert found[0][0] is account.found[0][0]


@pytest.mark.parametrize(
    ("lang", "source", "cue", "role"),
    [
        ("en", "A company spokesman", "said", "company spokesman"),
        ("en", "a spokeswoman for the ministry", "said", "spokeswoman for the ministry"),
        ("en", "A harbour spokesman who asked for no name", "said", "harbour spokesman"),
        ("en", "A spokesman", "said", None),
        ("en", "A source at the ministry", "said", None),
        ("ar", "متحدث باسم الشركة", "قال", "متحدث باسم الشركة"),
        ("ar", "متحدث باسم الشركة لم تذكر اسمه", "قال", "متحدث باسم الشركة"),
        ("ar", "مصدر في الشركة", "قال", None),
    ],
)
def test_a_spokesman_without_a_name_has_the_title_of_one(lang: str, source: str, cue: str, role: str | None) -> None:
    text = f"{cue} {source} ذلك." if lang == "ar" else f"{source} {cue} so."
    speakers, _ = speakers_of(lang, text, [(source, cue)])
    assert [speaker.role for speaker in speakers] == [role]


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("главы ведомства, председателя комитета Ивана Лугова", "глава ведомства, председатель комитета"),
        ("главы ведомства и председателя комитета Ивана Лугова", "глава ведомства и председатель комитета"),
        ("помощника председателя комитета Ивана Лугова", "помощник председателя комитета"),
        ("министра торговли и промышленности Ивана Лугова", "министр торговли и промышленности"),
    ],
)
def test_each_of_two_titles_stands_in_the_nominative(source: str, role: str) -> None:
    speakers, _ = speakers_of("ru", f"По словам {source}, порт закроют.", [(source, "По словам")])
    assert [speaker.role for speaker in speakers] == [role]


@pytest.mark.parametrize("titles", [(), ("председателю комитета", "глава ведомства")])
def test_the_title_of_another_in_a_case_is_no_part_of_the_next(titles: tuple[str, ...]) -> None:
    text = "Об этом сообщил председателю комитета глава ведомства Иван Лугов."
    rows = [("председателю комитета глава ведомства Иван Лугов", "сообщил")]
    speakers, _ = speakers_of("ru", text, rows, people=["Иван Лугов"], titles=titles)
    assert [(speaker.name, speaker.role) for speaker in speakers] == [("Иван Лугов", "глава ведомства")]


def test_a_clause_that_denies_is_no_part_of_who_speaks() -> None:
    source = "مصدر في الشركة لم يذكر اسمه"
    assert names_of("ar", f"قال {source}.", [(source, "قال")]) == ["مصدر في الشركة"]
