"""The rows S1-S14 of the design: on the page that the project started from, and on a page of our own like it.

Both pages have the same structure, so every row is one test over both. What is expected is quoted words.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import qawl
from qawl.model import Page

_ROOT = Path(__file__).parent.parent
_SEED = _ROOT.parent / "shared" / "seed" / "article.txt"
_OWN = _ROOT / "examples" / "ar-northern-fisheries.txt"


class _Expected(NamedTuple):
    """What one of the two pages says in each row; contents as their first and last words."""

    path: Path
    headline_source: str
    headline_content: tuple[str, str]
    published: str
    date_line: str
    today: tuple[str, str]
    yesterday: tuple[str, str]
    spokeswoman: str
    role: str
    channel: str
    so: tuple[str, str, str]
    indirect: tuple[str, str, str]
    direct: tuple[str, str, str]
    parenthesis: str
    mixed: tuple[str, str, str]
    emphasis: tuple[str, str, str]
    closing: tuple[str, str, str]
    call: tuple[str, str, str]
    president: str
    addressee: str
    earlier: str
    head_of_state: tuple[str, str, str]
    tag: str
    publisher: str
    photo: str
    agency: str


_PAGES = {
    "seed": _Expected(
        path=_SEED,
        headline_source="الخارجية الروسية",
        headline_content=("مستعدون", "الخلافات"),
        published="2021-12-16",
        date_line="١٦ ديسمبر ٢٠٢١",
        today=("اليوم الخميس 16 ديسمبر/كانون الأول 2021", "2021-12-16"),
        yesterday=("يوم أمس الأربعاء", "2021-12-15"),
        spokeswoman="ماريا زاخاروفا",
        role="المتحدثة الرسمية باسم وزارة الخارجية الروسية",
        channel="سولوفييف لايف",
        so=("وصرّحت", "جدّدت", "الشأن"),
        indirect=("وأشارت", "إلى أن", "موسكو"),
        direct=("وقالت", '"هذا عمل', 'بأسره"'),
        parenthesis="(بالمناسبة،",
        mixed=("ووفقا", "فإن روسيا", "العالميين"),
        emphasis=("وشدّدت", "على أن", "آخر"),
        closing=("قائلة", '"هذا عامل', 'شركاؤنا"'),
        call=("دعا", "إلى بدء", "الأجل"),
        president="فلاديمير بوتين",
        addressee="حلف شمال الأطلسي",
        earlier="في قت سابق",
        head_of_state=("أوضح", "أن هذه", "أنفسهم"),
        tag="وفقاً لوصفه",
        publisher='مجموعة الرؤية الاستراتيجية "روسيا - العالم الإسلامي"',
        photo="وزارة الخارجية الروسية",
        agency="تاس",
    ),
    "own": _Expected(
        path=_OWN,
        headline_source="الخارجية الفالدية",
        headline_content=("جاهزون", "الملفات"),
        published="2023-10-18",
        date_line="١٨ أكتوبر ٢٠٢٣",
        today=("اليوم الأربعاء 18 أكتوبر/تشرين الأول 2023", "2023-10-18"),
        yesterday=("يوم أمس الثلاثاء", "2023-10-17"),
        spokeswoman="إيلينا مارتل",
        role="المتحدثة الرسمية باسم وزارة الخارجية الفالدية",
        channel="مرسى لايف",
        so=("وصرّحت", "كرّرت", "الغرض"),
        indirect=("ولفتت", "إلى أن", "أوسلو"),
        direct=("وقالت", '"هذه ليست', 'للطرفين"'),
        parenthesis="(وقد كُتبت",
        mixed=("وبحسب", "فإن المسألة", "تحته"),
        emphasis=("شدّدت", "على أن", "المقبلة"),
        closing=("قائلة", '"البحر', 'العاصفة"'),
        call=("دعا", "إلى استئناف", "العام"),
        president="إدوارد لينتس",
        addressee="منظمة مصايد شمال غرب الأطلسي",
        earlier="في وقت سابق",
        head_of_state=("رأى", "أن الرقابة", "واحد"),
        tag="على حد وصفه",
        publisher='مركز الجوار الشمالي للدراسات "بحر وساحل"',
        photo="وزارة الخارجية الفالدية",
        agency="وكالة أنباء الشمال",
    ),
}
_partly = pytest.mark.xfail(strict=False, reason="found on the seed page; on our own without the outlet's name")


@cache
def _read(path):
    return qawl.read(Page(path.read_bytes(), name=path.name))


@pytest.fixture(params=sorted(_PAGES))
def page(request):
    expected = _PAGES[request.param]
    if not expected.path.exists():
        pytest.skip("the page that the project started from is not here: ../shared/seed/article.txt")
    return expected


@pytest.fixture
def reading(page):
    return _read(page.path)


def _said(reading, cue, first, last):
    """Return the statement whose cue holds a word and whose content goes from one word to another."""
    for statement in reading.statements:
        words = " ".join(span.text for span in statement.content)
        if statement.cue and cue in statement.cue.text and words.startswith(first) and words.endswith(last):
            return statement
    found = [(s.cue and s.cue.text, [span.text[:30] for span in s.content]) for s in reading.statements]
    raise AssertionError(f"nothing with the cue {cue} from {first} to {last} in {found}")


def _cued(reading, cue):
    statement = next((s for s in reading.statements if s.cue and cue in s.cue.text), None)
    assert statement, f"no statement with the cue {cue}"
    return statement


def test_s1_other_editions(reading):
    assert [(e.language, e.label, e.url) for e in reading.article.editions] == [("ru", "Ru", None), ("en", "En", None)]


def test_s1_other_editions_with_addresses():
    article = _read(_OWN.with_suffix(".html")).article
    assert [(edition.language, edition.url) for edition in article.editions] == [
        ("ru", "https://bahr-wa-sahel.example/ru/news/4417"),
        ("en", "https://bahr-wa-sahel.example/en/news/4417"),
    ]


def test_s2_headline(page, reading):
    statement = reading.statements[0]
    title = reading.article.title.text
    words = statement.content[0].text
    assert statement.source.text == statement.speaker.name == page.headline_source
    assert statement.cue.text == ":"
    assert title == f"{page.headline_source}: {words}"
    assert (words.split()[0], words.split()[-1]) == page.headline_content


def test_s3_published(page, reading):
    published = reading.article.published
    assert (published.date.isoformat(), published.text) == (page.published, page.date_line)


def test_s4_today_in_two_month_names(page, reading):
    when = _cued(reading, page.so[0]).when
    assert (when.text, when.date.isoformat()) == page.today


def test_s4_yesterday(page, reading):
    """Yesterday dates what was done, not what was said: it stands with the act inside the statement."""
    (event,) = _cued(reading, page.indirect[0]).events
    assert (event.when.text, event.when.date.isoformat()) == page.yesterday


def test_s5_speaker_with_role(page, reading):
    statement = _cued(reading, page.so[0])
    assert statement.source.text == f"{page.role} {page.spokeswoman}"
    assert (statement.speaker.name, statement.speaker.role) == (page.spokeswoman, page.role)


def test_s5_the_spokeswoman_by_role_alone(page, reading):
    assert _said(reading, *page.mixed).speaker.name == page.spokeswoman


@_partly
def test_s6_channel(page, reading):
    statement = _cued(reading, page.so[0])
    assert page.channel in statement.channel.text
    assert any(link.kind == "channel" and page.channel in link.name for link in statement.chain)


def test_s7_that_points_back(page, reading):
    cue, first, last = page.so
    statement = _said(reading, cue, "بذلك", "بذلك")
    (passage,) = statement.refers_to
    assert (passage.text.split()[0], passage.text.rstrip(".").split()[-1]) == (first, last)


def test_s8_indirect_with_an_act_inside(page, reading):
    cue, first, last = page.indirect
    words = " ".join(span.text for span in _cued(reading, cue).content)
    assert words.startswith(first)
    assert last in words
    assert words.endswith(page.yesterday[0])


def test_s9_direct_over_sentences(page, reading):
    statement = _said(reading, *page.direct)
    assert statement.kind == "direct"
    assert statement.speaker.name == page.spokeswoman
    assert page.parenthesis in " ".join(span.text for span in statement.content)


def test_s10_mixed_with_a_name_in_marks(page, reading):
    statement = _said(reading, *page.mixed)
    assert statement.kind == "mixed"
    assert "متحدثة الرسمية" in statement.source.text
    assert not any(span.text.startswith('"الخارجية"') for s in reading.statements for span in s.content)


def test_s11_emphasis(page, reading):
    statement = _said(reading, *page.emphasis)
    assert (statement.kind, statement.act, statement.source.text) == ("indirect", "assert", page.spokeswoman)


def test_s11_closing_words_without_a_subject(page, reading):
    statement = _said(reading, *page.closing)
    assert (statement.kind, statement.source) == ("direct", None)
    assert statement.speaker.name == page.spokeswoman


def test_s12_call(page, reading):
    statement = _said(reading, *page.call)
    assert statement.act == "call"
    assert page.president in statement.source.text
    assert statement.when.text == page.earlier
    assert page.addressee in statement.addressee.text


def test_s13_head_of_state(page, reading):
    statement = _said(reading, *page.head_of_state)
    tag = _cued(reading, page.tag)
    assert [span.text for span in tag.content] == [span.text for span in statement.content]
    assert statement.speaker.name == tag.speaker.name == page.president


def test_s14_closing_lines(page, reading):
    article = reading.article
    assert article.publisher.name == page.publisher
    credits = [(credit.kind, credit.name) for credit in article.credits]
    assert credits == [("photo", page.photo), ("source", page.agency)]


def test_s14_chain(page, reading):
    links = _said(reading, *page.direct).chain
    assert (links[0].kind, links[0].name) == ("speaker", page.spokeswoman)
    assert [(link.kind, link.name) for link in links[-2:]] == [("agency", page.agency), ("publisher", page.publisher)]
