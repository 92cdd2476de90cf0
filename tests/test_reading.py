"""Promises of every reading, whatever the text."""

import datetime

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qawl
from qawl.export.json_lines import from_line, to_line
from qawl.model import Link, Reading, RoleStated, Statement
from qawl.span import Span

_LINES = (
    "وقال الوزير إن أن : « » \" “ ” ، . ؟ وأضاف بذلك وصرّحت المتحدثة رئيس البلدية أمس ١٦ ديسمبر ٢٠٢١ وفقا حسب وصفه "
    "المصدر: الصورة: تاس قَالَ كتـــاب ﷲ Он сказал , что — Об этом сообщил мэр По словам вчера 20 мая 2022 «Да» „нет“ "
    "Источник: ТАСС ёлка и\u0306 said He told reporters that according to “We go,” (Reuters) By Ann on Monday \n \n\n "
    "\r\n \u2028 \u200f \u2067 😀 İ ﬁ ... -- ' ’ Ru En Photo: the council denied it / ( ) [ ] \x00 \ufeff 中文 हिन्दी"
)
_SCRAPS = _LINES.split(" ")
_TEXTS = st.one_of(
    st.lists(st.sampled_from(_SCRAPS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(_SCRAPS), max_size=60).map("".join),
    st.lists(st.one_of(st.sampled_from(_SCRAPS), st.text(max_size=8)), max_size=30).map(" ".join),
    st.text(max_size=120),
)
_CODES = st.sampled_from(["ar", "en", "ru"])
_DAYS = st.one_of(st.none(), st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1)))


def _read(text, code, day=None):
    """Read a text, or return None when it says with a PageError that there is nothing to read."""
    try:
        return qawl.read(text, lang=code, date=day)
    except qawl.PageError as error:
        assert str(error)
        assert "\n" not in str(error)
        return None


def _placed(value):
    """Yield (start, end, words) of everything with offsets inside a value; no words for links and roles.

    A link bears the full name of its speaker and a role the whole phrase, which may stand elsewhere.
    """
    if isinstance(value, tuple | list):
        for item in value:
            yield from _placed(item)
    elif isinstance(value, msgspec.Struct):
        start = getattr(value, "start", None)
        if start is not None:
            words = getattr(value, "text", None)
            is_written_so = words is not None or isinstance(value, Link | RoleStated)
            yield start, value.end, words if is_written_so else value.name
        for name in value.__struct_fields__:
            yield from _placed(getattr(value, name))


_bounded = settings(max_examples=75, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@given(text=_TEXTS, code=_CODES, day=_DAYS)
@_bounded
def test_everything_slices_to_its_text(text, code, day):
    reading = _read(text, code, day)
    if reading is None:
        return
    assert reading.article.text == text
    for start, end, words in _placed(reading):
        assert 0 <= start < end <= len(text)
        assert words in (None, text[start:end])


@given(text=_TEXTS, code=_CODES, day=_DAYS)
@_bounded
def test_the_same_text_reads_the_same(text, code, day):
    first, second = _read(text, code, day), _read(text, code, day)
    assert (first and to_line(first)) == (second and to_line(second))


@given(text=_TEXTS, code=_CODES, day=_DAYS)
@_bounded
def test_readings_survive_json(text, code, day):
    reading = _read(text, code, day)
    if reading is None:
        return
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading
    assert from_line(to_line(reading)) == reading


@given(text=_TEXTS, code=_CODES, day=_DAYS)
@_bounded
def test_statements_are_whole(text, code, day):
    reading = _read(text, code, day)
    if reading is None:
        return
    ids = [statement.id for statement in reading.statements]
    people = {speaker.id for speaker in reading.speakers}
    assert len(ids) == len(set(ids))
    for statement in reading.statements:
        _is_whole(statement, set(ids), people)


def _is_whole(statement: Statement, ids: set[str], people: set[str]) -> None:
    assert statement.content
    assert all(isinstance(span, Span) and span.text.strip() == span.text != "" for span in statement.content)
    assert statement.in_ is None or statement.in_ in ids - {statement.id}
    assert statement.speaker is None or statement.speaker.id in people
    assert 0 <= statement.confidence <= 1
    assert statement.evidence
    if statement.cue and statement.source:
        assert not statement.cue.overlaps(statement.source)


@pytest.mark.parametrize("code", ["ar", "en", "ru"])
@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff"])
def test_nothing_to_read_is_said(text, code):
    with pytest.raises(qawl.EmptyPage):
        qawl.read(text, lang=code)
