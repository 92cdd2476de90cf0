"""What is exported as JSON Lines comes back the same, whatever stands in it; what is broken is told."""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from qawl.export.formats import FORMATS
from qawl.export.json_lines import to_line
from qawl.export.read_back import Broken, read_back
from qawl.model import Article, Dated, Link, Named, Reading, Speaker, SpeakerRef, Statement, When
from qawl.span import Span
from qawl.store.store import open_store

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # a store is too slow to shrink an example with
STEERING = "\x00\x01\x1b\x7f\x85\u061c\u200e\u202e\u2028\u2066\ufeff\ufffe😀"
words = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(STEERING)), max_size=30)
texts = st.lists(st.one_of(words, st.sampled_from(["قالَ الوزير", "Мэр сказал", "\r\n", '"'])), min_size=1).map(" ".join)


@st.composite
def readings(draw):
    text = draw(texts.filter(bool))
    names = st.one_of(st.none(), words)

    def span():
        start, end = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
        return Span(start, end, text[start:end])

    speakers = tuple(
        Speaker(f"p{n}", draw(words), role=draw(names), names=draw(st.dictionaries(words, words, max_size=2)))
        for n in range(draw(st.integers(0, 2)))
    )
    statements = tuple(
        Statement(
            id=f"s{n}",
            source=draw(st.sampled_from([None, span()])),
            cue=span(),
            content=(span(),),
            kind=draw(st.sampled_from(["direct", "indirect", "mixed"])),
            class_=draw(st.sampled_from(["speech", "belief", "intention", "decision"])),
            act=draw(words),
            speaker=SpeakerRef(speakers[0].id, speakers[0].name) if speakers else None,
            when=draw(st.sampled_from([None, When(draw(words), draw(st.dates()))])),
            in_=draw(names),
            chain=(Link("agency", draw(words)),),
            confidence=draw(st.floats(0, 1)),
            evidence=(draw(words),),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    article = Article(
        id=hashlib.sha256(text.encode()).hexdigest(),
        url=draw(names),
        language=draw(st.sampled_from(["ar", "ru", "en"])),
        direction=draw(st.sampled_from(["ltr", "rtl"])),
        title=span(),
        text=text,
        published=draw(st.sampled_from([None, Dated(draw(st.dates()))])),
        publisher=Named(draw(words)),
    )
    return Reading(article, speakers, statements)


@given(readings())
@settings(max_examples=60, deadline=None)
def test_a_line_comes_back_the_same(reading):
    out = io.BytesIO()
    FORMATS["jsonl"].write([reading], out)
    assert out.getvalue().count(b"\n") == 1
    assert list(read_back(io.BytesIO(out.getvalue()), "lines")) == [reading]


@given(st.lists(readings(), max_size=3, unique_by=lambda one: one.article.id))
@settings(max_examples=15, deadline=None, phases=QUICK)
def test_a_store_goes_through_a_file_into_an_empty_one(some):
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "b.db") as second:
        out = io.BytesIO()
        with open_store(Path(folder) / "a.db") as first:
            for number, reading in enumerate(some):
                first.keep(reading, source=str(number), fetched_at=NOW)
            FORMATS["jsonl"].write(first.readings(), out)
        for number, reading in enumerate(read_back(io.BytesIO(out.getvalue()), "lines")):
            second.keep(reading, source=str(number), fetched_at=NOW)
        assert list(second.readings()) == some
        assert second.check() == ()


@given(readings(), st.sampled_from(["csv", "parquet", "annotation", "schema", "ftm", "tei", "brat"]))
@settings(max_examples=80, deadline=None)
def test_no_reading_breaks_a_format(reading, name):
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'qawl[parquet]'")
    FORMATS[name].write([reading], io.BytesIO())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda line: line.replace(b'"schema":1', b'"schema":2'), "schema 2, and this qawl reads schema 1"),
        (lambda line: line[:-40], "no reading of qawl"),
        (lambda line: b"\x80\xff", "no reading of qawl"),
        (lambda line: b"[" * 100_000, "no reading of qawl"),
        (lambda line: line.replace(b'"text":"told"', b'"text":"sold"'), "does not say what stands there"),
        (lambda line: line.replace(b'"start":25,', b'"start":-25,'), "lies outside of a text"),
        (lambda line: line.replace(b'"language":"en"', b'"language":"tlh"'), 'unknown language "tlh"'),
        (lambda line: line.replace(b"Mary", b"\\ud800", 1), "no reading of qawl"),
        (lambda line: b"null", "no reading of qawl"),
        (lambda line: re.sub(rb'"content":\[.*?\]', b'"content":[]', line, count=1), "it has no content"),
    ],
    ids=["newer", "cut", "no-text", "nested", "other-words", "outside", "language", "surrogate", "null", "silent"],
)
def test_a_broken_line_is_told_and_the_next_is_read(reading, change, reason):
    good = to_line(reading("en"))
    broken = change(good.rstrip(b"\n"))
    assert broken != good.rstrip(b"\n")
    first, second = read_back(io.BytesIO(broken + b"\n\n" + good), "f.jsonl")
    assert isinstance(first, Broken)
    assert first.place == "f.jsonl:1"
    assert reason in first.reason
    assert "\n" not in first.reason
    assert second == reading("en")


def test_an_endless_line_is_not_kept(reading, monkeypatch):
    monkeypatch.setattr("qawl.export.read_back.LONGEST", 50_000)
    first, second = read_back(io.BytesIO(b"x" * 160_000 + b"\n" + to_line(reading("en"))), "f")
    assert (first.place, second) == ("f:1", reading("en"))
    assert "longer than 50,000 bytes" in first.reason


def test_a_bom_is_passed_over(reading):
    assert list(read_back(io.BytesIO(b"\xef\xbb\xbf" + to_line(reading("ru"))), "f")) == [reading("ru")]
