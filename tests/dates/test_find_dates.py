"""Expressions inside sentences and the days that they mean."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qawl.dates.grammar import find_dates, find_page_date
from qawl.dates.patterns import MONTH_COLUMNS, TIME_COLUMNS, WEEKDAY_COLUMNS, expand
from qawl.languages.pack import all_packs, load_pack

_FOLDER = Path(__file__).parent
_MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")
_CODES = ("ar", "en", "ru")


def _truths(code):
    today = None
    for line in (_FOLDER / f"truth_{code}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            today = None if line == "@none" else datetime.date.fromisoformat(line[1:])
        elif line and not line.startswith("#"):
            yield pytest.param(code, today, line, id=f"{code}-{line[:40]}")


@pytest.mark.parametrize(("code", "today", "line"), [truth for code in _CODES for truth in _truths(code)])
def test_truths(code, today, line):
    expected = [(words, None if day == "-" else day) for words, day in _MARK.findall(line)]
    text = _MARK.sub(r"\1", line)
    found = find_dates(text, load_pack(code), today=today)
    assert [(when.text, when.date and when.date.isoformat()) for when in found] == expected


@pytest.mark.parametrize("code", _CODES)
def test_truths_are_many(code):
    marks = sum(len(_MARK.findall(truth.values[2])) for truth in _truths(code))
    assert marks >= 40


def _examples():
    tables = (("months.tsv", MONTH_COLUMNS), ("weekdays.tsv", WEEKDAY_COLUMNS), ("times.tsv", TIME_COLUMNS))
    for pack in all_packs():
        for name, columns in tables:
            for row in pack.table(name, columns):
                yield pytest.param(pack, row, id=f"{row.file}-{row.line}")


@pytest.mark.parametrize(("pack", "row"), list(_examples()))
def test_examples_of_the_tables(pack, row):
    expected = re.findall(r"\{([^}]*)\}", row["example"])
    text = re.sub(r"[{}]", "", row["example"])
    found = find_dates(text, pack, today=datetime.date(2021, 12, 16))
    assert [when.text for when in found] == expected


_SCRAPS = (
    "اليوم الخميس 16 ديسمبر/كانون الأول 2021 ١٦ ٢٠٢١ أمسِ قَبْلَ ثلاثة أيام 1443هـ رمضان في يوم 31 0 999 9999 "
    "on Monday , ( ) . December 30 February ago three days last next the 00/00/00 29 1900 "
    "в среду , 15 декабря года назад сутки ﷲ İ й й 12 - – вчера"
)
_WORDS = st.sampled_from(_SCRAPS.split(" "))
_TEXTS = st.one_of(st.text(), st.lists(_WORDS).map(" ".join), st.lists(_WORDS).map("".join))
_DAYS = st.one_of(st.none(), st.dates())


@given(text=_TEXTS, today=_DAYS, code=st.sampled_from(_CODES))
def test_every_expression_slices_to_its_text(text, today, code):
    reached = 0
    for when in find_dates(text, load_pack(code), today=today):
        assert text[when.start : when.end] == when.text
        assert when.start >= reached
        reached = when.end


def test_the_last_vowel_stays():
    (when,) = find_dates("وصل أمسِ، وغادر", load_pack("ar"))
    assert when.text == "أمسِ"


@pytest.mark.parametrize(
    ("form", "variants"),
    [
        ("a [b] c", ("a c", "a b c")),
        ("a (b|c)", ("a b", "a c")),
        ("a[,] [the] b", ("a b", "a the b", "a, b", "a, the b")),
        ("a [[,] (b|c)]", ("a", "a b", "a c", "a, b", "a, c")),
    ],
)
def test_forms_expand(form, variants):
    assert sorted(expand(form)) == sorted(variants)


@pytest.mark.parametrize(
    ("code", "line", "day"),
    [
        ("ar", "١٦ ديسمبر ٢٠٢١", "2021-12-16"),
        ("ar", "نشر في: 16/12/2021 - 10:30", "2021-12-16"),
        ("en", "Published on Thursday, 16 December 2021 at 10:30", "2021-12-16"),
        ("ru", "16 декабря 2021, 10:30 (обновлено в 11:15)", "2021-12-16"),
        ("en", "16 December", None),
        ("en", "The envoy said on 16 December 2021 that the talks in the capital were over for now", None),
        ("ru", "Об этом ничего не известно", None),
    ],
)
def test_page_dates(code, line, day):
    when = find_page_date(line, load_pack(code))
    assert (when and when.date.isoformat()) == day
