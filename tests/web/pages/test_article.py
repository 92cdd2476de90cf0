"""What the head of an article says."""

import datetime
import re

import msgspec
import pytest
from babel import Locale
from serving import client_of, filled, hand_made

from qawl.model import Credit, Link, Named
from qawl.store.store import open_store
from qawl.web.pages.citation import cite
from qawl.web.pages.figures import Figures

NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


def test_an_author_is_named_once(tmp_path):
    reading, place = hand_made("en"), tmp_path / "news.db"
    credits = (Credit("author", "Hannah Pryce"), Credit("author", "Otis Bell"), Credit("photo", "Hannah Pryce"))
    article = msgspec.structs.replace(reading.article, authors=(Named("Hannah Pryce"),), credits=credits)
    with open_store(place) as store:
        store.keep(msgspec.structs.replace(reading, article=article), source="https://news.example/a", fetched_at=NOW)
    with client_of(place) as client:
        page = client.get(f"/articles/{article.id}", headers={"accept": "text/html"}).text
    assert page.count("Hannah Pryce") == 2  # as the author, and under the picture
    assert page.count("Otis Bell") == 1


@pytest.mark.parametrize(
    ("code", "passed"), [("ar", "قناة الخليج ← وكالة الساحل"), ("en", "Bay Television → Shoreline News")]
)
def test_a_citation_says_who_passed_on_in_the_direction_of_the_text(code, passed):
    reading, names = hand_made(code), passed.replace("←", "→").split(" → ")
    chain = tuple(Link(kind, name) for kind, name in zip(("channel", "agency"), names, strict=True))
    statement = msgspec.structs.replace(reading.statements[0], chain=chain)
    assert f". {passed}. " in cite(statement, reading.article, Figures(Locale(code)), "https://news.example/a")


def test_a_turn_of_direction_in_a_title_does_not_turn_the_address_of_a_citation():
    reading = hand_made("en")
    title = msgspec.structs.replace(reading.article.title, text="A \u202e\u2067quiet day")
    article = msgspec.structs.replace(reading.article, title=title)
    cited = cite(reading.statements[0], article, Figures(Locale("en")), "https://news.example/a")
    assert "A quiet day. " in cited
    assert cited.endswith(". https://news.example/a")


def test_the_address_of_a_statement_says_what_it_leads_to(client):
    reading = hand_made("ru")
    said = next(one for one in reading.statements if one.speaker and len(one.content[0].text) < 80)
    page = client.get(f"/statements/{reading.article.id}/{said.id}", headers={"accept": "text/html"}).text
    headline = f"{said.speaker.name}: {said.content[0].text}"
    assert f"<title>{headline} · qawl</title>" in page
    assert f'<meta property="og:title" content="{headline}">' in page
    assert re.search(rf'<meta name="description" content="{said.speaker.name}[^"]*: [^"]+">', page)


def test_a_day_that_ends_in_a_full_stop_gets_no_other():
    reading = hand_made("ru")
    cited = cite(reading.statements[0], reading.article, Figures(Locale("ru")), "https://news.example/a")
    assert cited.endswith("\u202fг. https://news.example/a")


def test_a_card_says_what_its_share_is_of(client):
    page = client.get(f"/articles/{hand_made('en').article.id}", headers={"accept": "text/html"}).text
    assert '<span class="sr">How sure the reading is: </span>' in page


@pytest.mark.parametrize(("code", "arrow", "other"), [("ar", "←", "→"), ("ru", "→", "←")])
def test_the_arrow_of_a_relay_points_as_the_page_is_read(tmp_path, code, arrow, other):
    with client_of(filled(tmp_path / "news.db")) as client:
        page = client.get(f"/chain?ui={code}", headers={"accept": "text/html"}).text
    assert f" {arrow} " in page
    assert f" {other} " not in page
