"""What an address asks for, and the addresses that lead from it."""

import datetime

import pytest
from starlette.datastructures import QueryParams

from qawl.errors import UsageError
from qawl.search.syntax import parse
from qawl.web.pages.selection import as_filter, selection_of

ROUND_TRIPS = [
    "q=harbour",
    "q=%22written+guarantees%22&speaker=Martel&lang=ar&lang=ru&act=deny&since=2024-01-01&until=2024-02-01&sort=best",
    "q=%D8%B6%D9%85%D8%A7%D9%86%D8%A7%D8%AA",
    "outlet=A%26B&stance=neutral",
]


@pytest.mark.parametrize("address", ROUND_TRIPS)
def test_address_comes_back_as_it_was(address):
    assert selection_of(QueryParams(address)).address("/") == f"/?{address}"


def test_nothing_asked_is_the_bare_page():
    selection = selection_of(QueryParams("q=&speaker=&page=1&since="))
    assert selection.address() == "/"
    assert selection.is_empty


@pytest.mark.parametrize(
    ("address", "name", "value", "after"),
    [
        ("q=a&act=deny", "act", "warn", "/?q=a&act=deny&act=warn"),
        ("q=a&act=deny&act=warn", "act", "deny", "/?q=a&act=warn"),
        ("act=deny", "act", "deny", "/"),
        ("q=a&page=7", "speaker", "Martel", "/?q=a&speaker=Martel"),
        ("speaker=Martel", "speaker", "Osei", "/?speaker=Osei"),
        ("speaker=Martel", "speaker", "Martel", "/"),
        ("since=2024-01-01", "since", "2024-01-01", "/"),
        ("", "outlet", "A «B»", "/?outlet=%22A+B%22"),
        ("outlet=%22A+B%22", "outlet", "A: B", "/"),
        ("lang=ar", "lang", "ar", "/"),
    ],
)
def test_filter_is_chosen_and_taken_away(address, name, value, after):
    assert selection_of(QueryParams(address)).toggled(name, value) == after


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ruth Calloway", "Ruth Calloway"),
        ("O'Neill & Sons", "O'Neill & Sons"),
        ("агентство «Северная линия»", '"агентство Северная линия"'),
        ("Al-Ahram", "Al-Ahram"),
        ("قَالَ", "قَالَ"),
        ("Speaker: the House (acting)", '"Speaker the House acting"'),
        ("Do NOT Disturb", '"Do NOT Disturb"'),
        ("Kama*", '"Kama"'),
    ],
)
def test_name_is_looked_for_as_it_is(name, words):
    assert as_filter(name) == words
    parse(as_filter(name))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("since=yesterday", 'since "yesterday": this is no day'),
        ("until=2024-13-01", 'until "2024-13-01": this is no day'),
        ("sort=loudest", "choose one of the values that the page offers"),
        ("speaker=" + "a" * 1001, "speaker: more than 1,000 characters"),
        ("lang=ar&act=" + "a" * 1001, "act: more than 1,000 characters"),
        ("&".join(f"lang={number}" for number in range(51)), "lang: given 51 times: at most 50 can be chosen"),
    ],
)
def test_value_that_cannot_be_is_told(address, told):
    with pytest.raises(UsageError, match=told):
        selection_of(QueryParams(address))


@pytest.mark.parametrize(
    ("given", "page"),
    [("1", 1), ("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("٣", 1), ("99999999999999999999", 1), ("9999", 5000)],
)
def test_page_is_a_number_within_bounds(given, page):
    assert selection_of(QueryParams({"page": given})).page == page


def test_days_are_days():
    query = selection_of(QueryParams("since=2024-02-29")).query
    assert query.since == datetime.date(2024, 2, 29)
