"""The self-contained page: everything in it, nothing broken out of it."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qawl.export.html import to_html
from qawl.export.json_lines import from_line
from qawl.export.passages import Mark, labels_of, marked_text
from qawl.model import Article, Edition, Reading, SpeakerRef, Statement
from qawl.span import Span

_READINGS = Path(__file__).parent.parent / "readings"
_CODES = ("ar", "en", "ru")
_VOID = {"meta", "br", "link"}


class _Checked(HTMLParser):
    """Follows the elements of a page and remembers its text by element, its links and its tags."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.ids, self.links = [], set(), [], []
        self.classes, self.text = {}, []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.add(tag)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        if tag not in _VOID:
            self.open.append((tag, (attributes.get("class") or "").split()))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        classes = {name for _, names in self.open for name in names}
        if "label" in classes or any(tag in ("aside", "head", "style", "footer", "nav") for tag, _ in self.open):
            return
        if "about" in classes or "legend" in classes:
            return
        self.text.append(data)
        for name in classes:
            self.classes.setdefault(name, []).append(data)


def _checked(page):
    parser = _Checked()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


def _reading(code):
    return from_line((_READINGS / f"{code}.json").read_bytes())


def _lines(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("code", _CODES)
def test_the_whole_text_is_there(code):
    reading = _reading(code)
    assert "".join(_checked(to_html([reading])).text).strip() == "".join(_lines(reading.article.text))


@pytest.mark.parametrize("code", _CODES)
def test_every_statement_is_marked_and_has_its_card(code):
    reading = _reading(code)
    page = _checked(to_html([reading]))
    for number, statement in enumerate(reading.statements, start=1):
        spans = {span for span in (statement.source, statement.cue, *statement.content) if span}
        marked = "".join(page.classes[f"s{number}"])
        assert sorted(marked) == sorted("".join(span.text for span in spans).replace("\n", ""))
        assert {f"t-s{number}", f"c-s{number}"} <= set(page.ids)


@pytest.mark.parametrize("code", _CODES)
def test_links_within_the_page_lead_somewhere(code):
    page = _checked(to_html([_reading(code), _reading("en")]))
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert set(inside) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_the_article_keeps_its_direction_and_language():
    page = to_html([_reading("ar")])
    assert '<main id="top" class="page" dir="rtl">' in page
    assert '<h1 lang="ar">' in page


def test_nothing_is_loaded_and_nothing_runs():
    page = to_html([_reading(code) for code in _CODES])
    assert _checked(page).tags.isdisjoint({"script", "img", "link", "iframe", "object", "form"})
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page.replace("&#x27;", "'")


_HOSTILE = "</p><script>alert(1)</script> \"'& <b> \x1b[31m \x00 \u202e javascript:alert(1)"


def test_hostile_text_stays_text():
    span = Span(0, len(_HOSTILE), _HOSTILE)
    article = Article(
        "x", "javascript:alert(1)", "xx", "ltr", span, _HOSTILE, editions=(Edition("xx", _HOSTILE, "data:text/html,x"),)
    )
    statement = Statement(
        "s1",
        span,
        span,
        (span,),
        "direct",
        "speech",
        _HOSTILE,
        speaker=SpeakerRef("p", _HOSTILE, _HOSTILE),
        in_=_HOSTILE,
    )
    page = to_html([Reading(article, (), (statement,))])
    checked = _checked(page)
    assert "script" not in checked.tags
    assert all(link.startswith("#") for link in checked.links)
    assert not re.search("[\x00-\x08\x0b-\x1f]", page)


def test_an_empty_reading_gives_a_page():
    article = Article("x", None, "en", "ltr", None, "Only a line.")
    assert "0 statements" in to_html([Reading(article)])
    assert "Only a line." in to_html([Reading(article)])
    assert "<html" in to_html([])


def test_the_page_is_the_same_every_time():
    assert to_html([_reading("ar")]) == to_html([_reading("ar")])


def test_a_number_never_stands_inside_a_word():
    reading = _reading("ar")
    for label in labels_of(reading):
        assert label.position == 0 or reading.article.text[label.position - 1].isspace()


_RANGES = st.tuples(st.integers(0, 40), st.integers(0, 40)).filter(lambda pair: pair[0] < pair[1])
_ROLES = st.sampled_from(["source", "cue", "content"])


@given(text=st.text(min_size=40, max_size=40), ranges=st.lists(st.tuples(_RANGES, _ROLES), max_size=8))
def test_overlapping_marks_cover_exactly_their_ranges(text, ranges):
    marks = [Mark(start, end, role, number) for number, ((start, end), role) in enumerate(ranges, start=1)]
    made = marked_text(text, Span(0, 40, text), marks, (), "")
    plain = html.unescape(re.sub("<[^>]*>", "", made))
    assert len(plain) == 40
    for mark in marks:
        assert f" s{mark.number}" in made or f'"{mark.role} s{mark.number}' in made


def test_spans_that_go_over_paragraphs_are_marked_in_each():
    text = "He said: one\n\ntwo. End"
    content = (Span(9, 18, text[9:18]),)
    statement = Statement("s1", None, None, content, "direct", "speech", "say")
    page = _checked(to_html([Reading(Article("x", None, "en", "ltr", None, text), (), (statement,))]))
    assert page.classes["s1"] == ["one", "two."]


def test_readings_survive_the_journey():
    for code in _CODES:
        reading = _reading(code)
        assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading


def test_the_usual_chain_is_said_once_and_others_on_their_cards():
    page = to_html([_reading("ar")])
    assert page.count("صباح البحر</bdi>") == 1
    assert page.count("<dt>chain</dt>") == 5  # two of another way, three of none
    assert page.count("none known") == 3
