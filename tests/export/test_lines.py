"""The lines of an article, and what of its marks, labels and apparatus lies in each."""

import pytest

from qawl.export.lines import lines_of
from qawl.export.passages import labels_of, pieces_of
from qawl.model import Article, Reading, Statement
from qawl.span import Span

TEXT = "Mill stops\n\n \nThe miller said: one,\ntwo.\n\n  «three» he-added. Wire"


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def said(number, *words, source=None):
    contents = tuple(span(one) for one in words)
    return Statement(f"s{number}", span(source) if source else None, None, contents, "direct", "speech", "say")


def read(*statements):
    article = Article("x", None, "en", "ltr", span("Mill stops"), TEXT, apparatus=(span("two."), span("stops")))
    return list(lines_of(Reading(article, (), statements)))


def shown(line):
    """Write a line as its pieces between bars, with the numbers of the statements around and before them."""
    pieces = pieces_of(TEXT, line.place, line.marks, line.labels)
    return "|".join(
        "".join(f"#{label.number} " for label in piece.labels)
        + piece.text
        + "".join(f" {mark.role[0]}{mark.number}" for mark in piece.marks)
        for piece in pieces
    )


PLACED = [
    ((), ["Mill stops", "The miller said: one,", "two.", "«three» he-added. Wire"]),
    (
        (said(1, "one,\ntwo.\n\n  «three»", source="The miller"),),
        ["Mill stops", "#1 The miller s1| said: |one, c1", "two. c1", "«three» c1| he-added. Wire"],
    ),
    (
        (said(1, "two.\n\n  «thr", "Wire"), said(2, "three»", source="added"), said(3, "miller said: one,\ntwo.")),
        [
            "Mill stops",
            "The |#3 miller said: one, c3",
            "#1 two. c3 c1",
            "#2 « c1|thr c1 c2|ee» c2| he-|added s2|. |Wire c1",
        ],
    ),
    (
        (said(1, "stops"), said(2, "\n\n")),
        ["Mill |#1 #2 stops c1", "The miller said: one,", "two.", "«three» he-added. Wire"],
    ),
]


@pytest.mark.parametrize(("statements", "expected"), PLACED, ids=["none", "one over three lines", "crossing", "blank"])
def test_what_lies_in_each_line(statements, expected):
    assert [shown(line) for line in read(*statements)] == expected


def test_what_a_line_is():
    told = [(line.is_title, line.is_apparatus) for line in read()]
    assert told == [(True, False), (False, False), (False, True), (False, False)]


def test_a_number_stands_before_the_word_in_which_a_statement_begins():
    reading = Reading(
        Article("x", None, "en", "ltr", None, TEXT),
        (),
        (said(1, "added"), said(2, "he-"), said(3, "-add"), said(4, "ill")),
    )
    words = [(label.number, TEXT[label.position :].split(maxsplit=1)[0]) for label in labels_of(reading)]
    assert words == [(4, "Mill"), (1, "he-added."), (2, "he-added."), (3, "he-added.")]
