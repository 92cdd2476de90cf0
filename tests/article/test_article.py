"""Whole pages: what becomes the text of record, and what the page says about itself."""

from __future__ import annotations

import datetime

import pytest
from pages import DAYS, PROSE, TITLES, page, plain, table_page

from qawl.article.article import read_article
from qawl.article.markup import parse
from qawl.article.metadata import read_metadata
from qawl.errors import EmptyPage, NoArticle, UnknownLanguage
from qawl.languages.pack import load_pack
from qawl.model import Article, Page

DAY = datetime.date(2022, 3, 14)
HTML = "text/html"


def read(markup: str, **facts: str) -> Article:
    return read_article(Page(markup.encode(), media_type=HTML, **facts))


def story(language: str) -> str:
    return "\n\n".join([TITLES[language], *PROSE[language]])


@pytest.mark.parametrize("language", PROSE)
def test_menus_and_comments_are_left_out(language: str) -> None:
    article = read(page(language))
    assert article.text == story(language)
    assert article.language == language
    assert article.direction == load_pack(language).direction
    assert article.title is not None
    assert article.title.text == TITLES[language]


@pytest.mark.parametrize("language", PROSE)
def test_pages_made_of_tables(language: str) -> None:
    article = read(table_page(language))
    assert article.text == "\n\n".join([TITLES[language], DAYS[language], *PROSE[language]])
    assert article.published is not None
    assert article.published.date == DAY
    assert article.text[article.published.start : article.published.end] == DAYS[language]
    assert [span.text for span in article.apparatus] == [DAYS[language]]


HEADS = [
    ('<script type="application/ld+json">{"@graph": [{"@type": "Article", "headline": "Old harbour takes ships again",'
     '"datePublished": "2022-03-14T01:30:00+03:00"}]}</script>', "json-ld"),
    ('<meta property="article:published_time" content="2022-03-14T09:00:00Z">', "meta"),
    ('<meta name="date" content="14 March 2022">', "meta"),
    ('<meta itemprop="datePublished" content="1647216000">', "meta"),
    ('<meta property="article:published_time" content="2022-03-13T22:30:00Z">'
     '<meta itemprop="datePublished" content="2022-03-14T01:30:00+03:00">', "meta"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "evidence"), HEADS)
def test_days_in_the_head(head: str, evidence: str) -> None:
    published = read(page("en", head=head)).published
    assert published is not None
    assert (published.date, published.evidence) == (DAY, evidence)


@pytest.mark.parametrize("language", PROSE)
@pytest.mark.parametrize("where", ["above", "below"])
def test_a_day_shown_at_the_story(language: str, where: str) -> None:
    published = read(page(language, **{where: f"<div>{DAYS[language]}</div>"})).published
    assert published is not None
    assert (published.date, published.text) == (DAY, DAYS[language])


def test_a_day_in_the_address() -> None:
    published = read(page("en"), url="https://harbour.example/2022/03/14/old-harbour").published
    assert published is not None
    assert (published.date, published.evidence) == (DAY, "address")


def test_other_stories_have_other_days() -> None:
    below = "".join(f'<p><a href="/{n}">Story of {n} March 2022</a></p>' for n in range(1, 9))
    assert read(page("en", below=below)).published is None


def test_names_from_the_head() -> None:
    head = (
        '<meta property="og:site_name" content="Harbour Post"><script type="application/ld+json">{"@type":"Report",'
        '"author":[{"@type":"Person","name":"Anna Fields"},{"name":"Peter Marsh"}],'
        '"dateModified":"2022-03-15"}</script><link rel="alternate" hreflang="ru" href="/ru/port">'
        '<link rel="alternate" hreflang="x-default" href="/">'
    )
    article = read(page("en", head=head), url="https://harbour.example/en/port")
    assert article.publisher is not None
    assert article.publisher.name == "Harbour Post"
    assert [author.name for author in article.authors] == ["Anna Fields", "Peter Marsh"]
    assert article.modified is not None
    assert article.modified.date == datetime.date(2022, 3, 15)
    assert [(e.language, e.url) for e in article.editions] == [("ru", "https://harbour.example/ru/port")]


def test_editions_by_label() -> None:
    above = (
        '<a href="/ru/7">Рус</a> <a href="/ar/7">العربية</a> <a href="javascript:go()">Fr</a> <a href="/7">English</a>'
    )
    editions = read(page("en", above=above), url="https://harbour.example/7").editions
    assert [(e.label, e.language, e.url) for e in editions] == [
        ("Рус", "ru", "https://harbour.example/ru/7"),
        ("العربية", "ar", "https://harbour.example/ar/7"),
    ]


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [("ar", "المصدر: تاس", "تاس"), ("ru", "Источник: ТАСС", "ТАСС"), ("en", "Source: Reuters", "Reuters")],
)
def test_credits_below_the_story_stay_in_the_text(language: str, line: str, name: str) -> None:
    article = read(page(language, below=f"<p>{line}</p>"))
    assert article.text == f"{story(language)}\n\n{line}"
    assert [(c.kind, c.name) for c in article.credits] == [("source", name)]
    assert [article.text[c.start : c.end] for c in article.credits] == [name]
    assert [span.text for span in article.apparatus] == [line]


HEADLINES = [
    ("ru", "Источник: мэр и капитан встретятся в июне"),
    ("en", "Sources: mayor to send more ships"),
    ("ru", "Главные события 24 февраля 2022 года"),
    ("en", "Harbour news of 24 February 2022"),
]


@pytest.mark.parametrize(("language", "title"), HEADLINES)
def test_a_headline_is_no_credit_and_no_date_line(language: str, title: str) -> None:
    article = read(page(language).replace(TITLES[language], title))
    assert article.title is not None
    assert article.title.text == title
    assert article.apparatus == article.credits == ()
    assert article.published is None or article.published.evidence == "htmldate"  # which asks the whole page


def test_a_credit_below_the_story_is_no_link() -> None:
    below = '<p><a href="/9">Sources: mayor to send more ships</a></p><p>Source: <a href="/r">Reuters</a></p>'
    article = read(page("en", below=below))
    assert article.text == f"{story('en')}\n\nSource: Reuters"
    assert [credit.name for credit in article.credits] == ["Reuters"]


def test_entities_in_the_titles_of_the_head() -> None:
    head = '<script type="application/ld+json">{"@type": "Article", "headline": "A &#8216;harbour&rsquo; &lt;now&gt;"}'
    root = parse(page("en", head=f"{head}</script>"))
    assert root is not None
    assert read_metadata(root).titles[0] == "A ‘harbour’ <now>"


def test_credits_of_pictures_have_no_place_in_the_text() -> None:
    below = "<figure><img><figcaption>The quay at dawn. Photo: Peter Marsh</figcaption></figure>"
    article = read(page("en", below=below))
    assert [(c.kind, c.name, c.start) for c in article.credits] == [("photo", "Peter Marsh", None)]
    assert "quay at dawn" not in article.text


def test_controls_are_taken_out_of_html_and_left_in_plain_text() -> None:
    words = f"\u202b{PROSE['ar'][0][:30]}\u200f\u202c\u200b{PROSE['ar'][0][30:]}\x07"
    article = read(page("ar").replace(PROSE["ar"][0], words))
    assert article.text == story("ar")
    text = f"{TITLES['ar']}\r\n\r\n{words}\r\n{PROSE['ar'][1]}\x07"
    assert read_article(Page(text)).text == text


@pytest.mark.parametrize("language", PROSE)
def test_plain_text_is_the_text_of_record(language: str) -> None:
    text = (
        f"Ru En\n\n{TITLES[language]}\n\n{DAYS[language]}\n\n" + "\r\n \r\n".join(PROSE[language]) + "\n\n(Reuters)  \n"
    )
    article = read_article(Page(text))
    assert article.text == text
    assert article.title is not None
    assert article.title.text == TITLES[language]
    assert article.published is not None
    assert text[article.published.start : article.published.end] == DAYS[language]
    assert [span.text for span in article.apparatus] == ["Ru En", DAYS[language], "(Reuters)"]
    assert [edition.label for edition in article.editions] == ["Ru", "En"]
    assert [text[c.start : c.end] for c in article.credits] == ["Reuters"]


def test_the_page_with_a_publisher_among_its_closing_lines() -> None:
    text = plain("ar") + "\n\nمركز المرفأ للدراسات\n\nالصورة: مكتب المحافظ\n\nالمصدر: تاس\n"
    article = read_article(Page(text))
    assert article.publisher is not None
    assert article.publisher.name == "مركز المرفأ للدراسات"
    assert text[article.publisher.start : article.publisher.end] == article.publisher.name
    assert [(c.kind, c.name) for c in article.credits] == [("photo", "مكتب المحافظ"), ("source", "تاس")]


LAST_PARAGRAPHS = [
    ("en", '"We will not leave this harbour."'),
    ("en", "(The old quays were built by the Harbour Post.)"),
    ("en", "The Harbour Post declined to comment"),
    ("en", "The Centre for Harbour Studies is owned by the city"),
    ("ru", "«Мы не уйдём»"),
    ("ru", "Газета «Гавань» сообщила о закрытии порта"),
    ("ru", "Центр изучения порта «Гавань» был основан мэром"),
    ("ar", "وقال مركز المرفأ للدراسات إنه باق"),
    ("ar", "ولم يصدر مركز المرفأ للدراسات تعليقا"),
    ("ar", "«لن نغادر المرفأ.»"),
]
CREDITS = {"en": "Source: Reuters", "ru": "Источник: ТАСС", "ar": "المصدر: تاس"}


@pytest.mark.parametrize(("language", "last"), LAST_PARAGRAPHS)
def test_a_last_paragraph_above_the_credits_is_no_publisher(language: str, last: str) -> None:
    article = read_article(Page("\n\n".join([plain(language), last, CREDITS[language]])))
    assert article.publisher is None
    assert [span.text for span in article.apparatus] == [CREDITS[language]]


SIGNATURES = [
    ("en", "Centre for Harbour Studies"),
    ("en", "The Harbour Post"),
    ("ru", "Центр изучения порта «Гавань – открытое море»"),
    ("ru", "«Портовая правда»"),
    ("ar", 'مجموعة الرؤية "المرفأ - البحر المفتوح"'),
]


@pytest.mark.parametrize(("language", "name"), SIGNATURES)
def test_a_name_above_the_credits_is_the_publisher(language: str, name: str) -> None:
    article = read_article(Page("\n\n".join([plain(language), name, CREDITS[language]])))
    assert article.publisher is not None
    assert article.publisher.name == name


def test_a_text_without_a_headline_has_none() -> None:
    assert read_article(Page(PROSE["en"][0])).title is None
    assert read_article(Page("\n".join(PROSE["en"]))).title is None


def test_the_same_words_have_the_same_name() -> None:
    in_two_charsets = {read_article(Page(plain("ru").encode(charset))).id for charset in ("utf-8", "windows-1251")}
    assert in_two_charsets == {read_article(Page(plain("ru"))).id}
    assert read_article(Page(plain("ru") + " ")).id not in in_two_charsets


OTHERS = [
    ("fr", "Le maire a déclaré lundi que le vieux port serait rouvert aux navires après une année de travaux."),
    ("de", "Der Bürgermeister sagte am Montag, dass der alte Hafen nach einem Jahr wieder für Schiffe geöffnet werde."),
    ("uk", "Мер міста повідомив у понеділок, що старий порт знову відкриється для суден після року ремонтних робіт."),
    ("fa", "شهردار روز دوشنبه گفت که بندر قدیمی پس از یک سال تعمیرات دوباره به روی کشتی‌ها باز می‌شود."),
    ("zh", "市长星期一表示，旧港口经过一年的维修后将重新向船只开放。"),
]


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_languages_without_a_pack(language: str, text: str) -> None:
    with pytest.raises(UnknownLanguage) as caught:
        read_article(Page(text, name="story.txt"))
    for part in ("story.txt", f'"{language}"', "ar, en, ru", "--lang"):
        assert part in str(caught.value)


def test_a_given_language_is_taken() -> None:
    assert read_article(Page(OTHERS[2][1]), load_pack("ru")).language == "ru"


@pytest.mark.parametrize("language", PROSE)
def test_the_language_of_the_story_wins_over_its_surroundings(language: str) -> None:
    others = [code for code in PROSE if code != language]
    quoted = "".join(f"<p>{PROSE[other][0]}</p>" for other in others)
    assert read(page(language).replace("</h1><div>", f"</h1><div>{quoted}")).language == language


@pytest.mark.parametrize(
    "markup", ["<html><body></body></html>", "<p> </p><p></p><br><br>", "<html><script>1</script>"]
)
def test_pages_without_an_article(markup: str) -> None:
    with pytest.raises(NoArticle, match=r"no article|no text"):
        read(markup)


@pytest.mark.parametrize("text", ["123 456", "?!", "\u0301"])
def test_texts_without_words(text: str) -> None:
    with pytest.raises((NoArticle, EmptyPage)):
        read_article(Page(text))
