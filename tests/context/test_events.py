"""Events that a content reports with named parties, and what is no event."""

from __future__ import annotations

import datetime

import pytest

from qawl.article.article import read_article
from qawl.context.events import find_events, load_events
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack, all_packs, load_pack
from qawl.languages.tables import Row
from qawl.model import Event, Page, Statement
from qawl.segment.scene import make_scene
from qawl.span import cut

TODAY = datetime.date(2021, 12, 16)
ROWS = [(pack, row) for pack in all_packs() for row, _ in load_events(pack)]
HANDOVERS = [
    ("ru", "что мэр передал карты заместителю министра Карен Линд", "мэр", "карты", "заместителю министра Карен Линд"),
    ("ru", "что мэр передал записку новой помощнице министра", "мэр", "записку", "новой помощнице министра"),
    ("ru", "что мэр вручил послу ноту протеста", "мэр", "ноту протеста", "послу"),
    ("ru", "что мэр вручил капитану порта Петру Сомову орден", "мэр", "орден", "капитану порта Петру Сомову"),
    ("ru", "что мэр передал Анне Линд письмо", "мэр", "письмо", "Анне Линд"),
    ("ru", "что мэр передал документы жителям города", "мэр", "документы", "жителям города"),
    ("ru", "что мэр передал ей ключи", "мэр", "ключи", "ей"),
    ("en", "that Lind handed Mayor Ann Okafor concrete plans", "Lind", "concrete plans", "Mayor Ann Okafor"),
    ("en", "that Lind handed the mayor of Halden his letter", "Lind", "his letter", "the mayor of Halden"),
    ("en", "that Lind handed the mayor maps", "Lind", "maps", "the mayor"),
    ("en", "that Lind handed him maps", "Lind", "maps", "him"),
    ("en", "that Lind handed over the maps to the mayor", "Lind", "the maps", "the mayor"),
    ("ar", "أن الحاكم سلّم المقترحات إلى نائب الوزير مارك أودن", "الحاكم", "المقترحات", "نائب الوزير مارك أودن"),
    ("ar", "أن الحاكم سلّم المقترحات لرئيس البلدية", "الحاكم", "المقترحات", "رئيس البلدية"),
    ("ar", "أن الحاكم سلّم المقترحات للحكومة", "الحاكم", "المقترحات", "للحكومة"),
]  # fmt: skip
CASES = [
    (
        "ar",  # S8
        "أن نائب وزير الصيد الفالدي مارك أودن نقل ملاحظات الحكومة الفالدية إلى مفوضة الموانئ النرويجية "
        "إنغا ستراند خلال لقاء جرى في العاصمة أوسلو يوم أمس الأربعاء",
        {
            "actor": "نائب وزير الصيد الفالدي مارك أودن",
            "object": "ملاحظات الحكومة الفالدية",
            "recipient": "مفوضة الموانئ النرويجية إنغا ستراند",
        },
        ("handover", None, None, datetime.date(2021, 12, 15), "العاصمة أوسلو"),
    ),
    (
        "ar",
        "أن الحاكم سامر الحلبي التقى رئيس البلدية ليلى الحداد في مدينة المرفأ أمس",
        {"actor": "الحاكم سامر الحلبي", "partner": "رئيس البلدية ليلى الحداد"},
        ("meeting", "CONSULT", None, datetime.date(2021, 12, 15), "مدينة المرفأ"),
    ),
    (
        "ru",
        "что губернатор Лугов встретился с мэром Сомовым в Гавани в среду",
        {"actor": "губернатор Лугов", "partner": "мэром Сомовым"},
        ("meeting", "CONSULT", None, datetime.date(2021, 12, 15), "Гавани"),
    ),
    (
        "ru",
        "что пришел капитан, который недавно посетил мэра",
        {"actor": "который", "partner": "мэра"},
        ("visit", "CONSULT", "visit", None, None),
    ),
    (
        "ru",
        "что губернатор Лугов назначит Сомову директором порта",
        {"actor": "губернатор Лугов", "object": "Сомову директором порта"},
        ("appointment", None, None, None, None),
    ),
    (
        "ru",
        "что отряд атаковал порт",
        {"actor": "отряд", "object": "порт"},
        ("attack", "ASSAULT", None, None, None),
    ),
    *(
        (
            language,
            text,
            dict(zip(("actor", "object", "recipient"), parts, strict=True)),
            ("handover", None, None, None, None),
        )
        for language, text, *parts in HANDOVERS
    ),
    (
        "en",
        "that Governor Lind handed the maps to Mayor Okafor in Halden on Wednesday",
        {"actor": "Governor Lind", "object": "the maps", "recipient": "Mayor Okafor"},
        ("handover", None, None, datetime.date(2021, 12, 15), "Halden"),
    ),
    (
        "en",
        "that Governor Lind hosted Mayor Okafor on Wednesday",
        {"actor": "Governor Lind", "partner": "Mayor Okafor"},
        ("visit", "CONSULT", "host", datetime.date(2021, 12, 15), None),
    ),
    (
        "en",
        "that the army shelled the port",
        {"actor": "the army", "object": "the port"},
        ("attack", "ASSAULT", "heavy-weapons", None, None),
    ),
    (
        "en",
        "that Governor Lind had visited Mayor Okafor",
        {"actor": "Governor Lind", "partner": "Mayor Okafor"},
        ("visit", "CONSULT", "visit", None, None),
    ),
    (
        "en",
        "that Governor Lind signed the treaty with Mayor Okafor",
        {"actor": "Governor Lind", "object": "the treaty", "partner": "Mayor Okafor"},
        ("signing", "SUPPORT", None, None, None),
    ),
]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "that Okafor was appointed director"),  # by whom is not said
        ("en", "that the demands were quickly met with silence"),
        ("ar", "أن المصاب نقل إلى المستشفى"),
        ("ar", "أن الحاكم سلم ورقة للنقاش"),
        ("en", "that Lind handed Democratic lawmakers"),
        ("ru", "что мэр передал землю"),
        ("ar", "أن البنك توقع ارتفاع الأسعار"),
    ],
)
def test_no_event_without_its_parties(language: str, text: str) -> None:
    assert list(events(load_pack(language), text)) == []


@pytest.mark.parametrize(("language", "text", "parts", "rest"), CASES, ids=[case[1][:40] for case in CASES])
def test_event(language: str, text: str, parts: dict[str, str], rest: tuple[object, ...]) -> None:
    (event,) = events(load_pack(language), text)
    assert {part.role: part.span.text for part in event.participants} == parts
    day = event.when.date if event.when else None
    assert (event.kind, event.code, event.mode, day, event.where.text if event.where else None) == rest


@pytest.mark.parametrize(
    "text", ["that prices met expectations of the market by far", "that it would rain", "that she signed"]
)
def test_no_event_without_two_parties(text: str) -> None:
    assert all(len(event.participants) >= 2 for event in events(load_pack("en"), text))


@pytest.mark.parametrize("text", ["أن أطفالا جرحوا في قصف جوي للطيران", "أن الخروق بين إطلاق نار وقصف بالصواريخ"])
def test_no_event_in_a_noun_that_looks_like_a_verb(text: str) -> None:
    assert events(load_pack("ar"), text) == ()


@pytest.mark.parametrize(("pack", "row"), ROWS, ids=[f"{row.file}:{row.line}" for _, row in ROWS])
def test_example_shows_its_row(pack: LanguagePack, row: Row) -> None:
    plain = row["example"].replace("[", "").replace("]", "").rstrip(".")
    verb = row["example"].split("[")[1].split("]")[0]
    (event,) = events(pack, plain)
    assert (event.verb.text, event.kind, event.code or "", event.mode or "") == (
        verb,
        row["kind"],
        row["code"],
        row["mode"],
    )


def events(pack: LanguagePack, text: str) -> tuple[Event, ...]:
    scene = make_scene(text, load_grammar(pack).abbreviations)
    content = (cut(text, 0, len(text)),)
    statement = Statement(id="s1", source=None, cue=None, content=content, kind="indirect", class_="speech", act="say")
    ground = survey(read_article(Page(text), pack), scene, pack, today=TODAY)
    return find_events(ground, pack, statement)
