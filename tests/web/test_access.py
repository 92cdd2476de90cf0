"""Who is let in, what a read-only server refuses, and what comes from elsewhere."""

import base64

import pytest
from serving import PAGE, form_token, hand_made, problem

from qawl.web.access import COOKIE, safe_place
from qawl.web.pace import Pace

API = "/api/v1"
TOKEN = "long-and-secret"


def basic(words):
    return {"authorization": "Basic " + base64.b64encode(words.encode()).decode()}


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        ({}, {}, 200),
        ({"token": TOKEN}, {}, 401),
        ({"token": TOKEN}, {"authorization": f"Bearer {TOKEN}"}, 200),
        ({"token": TOKEN}, {"authorization": f"bearer {TOKEN}"}, 200),
        ({"token": TOKEN}, {"authorization": f"Bearer {TOKEN}x"}, 401),
        ({"token": TOKEN}, {"authorization": "Bearer "}, 401),
        ({"token": TOKEN}, {"authorization": TOKEN}, 401),
        ({"token": TOKEN}, {"authorization": "Bearer \udcff".encode("utf-8", "surrogateescape")}, 401),
        ({"token": TOKEN}, {"cookie": f"{COOKIE}={TOKEN}"}, 401),
        ({"token": TOKEN}, {"cookie": f"{COOKIE}=99999999999.00"}, 401),
        ({"token": TOKEN}, {"cookie": f"{COOKIE}=."}, 401),
        ({"token": TOKEN}, basic(f"anna:{TOKEN}"), 401),
        ({"basic": "anna:глава"}, {}, 401),
        ({"basic": "anna:глава"}, basic("anna:глава"), 200),
        ({"basic": "anna:глава"}, basic("anna:"), 401),
        ({"basic": "anna:глава"}, {"authorization": "Basic !!!"}, 401),
        ({"basic": "anna:глава"}, {"authorization": "Bearer anna:x"}, 401),
        ({"token": TOKEN, "basic": "anna:x"}, basic("anna:x"), 200),
        ({"token": TOKEN, "basic": "anna:x"}, {"authorization": f"Bearer {TOKEN}"}, 200),
    ],
    ids=lambda value: str(value)[:60],
)
def test_only_who_shows_the_secret_is_let_in(serve, settings, headers, status):
    response = serve(**settings).get(f"{API}/status", headers=headers)
    assert response.status_code == status
    if status == 401:
        assert response.headers["www-authenticate"].startswith("Basic" if "basic" in settings else "Bearer")
        problem(response)


@pytest.mark.parametrize("path", ["/", "/articles/x", "/add", "/status", f"{API}/openapi.json", "/nothing"])
def test_nothing_is_shown_before(serve, path):
    assert serve(token=TOKEN).get(path).status_code == 401


def test_a_browser_shows_the_token_once(serve):
    client = serve(token=TOKEN)
    asked = client.get("/status?ui=en", headers=PAGE)
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?next=%2Fstatus%3Fui%3Den")
    form = {"csrf": form_token(client, "/login"), "token": TOKEN, "next": "/status"}
    let_in = client.post("/login", data=form)
    assert (let_in.status_code, let_in.headers["location"]) == (303, "/status")
    cookie = let_in.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    assert client.get("/status", headers=PAGE).status_code == 200
    client.post("/logout", data={"csrf": form["csrf"]})
    assert client.get("/status", headers=PAGE).status_code == 303


def test_a_wrong_token_is_not_let_in(serve):
    client = serve(token=TOKEN)
    form = {"csrf": form_token(client, "/login"), "token": "guess"}
    refused = client.post("/login", data=form, headers=PAGE)
    assert (refused.status_code, refused.headers["location"]) == (303, "/login?next=%2F&wrong=1")
    assert COOKIE not in refused.headers.get("set-cookie", "")
    assert client.post("/login", data=form).status_code == 401


def test_a_wrong_token_is_told_in_the_language_of_the_reader(serve):
    client = serve(token=TOKEN)
    told = {"en": "This is not the token", "ru": "Ключ доступа неверен", "ar": "رمز الدخول غير صحيح"}
    for code, words in told.items():
        assert words in client.get(f"/login?wrong=1&ui={code}", headers=PAGE).text
        assert words not in client.get(f"/login?ui={code}", headers=PAGE).text


@pytest.mark.parametrize(
    ("status", "method", "path", "more"),
    [
        (401, "POST", "/status", {}),
        (421, "GET", "/", {"host": "elsewhere.example"}),
        (413, "POST", "/add", {"content-length": "99999999999"}),
    ],
    ids=str,
)
def test_a_refusal_before_all_else_is_a_page_too(serve, status, method, path, more):
    response = serve(token=TOKEN).request(method, path, headers=PAGE | more)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")
    assert "/logout" not in response.text


def test_nobody_guesses_fast(serve):
    client = serve(token=TOKEN, basic="anna:x")
    now = [0.0]
    client.app.state.service.guesses = Pace(20, clock=lambda: now[0])
    wrong = [client.get(f"{API}/status", headers=basic(f"anna:{number}")).status_code for number in range(30)]
    assert wrong == [401] * 20 + [429] * 10
    right = {"authorization": f"Bearer {TOKEN}"}
    refused = client.get(f"{API}/status", headers=right)
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "4"
    form = {"csrf": form_token(client, "/login"), "token": TOKEN}
    assert client.post("/login", data=form).status_code == 429
    now[0] = 3.0
    assert client.get(f"{API}/status", headers=right).status_code == 200
    assert client.post("/login", data=form).status_code == 303


def test_a_host_name_makes_no_path(serve):
    """An address made of this header would have the path of the page that everyone may see."""
    client = serve(token=TOKEN, read_only=True)
    for host in ("localhost:/login?", "[::1]/login?", "localhost:80/static/?"):
        assert client.get(f"{API}/status", headers={"host": host}).status_code == 421
        assert client.post("/speakers/1", headers={"host": host}).status_code == 421


def test_cookies_are_for_https_only_behind_https(serve):
    client = serve(token=TOKEN)
    client.base_url = "https://localhost"
    form = {"csrf": form_token(client, "/login"), "token": TOKEN}
    assert "Secure" in client.post("/login", data=form).headers["set-cookie"]


@pytest.mark.parametrize(
    ("place", "safe"),
    [
        ("/status?a=b", "/status?a=b"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example/", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"),
        ("/\t/elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
        ("/ы", "/"),
    ],
)
def test_one_is_sent_on_within_the_server_only(place, safe):
    assert safe_place(place) == safe


WRITES = [
    ("POST", f"{API}/statements/{hand_made('ru').article.id}/s1/corrections", {"field": "act", "value": "deny"}),
    ("POST", f"{API}/corrections/1/undo", None),
    ("POST", f"{API}/read", {"text": "The mayor said: “Go.”", "lang": "en", "keep": True}),
    ("POST", "/speakers/1", None),
    ("POST", f"/statements/{hand_made('ru').article.id}/s1", None),
    ("POST", "/add/anything", None),
    ("PUT", f"{API}/articles/x", None),
    ("DELETE", f"{API}/articles/x", None),
    ("PATCH", "/", None),
]


@pytest.mark.parametrize(("method", "path", "body"), WRITES, ids=lambda value: str(value)[:40])
def test_a_read_only_server_changes_nothing(serve, method, path, body):
    client = serve(read_only=True)
    response = client.request(method, path, json=body)
    assert response.status_code == 403
    assert "read-only" in problem(response)["detail"]
    assert client.get(f"{API}/status").json()["counts"]["articles"] == 3


def test_a_read_only_server_reads_for_others(serve):
    response = serve(read_only=True).post(f"{API}/read", json={"text": "The mayor said: “Go on.”", "lang": "en"})
    assert response.status_code == 200


FORMS = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({}, True),
        ({"origin": "http://localhost", "sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "http://elsewhere.example"}, False),
        ({"origin": "http://localhost.elsewhere.example"}, False),
        ({"origin": "http://localhost:81"}, False),
        ({"origin": "null"}, False),
    ],
    ids=str,
)
def test_what_comes_from_elsewhere_is_refused(client, headers, is_taken):
    form = {"csrf": form_token(client), "text": "The mayor said: “Go on.”"}
    statuses = {
        client.post("/add", data=form, headers=headers).status_code,
        client.post(f"{API}/read", json={"text": "The mayor said: “Go on.”"}, headers=headers).status_code,
    }
    assert statuses == ({303, 200} if is_taken else {403})


@pytest.mark.parametrize(
    ("site", "destination", "status"),
    [
        ("cross-site", "document", 200),
        ("none", "document", 200),
        ("same-origin", "empty", 200),
        ("same-origin", "style", 200),
        ("cross-site", "image", 403),
        ("cross-site", "empty", 403),
        ("cross-site", "iframe", 403),
        ("same-site", "script", 403),
    ],
)
def test_another_site_leads_here_but_loads_nothing(client, site, destination, status):
    headers = {"sec-fetch-site": site, "sec-fetch-dest": destination}
    for path in ("/", f"{API}/statements"):
        assert client.get(path, headers=headers).status_code == status


@pytest.mark.parametrize("token", ["", "0" * 64, "x", "ы", "\x00"], ids=["none", "zeros", "short", "letter", "control"])
@pytest.mark.parametrize("path", ["/add", "/login", "/logout", "/speakers/1", "/statements/a/s1", "/add/x"])
def test_every_form_needs_its_token(client, path, token):
    form_token(client)
    response = client.post(path, data={"csrf": token, "text": "a"})
    assert response.status_code == 403
    assert "reload the page" in problem(response)["detail"]


def test_a_token_of_another_browser_is_worth_nothing(serve, client):
    foreign = form_token(client)
    client.cookies.clear()
    form_token(client)
    assert client.post("/add", data={"csrf": foreign, "text": "a"}).status_code == 403


def test_the_token_may_come_in_a_header(client):
    headers = {"x-csrf-token": form_token(client)}
    assert client.post("/add", data={"text": "The mayor said: “Go on.”"}, headers=headers).status_code == 303


def test_a_bucket_fills_again():
    now = [0.0]
    pace = Pace(2, clock=lambda: now[0])
    assert [pace.take("a") for _ in range(3)] == [0, 0, 30]
    assert pace.take("b") == 0
    now[0] = 30.0
    assert (pace.take("a"), pace.take("a")) == (0, 30)
    now[0] = 10_000.0
    assert [pace.take("a") for _ in range(3)] == [0, 0, 30]


def test_a_bucket_forgets_old_clients():
    pace = Pace(1)
    for number in range(20_000):
        pace.take(str(number))
    assert len(pace._buckets) == 10_000
