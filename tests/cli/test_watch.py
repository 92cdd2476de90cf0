"""`qawl watch` keeps what feeds list, tells it in lines, and ends when it is told to."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qawl.feeds.watchlist import read_watchlist
from qawl.store.store import open_store

PAGE = (
    "<html><body><h1>Bridge to reopen</h1><p>The mayor, Ann Field, said that the bridge would reopen.</p></body></html>"
)
EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture
def feeds(site, tmp_path):
    """A file with one feed of one page on a site of this machine."""
    site.pages = {"/feed": f"<rss><channel><item><link>{site.home}/1</link></item></channel></rss>", "/1": PAGE}
    path = tmp_path / "feeds.toml"
    rules = '[watch]\ndelay = "0s"\nallow_private = true\n'
    path.write_text(f'{rules}[[feed]]\naddress = "{site.home}/feed"\nlanguage = "en"\n')
    return path


def test_once_keeps_what_is_new_and_stops(qawl, feeds, site, tmp_path):
    db = str(tmp_path / "news.db")
    arguments = ("watch", feeds, "--once", "--reader", "rules", "--db", db)
    assert qawl(*arguments) == (0, f"{site.home}/feed: 1 new\n", "")
    assert qawl(*arguments) == (0, "", "")
    assert "the bridge would reopen" in qawl("find", "bridge", "--db", db)[1]


def test_a_feed_that_fails_is_told_and_gives_the_status(qawl, feeds, site, tmp_path):
    site.pages["/feed"] = PAGE
    status, out, err = qawl("watch", feeds, "--once", "--reader", "rules", "--db", tmp_path / "news.db")
    assert (status, out) == (1, "")
    assert err.startswith(f"qawl: {site.home}/feed: this is no RSS, Atom or sitemap (begins with <html>)")
    assert "1 in a row, next try 20" in err


def test_a_file_that_is_none_is_refused(qawl, tmp_path):
    (tmp_path / "feeds.toml").write_text("[[feed]]\n")
    status, _, err = qawl("watch", tmp_path / "feeds.toml", "--db", tmp_path / "news.db")
    assert status == 2
    assert "see docs/feeds.md" in err
    assert not (tmp_path / "news.db").exists()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_service_ends_when_it_is_told_to(feeds, tmp_path, stop):
    program = "from qawl.cli.main import main; main()"
    command = [
        sys.executable,
        "-c",
        program,
        "watch",
        str(feeds),
        "--reader",
        "rules",
        "--db",
        str(tmp_path / "news.db"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout.readline().endswith("/feed: 1 new\n")
        time.sleep(0.1)
        running.send_signal(stop)
        assert running.wait(300) == 0
        assert running.stderr.read() == ""
    with open_store(tmp_path / "news.db") as store:
        assert [state.errors for state in store.feeds()] == [0]


def test_the_feeds_of_the_example_can_be_watched():
    watchlist = read_watchlist(EXAMPLES / "feeds.toml")
    assert {feed.language for feed in watchlist.feeds} == {"ar", "ru", "en"}
    assert len(watchlist.feeds) >= 20


@pytest.mark.parametrize("command", ["add", "watch", "failures"])
def test_every_option_is_documented(qawl, command):
    text = (EXAMPLES.parent / "docs" / "feeds.md").read_text(encoding="utf-8")
    shared = {"--help", "--db", "--lang", "--date", "--reader"}
    words = qawl(command, "--help")[1].replace(",", " ").split()
    options = {word for word in words if word.startswith("--")} - shared
    assert {option for option in options if option not in text} == set()
