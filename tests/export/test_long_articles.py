"""An article of very many lines and statements takes about as long as it is, on a page and in TEI."""

import io
import time

import pytest

from qawl.export.html import to_html
from qawl.export.tei import write_tei
from qawl.model import Article, Link, Reading, Speaker, SpeakerRef, Statement
from qawl.span import Span

SECONDS = 2.5  # a fourth of that is enough; where each line looks at every statement, it takes four to a hundred
WORDS = "The ferry is late."
MOST = 4_000


def spans_of(text, words):
    """Give every place of some words that stand at equal distances."""
    width = len(text) // text.count(words)
    return [Span(at, at + len(words), words) for at in range(text.index(words), len(text), width)]


def said(number, span):
    chain = (Link("speaker", f"Pilot {number}"), Link("agency", f"Wire {number}"))
    return Statement(
        f"s{number}", span, None, (span,), "direct", "speech", f"act {number}",
        speaker=SpeakerRef(f"p{number}", f"Pilot {number}"), in_=f"s{number - 1}", chain=chain,
    )  # fmt: skip


def reading_of(text, words, apparatus=()):
    spans = spans_of(text, words)
    article = Article("x", None, "en", "ltr", spans[0], text, apparatus=tuple(apparatus))
    speakers = tuple(Speaker(f"p{number}", f"Pilot {number}") for number in range(len(spans)))
    return Reading(article, speakers, tuple(said(number, span) for number, span in enumerate(spans, start=1)))


LINES = f"{WORDS}\nNobody came.\n\n" * MOST
READINGS = {
    "many lines": lambda: reading_of(LINES, WORDS),
    "one line": lambda: reading_of(f"{WORDS} Nobody came. " * MOST, WORDS),
    "one word": lambda: reading_of(("ferry" + "-" * 200) * MOST, "ferry"),
    "much apparatus": lambda: reading_of(LINES, WORDS, spans_of(LINES, "Nobody came.")),
}


@pytest.mark.parametrize("shape", READINGS)
def test_a_page_is_made_in_time(shape):
    reading = READINGS[shape]()
    start = time.process_time()
    page = to_html([reading])
    assert time.process_time() - start < SECONDS
    assert page.count('class="card"') == MOST


@pytest.mark.parametrize("shape", READINGS)
def test_tei_is_written_in_time(shape):
    reading, out = READINGS[shape](), io.BytesIO()
    start = time.process_time()
    assert write_tei([reading], out) == MOST
    assert time.process_time() - start < SECONDS
    assert out.getvalue().count(b"<said ") == MOST
