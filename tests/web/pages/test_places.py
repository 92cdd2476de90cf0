"""Articles whose ids were made elsewhere are found under the addresses that the pages and feeds give."""

import html
import re
from xml.etree import ElementTree

import msgspec
import pytest
from serving import NOW, PAGE, client_of, form_token, hand_made

from qawl.store.store import open_store

IDS = ["sha256:ab", "mill?day=1", "mill#1", "the mill", "100% true", "mill/2024/1", 'the "mill"', "mill\x01", "طاحونة"]


@pytest.fixture(params=IDS)
def imported(request, tmp_path):
    reading, place = hand_made("en"), tmp_path / "news.db"
    article = msgspec.structs.replace(reading.article, id=request.param)
    with open_store(place) as store:
        store.keep(msgspec.structs.replace(reading, article=article), source="https://news.example/1", fetched_at=NOW)
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
