"""The page of an article of very many lines and statements takes about as long to make as the article is."""

import time

import pytest

from qawl.model import Article, Reading, Statement
from qawl.span import Span
from qawl.web.pages.readings import context_of, reading_context

SECONDS = 2.5  # a fourth of that is enough; where each line looks at every statement, it takes four and more
WORDS = "The ferry is late."
MOST = 6_000


def reading_of(text, words, *, is_apparatus=False):
    width = len(text) // MOST
    spans = [Span(at, at + len(words), words) for at in range(0, len(text), width)]
    statements = (
        Statement(f"s{number}", span, None, (span,), "direct", "speech", "say")
        for number, span in enumerate(spans, start=1)
    )
    article = Article("x", None, "en", "ltr", None, text, apparatus=tuple(spans) if is_apparatus else ())
    return Reading(article, (), tuple(statements))


READINGS = {
    "many lines": lambda: reading_of(f"{WORDS}\nNobody came.\n\n" * MOST, WORDS),
    "one line": lambda: reading_of(f"{WORDS} Nobody came. " * MOST, WORDS),
    "one word": lambda: reading_of(("ferry" + "-" * 400) * MOST, "ferry"),
    "much apparatus": lambda: reading_of(f"{WORDS}\nNobody came.\n\n" * MOST, WORDS, is_apparatus=True),
}


@pytest.mark.parametrize("shape", READINGS)
def test_it_is_made_in_time(shape):
    reading = READINGS[shape]()
    start = time.process_time()
    context = reading_context(reading)
    last = context_of(reading, MOST)
    assert time.process_time() - start < SECONDS
    assert sum(len(passage.numbers) for passage in context["passages"]) == MOST
    assert len(last) == 1
