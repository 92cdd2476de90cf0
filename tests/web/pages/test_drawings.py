"""Columns over time, spans of time and the graph of relays, as numbers."""

import datetime

import pytest

from qawl.web.pages.graph import Edge, draw
from qawl.web.pages.plots import Count, columns, span_line


def day(number):
    return datetime.date(2024, 1, number)


COUNTS = (Count(day(1), day(1), 2), Count(day(2), day(2), 0), Count(day(3), day(3), 8), Count(day(4), day(4), 1))


def test_columns_are_as_high_as_they_count():
    heights = [column.height for column in columns(COUNTS, is_rtl=False)]
    assert heights == [25.0, 0.0, 100.0, 12.5]


def test_one_among_thousands_is_still_seen():
    low, high = columns((Count(day(1), day(1), 1), Count(day(2), day(2), 10_000)), is_rtl=False)
    assert (low.height, high.height) == (3.0, 100.0)


def test_time_runs_with_the_page():
    to_the_right = [column.band_x for column in columns(COUNTS, is_rtl=False)]
    to_the_left = [column.band_x for column in columns(COUNTS, is_rtl=True)]
    assert to_the_right == [0.0, 250.0, 500.0, 750.0]
    assert to_the_left == [750.0, 500.0, 250.0, 0.0]


def test_no_counts_give_no_columns():
    assert columns((), is_rtl=False) == ()


@pytest.mark.parametrize(
    ("first", "last", "is_rtl", "x", "width"),
    [
        (1, 11, False, 0.0, 500.0),
        (1, 11, True, 500.0, 500.0),
        (11, 21, False, 500.0, 500.0),
        (21, 21, False, 990.0, 10.0),
    ],
)
def test_span_of_time_is_a_bar_within_the_whole(first, last, is_rtl, x, width):
    line = span_line(day(first), day(last), (day(1), day(21)), is_rtl=is_rtl)
    assert (line.x, line.width) == (x, width)


EDGES = (
    Edge(("speaker", "Martel"), ("channel", "Marsa Live"), 3),
    Edge(("channel", "Marsa Live"), ("agency", "Fjord Press"), 3),
    Edge(("agency", "Fjord Press"), ("publisher", "Caucasus Daily"), 9),
    Edge(("speaker", "Osei"), ("publisher", "Caucasus Daily"), 1),
)


def test_each_kind_of_step_has_its_column():
    places = {box.name: box.x for box in draw(EDGES, is_rtl=False).boxes}
    assert places["Martel"] == places["Osei"] < places["Marsa Live"] < places["Fjord Press"] < places["Caucasus Daily"]


def test_words_travel_with_the_page():
    places = {box.name: box.x for box in draw(EDGES, is_rtl=True).boxes}
    assert places["Martel"] == places["Osei"] > places["Marsa Live"] > places["Fjord Press"] > places["Caucasus Daily"]


def test_boxes_do_not_lie_on_each_other():
    many = tuple(Edge(("speaker", f"speaker {n}"), ("agency", f"agency {n % 7}"), n + 1) for n in range(60))
    boxes = draw(many, is_rtl=False).boxes
    assert len({(box.x, box.y) for box in boxes}) == len(boxes) == 47  # the 40 commonest relays, of 7 agencies


def test_thicker_lines_were_taken_oftener():
    thickness = {curve.edge.count: curve.thickness for curve in draw(EDGES, is_rtl=False).curves}
    assert thickness[1] < thickness[3] < thickness[9]


def test_long_name_is_cut_and_isolated():
    (box, _) = draw((Edge(("agency", "A" * 40), ("publisher", "B"), 1),), is_rtl=False).boxes
    assert box.shown == "\u2068" + "A" * 25 + "…\u2069"
    assert box.name == "A" * 40


def test_relay_within_one_kind_is_drawn():
    drawing = draw((Edge(("agency", "Fjord Press"), ("agency", "Agencies"), 2),), is_rtl=False)
    assert len(drawing.curves) == 1
    assert len({box.y for box in drawing.boxes}) == 2


def test_nothing_to_draw():
    assert draw((), is_rtl=False).boxes == ()
