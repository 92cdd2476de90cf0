"""Pieces of a text."""

import pytest

from qawl.span import Span, cut

_CUTS = (
    ("as it is", "He left.", (0, 2), "He"),
    ("white space at the edges", " قال  نعم ", (0, 5), "قال"),
    ("line breaks at the edges", "\n\nда\n", (0, 5), "да"),
    ("beyond the basic plane", "😀 so", (0, 1), "😀"),
)


@pytest.mark.parametrize(("text", "piece", "words"), [pytest.param(*row[1:], id=row[0]) for row in _CUTS])
def test_cut(text, piece, words):
    span = cut(text, *piece)
    assert span.text == words == text[span.start : span.end]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 9)])
def test_a_range_outside_is_refused(start, end):
    with pytest.raises(ValueError, match=rf"span \[{start}, {end}\) lies outside a text of 5 code points"):
        cut("voilà", start, end)


def test_white_space_is_no_span():
    with pytest.raises(ValueError, match="holds only white space"):
        cut("a \n b", 1, 4)


def test_overlap_and_containment():
    a, b, c = Span(0, 4, "abcd"), Span(3, 5, "de"), Span(4, 5, "e")
    assert a.overlaps(b)
    assert b.overlaps(a)
    assert not a.overlaps(c)
    assert b.contains(c)
    assert not c.contains(b)
    assert sorted([c, b, a]) == [a, b, c]
