"""Whatever comes in, an article or one clear line of error comes out, in bounded time."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import PROSE, page, plain, table_page

from qawl.article.article import read_article
from qawl.article.datelines import find_dateline
from qawl.article.decode import LIMIT
from qawl.errors import PageError, UnknownLanguage
from qawl.languages.pack import load_pack
from qawl.model import Article, Page
from qawl.span import Span

SECONDS = 30  # of processor time, which other work on the machine does not lengthen; the slowest of these takes 9
WHOLE = [*(page(code) for code in PROSE), *(table_page(code) for code in PROSE), *(plain(code) for code in PROSE)]
CHARSETS = ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1251", "windows-1256", "koi8-r", "latin-1", "cp866"]
TAGS = ["div", "p", "table", "tr", "td", "span", "b", "a", "ul", "li", "svg", "form", "script", "title", "font"]
MARKS = "\u202e\u2066\u200f\ufeff\x85\u2028"
CONTROLS = [*(bytes([n]) for n in (*range(32), 0x7F, 0x80, 0xFF)), *(mark.encode() for mark in MARKS)]

DEEP = {
    "divs": "<html><body>" + "<div>" * 200_000 + PROSE["en"][0] + "</div>" * 200_000 + page("en"),
    "tables": "<table><tr><td>" * 100_000 + page("ru"),
    "inline": "<b><i>" * 200_000 + page("ar"),
    "links": '<a href="/">' * 200_000 + page("en"),
    "lists": "<ul><li>" * 100_000 + page("en"),
    "open tags": "<" * 2_000_000 + page("en"),
    "attributes": "<div " + 'class="comment related" ' * 100_000 + ">" + page("en"),
    "comments": "<!-- " * 200_000 + page("en"),
    "empty comments": "<!---->" * 585 + "x" + page("en"),
    "paragraphs": "<html><body>" + "<p>One more sentence of this very long page, and it ends here.</p>" * 250_000,
    "breaks": "<html><body>" + "word<br>" * 1_000_000,
    "one line": "<html><body><p>" + "word " * 3_000_000,
    "json": '<script type="application/ld+json">' + "[" * 400_000 + "</script>" + page("en"),
    "metas": "<html><head>" + '<meta name="date" content="16 December 2021">' * 200_000 + page("en"),
    "dates": "<html><body>" + "<p>16.12.2021</p>" * 200_000 + page("ru"),
    "many titles": "<html><head>"
    + "".join(f'<meta name="og:title" content="Old harbour number {n}">' for n in range(20_000))
    + "".join(f"<p>Old harbour of number {n}</p>" for n in range(20_000))
    + page("en"),
    "long titles": f"<html><head><title>{''.join(f'word{n} ' for n in range(100_000))}</title>"
    + "".join(f"<p>Old harbour of number {n}</p>" for n in range(20_000))
    + page("en"),
    "titles": "<html><head><title>" + "Old harbour " * 100_000 + "</title>" + page("en"),
}


def read_or_refuse(content: bytes | str, **facts: str) -> Article | None:
    """Read a page. Only the errors that are meant for users may come out of it, each a line long."""
    try:
        article = read_article(Page(content, **facts))
    except (PageError, UnknownLanguage) as error:
        assert str(error)
        assert "\n" not in str(error)
        return None
    spans = [article.title, article.dateline, *article.apparatus]
    for span in spans:
        assert span is None or article.text[span.start : span.end] == span.text
    for named in (*article.credits, *article.authors):
        assert named.start is None or article.text[named.start : named.end] == named.name
    article.text.encode("utf-8")
    return article


@pytest.mark.slow
@pytest.mark.parametrize("kind", DEEP)
def test_pages_built_to_hang_a_reader(kind: str) -> None:
    assert len(DEEP[kind]) <= LIMIT
    start = time.process_time()
    read_or_refuse(DEEP[kind].encode())
    assert time.process_time() - start < SECONDS


LINES = {
    "a dash before spaces": "-" + " " * 2000 + ":",
    "a dash before many spaces": "-" + " " * 200_000 + "x:",
    "a slash before spaces": "a /" + " " * 20_000 + "x",
    "slashes and spaces": "/ " * 100_000 + "x",
    "brackets and spaces": "( " * 100_000 + "x",
    "a bracket among spaces": " " * 50_000 + "(" + " " * 50_000 + ")" + " " * 50_000 + "x",
    "a colon behind spaces": "Source" + " " * 200_000 + "x",
    "places without end": "A a 1 " * 100 + "(",
    "lands without end": "A a, A a. " * 100 + "(",
}


@pytest.mark.parametrize("kind", LINES)
def test_lines_built_to_hang_a_reader(kind: str) -> None:
    start = time.process_time()
    read_article(Page("\n".join([plain("en"), LINES[kind], PROSE["en"][0], f"«{LINES[kind]}"]), name="lines"))
    find_dateline(LINES[kind], Span(0, len(LINES[kind]), LINES[kind]), load_pack("en"))
    assert time.process_time() - start < 5


def test_a_list_without_end_in_json() -> None:
    start = time.process_time()
    head = '<script type="application/ld+json">[' + "1," * 490_000 + "1]</script>"
    assert read_or_refuse(page("en", head=head).encode()) is not None
    assert time.process_time() - start < 5


def test_a_number_without_end_in_json() -> None:
    head = '<script type="application/ld+json">{"@type": "Article", "headline": "&#' + "9" * 9000 + ';"}</script>'
    assert read_or_refuse(page("en", head=head).encode()) is not None


@pytest.mark.parametrize("depth", [10, 100, 250, 256, 300, 5000])
@pytest.mark.parametrize("language", PROSE)
def test_no_words_are_lost_in_the_deep(language: str, depth: int) -> None:
    markup = page(language).replace("<h1>", "<div>" * depth + "<h1>")
    article = read_or_refuse(markup.encode())
    assert article is not None
    for paragraph in PROSE[language]:
        assert paragraph in article.text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    read_or_refuse(content)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    article = read_or_refuse(text)
    assert article is None or len(article.text) == len(text)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_mutated_pages(seed: int) -> None:
    read_or_refuse(mutated(random.Random(seed)), media_type="text/html", charset="utf-8")


@pytest.mark.slow
def test_two_thousand_mutated_pages() -> None:
    for seed in range(2000):
        content = mutated(random.Random(seed))
        assert read_or_refuse(content) == read_or_refuse(content)


def mutated(chance: random.Random) -> bytes:
    """Return a page in some charset with one to four things done to its bytes."""
    content = chance.choice(WHOLE).encode(chance.choice(CHARSETS), "replace")
    for _ in range(chance.randint(1, 4)):
        content = chance.choice(MUTATIONS)(content, chance)
    return content


def cut(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.choices(range(len(content) + 1), k=2))
    return content[:start] + content[end:] if chance.random() < 0.5 else content[start:end]


def swap_charset(content: bytes, chance: random.Random) -> bytes:
    text = content.decode(chance.choice(CHARSETS), "replace")
    return text.encode(chance.choice(CHARSETS), "replace")


def nest(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + f"<{chance.choice(TAGS)}>".encode() * chance.choice([1, 3, 50, 400]) + content[at:]


def add_controls(content: bytes, chance: random.Random) -> bytes:
    pieces = bytearray(content)
    for _ in range(chance.choice([1, 10, 100])):
        at = chance.randrange(len(pieces) + 1)
        pieces[at:at] = chance.choice(CONTROLS)
    return bytes(pieces)


def scramble(content: bytes, chance: random.Random) -> bytes:
    pieces = bytearray(content)
    for _ in range(chance.choice([1, 10, 100])):
        if pieces:
            pieces[chance.randrange(len(pieces))] = chance.randrange(256)
    return bytes(pieces)


MUTATIONS = (cut, swap_charset, nest, add_controls, scramble)
