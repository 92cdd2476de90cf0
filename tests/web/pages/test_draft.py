"""What was read of a page is shown before it is kept: nothing in it leads to what is not kept yet."""

import re

import msgspec
import pytest
from serving import PAGE, form_token, hand_made

from qawl.model import Edition


@pytest.fixture
def draft(client, monkeypatch):
    """Show a reading as it is shown before it is kept."""

    def show(reading):
        monkeypatch.setattr("qawl.web.pages.jobs.read_opened", lambda *_: reading)
        place = client.post("/add", data={"csrf": form_token(client), "text": "a"}).headers["location"]
        client.app.state.jobs._thread.submit(lambda: None).result(10)  # one page is read after the other
        return client.get(place, headers=PAGE)

    return show


def test_a_page_that_is_kept_twice_is_kept_once_and_shown_twice(client, monkeypatch):
    reading = hand_made("en")
    draft = msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, id="new", text="A mill."))
    monkeypatch.setattr("qawl.web.pages.jobs.read_opened", lambda *_: msgspec.structs.replace(draft, statements=()))
    token = form_token(client)
    place = client.post("/add", data={"csrf": token, "text": "a"}).headers["location"]
    client.app.state.jobs._thread.submit(lambda: None).result(10)
    for _ in range(2):  # as a double click sends it
        answer = client.post(place, data={"csrf": token})
        assert (answer.status_code, answer.headers["location"]) == (303, "/articles/new")
    assert client.get(place, headers=PAGE).headers["location"] == "/articles/new"
    assert client.get("/api/v1/status").json()["counts"]["articles"] == 4


def test_editions_of_a_page_are_shown_before_it_is_kept(draft):
    reading = hand_made("en")
    editions = (Edition("ru", "Ru", "https://news.example/ru"), Edition("ar", "Ar", "javascript:alert(1)"))
    shown = draft(msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, editions=editions)))
    assert shown.status_code == 200
    assert '<a href="https://news.example/ru" rel="noopener noreferrer external" hreflang="ru">' in shown.text
    assert "javascript:" not in shown.text


def test_a_statement_within_another_leads_to_it_on_the_same_page(draft):
    reading = hand_made("en")
    first, second, *others = reading.statements
    within = msgspec.structs.replace(second, in_=first.id)
    shown = draft(msgspec.structs.replace(reading, statements=(first, within, *others))).text
    assert f'<a href="#c-{first.id}"><bdi>statement 1</bdi></a>' in shown
    assert not re.findall(r'href="/(?:articles|statements)/', shown)
