"""Articles and statements whose ids were made elsewhere are found at the addresses that pages and answers give."""

import html
import re
from urllib.parse import quote
from xml.etree import ElementTree

import msgspec
import pytest
from serving import NOW, PAGE, client_of, form_token, hand_made

from qawl.model import Reading
from qawl.store.store import open_store

IDS = ["sha256:ab", "mill?day=1", "mill#1", "the mill", "100% true", "mill/2024/1", 'the "mill"', "mill\x01", "طاحونة"]


@pytest.fixture(params=IDS)
def imported(request, tmp_path):
    reading, place = hand_made("en"), tmp_path / "news.db"
    article = msgspec.structs.replace(reading.article, id=request.param)
    statements = tuple(
        msgspec.structs.replace(one, id=f"{one.id} {request.param}", in_=one.in_ and f"{one.in_} {request.param}")
        for one in reading.statements
    )
    with open_store(place) as store:
        store.keep(Reading(article, reading.speakers, statements), source="https://news.example/1", fetched_at=NOW)
    with client_of(place) as client:
        yield client


@pytest.mark.parametrize("page", ["/", "/status", "/speakers/1"])
def test_every_link_leads_to_a_page(imported, page):
    shown = imported.get(page, headers=PAGE).text
    links = {
        html.unescape(link).split("#")[0] for link in re.findall(r'href="(/(?:articles|statements)/[^"]*)"', shown)
    }
    assert links
    assert {imported.get(link, headers=PAGE).status_code for link in links} == {200}


def test_feeds_lead_to_pages(imported):
    entries = ElementTree.fromstring(imported.get("/feed.atom").content).iter("{http://www.w3.org/2005/Atom}entry")
    links = [entry.find("{http://www.w3.org/2005/Atom}link").get("href") for entry in entries]
    assert links
    assert {imported.get(link, headers=PAGE).status_code for link in links} == {200}


def test_a_corrected_statement_is_shown_again(imported):
    place = html.unescape(re.search(r'href="(/statements/[^"]*)"', imported.get("/", headers=PAGE).text)[1])
    answer = imported.post(place, data={"csrf": form_token(imported), "field": "note", "note": "heard it"})
    assert answer.headers["location"] == f"{place}?corrected=1"
    shown = imported.get(answer.headers["location"], headers=PAGE)
    assert "heard it" in shown.text
    assert f'href="http://localhost{html.escape(place)}"' in shown.text


def test_programs_ask_for_the_same_ids(imported):
    hit = imported.get("/api/v1/statements?limit=1").json()["hits"][0]
    article, statement = (quote(hit[name]["id"], safe="") for name in ("article", "statement"))
    answer = imported.get(f"/api/v1/articles/{article}").json()
    assert answer["reading"]["article"]["id"] == hit["article"]["id"]
    place = f"/api/v1/statements/{article}/{statement}"
    assert imported.get(place).json()["hit"] == hit
    assert imported.post(f"{place}/corrections", json={"field": "note", "note": "heard it"}).status_code == 201
    assert imported.get(place).json()["corrections"][0]["note"] == "heard it"
    assert imported.get(f"{place}/corrections").status_code == 405
