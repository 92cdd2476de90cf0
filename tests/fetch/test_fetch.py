"""Reading pages from a server on this machine, well-behaved and hostile."""

from __future__ import annotations

import datetime
import gzip
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from qawl.article.article import read_article
from qawl.errors import FetchError, ForbiddenAddress, TooLarge
from qawl.fetch import Limits, Validators, ask, fetch

STORY = (
    "<html><head><title>Harbour reopens after storm</title></head><body><h1>Harbour reopens after storm</h1>"
    "<p>The harbour master said on Monday that ships may enter again, two days after the storm had closed the port.</p>"
    "</body></html>"
)
BOMB = gzip.compress(bytes(50_000_000))
MODIFIED = "Thu, 16 Dec 2021 09:00:00 GMT"
QUICK = Limits(connect=2, read=0.5, total=2, size=100_000)
PATIENT = Limits(size=100_000)


class Server(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self) -> None:
        name = self.path.strip("/").split("/")[0] or "story"
        getattr(self, f"give_{name}")()

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for key, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def give_story(self) -> None:
        self.answer(STORY.encode())

    def give_dated(self) -> None:
        if self.headers["If-None-Match"] == '"one"' and self.headers["If-Modified-Since"] == MODIFIED:
            self.answer(b"", 304, ETag='"one"')
        else:
            self.answer(STORY.encode(), ETag='"one"', Last_Modified=MODIFIED)

    def give_busy(self) -> None:
        self.answer(b"", 503, Retry_After="120")

    def give_closed(self) -> None:
        self.answer(b"", 429, Retry_After="Thu, 16 Dec 2021 12:00:00 GMT")

    def give_vague(self) -> None:
        self.answer(b"", 503, Retry_After="soon")

    def give_agent(self) -> None:
        self.answer(self.headers["User-Agent"].encode())

    def give_packed(self) -> None:
        self.answer(gzip.compress(STORY.encode()), Content_Encoding="gzip")

    def give_members(self) -> None:
        halves = STORY[:60].encode(), STORY[60:].encode()
        self.answer(b"".join(map(gzip.compress, halves)), Content_Encoding="gzip")

    def give_padded(self) -> None:
        self.answer(gzip.compress(STORY.encode()) + bytes(512), Content_Encoding="gzip")

    def give_empty(self) -> None:
        self.answer(b"", Content_Encoding="gzip")

    def give_cut(self) -> None:
        self.answer(gzip.compress(STORY.encode())[:-40], Content_Encoding="gzip")

    def give_halved(self) -> None:
        self.answer(gzip.compress(STORY.encode()) + gzip.compress(STORY.encode())[:-40], Content_Encoding="gzip")

    def give_deflated(self) -> None:
        self.answer(zlib.compress(STORY.encode()), Content_Encoding="deflate")

    def give_bomb(self) -> None:
        self.answer(BOMB, Content_Encoding="gzip")

    def give_brotli(self) -> None:
        self.answer(b"\x0b\x02\x80", Content_Encoding="br")

    def give_broken(self) -> None:
        self.answer(b"this is not packed", Content_Encoding="gzip")

    def give_missing(self) -> None:
        self.answer(b"no such page", 404)

    def give_moved(self) -> None:
        self.answer(b"", 302, Location="/story")

    def give_nowhere(self) -> None:
        self.answer(b"", 302)

    def give_loop(self) -> None:
        self.answer(b"", 302, Location="/loop")

    def give_inside(self) -> None:
        self.answer(b"", 302, Location="file:///etc/passwd")

    def give_endless(self) -> None:
        self.answer(b"")
        self._drip(b"x" * 10_000, 0.0)

    def give_slow(self) -> None:
        self.answer(b"")
        self._drip(b"x", 0.2)

    def give_silent(self) -> None:
        time.sleep(1.5)

    def _drip(self, piece: bytes, pause: float) -> None:
        try:
            for _ in range(1000):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass  # the reader has hung up, as it should

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["story", "packed", "members", "padded", "deflated", "moved"])
def test_pages_that_are_read(site: str, path: str) -> None:
    page = fetch(f"{site}/{path}", allow_private=True, limits=PATIENT)
    assert page.content == STORY.encode()
    assert (page.charset, page.media_type) == ("utf-8", "text/html")
    title = read_article(page).title
    assert title is not None
    assert title.text == "Harbour reopens after storm"


def test_nothing_packed_is_an_empty_page(site: str) -> None:
    assert fetch(f"{site}/empty", allow_private=True, limits=PATIENT).content == b""


def test_the_address_after_redirects_is_kept(site: str) -> None:
    assert fetch(f"{site}/moved", allow_private=True).url == f"{site}/story"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("missing", "answers 404"),
        ("nowhere", "redirects to nowhere"),
        ("loop", "more than 5 redirects"),
        ("brotli", "packed as 'br'"),
        ("broken", "packed in a broken way"),
        ("cut", "packed in a broken way"),
        ("halved", "packed in a broken way"),
        ("slow", "within 2 seconds"),
        ("silent", "does not answer in time"),
    ],
)
def test_pages_that_are_refused(site: str, path: str, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        fetch(f"{site}/{path}", allow_private=True, limits=QUICK if "time" in words or "within" in words else PATIENT)
    assert site in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["endless", "bomb"])
def test_pages_without_end(site: str, path: str) -> None:
    with pytest.raises(TooLarge, match="larger than 100,000 bytes"):
        fetch(f"{site}/{path}", allow_private=True, limits=PATIENT)


def test_redirects_are_checked_too(site: str) -> None:
    with pytest.raises(ForbiddenAddress, match="only http and https"):
        fetch(f"{site}/inside", allow_private=True, limits=PATIENT)


def test_this_machine_is_refused_by_default(site: str) -> None:
    with pytest.raises(ForbiddenAddress, match=r"/: 127\.0\.0\.1 is inside the network"):
        fetch(f"{site}/")


def test_nobody_listens() -> None:
    with pytest.raises(FetchError, match="cannot be read"):
        fetch("http://127.0.0.1:9/", allow_private=True, limits=PATIENT)


def test_a_page_that_did_not_change_is_not_sent_again(site: str) -> None:
    first = ask(f"{site}/dated", allow_private=True)
    assert first.page is not None
    assert first.validators == Validators('"one"', MODIFIED)
    again = ask(f"{site}/dated", known=first.validators, allow_private=True)
    assert (again.status, again.page) == (304, None)


@pytest.mark.parametrize("etag", ['"one"\r\nHost: evil', "«один»", "\0"])
def test_what_a_machine_gave_cannot_add_headers(site: str, etag: str) -> None:
    assert ask(f"{site}/dated", known=Validators(etag, MODIFIED), allow_private=True).status == 200


@pytest.mark.parametrize(
    ("path", "wait"),
    [
        ("busy", 120.0),
        ("closed", datetime.datetime(2021, 12, 16, 12, tzinfo=datetime.UTC)),
        ("vague", None),
        ("missing", None),
    ],
)
def test_the_wait_that_a_machine_asks_for_is_told(site: str, path: str, wait: object) -> None:
    assert ask(f"{site}/{path}", allow_private=True).retry_after == wait


def test_the_project_names_itself(site: str) -> None:
    assert b"qawl/" in fetch(f"{site}/agent", allow_private=True).content
