"""Who speaks in each statement of a text."""

from __future__ import annotations

import pytest
from tests.people.reading import names_of, speakers_of

ARABIC = [
    pytest.param(
        "قالت المتحدثة باسم وزارة النقل ليلى حداد إن الجسر سيفتح غدا.\nوأضافت أن العمل انتهى.",
        [("المتحدثة باسم وزارة النقل ليلى حداد", "قالت"), (None, "وأضافت")],
        ["ليلى حداد", "ليلى حداد"],
        id="title, name, dropped subject",
    ),
    pytest.param(
        "قال سمير عبد الرحمن، رئيس نادي الصيادين، إن الميناء مغلق.\nوأكد عبد الرحمن أن القوارب راسية.",
        [("سمير عبد الرحمن، رئيس نادي الصيادين", "قال"), ("عبد الرحمن", "وأكد")],
        ["سمير عبد الرحمن", "سمير عبد الرحمن"],
        id="compound surname and apposition",
    ),
    pytest.param(
        "أعلنت وزارة الصحة الكينية وصول اللقاح.\nوقالت الوزارة إن التوزيع يبدأ الأحد.",
        [("وزارة الصحة الكينية", "أعلنت"), ("الوزارة", "وقالت")],
        ["وزارة الصحة الكينية", "وزارة الصحة الكينية"],
        id="the ministry",
    ),
    pytest.param(
        "قال مصدر مقرب من الوزير سامي حداد إن القرار مؤجل.\nوأوضح المصدر ذاته أن اللجنة ستجتمع.",
        [("مصدر مقرب من الوزير سامي حداد", "قال"), ("المصدر ذاته", "وأوضح")],
        ["مصدر مقرب من الوزير سامي حداد", "مصدر مقرب من الوزير سامي حداد"],
        id="a source is not the person it is close to",
    ),
    pytest.param(
        "دعا الرئيس كريم منصور إلى الحوار.\nوقال رئيس الدولة إن الباب مفتوح.",
        [("الرئيس كريم منصور", "دعا"), ("رئيس الدولة", "وقال")],
        ["كريم منصور", "كريم منصور"],
        id="head of state",
    ),
    pytest.param(
        "صرح وزير المياه محمد بن سالم بن علي بأن السد آمن.",
        [("وزير المياه محمد بن سالم بن علي", "صرح")],
        ["محمد بن سالم بن علي"],
        id="nasab",
    ),
]
RUSSIAN = [
    pytest.param(
        "По словам директора музея Марины Ковалевой, выставка открыта.\nКовалева добавила, что вход свободный.",
        [("директора музея Марины Ковалевой", "По словам"), ("Ковалева", "добавила")],
        ["Марина Ковалева", "Марина Ковалева"],
        id="genitive back to the nominative",
    ),
    pytest.param(
        "Министр транспорта Сергей Ветров заявил, что мост готов.\nОн отметил, что дорога узкая.\n"
        "Министр пообещал вернуться.",
        [("Министр транспорта Сергей Ветров", "заявил"), ("Он", "отметил"), ("Министр", "пообещал")],
        ["Сергей Ветров"] * 3,
        id="pronoun and role alone",
    ),
    pytest.param(
        "Адвокат Марины Ковалевой заявил, что жалоба подана.",
        [("Адвокат Марины Ковалевой", "заявил")],
        ["Адвокат Марины Ковалевой"],
        id="a lawyer is not the client",
    ),
    pytest.param(
        "Глава МИД Норвегии Кари Берг призвала к миру.\nМинистр иностранных дел добавила, что время есть.",
        [("Глава МИД Норвегии Кари Берг", "призвала к"), ("Министр иностранных дел", "добавила")],
        ["Кари Берг", "Кари Берг"],
        id="two ways to name one office",
    ),
    pytest.param(
        "Источник, знакомый с ситуацией, сообщил о задержке.",
        [("Источник, знакомый с ситуацией", "сообщил о")],
        ["Источник знакомый с ситуацией"],
        id="unnamed source",
    ),
]
ENGLISH = [
    pytest.param(
        "Mayor Rosa Delgado said the pool would open.\nShe added that entry is free.\nThe mayor promised a party.",
        [("Mayor Rosa Delgado", "said"), ("She", "added"), ("The mayor", "promised")],
        ["Rosa Delgado"] * 3,
        id="role, pronoun, role alone",
    ),
    pytest.param(
        "Peter Lindqvist, chief executive of the port, said ships would wait. Lindqvist blamed the fog.",
        [("Peter Lindqvist, chief executive of the port", "said"), ("Lindqvist", "blamed")],
        ["Peter Lindqvist", "Peter Lindqvist"],
        id="apposition and surname",
    ),
    pytest.param(
        "Delgado’s campaign said the vote was fair.\nRosa Delgado agreed.",
        [("Delgado’s campaign", "said"), ("Rosa Delgado", "agreed")],
        ["Delgado’s campaign", "Rosa Delgado"],
        id="a campaign is not the candidate",
    ),
    pytest.param(
        "Peter\nLindqvist said ships would wait. Lindqvist blamed the fog.",
        [("Peter\nLindqvist", "said"), ("Lindqvist", "blamed")],
        ["Peter Lindqvist", "Peter Lindqvist"],
        id="name broken over lines",
    ),
    pytest.param(
        "Rosa Дelgado said the pool would open.",
        [("Rosa Дelgado", "said")],
        ["Rosa Дelgado"],
        id="mixed scripts in one name",
    ),
    pytest.param("Mr. said so.", [("Mr.", "said")], ["Mr"], id="honorific alone"),
]


@pytest.mark.parametrize(("text", "rows", "expected"), ARABIC)
def test_arabic(text, rows, expected):
    assert names_of("ar", text, rows) == expected


@pytest.mark.parametrize(("text", "rows", "expected"), RUSSIAN)
def test_russian(text, rows, expected):
    assert names_of("ru", text, rows) == expected


@pytest.mark.parametrize(("text", "rows", "expected"), ENGLISH)
def test_english(text, rows, expected):
    assert names_of("en", text, rows) == expected


def test_two_people_with_one_surname_stay_two():
    text = "Anna Brandt said the dam holds. Karl Brandt said it leaks. Brandt asked for help."
    rows = [("Anna Brandt", "said"), ("Karl Brandt", "said"), ("Brandt", "asked for")]
    speakers, statements = speakers_of("en", text, rows)
    assert [s.speaker.name for s in statements] == ["Anna Brandt", "Karl Brandt", "Brandt"]
    assert len(speakers) == 3
    assert "ambiguous" in statements[2].evidence[-1]


def test_first_person_inside_a_quotation_is_the_one_who_quotes_himself():
    text = "Rosa Delgado said: I promised it long ago."
    names = names_of("en", text, [("Rosa Delgado", "said"), ("I", "promised")], inside={2: 1})
    assert names == ["Rosa Delgado", "Rosa Delgado"]


def test_a_verb_of_the_other_gender_does_not_go_on_with_the_last_speaker():
    text = "قالت ليلى حداد إن الجسر مغلق.\nوقال سمير منصور إنه مفتوح.\nوأضافت أن الحارس شاهد."
    names = names_of("ar", text, [("ليلى حداد", "قالت"), ("سمير منصور", "وقال"), (None, "وأضافت")])
    assert names == ["ليلى حداد", "سمير منصور", "ليلى حداد"]


def test_a_statement_without_any_speaker_is_kept():
    _, statements = speakers_of("ru", "Сообщается, что мост закрыт.", [(None, "Сообщается")])
    assert statements[0].speaker is None
    assert statements[0].evidence[-1] == "speaker: nobody"


def test_mentions_mark_a_name_that_no_rule_would_find():
    text = "قال مدير المرصد بركان نجم إن السماء صافية."
    rows = [("مدير المرصد بركان نجم", "قال")]
    speakers, _ = speakers_of("ar", text, rows, people=["بركان نجم"])
    assert (speakers[0].name, speakers[0].role) == ("بركان نجم", "مدير المرصد")


def test_a_noun_finds_the_body_that_the_text_names_with_it():
    text = "Лоукостер заявил, что рейсы отменены. Пассажиры лоукостера Skywing ждут в Гавани."
    assert names_of("ru", text, [("Лоукостер", "заявил")]) == ["Skywing"]


BEFORE = [
    ("زار الوفد مقر وزارة الصحة الكينية ثم عاد.", "وزارة الصحة الكينية"),
    ("عقد اجتماع وبوزارة الصحة اليوم.", "وزارة الصحة"),
    ("التقى الوفد بِوزارة الصحة الكينية خبراء.", "وزارة الصحة الكينية"),
    ("مقر وزارة\nالرئيس يعود غدا.", "الوزارة"),
    ("زار الوفد وزارة الصحة التي تأسست حديثا.", "وزارة الصحة"),
]


@pytest.mark.parametrize(("before", "name"), BEFORE)
def test_a_bare_noun_is_the_body_that_the_text_names_before(before: str, name: str) -> None:
    assert names_of("ar", before + " وقالت الوزارة إن اللقاح وصل.", [("الوزارة", "وقالت")]) == [name]


def test_brackets_give_the_short_form_of_a_name() -> None:
    text = "The board met the Northern Ferry Workers Association (NAFA). NAFA said it would wait."
    assert names_of("en", text, [("NAFA", "said")], bodies=["Northern Ferry Workers Association"]) == [
        "Northern Ferry Workers Association"
    ]


NAMES = [
    ("en", "Harbour Master Ann M. Lee (D-Ohio) told reporters it was open.", "Harbour Master Ann M. Lee (D-Ohio)",
     "told", "Ann M Lee"),
    ("en", "Pilots -- including Ann Lee -- said it was safe.", "Pilots -- including Ann Lee", "said",
     "Pilots"),
    ("en", "One man in three who had met Ann Lee said it was safe.", "One man in three who had met Ann Lee", "said",
     "One man in three"),
    ("en", "Researcher Ann Lee, MD, PhD, said it was safe.", "Researcher Ann Lee, MD, PhD,", "said", "Ann Lee"),
    ("ar", "قال مسؤولون محليون بينهم الحاكم كريم منصور إن السد آمن.", "مسؤولون محليون بينهم الحاكم كريم منصور", "قال",
     "مسؤولون محليون"),
    ("ru", "Его адвокат заявил, что доволен.", "Его адвокат", "заявил", "адвокат"),
    ("en", "The Geneva-based WHO said it was safe.", "The Geneva-based WHO", "said", "The Geneva-based WHO"),
    ("en", "The Harbour Report said it was safe.", "The Harbour Report", "said", "The Harbour Report"),
    ("ru", "Источник в штабе Хиллари Коул сообщил, что доволен.", "Источник в штабе Хиллари Коул", "сообщил",
     "Источник в штабе Хиллари Коул"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "source", "cue", "name"), NAMES)
def test_the_name_in_a_source(lang, text, source, cue, name) -> None:
    people = [person for person in ("Ann Lee", "Хиллари Коул") if person in source]
    assert names_of(lang, text, [(source, cue)], people=people) == [name]


def test_his_lawyer_and_her_lawyer_are_two() -> None:
    text = "John Cole came. His lawyer said it was safe. Mary Finn left. Her lawyer said it was not."
    rows = [("His lawyer", "said"), ("Her lawyer", "said")]
    speakers, _ = speakers_of("en", text, rows, people=["John Cole", "Mary Finn"])
    assert [speaker.name for speaker in speakers] == ["lawyer", "lawyer"]


def test_whoever_saw_it_is_not_the_one_before() -> None:
    text = "Президент Иван Орлов заявил, что рад. Тот, кто видел аварию, говорит о дыме."
    rows = [("Президент Иван Орлов", "заявил"), ("Тот, кто видел аварию", "говорит")]
    assert names_of("ru", text, rows)[1] != "Иван Орлов"


def test_nobody_answers_to_you() -> None:
    text = "Ann Lee said it was late. You know that it is not. They want to go."
    names = names_of("en", text, [("Ann Lee", "said"), ("You", "know"), ("They", "want")], people=["Ann Lee"])
    assert names[:2] == ["Ann Lee", None]
    assert names[2] != "You"


def test_a_noun_with_two_bodies_names_neither():
    text = "Лоукостер заявил, что рейсы отменены. Лоукостер Skywing летает в Гавань, лоукостер Aerolux нет."
    assert names_of("ru", text, [("Лоукостер", "заявил")]) == ["Лоукостер"]


def test_a_former_office_does_not_point_back():
    text = "The council said the bridge was safe. A former engineer said it was not."
    assert names_of("en", text, [("The council", "said"), ("A former engineer", "said")]) == [
        "The council",
        "A former engineer",
    ]


def test_a_relative_takes_its_noun_in_the_nominative():
    text = "Мэр встретился с рыбаками, которые требуют открыть порт."
    assert names_of("ru", text, [("которые", "требуют")]) == ["рыбаки"]


@pytest.mark.parametrize(
    ("lang", "text", "source", "cue"),
    [
        ("ru", "Газета «Причал» сообщила, что мост закрыт.", "Газета «Причал»", "сообщила"),
        ("ru", "Агентство Reuters сообщило, что мост закрыт.", "Агентство Reuters", "сообщило"),
    ],
)
def test_what_an_outlet_is_is_no_role(lang, text, source, cue):
    speakers, _ = speakers_of(lang, text, [(source, cue)])
    assert speakers[0].role is None


def test_a_title_before_another_person_is_not_the_role_of_this_one():
    text = "Президент Илья Зорин раскритиковал Петра Лугова. Лугов заявил, что порт открыт."
    speakers, _ = speakers_of("ru", text, [("Лугов", "заявил")])
    assert speakers[0].role is None


ROLES = [
    (
        "en",
        "{1}, {0} no.",
        "Rosa Delgado, one of the engineers of the bridge",
        "said",
        "one of the engineers of the bridge",
    ),
    ("ru", "{1} {0} об успехе.", "олимпийский чемпион Илья Зорин", "сообщил", "олимпийский чемпион"),
    ("ar", "{} {} إن الجسر مغلق.", "المتحدثة باسم وزارة النقل ليلى حداد", "قالت", "المتحدثة باسم وزارة النقل"),
    ("ru", "{1} {0} об успехе.", "Министр транспорта Сергей Ветров", "заявил", "Министр транспорта"),
    ("en", "{1}, {0} no.", "Rosa Delgado, mayor of Elk City", "said", "mayor of Elk City"),
]


@pytest.mark.parametrize(
    ("lang", "frame", "source", "cue", "role"), ROLES, ids=["apposition", "attribute", "ar", "ru", "en"]
)
def test_role_is_what_the_article_states(lang, frame, source, cue, role):
    speakers, _ = speakers_of(lang, frame.format(cue, source), [(source, cue)])
    assert speakers[0].role == role


def test_a_role_that_changes_within_the_text_keeps_one_person():
    text = "Deputy mayor Rosa Delgado said no. Years later, mayor Rosa Delgado said yes."
    speakers, statements = speakers_of(
        "en", text, [("Deputy mayor Rosa Delgado", "said"), ("mayor Rosa Delgado", "said")]
    )
    assert len(speakers) == 1
    assert statements[0].speaker == statements[1].speaker


@pytest.mark.parametrize(
    ("lang", "text", "source", "cue", "kind"),
    [
        ("ru", "Москва заявила о готовности.", "Москва", "заявила о", "state"),
        ("ar", "قال مصدر مطلع إن اللقاء تأجل.", "مصدر مطلع", "قال", "unnamed"),
        ("en", "Sources said the deal was off.", "Sources", "said", "unnamed"),
        ("en", "NATO said it was ready.", "NATO", "said", "organisation"),
    ],
)
def test_kinds(lang, text, source, cue, kind):
    speakers, _ = speakers_of(lang, text, [(source, cue)])
    assert speakers[0].kind == kind


def test_names_in_other_languages_come_from_the_table():
    speakers, _ = speakers_of("ru", "Мария Захарова заявила о готовности.", [("Мария Захарова", "заявила о")])
    assert speakers[0].names == {"ar": "ماريا زاخاروفا", "en": "Maria Zakharova"}


def test_resolving_nothing_gives_nothing():
    assert speakers_of("en", "Nobody spoke.", []) == ((), ())
