"""Which language the interface speaks, and how its reader writes figures."""

import datetime

import pytest
from babel import Locale
from starlette.requests import Request

from qawl.web.pages.figures import Figures
from qawl.web.pages.tongues import choose, spoken


def asking(header="", cookie="", query=""):
    headers = [(b"accept-language", header.encode())] if header else []
    headers += [(b"cookie", cookie.encode())] if cookie else []
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers, "query_string": query.encode()})


@pytest.mark.parametrize(
    ("header", "cookie", "query", "code", "locale"),
    [
        ("ar-EG,ar;q=0.9,en;q=0.8", "", "", "ar", "ar_EG"),
        ("ar-MA", "", "", "ar", "ar_MA"),
        ("de-DE,de;q=0.9,ru;q=0.5,en;q=0.3", "", "", "ru", "ru"),
        ("en;q=0.2, ru-RU;q=0.8", "", "", "ru", "ru_RU"),
        ("fr", "", "", "en", "en"),
        ("", "", "", "en", "en"),
        ("en-GB", "qawl_ui=ar", "", "ar", "ar"),
        ("en-GB", "qawl_ui=ar", "ui=ru", "ru", "ru"),
        ("en-GB", "qawl_ui=../../etc", "ui=%00", "en", "en_GB"),
        ("ar-XX", "", "", "ar", "ar"),
        ("*;q=0.1," + "x" * 5000, "", "", "en", "en"),
        ("zh-Hant-TW, ar-Arab-SY;q=0.7", "", "", "ar", "ar_SY"),
    ],
)
def test_language_is_chosen(header, cookie, query, code, locale):
    tongue, habits = choose(asking(header, cookie, query))
    assert (tongue.code, str(habits)) == (code, locale)


def test_server_may_speak_fewer_languages():
    tongue, _ = choose(asking("ar"), allowed=("ru", "en"))
    assert tongue.code == "en"


def test_languages_name_themselves():
    told = {tongue.code: (tongue.name, tongue.direction) for tongue in spoken()}
    assert told == {"ar": ("العربية", "rtl"), "ru": ("русский", "ltr"), "en": ("English", "ltr")}


DAY = datetime.date(2023, 10, 18)
HABITS = {
    "ar_EG": ("١٨ أكتوبر ٢٠٢٣", "١٢٬٣٤٥", "٩٧٪"),
    "ar_MA": ("18 أكتوبر 2023", "12.345", "97%"),
    "ar_SY": ("١٨ تشرين الأول ٢٠٢٣", "١٢٬٣٤٥", "٩٧٪"),
    "en_GB": ("18 October 2023", "12,345", "97%"),
    "en_US": ("October 18, 2023", "12,345", "97%"),
    "ru_RU": ("18 октября 2023 г.", "12 345", "97%"),
}


def plain(text):
    """Take out the marks of direction, and make every space one."""
    return " ".join(text.replace("\N{ARABIC LETTER MARK}", "").split())


@pytest.mark.parametrize("habit", HABITS)
def test_figures_are_written_as_the_reader_is_used_to(habit):
    figures = Figures(Locale.parse(habit))
    written = figures.day(DAY), figures.number(12345), figures.percent(0.97)
    assert tuple(map(plain, written)) == HABITS[habit]
