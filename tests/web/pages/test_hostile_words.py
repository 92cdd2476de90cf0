"""Whatever a page of the web says, it stays text: on every page of ours, in the feeds, in a citation."""

import datetime
import json
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from qawl.model import Article, Dated, Link, Named, Reading, Speaker, SpeakerRef, Statement
from qawl.span import Span
from qawl.store.store import open_store
from qawl.web.app import build_app
from qawl.web.settings import Settings

NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
ATTACKS = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "template": "{{ 7 * 7 }}{% include 'base.html' %}",
    "single quote": "' onmouseover='alert(1)",
    "entity": "&lt;script&gt; &#x3c;b&#x3e;",
    "controls": "a\x01b\x0bc\x7fd",
    "bidi": "\u202etxt.exe\u2066",
    "cdata": "]]><b>bold</b>",
}


def reading_of(attack):
    """Return a reading in which everything that a page can say is an attack."""
    text = f"{attack} said\n\n{attack}: “{attack}”"
    start = text.rindex("“")
    words = Span(start, len(text), text[start:])
    source = Span(len(attack) + 7, len(attack) * 2 + 7, attack)
    chain = tuple(Link(kind, attack) for kind in ("speaker", "channel", "agency", "publisher"))
    statement = Statement(
        id="s1", source=source, cue=None, content=(words,), kind="direct", class_="speech", act="say",
        speaker=SpeakerRef("p1", attack, attack + " the Great"), chain=chain, evidence=(f"speaker: {attack}",),
    )  # fmt: skip
    article = Article(
        id=f"sha256:{attack.encode().hex()}", url="javascript:alert(1)", language="en", direction="ltr",
        title=Span(0, len(attack), attack), text=text, published=Dated(datetime.date(2024, 1, 2)),
        publisher=Named(attack),
    )  # fmt: skip
    return Reading(article, (Speaker("p1", attack),), (statement,))


@pytest.fixture(scope="module", params=ATTACKS)
def attacked(request, tmp_path_factory):
    reading = reading_of(ATTACKS[request.param])
    db = str(tmp_path_factory.mktemp("attacked") / "a.db")
    with open_store(db) as store:
        store.keep(reading, source=f"https://news.example/{request.param}", fetched_at=NOW)
        store.fail("https://news.example/<b>", ATTACKS[request.param], NOW)
    with TestClient(build_app(Settings(db=db)), base_url="http://127.0.0.1", headers={"accept": "text/html"}) as client:
        yield client, reading.article.id


PAGES = ["/", "/articles/{id}", "/statements/{id}/s1", "/speakers/1", "/speakers", "/chain", "/status"]


@pytest.mark.parametrize("page", PAGES)
def test_words_of_a_page_are_never_markup(attacked, page):
    client, identity = attacked
    answer = client.get(page.format(id=identity))
    assert answer.status_code == 200
    for markup in ("<script>alert", "<img src=x", "<b>bold", "' onmouseover='", "javascript:", "\x01", "\x0b"):
        assert markup not in answer.text


def test_feeds_are_well_formed_and_say_the_words(attacked):
    client, _ = attacked
    entries = ElementTree.fromstring(client.get("/feed.atom").content).findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 1
    items = json.loads(client.get("/feed.json").content)["items"]
    assert len(items) == 1
    assert items[0]["url"].startswith("http://127.0.0.1/statements/sha256:")
    assert "external_url" not in items[0]


@pytest.mark.parametrize(
    "address",
    [
        "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/?speaker=%22%3E%3Cimg%20src=x%3E",
        "/speakers?name=%3Cb%3E",
        "/?since=%3Cb%3E",
        "/%3Cscript%3E",
        "/?ui=%3Cb%3E",
    ],
)
def test_words_of_an_address_are_never_markup(attacked, address):
    client, _ = attacked
    answer = client.get(address)
    assert answer.status_code in (200, 404, 422)
    for markup in ("<script>alert", "<img src=x", "<b>"):
        assert markup not in answer.text
