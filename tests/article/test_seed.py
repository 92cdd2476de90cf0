"""The page the project started from, rows S1 to S3 and S14 of its design."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from qawl.article.article import read_article
from qawl.model import Article, Page

SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the shared folder is not beside this checkout")


@pytest.fixture(scope="module")
def article() -> Article:
    return read_article(Page(SEED.read_bytes()))


def test_s1_editions(article: Article) -> None:
    assert [(edition.language, edition.label) for edition in article.editions] == [("ru", "Ru"), ("en", "En")]


def test_s2_headline(article: Article) -> None:
    assert article.title is not None
    assert article.title.text.startswith("الخارجية الروسية: مستعدون")
    assert article.text.splitlines().index(article.title.text) == 2


def test_s3_day_in_arabic_digits(article: Article) -> None:
    published = article.published
    assert published is not None
    assert published.date == datetime.date(2021, 12, 16)
    assert article.text[published.start : published.end] == "١٦ ديسمبر ٢٠٢١"


def test_s14_publisher_and_credits(article: Article) -> None:
    assert article.publisher is not None
    lines = [line.strip() for line in article.text.splitlines() if line.strip()]
    assert [span.text for span in article.apparatus[-3:]] == lines[-3:]
    assert article.publisher.name == lines[-3]
    assert [(credit.kind, credit.name) for credit in article.credits] == [
        ("photo", "وزارة الخارجية الروسية"),
        ("source", "تاس"),
    ]


def test_the_text_of_record_is_the_file(article: Article) -> None:
    assert article.text == SEED.read_bytes().decode("utf-8-sig")
