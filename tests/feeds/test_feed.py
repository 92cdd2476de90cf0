"""RSS, Atom and sitemaps: what they list, and what is no feed."""

from __future__ import annotations

import datetime
import gzip
import time

import pytest

from qawl.errors import FeedError, PageError
from qawl.feeds import feed as module
from qawl.feeds.feed import is_feed, read_feed
from qawl.feeds.values import Entry
from qawl.model import Page

URL = "https://news.example/feed.xml"
DAY = datetime.date(2021, 12, 16)
MOMENT = datetime.datetime(2021, 12, 16, 1, 10, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))


def page(text, charset="utf-8"):
    return Page(text.encode(charset) if isinstance(text, str) else text, url=URL, name=URL)


def rss(*items, title="News"):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(link, more=""):
    return f"<item><link>{link}</link>{more}</item>"


def links(text, charset="utf-8"):
    return [entry.link for entry in read_feed(page(text, charset)).entries]


def test_rss_says_what_when_and_where():
    date = "<title>Bridge\n reopens</title><pubDate>Thu, 16 Dec 2021 01:10:00 +0300</pubDate>"
    feed = read_feed(page(rss(item("https://news.example/1", date), item("/2"))))
    assert feed.title == "News"
    assert feed.entries == (Entry("https://news.example/1", "Bridge reopens", DAY), Entry("https://news.example/2"))


def test_atom_says_when_a_page_changed():
    feed = read_feed(
        page(
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>Bridge</title>'
            '<link rel="alternate" href="https://news.example/1"/><published>2021-12-16T01:10:00+03:00</published>'
            "<updated>2021-12-16T01:10:00+03:00</updated></entry></feed>"
        )
    )
    assert feed.entries == (Entry("https://news.example/1", "Bridge", DAY, MOMENT),)


def test_rdf_is_a_feed_too():
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="https://news.example/"><title>News</title></channel>'
        '<item rdf:about="https://news.example/1"><title>Bridge</title><link>https://news.example/1</link></item>'
        "</rdf:RDF>"
    )
    assert links(text) == ["https://news.example/1"]


SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>'
    "<image:image><image:loc>https://news.example/a.png</image:loc></image:image>"
    "<loc> https://news.example/1 </loc><lastmod>2021-12-16T01:10:00+03:00</lastmod>"
    "<news:news><news:publication_date>2021-12-16</news:publication_date></news:news></url></urlset>"
)


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_lists_pages(packed):
    content = gzip.compress(SITEMAP.encode()) if packed else SITEMAP.encode()
    assert read_feed(page(content)).entries == (Entry("https://news.example/1", None, DAY, MOMENT),)


def test_an_index_of_sitemaps_lists_sitemaps():
    text = "<sitemapindex><sitemap><loc>https://news.example/s1.xml</loc></sitemap><sitemap/></sitemapindex>"
    assert read_feed(page(text)).parts == ("https://news.example/s1.xml",)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_letters_are_read_whatever_the_feed_declares(charset):
    title = "Министерство сообщило, что мост через реку откроют в мае после ремонта и проверки опор"
    text = rss(item("https://news.example/1"), title=title).replace('"1.0"?', '"1.0" encoding="koi8-r"?')
    assert read_feed(page(text, charset)).title == title


def test_what_is_listed_twice_or_is_no_page_is_left_out():
    text = rss(
        item("https://news.example/1"),
        item("https://news.example/1"),
        item("javascript:alert(1)"),
        item("file:///etc/passwd"),
        item("ftp://news.example/1"),
        item(URL),
        "<item><title>No address</title></item>",
    )
    assert links(text) == ["https://news.example/1"]


def test_a_feed_that_breaks_off_gives_what_stands_before():
    text = rss(item("https://news.example/1"), item("https://news.example/2"))
    assert links(text[: text.index("</link></item></channel>")])[0] == "https://news.example/1"
    assert links(SITEMAP[: SITEMAP.index("<news:news>")]) == ["https://news.example/1"]


def test_entries_beyond_the_limit_are_left_out_and_told(monkeypatch):
    monkeypatch.setattr(module, "MOST_ENTRIES", 3)
    feed = read_feed(page(rss(*(item(f"https://news.example/{number}") for number in range(5)))))
    assert (len(feed.entries), feed.is_cut) == (3, True)


NO_FEEDS = {
    "a page": "<!doctype html><html><body><p>The mayor left.</p></body></html>",
    "text": "The mayor left.",
    "JSON": '{"version": "https://jsonfeed.org/version/1.1", "items": []}',
    "another XML": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "only comments": "<!---->" * 500,
    "a name of a file": "/etc/passwd",
    "an address": "http://127.0.0.1:9/",
}


@pytest.mark.parametrize("kind", NO_FEEDS)
def test_what_is_no_feed_is_refused(kind):
    assert not is_feed(page(NO_FEEDS[kind]))
    start = time.process_time()
    with pytest.raises(FeedError, match=r"^https://news.example/feed.xml: this is no RSS, Atom or sitemap"):
        read_feed(page(NO_FEEDS[kind]))
    assert time.process_time() - start < 1


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x80" * 100, b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_bytes_that_are_no_text_are_refused(content):
    assert not is_feed(page(content))
    with pytest.raises(PageError):
        read_feed(page(content))


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {name} "{f"&{of};" * 10}">' for of, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><rss version='2.0'><channel><title>&i;</title></channel></rss>"
)
SECRETS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><title>&x;</title></channel></rss>"
)


@pytest.mark.parametrize("text", [LAUGHS, SECRETS, SECRETS.replace("rss", "urlset")], ids=["laughs", "file", "sitemap"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_entities_are_not_unpacked(text, charset):
    start = time.process_time()
    with pytest.raises(FeedError, match="declares entities"):
        read_feed(page(text, charset))
    assert time.process_time() - start < 2


def test_a_packed_feed_without_end_is_refused():
    with pytest.raises(FeedError, match="unpacks to more than"):
        read_feed(page(gzip.compress(bytes(100_000_000))))


def test_a_broken_packing_is_told():
    with pytest.raises(FeedError, match="packed in a broken way"):
        read_feed(page(gzip.compress(SITEMAP.encode())[:2] + b"noise and more noise"))


@pytest.mark.parametrize(
    "date", ["", "soon", "32 Dec 2021", "9999999-01-01", "Thu, 16 Dec 99999999 01:10:00", "\u0661\u0666"]
)
def test_days_that_are_none_are_no_days(date):
    (entry,) = read_feed(page(rss(item("https://news.example/1", f"<pubDate>{date}</pubDate>")))).entries
    assert entry.date is None


def test_a_sitemap_whose_prefixes_were_never_declared_is_read():
    undeclared = SITEMAP.replace("xmlns:news", "other").replace("xmlns:image", "another")
    assert read_feed(page(undeclared)).entries == (Entry("https://news.example/1", None, DAY, MOMENT),)


def test_only_sitemaps_of_the_web_are_followed():
    places = ("https://news.example/s1.xml", "/etc/passwd", "file:///etc/passwd", "-")
    text = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in places)
    assert read_feed(page(f"<sitemapindex>{text}</sitemapindex>")).parts == ("https://news.example/s1.xml",)


def test_a_feed_that_its_reader_stumbles_over_is_a_clear_failure():
    text = "<??><rss <channel<item<link</item</link >"
    with pytest.raises(FeedError, match=r"^https://news.example/feed.xml: the feed is broken"):
        read_feed(page(text))


@pytest.mark.parametrize("element", ["<a>", "<item>", "<a/>"])
def test_of_a_feed_with_elements_without_end_the_beginning_is_read(monkeypatch, element):
    monkeypatch.setattr(module, "_MOST_TAGS", 1_000)
    feed = read_feed(page(rss(item("https://news.example/1"), element * 2_000, item("https://news.example/2"))))
    assert [entry.link for entry in feed.entries] == ["https://news.example/1"]
    assert feed.is_cut
