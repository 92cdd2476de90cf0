"""Where very many statements are found, they are shown first; what is counted over them comes after."""

import datetime

import pytest
from serving import PAGE
from starlette.testclient import TestClient

from qawl.model import Article, Dated, Reading, Statement
from qawl.span import Span
from qawl.store import facets, finding
from qawl.store.store import open_store
from qawl.web.app import build_app
from qawl.web.settings import Settings

NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
ACTS = ("deny", "warn", "say", "say", "promise")


def reading_of(day):
    text = " ".join(f"The ferry was said to be late {day} {place}." for place in range(len(ACTS)))
    width = len(text) // len(ACTS)
    statements = []
    for place, act in enumerate(ACTS):
        content = Span(place * width, (place + 1) * width, text[place * width : (place + 1) * width])
        statements.append(Statement(f"s{place}", None, None, (content,), "indirect", "speech", act))
    published = Dated(datetime.date(2024, 1, day))
    article = Article(f"sha256:{day}", None, "en", "ltr", None, text, published=published)
    return Reading(article, (), tuple(statements))


@pytest.fixture
def client(tmp_path):
    db = str(tmp_path / "ferries.db")
    with open_store(db) as store:
        for day in (1, 2, 3):
            store.keep(reading_of(day), source=f"https://news.example/{day}", fetched_at=NOW)
    headers = {"accept": "text/html", "accept-language": "en"}
    with TestClient(build_app(Settings(db=db)), base_url="http://127.0.0.1", headers=headers) as asked:
        yield asked


def test_few_statements_come_with_their_filters(client):
    page = client.get("/?q=ferry").text
    assert "15 statements" in page
    assert "/?q=ferry&amp;act=deny" in page
    assert 'class="column"' in page


def test_many_statements_come_before_their_filters(client, monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 10)
    page = client.get("/?q=ferry").text
    assert "More than 10 statements" in page
    assert 'hx-get="/surroundings?q=ferry"' in page
    assert '<a class="unscripted" href="/?q=ferry&amp;filters=1">Show the filters</a>' in page
    assert "/?q=ferry&amp;act=deny" not in page


def test_filters_come_after(client):
    pieces = client.get("/surroundings?q=ferry").text
    assert "/?q=ferry&amp;act=deny" in pieces
    assert '<div id="plot" hx-swap-oob="true">' in pieces
    assert "<html" not in pieces


def test_filters_can_be_asked_for_with_the_page(client, monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 10)
    page = client.get("/?q=ferry&filters=1").text
    assert "/?q=ferry&amp;act=deny" in page
    assert "hx-get" not in page


@pytest.mark.parametrize(("sample", "is_told"), [(5, True), (5_000, False)])
def test_who_is_quoted_most_says_in_how_much(serve, monkeypatch, sample, is_told):
    monkeypatch.setattr(facets, "SAMPLE", sample)
    page = serve().get("/speakers?ui=en", headers=PAGE).text
    assert ("Counted in the newest 5 statements." in page) == is_told
