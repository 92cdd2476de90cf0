"""robots.txt, the pause between two questions, and the file of feeds."""

from __future__ import annotations

import datetime

import pytest

from qawl.errors import FetchError, RobotsRefusal, UnknownLanguage, UsageError
from qawl.feeds.manners import Manners, Visitor
from qawl.feeds.pace import Clock, Pace
from qawl.feeds.robots import Robots
from qawl.feeds.watchlist import read_watchlist
from qawl.fetch.client import Answer
from qawl.model import Page

BEGIN = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


class Hands:
    """A clock that moves when somebody sleeps."""

    def __init__(self):
        self.time, self.slept = BEGIN, []
        self.clock = Clock(now=lambda: self.time, sleep=self.sleep)

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += datetime.timedelta(seconds=seconds)


@pytest.fixture
def hands():
    return Hands()


def test_one_machine_is_not_asked_twice_at_once(hands):
    pace = Pace(hands.clock, 2.0)
    pace.wait("a")
    pace.wait("b")
    pace.wait("a")
    hands.sleep(5)
    pace.wait("a", delay=10)
    pace.wait("a")
    assert hands.slept == [2.0, 5, 10.0]


def robots(hands, answer):
    asked = []

    def ask(url):
        asked.append(url)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Answer) else Answer(url, 200, "OK", Page(answer))

    return Robots(ask, hands.clock), asked


RULES = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: qawl\nDisallow: /no\nCrawl-delay: 3\n"
ALLOWED = {
    "our own rules": (RULES, "https://news.example/private/1", 3.0),
    "no rules": (b"", "https://news.example/1", 0.0),
    "no file": (Answer("", 404), "https://news.example/1", 0.0),
    "noise": (bytes(range(256)) * 10, "https://news.example/1", 0.0),
    "a page": (b"<html><body>Not found</body></html>", "https://news.example/1", 0.0),
    "a delay of a year": (b"User-agent: *\nCrawl-delay: 31536000\n", "https://news.example/1", 60.0),
    "other rules": (b"User-agent: other\nDisallow: /\n", "https://news.example/1", 0.0),
}


@pytest.mark.parametrize("kind", ALLOWED)
def test_what_sites_allow(hands, kind):
    answer, url, delay = ALLOWED[kind]
    assert robots(hands, answer)[0].check(url) == delay


REFUSED = {
    "our own rules": (RULES, "https://news.example/no/1", "asks programs not to read"),
    "everything": (b"User-agent: *\nDisallow: /\n", "https://news.example/", "asks programs not to read"),
    "a site in trouble": (Answer("", 503, "Busy"), "https://news.example/", "cannot be asked"),
    "a site that is away": (FetchError("no answer"), "https://news.example/", "no answer"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_sites_refuse(hands, kind):
    answer, url, words = REFUSED[kind]
    with pytest.raises(RobotsRefusal, match=words):
        robots(hands, answer)[0].check(url)


def test_rules_are_asked_for_once_a_day_and_site(hands):
    rules, asked = robots(hands, RULES)
    for url in ("https://news.example/1", "https://news.example:8443/2", "https://news.example/3?q#f"):
        rules.check(url)
    hands.sleep(24 * 3600)
    rules.check("https://news.example/1")
    first, other = "https://news.example/robots.txt", "https://news.example:8443/robots.txt"
    assert asked == [first, other, first]


def test_a_visitor_asks_the_rules_first_and_waits(hands, site):
    site.pages = {"/robots.txt": "User-agent: *\nDisallow: /no\nCrawl-delay: 5\n", "/1": "one", "/2": "two"}
    visitor = Visitor(Manners(delay=2.0, allow_private=True, clock=hands.clock))
    with pytest.raises(RobotsRefusal):
        visitor.ask(f"{site.home}/no")
    assert visitor.ask(f"{site.home}/1").page.content == b"one"
    assert visitor.ask(f"{site.home}/2").page.content == b"two"
    assert site.asked == ["/robots.txt", "/1", "/2"]
    assert hands.slept == pytest.approx([2.0, 5.0])


GOOD = """
[watch]
interval = "30m"
delay = "5s"

[[feed]]
address = "https://news.example/feed"
name = "Новости"
language = "ru"

[[feed]]
address = "https://news.example/other"
interval = "6h"
"""


def test_a_file_of_feeds_says_what_how_often_and_how_fast(tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text(GOOD)
    watchlist = read_watchlist(path)
    first, second = watchlist.feeds
    assert (first.address, first.name, first.language) == ("https://news.example/feed", "Новости", "ru")
    assert (first.interval, second.interval) == (datetime.timedelta(minutes=30), datetime.timedelta(hours=6))
    assert (watchlist.delay, watchlist.allow_private) == (5.0, False)


def test_no_feed_is_asked_more_than_once_a_minute(tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text('[[feed]]\naddress = "https://news.example/"\ninterval = "1s"\n')
    assert read_watchlist(path).feeds[0].interval == datetime.timedelta(minutes=1)


FEED = '[[feed]]\naddress = "https://news.example/"\n'
BAD = {
    "nothing": ("", "there are no feeds"),
    "no TOML": ("[[feed]", "no file of feeds"),
    "no UTF-8": (b"\xff\xfe", "no file of feeds"),
    "a misspelt key": (FEED + 'intervall = "5m"', "intervall"),
    "no address": ("[[feed]]\n", "address"),
    "a file": ('[[feed]]\naddress = "file:///etc/passwd"', "this is no address"),
    "no span": (FEED + 'interval = "soon"', "no span of time"),
    "a number": (FEED + "interval = 5", "no file of feeds"),
    "twice": (FEED + FEED, "stands there twice"),
    "no delay": ('[watch]\ndelay = "-1s"\n' + FEED, "no span of time"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_of_feeds_that_is_none_is_refused(tmp_path, kind):
    content, words = BAD[kind]
    path = tmp_path / "feeds.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError, match=words) as caught:
        read_watchlist(path)
    assert str(path) in str(caught.value)


def test_a_language_that_is_not_installed_is_refused(tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text(FEED + 'language = "tlh"')
    with pytest.raises(UnknownLanguage, match="tlh"):
        read_watchlist(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_watchlist(tmp_path / "none.toml")


def test_what_is_remembered_of_sites_does_not_grow_without_end(hands, monkeypatch):
    monkeypatch.setattr("qawl.feeds.robots._MOST_SITES", 3)
    monkeypatch.setattr("qawl.feeds.pace._MOST_HOSTS", 3)
    (rules, asked), pace = robots(hands, RULES), Pace(hands.clock, 2.0)
    for number in range(9):
        rules.check(f"https://{number}.example/1")
        pace.wait(f"{number}.example")
        hands.sleep(1)
    assert len(rules._rules) <= 3
    assert len(pace._free_at) <= 4
    rules.check("https://8.example/2")
    assert len(asked) == 9
