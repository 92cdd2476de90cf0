"""`qawl read`: what it prints, where, and with which exit status."""

import json
import re
import sys
import types

import jsonschema
import msgspec
import pytest

from qawl.export.json_lines import json_schema, to_line
from qawl.model import Article, Page, Reading, SpeakerRef, Statement
from qawl.span import Span


def test_json_is_one_reading_a_line_in_order(qawl, canned, page, reading):
    sources = [page(f"{code}.txt", code) for code in ("ru", "ar", "en")]
    status, out, err = qawl("read", *sources, "--json")
    assert (status, err) == (0, "")
    assert out.encode() == b"".join(to_line(reading(code)) for code in ("ru", "ar", "en"))


def test_a_source_that_fails_is_told_and_the_others_are_read(qawl, canned, page):
    good, bug = page("good.txt", "en"), page("bug.txt", "bug")
    status, out, err = qawl("read", "nowhere.txt", bug, good, good.parent, "--json")
    assert status == 1
    assert len(out.splitlines()) == 1
    assert err.splitlines() == [
        "qawl: nowhere.txt: there is no such file: check the name",
        f"qawl: {bug}: the program failed here (RuntimeError: a bug over lines): please report this page",
        f"qawl: {good.parent}: this is a folder: name the files in it",
    ]


def test_cards_show_what_matters(qawl, canned, page):
    status, out, _ = qawl("read", page("en.txt", "en"))
    assert status == 0
    for words in (
        "Harbour strike to go on, union leader says",
        "Halden Courier · 2022-06-03 · English · source Coast News Agency",
        "Mary Okafor, union leader",
        "plan · indirect · intention",
        "2022-06-02 (on Thursday)",
        "channel  an interview with Radio Fjord",
        "Mary Okafor → Radio Fjord → Halden Courier",
        "within   statement 3",
        "It <b>yet</b>"[3:],
    ):
        assert words in out


def test_arabic_is_isolated_line_by_line(qawl, canned, page):
    _, out, _ = qawl("read", page("ar.txt", "ar"))
    assert "cue      \u2067وأشارت\u2069" in out
    assert "\u2067سلمى الكيلاني\u2069 → \u2067صباح البحر\u2069" in out
    for line in out.splitlines():
        assert line.count("\u2067") + line.count("\u2066") == line.count("\u2069")
        outside = re.sub("[\u2066\u2067][^\u2069]*\u2069", "", line)
        assert not re.search("[\u0600-\u06ff]", outside)


def test_output_has_no_colours_where_it_is_no_terminal(qawl, canned, page):
    _, out, _ = qawl("read", page("ar.txt", "ar"))
    assert "\x1b" not in out


_HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\u2066\x00\x7f\u2028[bold]x[/bold] :smile:"


def _hostile_reading():
    span = Span(0, len(_HOSTILE), _HOSTILE)
    article = Article("x", None, "en", "rtl", span, _HOSTILE)
    speaker = SpeakerRef("p1", _HOSTILE, _HOSTILE + "!")
    statement = Statement(
        "s1",
        span,
        span,
        (span, span),
        "direct",
        "speech",
        _HOSTILE,
        speaker=speaker,
        where=span,
        in_=_HOSTILE,
        evidence=(_HOSTILE, f"where: {_HOSTILE}"),
    )
    return Reading(article, (), (statement,))


@pytest.mark.parametrize("command", ["read", "explain"])
def test_nothing_of_a_hostile_text_reaches_the_terminal_raw(qawl, canned, page, command):
    source = page("hostile.json", msgspec.json.encode(_hostile_reading()))
    _, out, _ = qawl(command, source)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]", out)
    assert "[bold]x[/bold] :smile:" in out
    _, out, _ = qawl("read", source, "--json")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", out)
    assert msgspec.json.decode(out, type=Reading) == _hostile_reading()


def test_hostile_names_of_files_are_shown_not_obeyed(qawl):
    _, _, err = qawl("read", "\x1b[2Jno\nsuch")
    assert err == "qawl: ␛[2Jno such: there is no such file: check the name\n"


def test_html_is_written_and_counted(qawl, canned, page, tmp_path):
    target = tmp_path / "out.html"
    status, out, _ = qawl("read", page("ar.txt", "ar"), page("en.txt", "en"), "--html", target)
    assert (status, out) == (0, f"{target}: 16 statements from 2 pages\n")
    assert "<!doctype html>" in target.read_text(encoding="utf-8")


def test_html_that_cannot_be_written_is_told(qawl, canned, page, tmp_path):
    status, out, err = qawl("read", page("en.txt", "en"), "--html", tmp_path / "none" / "out.html")
    assert (status, out) == (2, "")
    assert "cannot be written" in err


def test_no_html_where_nothing_was_read(qawl, tmp_path):
    assert qawl("read", "nowhere", "--html", tmp_path / "out.html")[0] == 1
    assert not (tmp_path / "out.html").exists()


def test_unsure_statements_are_left_out_on_demand(qawl, canned, page):
    _, out, _ = qawl("read", page("ru.txt", "ru"), "--json", "--min-confidence", "0.9")
    statements = json.loads(out)["statements"]
    assert statements
    assert all(statement["confidence"] >= 0.9 for statement in statements)
    names = {statement["id"] for statement in statements}
    assert all(statement["in"] is None or statement["in"] in names for statement in statements)


def test_a_day_that_is_none_is_refused(qawl, page):
    status, _, err = qawl("read", page("a.txt", "en"), "--date", "16/12/2021")
    assert (status, err) == (2, 'qawl: --date "16/12/2021": this is no day: write it as 2021-12-16\n')


def test_a_language_that_is_not_installed_is_refused_once(qawl, page):
    status, _, err = qawl("read", page("a.txt", "x"), page("b.txt", "x"), "--lang", "tlh")
    assert status == 1
    assert err.count("\n") == 1
    assert 'unknown language "tlh": installed packs are' in err


def test_empty_and_binary_files_are_told(qawl, page):
    status, out, err = qawl("read", page("empty", ""), page("image", b"\x89PNG\r\n\x1a\n" + bytes(40)), "--json")
    assert (status, out) == (1, "")
    assert [line.startswith("qawl: ") and line.count(": ") >= 3 for line in err.splitlines()] == [True, True]


def test_a_page_is_read_for_real(qawl, page):
    text = 'The mayor, Ann Field, said on Monday: "The bridge will reopen."\n'
    status, out, err = qawl("read", page("a.txt", text), "--json", "--date", "2021-12-16")
    assert (status, err) == (0, "")
    made = json.loads(out)
    jsonschema.validate(made, json_schema())
    assert made["article"]["text"] == text
    assert made["statements"][0]["when"]["date"] == "2021-12-13"


def test_an_address_is_fetched(qawl, canned, monkeypatch, reading):
    client = types.ModuleType("qawl.fetch.client")
    client.fetch = lambda url: Page(b"en", url=url, name=url)
    monkeypatch.setitem(sys.modules, "qawl.fetch.client", client)
    status, out, err = qawl("read", "https://example.org/story", "--json")
    assert (status, err) == (0, "")
    assert out.encode() == to_line(reading("en"))
