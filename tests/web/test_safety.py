"""Strings that attack, each shown harmless: in texts, names, addresses, paths, headers and bodies."""

import html.parser

import anyio
import msgspec
import pytest
from serving import NOW, PAGE, client_of, form_token, hand_made, problem

from qawl.errors import ReaderError, StoreError
from qawl.model import Edition, Named
from qawl.store.store import open_store
from qawl.web.safety import HEADERS

API = "/api/v1"
SCRIPTS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "{{ 7*7 }}{% raw %}${7*7}",
    "javascript:alert(1)",
    "\u202e<script>\u2066alert(1)",
    "<style>*{background:url(//elsewhere.example)}</style>",
    "<base href=//elsewhere.example>",
    '<meta http-equiv="refresh" content="0;url=//elsewhere.example">',
]


class Markup(html.parser.HTMLParser):
    """Collects what a browser would run or load."""

    def __init__(self):
        super().__init__()
        self.dangers = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag in ("iframe", "object", "embed", "base", "style"):
            self.dangers.append(tag)
        if tag == "meta" and "http-equiv" in values:
            self.dangers.append(tag)
        if tag == "script" and not (values.get("src") or "").startswith("/static/"):
            self.dangers.append("script")
        for name, value in attributes:
            if name.startswith("on") or name == "style":
                self.dangers.append(name)
            if name in ("href", "src", "action") and (value or "").lower().lstrip().startswith(
                ("javascript:", "data:text")
            ):
                self.dangers.append(value)
            if name in ("src", "action") and "//" in (value or "")[:8]:
                self.dangers.append(value)


def dangers_of(page):
    markup = Markup()
    markup.feed(page)
    return markup.dangers


@pytest.fixture(scope="module", params=SCRIPTS, ids=lambda value: value[:24])
def attacked(request, tmp_path_factory):
    """A server over a store where everything that a page can say is an attack."""
    attack, reading = request.param, hand_made("en")
    text = f"{attack}\n{reading.article.text}"
    shift = len(attack) + 1
    span = msgspec.structs.replace(reading.article.title, start=0, end=len(attack), text=attack)
    article = msgspec.structs.replace(
        reading.article,
        text=text,
        title=span,
        url="javascript:alert(1)",
        publisher=Named(attack),
        authors=(Named(attack),),
        editions=(Edition("ru", attack, "javascript:alert(2)"),),
        apparatus=(),
        dateline=None,
        credits=(),
        published=msgspec.structs.replace(reading.article.published, start=None, end=None),
    )
    first = reading.statements[0]
    content = tuple(msgspec.structs.replace(one, start=one.start + shift, end=one.end + shift) for one in first.content)
    speaker = msgspec.structs.replace(first.speaker, name=attack, role=attack)
    chain = tuple(msgspec.structs.replace(link, name=attack, start=None, end=None) for link in first.chain)
    statement = msgspec.structs.replace(
        first,
        source=span,
        cue=None,
        content=content,
        speaker=speaker,
        addressee=span,
        channel=span,
        chain=chain,
        act=attack,
    )
    speakers = (
        msgspec.structs.replace(reading.speakers[0], id=speaker.id, name=attack, role=attack, organisation=attack),
    )
    place = tmp_path_factory.mktemp("attack") / "news.db"
    with open_store(place) as store:
        made = msgspec.structs.replace(reading, article=article, speakers=speakers, statements=(statement,))
        store.keep(made, source=f"https://example.org/{attack}", fetched_at=NOW)
        store.fail(f"https://example.org/failed {attack}", attack, NOW)
    client = client_of(place)
    yield client, attack, article.id
    client.app.state.service.store.close()


PLACES = [
    "/",
    "/?q={attack}",
    "/?speaker={attack}",
    "/articles/{id}",
    "/statements/{id}/s1",
    "/speakers",
    "/speakers/1",
]
PLACES += ["/speakers?name={attack}", "/chain", "/status", "/add", "/login?next={attack}", "/{attack}", "/feed.atom"]


@pytest.mark.parametrize("place", PLACES)
def test_no_text_becomes_markup(attacked, place):
    client, attack, identity = attacked
    from urllib.parse import quote

    path = place.replace("{attack}", quote(attack, safe="")).replace("{id}", identity)
    response = client.get(path, headers=PAGE)
    assert response.status_code in (200, 303, 404, 422)
    assert response.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    if response.headers.get("content-type", "").startswith("text/html"):
        assert dangers_of(response.text) == []
    assert ">49" not in response.text  # what a template would make of 7*7


def test_json_is_never_taken_for_a_page(attacked):
    client, _, identity = attacked
    response = client.get(f"{API}/articles/{identity}", headers=PAGE)
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["/", "/nothing", "/static/none.css", "/login", f"{API}/status", f"{API}/nothing", f"{API}/openapi.json"],
)
def test_every_answer_has_the_headers(client, path):
    for headers in (PAGE, {}, {"host": "elsewhere.example"}):
        response = client.get(path, headers=headers)
        for name, value in HEADERS.items():
            assert response.headers[name] == value
        assert "server" not in response.headers


def test_the_policy_allows_nothing_inline():
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8765", 200),
        ("127.0.0.1", 200),
        ("127.0.0.1:8765", 200),
        ("[::1]:8765", 200),
        ("192.168.1.5:8765", 200),
        ("news.example.org", 200),
        ("news.example.org.", 200),
        ("elsewhere.example", 421),
        ("localhost.elsewhere.example", 421),
        ("127.0.0.1.elsewhere.example", 421),
        ("news.example.org@elsewhere.example", 421),
        ("", 421),
        ("[", 421),
        ("2130706433", 421),
        ("0x7f.1", 421),
        ("localhost:/login?", 421),
        ("localhost:80/static/", 421),
        ("[::1]/login?", 421),
        ("localhost#", 421),
        ("localhost:80@elsewhere.example", 421),
        ("localhost:123456", 421),
    ],
)
def test_only_names_of_the_server_are_answered(serve, host, status):
    response = serve(hosts=("news.example.org",)).get(f"{API}/status", headers={"host": host})
    assert response.status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/%2e%2e%2f%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static/%252e%252e%252fapp.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/reader.css%00.png",
        "/static/",
        "/static",
        "/static/fonts",
        "/articles/..%2f..%2fetc%2fpasswd",
        "/articles/%00",
        "/statements/a/..%2f..%2f",
        "/speakers/..%2fpasswd",
        f"{API}/articles/..%2f..%2fetc%2fpasswd",
        f"{API}/articles/%00",
        f"{API}/articles/%ff%fe",
        f"{API}/statements/%00/%0d%0a",
    ],
)
def test_no_path_leads_out(client, path):
    response = client.get(path)
    assert response.status_code in (404, 422)
    assert "root:" not in response.text
    assert "build_app" not in response.text


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://localhost.:80/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[0:0:0:0:0:ffff:7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://０.０.０.０/",
        "http://①②⑦.⓪.⓪.①/",
        "http://user@127.0.0.1/",
        "http://user:password@example.org/",
        "http://127.0.0.1\\@example.org/",
        "HTTP://LOCALHOST/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:70/",
        "//127.0.0.1/",
        "http:///",
        "http://",
    ],
)
def test_no_address_leads_inside(client, address):
    response = client.post(f"{API}/read", json={"url": address})
    assert response.status_code in (422, 502)
    assert "root:" not in problem(response)["detail"]


def test_no_redirect_leads_inside(serve, site, monkeypatch):
    """The first machine passes for a public one; it sends on to itself by number."""
    site.pages["/out"] = lambda _: (302, {"Location": f"{site.home}/secret"}, b"")
    site.pages["/secret"] = "the secret"
    real, asked = __import__("qawl.fetch.addresses", fromlist=["is_public"]).is_public, []

    def first_is_public(number):
        asked.append(number)
        return len(asked) == 1 or real(number)

    monkeypatch.setattr("qawl.fetch.addresses.is_public", first_is_public)
    response = serve().post(f"{API}/read", json={"url": f"{site.home}/out"})
    assert response.status_code == 422
    assert "inside the network" in problem(response)["detail"]
    assert site.asked == ["/out"]


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"x" * 2_000_001, {}),
        ((b"x" * 100_000 for _ in range(30)), {}),
        (b"x", {"content-length": "99999999999"}),
        (b"x", {"content-length": "-1"}),
        (b"x", {"content-length": "1e3"}),
    ],
    ids=["whole", "in pieces", "stated", "negative", "no number"],
)
def test_a_giant_body_is_not_taken(client, content, headers):
    response = client.post(f"{API}/read", content=content, headers=headers)
    assert response.status_code == 413
    problem(response)


def test_a_body_that_never_ends_is_not_waited_for(client, monkeypatch):
    monkeypatch.setattr("qawl.web.bodies._PATIENCE", 0.05)
    sent = []

    async def receive():
        await anyio.sleep(60)

    async def send(message):
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"content-length", b"10")]
    scope = {"type": "http", "method": "POST", "path": f"{API}/read", "raw_path": b"", "query_string": b""}
    scope |= {"headers": headers, "scheme": "http", "server": ("localhost", 80), "client": ("127.0.0.1", 1)}
    anyio.run(client.app, scope, receive, send)
    assert sent[0]["status"] == 408


@pytest.mark.parametrize("limit", ["_LARGEST", "_LONGEST"])
def test_an_export_that_grows_without_end_is_given_up(client, monkeypatch, limit):
    monkeypatch.setattr(f"qawl.web.api.exporting.{limit}", -1)
    response = client.get(f"{API}/export")
    assert response.status_code == 422
    assert "ask for less, by days" in problem(response)["detail"]


def test_no_problem_tells_where_the_store_lies(client, place, monkeypatch, caplog):
    def fails(*_):
        raise StoreError(f"{place}: interrupted: this takes too long: ask for less, or by days")

    monkeypatch.setattr("qawl.store.store.Store.find", fails)
    for path, headers in ((f"{API}/statements", {}), ("/", PAGE)):
        response = client.get(path, headers=headers)
        assert response.status_code == 503
        assert "this takes too long" in response.text
        assert place not in response.text
        assert place in caplog.text


def test_no_problem_tells_where_the_reader_lies(client, monkeypatch):
    def fails(*_, **__):
        raise ReaderError("/opt/qawl/weights.onnx is damaged: install qawl again")

    monkeypatch.setattr("qawl.web.api.reading.read_text", fails)
    response = client.post(f"{API}/read", json={"text": "The mayor said: “Go on.”"})
    assert problem(response) | {"type": ""} == {
        "status": 503,
        "title": "Service Unavailable",
        "detail": "the reader of this server is damaged: tell whoever runs it",
        "type": "",
    }


@pytest.mark.parametrize("path", ["/", "/status", f"{API}/status", f"{API}/export"])
def test_nothing_of_the_store_is_left_in_a_cache_for_many(client, path):
    assert client.get(path, headers=PAGE).headers["cache-control"] in ("private, no-cache", "no-store")


def test_a_form_of_many_fields_is_told(client):
    fields = {"csrf": form_token(client)} | {f"f{number}": "x" for number in range(5_000)}
    assert problem(client.post("/add", data=fields))["status"] == 400


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"no boundary", "multipart/form-data"),
        (b"--a\r\nbroken", "multipart/form-data; boundary=a"),
        (b"--a\r\nContent-Disposition: form-data\r\n\r\nx\r\n--a--", "multipart/form-data; boundary=a"),
        (b"\xff=%ff&%", "application/x-www-form-urlencoded"),
        (b"a=b; charset", "application/x-www-form-urlencoded; charset=nothing"),
    ],
    ids=["no boundary", "cut", "no name", "no UTF-8", "odd charset"],
)
def test_a_broken_form_is_told(client, content, media_type):
    response = client.post("/add", content=content, headers={"content-type": media_type})
    assert response.status_code in (400, 403)
    problem(response)


@pytest.mark.parametrize("value", ["a\r\nX-Evil: yes", "a\nSet-Cookie: b=c", "\r\n\r\n<html>"])
def test_no_header_is_injected(serve, value):
    from urllib.parse import quote

    client = serve(token="t")
    for path in (f"/?next={quote(value)}", f"/login?next={quote(value)}", f"/{quote(value)}"):
        response = client.get(path, headers=PAGE)
        assert "x-evil" not in response.headers
        assert "b=c" not in response.headers.get("set-cookie", "")
        assert "\n" not in response.headers.get("location", "")
