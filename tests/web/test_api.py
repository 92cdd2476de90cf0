"""What programs ask and are answered under /api/v1."""

import json

import msgspec
import pytest
from serving import hand_made, problem

from qawl.export.formats import FORMATS
from qawl.export.json_lines import from_line
from qawl.model import Reading
from qawl.store.values import Hits, KeptArticle, KeptStatement, Profile

API = "/api/v1"
TEXT = "The mayor, Ann Field, said on Monday: “The bridge will reopen.”"


@pytest.mark.parametrize(
    ("asked", "contents"),
    [
        ("q=график", ["работы идут по графику"]),
        ("speaker=Timokhin&act=promise", ["открыть мост к осени", "что люди пойдут по мосту до первых холодов"]),
        ("q=nowhere", []),
        ("lang=ru&lang=en&act=complain", ["Мне никто ничего не показывал"]),
        (
            "kind=direct&since=2023-05-12&until=2023-05-12&act=complain",
            ["Мне никто ничего не показывал"],
        ),
        ("since=2023-05-13&lang=ru", []),
    ],
    ids=lambda value: str(value)[:50],
)
def test_statements_are_found(client, asked, contents):
    response = client.get(f"{API}/statements?{asked}")
    assert response.status_code == 200
    found = msgspec.json.decode(response.content, type=Hits)
    assert sorted(hit.statement.content[0].text for hit in found.hits) == sorted(contents)


def test_pages_of_statements_follow_each_other(client):
    address, seen = f"{API}/statements?lang=en&limit=3", []
    while address:
        response = client.get(address)
        seen += [hit["number"] for hit in response.json()["hits"]]
        address = response.links["next"]["url"] if "next" in response.links else None
    assert len(seen) == len(set(seen)) == len(hand_made("en").statements)


def test_an_article_comes_as_it_was_read(client):
    reading = hand_made("ar")
    kept = msgspec.json.decode(client.get(f"{API}/articles/{reading.article.id}").content, type=KeptArticle)
    assert kept.reading == reading
    assert kept.source == "https://example.org/ar"


def test_a_statement_comes_with_its_place(client):
    reading = hand_made("ru")
    answer = client.get(f"{API}/statements/{reading.article.id}/s1").content
    assert msgspec.json.decode(answer, type=KeptStatement).read == reading.statements[0]


def test_speakers_are_found_in_any_script(client):
    found = client.get(f"{API}/speakers?q=Timokhin").json()["speakers"]
    assert [one["name"] for one in found] == ["Олег Тимохин"]
    answer = client.get(f"{API}/speakers/{found[0]['number']}").content
    assert msgspec.json.decode(answer, type=Profile).name == "Олег Тимохин"


def test_counts_agree_with_what_is_found(client):
    total = client.get(f"{API}/statements?lang=ru").json()["total"]
    assert sum(one["count"] for one in client.get(f"{API}/facets?lang=ru").json()["act"]) == total
    assert sum(one["count"] for one in client.get(f"{API}/histogram?lang=ru").json()["bars"]) == total
    steps = {(one["giver"]["name"], one["taker"]["name"]) for one in client.get(f"{API}/relays").json()["relays"]}
    assert ("وكالة المرافئ", "دار أخبار الساحل") in steps
    assert client.get(f"{API}/status").json()["counts"]["articles"] == 3


@pytest.mark.parametrize("name", list(FORMATS))
def test_everything_found_is_exported(client, name):
    response = client.get(f"{API}/export?format={name}&lang=en")
    assert response.status_code == 200
    assert response.headers["content-type"] == FORMATS[name].media_type
    assert response.headers["content-disposition"] == f'attachment; filename="statements{FORMATS[name].suffix}"'
    assert len(response.content) > 500


def test_an_export_holds_only_what_is_found(client):
    lines = client.get(f"{API}/export?lang=en").content.splitlines()
    assert [from_line(line).article.language for line in lines] == ["en"]


def test_a_text_is_read_and_not_kept(client):
    response = client.post(f"{API}/read", json={"text": TEXT, "lang": "en"})
    assert response.status_code == 200
    reading = msgspec.json.decode(response.content, type=Reading)
    assert [one.speaker.name for one in reading.statements] == ["Ann Field"]
    assert client.get(f"{API}/articles/{reading.article.id}").status_code == 404


def test_a_text_is_read_and_kept(client):
    response = client.post(f"{API}/read", json={"text": TEXT, "url": "https://example.org/new", "keep": True})
    assert response.status_code == 201
    kept = client.get(response.headers["location"]).json()
    assert kept["source"] == "https://example.org/new"
    assert client.get(f"{API}/statements?speaker=Field").json()["total"] == 1


def test_a_page_is_read_from_its_address(serve, site):
    site.pages["/story"] = f"<html><body><article><h1>Bridge to reopen</h1><p>{TEXT}</p></article></body></html>"
    client = serve(allow_private=True)
    reading = client.post(f"{API}/read", json={"url": f"{site.home}/story", "lang": "en"}).json()
    assert reading["article"]["url"] == f"{site.home}/story"
    assert reading["statements"][0]["speaker"]["name"] == "Ann Field"


def test_a_correction_is_made_shown_and_taken_back(client):
    address = f"{API}/statements/{hand_made('ru').article.id}/s1"
    made = client.post(f"{address}/corrections", json={"field": "act", "value": "deny", "note": "no promise"})
    assert made.status_code == 201
    kept = client.get(address).json()
    assert (kept["hit"]["statement"]["act"], kept["read"]["act"]) == ("deny", "promise")
    undone = client.post(f"{API}/corrections/{made.json()['number']}/undo")
    assert undone.json()["is_undone"]
    assert client.get(address).json()["hit"]["statement"]["act"] == "promise"


def test_what_one_has_already_is_not_sent_again(client):
    first = client.get(f"{API}/statements?lang=ru")
    again = client.get(f"{API}/statements?lang=ru", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_no_other_site_may_read_answers(client):
    response = client.get(f"{API}/statements", headers={"origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "detail"),
    [
        ("GET", "/statements?q=(", None, 422, "a word is missing"),
        ("GET", '/statements?q="open', None, 422, "never closed"),
        ("GET", "/statements?colour=red", None, 422, "no such parameter"),
        ("GET", "/statements?limit=0", None, 422, "from 1 to 1,000"),
        ("GET", "/statements?limit=1001", None, 422, "from 1 to 1,000"),
        ("GET", "/statements?limit=-1", None, 422, "from 1 to 1,000"),
        ("GET", "/statements?limit=%D9%A3", None, 422, "from 1 to 1,000"),
        ("GET", "/statements?offset=99999999999999999999999", None, 422, "from 0 to 100,000"),
        ("GET", "/statements?offset=1e3", None, 422, "from 0 to 100,000"),
        ("GET", "/statements?limit=5&limit=6", None, 422, "give it once"),
        ("GET", "/statements?lang=xx", None, 422, "unknown language"),
        ("GET", "/statements?kind=loud", None, 422, "direct, indirect, mixed"),
        ("GET", "/statements?since=yesterday", None, 422, "this is no day"),
        ("GET", "/statements?exact_script=yes", None, 422, "true or false"),
        ("GET", "/statements?speaker=" + "x" * 1_001, None, 422, "more than 1,000"),
        ("GET", "/statements?q=" + "x" * 20_000, None, 414, "too long"),
        ("GET", "/export?format=docx", None, 422, "choose from"),
        ("GET", "/facets?sort=best", None, 422, "no such parameter"),
        ("GET", "/articles/none", None, 404, "nothing of this address"),
        ("GET", "/statements/none/s1", None, 404, "nothing of this address"),
        ("GET", "/speakers/99", None, 404, "nothing of this address"),
        ("GET", "/speakers/abc", None, 422, "write a number"),
        ("GET", "/speakers/99999999999999999999999999", None, 404, "nothing of this address"),
        ("GET", "/speakers/00000000000000000001" + "9" * 25, None, 404, "nothing of this address"),
        ("GET", "/speakers/" + "9" * 5_000, None, 404, "nothing of this address"),
        ("GET", "/nothing", None, 404, ""),
        ("GET", "/read", None, 405, ""),
        ("DELETE", "/statements", None, 405, ""),
        ("PUT", "/articles/none", {}, 405, ""),
        ("POST", "/read", {}, 422, "nothing to read"),
        ("POST", "/read", {"text": 5}, 422, "cannot be read"),
        ("POST", "/read", {"words": "a"}, 422, "unknown field"),
        ("POST", "/read", {"text": " \n "}, 422, ""),
        ("POST", "/read", {"text": TEXT, "lang": "xx"}, 422, "unknown language"),
        ("POST", "/read", {"text": "x" * 2_100_000}, 413, "2,000,000"),
        ("POST", "/read", {"url": "http://127.0.0.1/"}, 422, "inside the network"),
        ("POST", "/read", {"url": "ftp://example.org/"}, 422, "no address"),
        ("POST", "/read", {"url": "/etc/passwd"}, 422, "no address"),
        ("POST", "/corrections/9/undo", None, 422, "no correction 9"),
        ("POST", "/corrections/x/undo", None, 422, "number of a correction"),
        ("POST", "/statements/none/s1/corrections", {"field": "act"}, 404, "nothing of this address"),
    ],
    ids=lambda value: str(value)[:45],
)
def test_what_cannot_be_answered_is_told_as_a_problem(client, method, path, body, status, detail):
    response = client.request(method, API + path, json=body) if body is not None else client.request(method, API + path)
    assert response.status_code == status
    assert detail in problem(response)["detail"]


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{", "application/json", 422),
        (b"\xff\xfe", "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b'{"text": "\\ud800"}', "application/json", 422),
        (b"text=a", "application/x-www-form-urlencoded", 415),
        (b"<a/>", "text/xml", 415),
        (b"{}", "", 415),
    ],
    ids=["cut", "no UTF-8", "deep", "half a letter", "form", "XML", "no type"],
)
def test_a_body_that_is_no_json_is_refused(client, content, media_type, status):
    response = client.post(f"{API}/read", content=content, headers={"content-type": media_type})
    assert response.status_code == status
    problem(response)


def test_a_client_that_reads_too_much_has_to_wait(serve):
    client = serve(readings_a_minute=2)
    client.app.state.service.pace.clock = lambda: 0.0
    statuses = [client.post(f"{API}/read", json={"text": TEXT, "lang": "en"}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    refused = client.post(f"{API}/read", json={"text": TEXT})
    assert refused.headers["retry-after"] == "31"
    assert "try again" in problem(refused)["detail"]


def test_an_error_of_the_program_tells_nothing_away(client, monkeypatch, caplog):
    monkeypatch.setattr("qawl.store.finding.find", lambda *_: 1 / 0)
    response = client.get(f"{API}/statements")
    assert response.status_code == 500
    assert "division" not in response.text
    assert "content-security-policy" in response.headers
    problem(response)
    assert "division by zero" in caplog.text


def test_a_store_that_fails_is_told(client, monkeypatch):
    from qawl.errors import StoreError

    def fail(*_):
        raise StoreError("news.db: the disk fails: check it")

    monkeypatch.setattr("qawl.store.finding.find", fail)
    response = client.get(f"{API}/statements")
    assert response.status_code == 503
    assert problem(response)["detail"] == "news.db: the disk fails: check it"


def test_answers_are_the_json_of_the_command_line(client):
    reading = hand_made("en")
    kept = client.get(f"{API}/articles/{reading.article.id}").json()
    assert kept["reading"] == json.loads(msgspec.json.encode(reading))
