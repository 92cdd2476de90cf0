"""Addresses: single pages, feeds, sitemaps below sitemaps, and their limits."""

from __future__ import annotations

import datetime

import pytest
from warcs import story

from qawl.batch import addresses as module
from qawl.batch.addresses import Journey, address_items
from qawl.batch.record import Broken, Known, Record, Whole
from qawl.feeds.manners import Manners, Visitor
from qawl.feeds.pace import Clock
from qawl.fetch.client import Limits

KEPT = datetime.datetime(2024, 5, 6, tzinfo=datetime.UTC)


@pytest.fixture
def read(site):
    """Read an address of the site; `kept` are the addresses that the store has."""

    def go(path, *, kept=(), most=100, **facts):
        manners = Manners(delay=0.0, allow_private=True, limits=Limits(size=100_000), clock=Clock(sleep=lambda _: None))
        known = {f"{site.home}{one}" for one in kept}
        journey = Journey(Visitor(manners), most, lambda url: KEPT if url in known else None, **facts)
        return list(address_items(journey, f"{site.home}{path}"))

    return go


def rss(site, *paths, more=""):
    items = "".join(f"<item><link>{site.home}{path}</link>{more}</item>" for path in paths)
    return f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def index(site, *paths):
    return (
        f"<sitemapindex>{''.join(f'<sitemap><loc>{site.home}{path}</loc></sitemap>' for path in paths)}</sitemapindex>"
    )


def urlset(site, *paths):
    return f"<urlset>{''.join(f'<url><loc>{site.home}{path}</loc></url>' for path in paths)}</urlset>"


def test_a_page_is_itself(site, read):
    site.pages = {"/1": story(1), "/robots.txt": "User-agent: *\nDisallow: /\n"}
    (record,) = read("/1")
    assert (record.source, record.page.content.decode()) == (f"{site.home}/1", story(1))
    assert site.asked == ["/1"]


def test_the_pages_of_a_feed_are_fetched_with_what_the_feed_says(site, read):
    more = "<pubDate>Thu, 16 Dec 2021 01:10:00 +0300</pubDate>"
    site.pages = {"/feed": rss(site, "/1", "/2", more=more), "/1": story(1), "/2": story(2)}
    one, two, whole = read("/feed")
    assert [one.page.content.decode(), two.page.content.decode()] == [story(1), story(2)]
    assert one.date == datetime.date(2021, 12, 16)
    assert whole == Whole(f"{site.home}/feed")


def test_what_is_kept_is_not_fetched_unless_it_changed_since(site, read):
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="{home}/1"/>'
        '<updated>2024-05-05T00:00:00Z</updated></entry><entry><link href="{home}/2"/>'
        "<updated>2024-05-07T00:00:00Z</updated></entry></feed>"
    )
    site.pages = {"/feed": atom.format(home=site.home), "/1": story(1), "/2": story(2)}
    one, two, _ = read("/feed", kept=["/1", "/2"])
    assert one == Known(f"{site.home}/1")
    assert isinstance(two, Record)
    assert "/1" not in site.asked


def test_pages_that_cannot_be_read_are_told_and_the_rest_goes_on(site, read):
    robots = "User-agent: *\nDisallow: /no\n"
    site.pages = {"/robots.txt": robots, "/feed": rss(site, "/no/1", "/gone", "/1"), "/1": story(1), "/no/1": story(2)}
    refused, gone, record, _ = read("/feed")
    assert "asks programs not to read" in refused.reason
    assert "answers 404" in gone.reason
    assert isinstance(record, Record)
    assert "/no/1" not in site.asked


def test_a_page_that_nobody_asked_for_by_name_is_for_robots_to_allow(site, read):
    site.pages = {"/robots.txt": "User-agent: *\nDisallow: /\n", "/1": story(1)}
    (broken,) = read("/1", is_asked_for=False)
    assert "asks programs not to read" in broken.reason


def test_sitemaps_below_sitemaps_are_followed_once(site, read):
    site.pages = {
        "/sitemap.xml": index(site, "/a.xml", "/b.xml", "/a.xml", "/sitemap.xml"),
        "/a.xml": urlset(site, "/1"),
        "/b.xml": index(site, "/sitemap.xml", "/c.xml"),
        "/c.xml": urlset(site, "/2"),
        "/1": story(1),
        "/2": story(2),
    }
    found = read("/sitemap.xml")
    assert [type(item) for item in found] == [Record, Record, Whole]
    assert site.asked.count("/a.xml") == 1


def test_a_sitemap_is_asked_for_when_its_turn_comes(site, read):
    """Otherwise all of them would stand in memory at once."""
    site.pages = {
        "/sitemap.xml": index(site, "/a.xml", "/b.xml"),
        "/a.xml": urlset(site, "/1"),
        "/b.xml": urlset(site, "/2"),
        "/1": story(1),
        "/2": story(2),
    }
    read("/sitemap.xml")
    assert [path for path in site.asked if path != "/robots.txt"] == ["/sitemap.xml", "/a.xml", "/1", "/b.xml", "/2"]


def test_sitemaps_without_end_stop_at_the_limit(site, read, monkeypatch):
    def deeper(number):
        return lambda _: (200, {"Content-Type": "text/xml"}, index(site, f"/{number + 1}.xml").encode())

    site.pages = {f"/{number}.xml": deeper(number) for number in range(50)}
    (broken,) = read("/0.xml")
    assert "too many sitemaps" in broken.reason
    assert len(site.asked) < 10
    monkeypatch.setattr(module, "MOST_FEEDS", 5)
    site.pages = {"/wide.xml": index(site, *(f"/{number}" for number in range(50)))}
    assert "too many sitemaps" in read("/wide.xml")[0].reason


def test_entries_beyond_the_limit_are_told(site, read):
    site.pages = {"/feed": rss(site, "/1", "/2", "/3"), "/1": story(1), "/2": story(2), "/3": story(3)}
    one, two, broken = read("/feed", most=2)
    assert [type(one), type(two)] == [Record, Record]
    assert "more than 2 pages" in broken.reason


def test_a_feed_without_end_is_a_clear_failure(site, read):
    site.pages = {"/feed": rss(site, *(f"/{number}" for number in range(5000)))}
    (broken,) = read("/feed")
    assert isinstance(broken, Broken)
    assert "larger than 100,000 bytes" in broken.reason


@pytest.mark.parametrize("body", ["<rss><channel>", "<urlset>", "<feed/>", "<sitemapindex></sitemapindex>"])
def test_an_empty_feed_gives_nothing(site, read, body):
    site.pages = {"/feed": body}
    assert read("/feed") == [Whole(f"{site.home}/feed")]


def test_a_page_that_is_not_there_is_told(read):
    (broken,) = read("/none")
    assert "answers 404" in broken.reason
