"""A server over a store made from the examples, and a browser that looks at it and tells what went wrong on the way."""

import datetime
import shutil
import socket
import threading
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
import uvicorn

from qawl.model import Page
from qawl.pipeline import read_page
from qawl.store.store import open_store
from qawl.tagger.reader import open_reader
from qawl.web.app import build_app
from qawl.web.settings import Settings

CHROMIUM = "/usr/bin/chromium"
EXAMPLES = Path(__file__).parents[3] / "examples"
SCREENSHOTS = Path(__file__).parents[3] / "build" / "screenshots"
NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
REGIONS = {"ar": "ar-EG", "ru": "ru-RU", "en": "en-GB"}


class Kept(msgspec.Struct):
    """A store made from the examples: its file, and the reading of each example by the name of its file."""

    file: Path
    readings: dict


class Site(msgspec.Struct):
    """A running server: where it listens, and what was read in its examples."""

    url: str
    readings: dict

    def article(self, example):
        return f"/articles/{self.readings[example].article.id}"

    def statement(self, example, words):
        """Return where the statement stands whose content begins with some words."""
        return f"/statements/{self.readings[example].article.id}/{self.name(example, words)}"

    def name(self, example, words):
        statements = self.readings[example].statements
        return next(one.id for one in statements if one.content and one.content[0].text.startswith(words))


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    file, readings, reader = tmp_path_factory.mktemp("reader") / "examples.db", {}, open_reader("rules")
    with open_store(str(file)) as store:
        for path in sorted(EXAMPLES.iterdir()):
            if path.suffix not in (".html", ".txt"):
                continue
            reading = read_page(Page(path.read_bytes(), name=path.name), reader=reader)
            store.keep(reading, source=f"https://news.example/{path.name}", fetched_at=NOW)
            readings[path.name] = reading
        store.fail("https://news.example/lost.html", "the machine answers 404 Not Found: check the address", NOW)
    return Kept(file, readings)


@pytest.fixture(scope="session")
def site(kept):
    """A server that no test changes anything on."""
    yield from _serving(Settings(db=str(kept.file), reader="rules"), kept.readings)


@pytest.fixture(scope="module")
def own_site(kept, tmp_path_factory):
    """A server over a copy of the store, for tests that change something."""
    copy = tmp_path_factory.mktemp("own") / "examples.db"
    shutil.copy(kept.file, copy)
    yield from _serving(
        Settings(db=str(copy), reader="rules", readings_a_minute=100, allow_private=True), kept.readings
    )


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory):
    yield from _serving(Settings(db=str(tmp_path_factory.mktemp("empty") / "empty.db"), reader="rules"), {})


@pytest.fixture(scope="module")
def guarded_site(kept):
    yield from _serving(Settings(db=str(kept.file), token="harbour", read_only=True), kept.readings)


def _serving(settings, readings):
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(build_app(settings), log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", readings)
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser():
    """Chromium; for one module at a time, because its event loop would be in the way of other tests."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install 'qawl[dev]'"
    )
    if not Path(CHROMIUM).exists():
        pytest.skip(f"there is no browser on this machine: {CHROMIUM} (Debian's package chromium)")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def readers(browser):
    """The readers of a module: one for each language, colour scheme, width, and with scripts or without."""
    contexts = {}

    def reader(ui, scheme, width, scripts):
        key = (ui, scheme, width, scripts)
        if key not in contexts:
            contexts[key] = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                locale=REGIONS[ui],
                java_script_enabled=scripts,
                reduced_motion="reduce",
            )
        return contexts[key]

    yield reader
    for context in contexts.values():
        context.close()


@pytest.fixture
def look(readers, site):
    """Open an address as a reader of some language; a page that complains or asks elsewhere fails the test.

    `refusal` is the status that a form of the page will be answered with.
    """
    troubles, pages = [], []

    def looking(address, ui="en", *, at=site, scheme="light", width=1280, expect_status=200, refusal=0, scripts=True):
        page = readers(ui, scheme, width, scripts).new_page()
        pages.append(page)
        page.on("console", lambda message: troubles.extend(_troubles_in(message, {expect_status, refusal})))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda asked: troubles.extend(_asked_elsewhere(asked.url)))
        answer = page.goto(at.url + address, wait_until="load")
        assert answer is not None
        assert answer.status == expect_status, answer.text()
        return page

    yield looking
    for page in pages:
        page.close()
    assert troubles == []


@pytest.fixture
def picture():
    """Keep a picture of a page among the artefacts of the build."""

    def taking(page, name):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")

    return taking


def _troubles_in(message, expected):
    is_expected = any(status >= 400 and f"status of {status}" in message.text for status in expected)
    if message.type in ("error", "warning") and not is_expected:
        yield message.text


def _asked_elsewhere(url):
    parts = urlsplit(url)
    if parts.scheme in ("http", "https") and parts.hostname != "127.0.0.1":
        yield f"asks elsewhere: {url}"
