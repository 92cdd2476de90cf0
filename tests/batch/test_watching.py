"""Watching feeds: what is asked when, what is kept, and being stopped."""

from __future__ import annotations

import datetime

import msgspec
import pytest
from warcs import story

from qawl.batch.reading import Options
from qawl.batch.watching import MOST_TRIES, Watch
from qawl.batch.workers import Here
from qawl.feeds.manners import Manners
from qawl.feeds.pace import Clock
from qawl.feeds.watchlist import Watched, Watchlist

BEGIN = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
MODIFIED = "Thu, 01 Jan 2026 09:00:00 GMT"
QUARTER = datetime.timedelta(minutes=15)


class World:
    """A site, a store, and a clock of our own."""

    def __init__(self, site, store):
        self.site, self.store, self.now = site, store, BEGIN
        self.watchlist = Watchlist((Watched(f"{site.home}/feed", QUARTER, language="en"),), 0.0, 100, True)

    def sleep(self, seconds):
        self.now += datetime.timedelta(seconds=seconds)

    def watch(self):
        clock = Clock(now=lambda: self.now, sleep=self.sleep)
        return Watch(self.watchlist, self.store, Here(Options(reader="rules")), Manners(0.0, True, clock=clock))

    def once(self, **facts):
        return [(one.state.error, [added.outcome for added in one.added]) for one in self.watch().once(**facts)]

    def state(self):
        (state,) = self.store.feeds()
        return state


@pytest.fixture
def world(site, store):
    return World(site, store)


def rss(site, *paths):
    items = "".join(f"<item><link>{site.home}{path}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def test_what_is_new_is_kept_and_the_state_with_it(world, site):
    site.pages = {"/feed": rss(site, "/1", "/2"), "/1": story(1), "/2": story(2)}
    assert world.once() == [(None, ["new", "new"])]
    state = world.state()
    assert (state.title, state.polled_at, state.errors, state.seen) == ("News", BEGIN, 0, 2)
    assert QUARTER <= state.due_at - BEGIN <= QUARTER * 1.1


def test_a_feed_is_asked_when_it_is_due_and_only_new_pages_are_fetched(world, site):
    site.pages = {"/feed": rss(site, "/1"), "/1": story(1), "/2": story(2)}
    world.once()
    assert world.once() == []
    world.sleep(world.watch().pause())
    site.pages["/feed"] = rss(site, "/2", "/1")
    assert world.once() == [(None, ["new", "unchanged"])]
    assert (site.asked.count("/1"), world.state().seen) == (1, 2)


def test_a_feed_that_did_not_change_is_not_sent_again(world, site):
    seen = []

    def feed(headers):
        seen.append(headers["If-None-Match"])
        if headers["If-None-Match"] == '"7"':
            return 304, {}, b""
        return 200, {"ETag": '"7"', "Content-Type": "text/xml"}, rss(site, "/1").encode()

    site.pages = {"/feed": feed, "/1": story(1)}
    world.once()
    world.sleep(3600)
    assert world.once() == [(None, [])]
    assert seen == [None, '"7"']
    assert world.state().etag == '"7"'


def test_a_feed_with_a_page_that_failed_is_sent_again(world, site):
    def feed(headers):
        if headers["If-None-Match"] == '"7"':
            return 304, {}, b""
        return 200, {"ETag": '"7"', "Last-Modified": MODIFIED, "Content-Type": "text/xml"}, rss(site, "/1").encode()

    site.pages = {"/feed": feed, "/1": lambda _: (503, {}, b"")}
    assert world.once() == [(None, ["failed"])]
    assert (world.state().etag, world.state().last_modified) == (None, None)
    site.pages["/1"] = story(1)
    world.sleep(3600)
    assert world.once() == [(None, ["new"])]
    assert (world.state().etag, world.state().last_modified) == ('"7"', MODIFIED)


def test_a_feed_that_fails_is_asked_less_and_less(world, site):
    site.pages = {"/feed": "<html><body><p>Closed.</p></body></html>"}
    pauses = []
    for _ in range(9):
        ((error, _),) = world.once()
        assert "this is no RSS" in error
        pauses.append(world.watch().pause() if world.state().errors < 3 else None)
        world.now = world.state().due_at
    assert world.state().errors == 9
    assert 30 * 60 <= pauses[0] <= 33 * 60
    assert datetime.timedelta(days=1) <= world.state().due_at - world.state().polled_at <= datetime.timedelta(days=1.1)
    site.pages["/feed"] = rss(site)
    world.once()
    assert (world.state().errors, world.state().error) == (0, None)


WAITS = {
    "seconds": ("7200", datetime.timedelta(hours=2)),
    "a moment": ("Fri, 02 Jan 2026 05:00:00 GMT", datetime.timedelta(hours=5)),
    "a year": ("31536000", datetime.timedelta(days=7)),
    "less than our own": ("1", QUARTER * 2),
}


@pytest.mark.parametrize("kind", WAITS)
def test_the_wait_that_a_machine_asks_for_is_kept_to(world, site, kind):
    stated, wait = WAITS[kind]
    site.pages = {"/feed": lambda _: (503, {"Retry-After": stated}, b"")}
    world.once()
    due = world.state().due_at - BEGIN
    assert wait <= due <= wait * 1.1


def test_a_page_that_cannot_be_read_is_tried_a_few_times(world, site):
    site.pages = {"/feed": rss(site, "/gone")}
    for _ in range(MOST_TRIES + 2):
        world.once()
        world.now += datetime.timedelta(days=2)
    assert site.asked.count("/gone") == MOST_TRIES
    assert world.store.failure(f"{site.home}/gone").tries == MOST_TRIES


def test_a_feed_whose_entries_were_not_all_kept_is_asked_again(world, site):
    site.pages = {"/feed": rss(site, "/1", "/2", "/3"), **{f"/{n}": story(n) for n in (1, 2, 3)}}
    asked = iter([False, False, True, True, True])
    assert world.once(stopped=lambda: next(asked)) == [(None, ["new"])]
    assert world.store.feeds() == ()
    assert world.once() == [(None, ["unchanged", "new", "new"])]


def test_the_feed_that_waited_longest_is_asked_first(world, site):
    first, second = (Watched(f"{site.home}/{name}", QUARTER) for name in "ab")
    world.watchlist = msgspec.structs.replace(world.watchlist, feeds=(first, second))
    site.pages = {"/a": rss(site), "/b": rss(site)}
    world.once()
    late = {state.address: state for state in world.store.feeds()}[second.address]
    world.store.save_feed(msgspec.structs.replace(late, due_at=BEGIN))
    world.now += datetime.timedelta(hours=1)
    site.asked.clear()
    world.once()
    assert [path for path in site.asked if path != "/robots.txt"] == ["/b", "/a"]


def test_an_index_of_sitemaps_is_not_watched(world, site):
    site.pages = {"/feed": f"<sitemapindex><sitemap><loc>{site.home}/s</loc></sitemap></sitemapindex>"}
    ((error, _),) = world.once()
    assert "index of sitemaps" in error


def test_entries_beyond_the_limit_are_counted(world, site):
    world.watchlist = msgspec.structs.replace(world.watchlist, max_entries=1)
    site.pages = {"/feed": rss(site, "/1", "/2", "/3"), "/1": story(1)}
    (one,) = world.watch().once()
    assert (len(one.added), one.left_out) == (1, 2)


def test_a_feed_of_a_long_interval_that_fails_again_and_again_waits_no_longer(world, site):
    interval = datetime.timedelta(days=999_999)
    world.watchlist = Watchlist((Watched(f"{site.home}/feed", interval),), 0.0, 100, True)
    (told,) = world.once()
    assert "answers 404" in told[0]
    assert interval <= world.state().due_at - BEGIN <= interval * 1.1
