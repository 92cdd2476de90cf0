"""Lines that are not prose, quoted: what each is, and what it says."""

from __future__ import annotations

import pytest

from qawl.article.credits import COLUMNS, closing_credit, read_credit
from qawl.article.datelines import find_dateline
from qawl.article.days import read_date_line, read_leading_date
from qawl.article.editions import read_labels
from qawl.article.lines import line_kind
from qawl.languages.pack import all_packs, load_pack
from qawl.span import Span

EXAMPLES = [
    pytest.param(pack.code, row["kind"], row["example"], id=f"{pack.code}-{row['opener']}")
    for pack in all_packs()
    for row in pack.table("credits.tsv", COLUMNS)
]

CREDITS = [
    ("ar", "المصدر: تاس", "source", "تاس"),
    ("ar", "(وكالات)", "source", "وكالات"),
    ("ar", "(رويترز)", "source", "رويترز"),
    ("ar", "الصورة: مكتب المحافظ", "photo", "مكتب المحافظ"),
    ("ar", "بقلم: ليلى الحداد", "author", "ليلى الحداد"),
    ("ru", "Источник: ТАСС", "source", "ТАСС"),
    ("ru", "— РИА Новости", "source", "РИА Новости"),
    ("ru", "(Интерфакс)", "source", "Интерфакс"),
    ("ru", "Фото: пресс-служба порта", "photo", "пресс-служба порта"),
    ("ru", "Автор: Анна Лугова", "author", "Анна Лугова"),
    ("en", "(Reuters)", "source", "Reuters"),
    ("en", "(AP/AFP)", "source", "AP/AFP"),
    ("en", "- Reuters", "source", "Reuters"),
    ("en", "[ Reuters ].", "source", "Reuters"),
    ("en", "— Reuters .", "source", "Reuters"),
    ("ru", "/ ТАСС /", "source", "ТАСС"),
    ("en", "By Anna Fields", "author", "Anna Fields"),
    ("en", "Photo by Peter Marsh", "photo", "Peter Marsh"),
]

CLOSING = [
    ("ar", "وقال إن العمل سيستمر. (رويترز)", "رويترز"),
    ("ru", "Работы продолжатся. (ТАСС)", "ТАСС"),
    ("en", "The work goes on, he said. (Reuters)", "Reuters"),
    ("en", "“The work goes on,” he said.” [AP]", "AP"),
]

DATELINES = [
    ("ar", "موسكو - تاس: أعلن الوزير أن المحادثات ستبدأ.", "موسكو - تاس:", "تاس"),
    ("ar", "القاهرة 16 ديسمبر (أ ف ب) - قال الوزير.", "القاهرة 16 ديسمبر (أ ف ب) -", "أ ف ب"),
    ("ar", "واس - الرياض: افتتح الأمير المعرض.", "واس - الرياض:", "واس"),
    ("ru", "МОСКВА, 16 дек — РИА Новости. Министр заявил.", "МОСКВА, 16 дек — РИА Новости.", "РИА Новости"),
    ("ru", "МОСКВА, 16 декабря. /ТАСС/. Министр заявил.", "МОСКВА, 16 декабря. /ТАСС/.", "ТАСС"),
    ("ru", "Москва. 4 января. INTERFAX.RU - Министр заявил.", "Москва. 4 января. INTERFAX.RU -", "INTERFAX.RU"),
    ("en", "MOSCOW (Reuters) - The minister said so.", "MOSCOW (Reuters) -", "Reuters"),
    ("en", "LONDON, Dec 16 (Reuters) - The minister said so.", "LONDON, Dec 16 (Reuters) -", "Reuters"),
    ("en", "WASHINGTON (AP) — The minister said so.", "WASHINGTON (AP) —", "AP"),
    ("en", "KYIV, Ukraine (AP) — The minister said so.", "KYIV, Ukraine (AP) —", "AP"),
    ("en", "SAN DIEGO, Calif. (AP) — The minister said so.", "SAN DIEGO, Calif. (AP) —", "AP"),
    ("en", "KYIV, Ukraine, Dec 16 (Reuters) - The minister said so.", "KYIV, Ukraine, Dec 16 (Reuters) -", "Reuters"),
    ("en", "NEW YORK — The minister said so.", "NEW YORK —", None),
]

DATE_LINES = [
    ("ar", "١٦ ديسمبر ٢٠٢١", "2021-12-16"),
    ("ar", "نشر في: الخميس 16 ديسمبر/كانون الأول 2021", "2021-12-16"),
    ("ru", "16 декабря 2021, 10:30", "2021-12-16"),
    ("ru", "10:30 16.12.2021", "2021-12-16"),
    ("ru", "Mon, 16 Jan 2012 23:53:30", "2012-01-16"),
    ("en", "Published: 16 December 2021, 10:30 GMT", "2021-12-16"),
    ("en", "10:22 PM, Jan. 11, 2012 |", "2012-01-11"),
]

PROSE = [
    ("ar", "وقال المصدر: لا نعرف شيئا عن هذا الموضوع بعد، وسنعلن كل ما يصل إلينا من أخبار في حينه بلا تأخير."),
    ("ru", "Источник сообщил, что переговоры начнутся завтра."),
    ("ru", "С. Петров приступит к работе 9 января 2011 г."),
    ("en", "By the time the ministers met, the ships had left."),
    ("en", "The source said talks would begin on 16 December 2021."),
    (
        "en",
        "Source: nobody knows, for the papers burnt long before anyone thought of asking where they came from.",
    ),
    ("en", "(the old one)"),
    ("en", f"Source: Reuters{' ' * 200}."),
]

LABELS = [
    ("Ru En", ["ru", "en"]),
    ("RU | EN | AR", ["ru", "en", "ar"]),
    ("English / Русский", ["en", "ru"]),
    ("العربية", ["ar"]),
    ("Рус Eng Fr", ["ru", "en", "fr"]),
    ("En route", []),
    ("is it so", []),
    ("", []),
]


@pytest.mark.parametrize(("code", "kind", "example"), EXAMPLES)
def test_every_row_of_the_tables(code: str, kind: str, example: str) -> None:
    credit = read_credit(example, load_pack(code))
    assert credit is not None
    assert credit.kind == kind
    assert example[credit.start : credit.end] == credit.name


@pytest.mark.parametrize(("code", "line", "kind", "name"), CREDITS)
def test_credit_lines(code: str, line: str, kind: str, name: str) -> None:
    credit = read_credit(line, load_pack(code))
    assert credit is not None
    assert (credit.kind, credit.name, line[credit.start : credit.end]) == (kind, name, name)


@pytest.mark.parametrize(("code", "paragraph", "name"), CLOSING)
def test_credits_that_end_a_paragraph(code: str, paragraph: str, name: str) -> None:
    credit = closing_credit(paragraph, load_pack(code))
    assert credit is not None
    assert paragraph[credit.start : credit.end] == name


@pytest.mark.parametrize(("code", "paragraph", "dateline", "agency"), DATELINES)
def test_datelines(code: str, paragraph: str, dateline: str, agency: str | None) -> None:
    span, credit = find_dateline(paragraph, Span(0, len(paragraph), paragraph), load_pack(code))
    assert span is not None
    assert span.text == dateline
    assert (credit.name if credit else None) == agency


@pytest.mark.parametrize(("code", "line", "date"), DATE_LINES)
def test_date_lines(code: str, line: str, date: str) -> None:
    day = read_date_line(line, load_pack(code))
    assert day is not None
    assert day.date.isoformat() == date
    assert line[day.start : day.end] == day.text
    assert line_kind(line, load_pack(code)) == "date"


def test_a_day_that_opens_a_paragraph() -> None:
    day = read_leading_date("Jan. 10, 2012 -- Two ships ran aground.", load_pack("en"))
    assert day is not None
    assert day.date.isoformat() == "2012-01-10"
    assert read_leading_date("Two ships ran aground on 10 January 2012.", load_pack("en")) is None


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("ru", "Анна Орлова и её гость Пётр Лунин 8 сентября 2000 года"),
        ("en", "Ann Lee and her guest Mary Cole 8 May 2000"),
    ],
)
def test_a_day_under_a_picture_is_not_the_articles(code: str, line: str) -> None:
    assert read_date_line(line, load_pack(code)) is None


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "Posted by Ann Lee in World News on 8 May 2000"),
        ("ru", "Опубликовано в рубрике Новости дня 8 мая 2000"),
        ("ar", "نشر هذا الخبر في موقعنا يوم الاثنين 8 مايو 2000"),
    ],
)
def test_a_long_date_line_is_the_articles(code: str, line: str) -> None:
    day = read_date_line(line, load_pack(code))
    assert day is not None
    assert day.date.isoformat() == "2000-05-08"


@pytest.mark.parametrize(("code", "line"), PROSE)
def test_prose_stays_prose(code: str, line: str) -> None:
    assert line_kind(line, load_pack(code)) == "prose"
    assert find_dateline(line, Span(0, len(line), line), load_pack(code)) == (None, None)


@pytest.mark.parametrize(("line", "languages"), LABELS)
def test_edition_labels(line: str, languages: list[str]) -> None:
    assert [edition.language for edition in read_labels(line)] == languages
