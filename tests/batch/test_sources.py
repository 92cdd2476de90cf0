"""Files, folders, patterns: what they mean, in which order, under which names."""

from __future__ import annotations

import io
import os
import sys
import types

import pytest
from warcs import stories, warc

from qawl.batch.adding import Added
from qawl.batch.record import Broken, Record, Whole
from qawl.batch.report import kind_of
from qawl.batch.sources import NAMELESS, items_of
from qawl.model import Page


def no_address(url, page):
    raise AssertionError(f"{url}: nobody asked for an address")


@pytest.fixture
def items(tally):
    return lambda *sources: list(items_of(map(str, sources), tally, no_address))


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "news"
    for name in ("b.html", "a.txt", "sub/c.HTM", "sub/.hidden/d.html", ".e.html", "f.png", "sub/g.jsonl"):
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text": "g"}' if name.endswith("jsonl") else name)
    warc(made / "sub" / "h.warc.gz", stories(2))
    return made


def names(found):
    return [item.source for item in found if isinstance(item, Record)]


def test_a_folder_gives_its_pages_in_order_hidden_files_left_out(items, folder, tally):
    found = items(folder)
    of_files = [f"{folder}/a.txt", f"{folder}/b.html", f"{folder}/sub/c.HTM", f"{folder}/sub/g.jsonl:1"]
    assert names(found) == [*of_files, "http://news.example/0", "http://news.example/1"]
    assert found[-1] == Whole(str(folder))
    assert dict(tally.left_out) == {"files of other kinds": 1, "hidden files": 1}


def test_names_are_the_same_from_every_folder(items, folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert names(items("a.txt", "sub/../b.html")) == [f"{folder}/a.txt", f"{folder}/b.html"]


def test_a_pattern_is_expanded(items, folder):
    assert names(items(f"{folder}/**/*.[hH][tT]*")) == [f"{folder}/b.html", f"{folder}/sub/c.HTM"]


def test_a_file_whose_name_looks_like_a_pattern_is_itself(items, tmp_path):
    (tmp_path / "[1].txt").write_text("one")
    assert names(items(tmp_path / "[1].txt")) == [f"{tmp_path}/[1].txt"]


def test_a_file_that_is_named_is_read_whatever_it_is(items, folder):
    assert names(items(folder / "f.png", folder / ".e.html")) == [f"{folder}/f.png", f"{folder}/.e.html"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("none.txt", "no such file"),
        ("x*.txt", "no file fits"),
        ("none.warc.gz", "no such file"),
        ("a\0b", "cannot be read"),
    ],
)
def test_what_is_not_there_is_told_and_the_rest_goes_on(items, folder, source, words):
    broken, record = items(folder / source, folder / "a.txt")
    assert isinstance(broken, Broken)
    assert words in broken.reason
    assert record.page.content == b"a.txt"


def test_a_folder_of_links_that_go_round_ends(items, tmp_path):
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert names(items(tmp_path)) == [f"{tmp_path}/a.txt"]


def test_a_pattern_over_links_that_go_round_ends(items, tmp_path):
    (tmp_path / "a.txt").write_text("a")
    for number in range(3):
        (tmp_path / f"round{number}").symlink_to(tmp_path, target_is_directory=True)
    assert names(items(f"{tmp_path}/**/*.txt")) == [f"{tmp_path}/a.txt"]


def test_hidden_files_fit_only_a_pattern_that_names_them(items, folder):
    assert names(items(f"{folder}/*.html")) == [f"{folder}/b.html"]
    assert names(items(f"{folder}/.*.html")) == [f"{folder}/.e.html"]


def test_a_pattern_that_is_none_is_told(items, folder):
    (broken,) = items(f"{folder}/**x/*.html")
    assert "this is no pattern" in broken.reason


def test_a_pipe_among_pages_is_left_out(items, tmp_path, tally):
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "a.txt").write_text("a")
    assert names(items(tmp_path, f"{tmp_path}/*.html")) == [f"{tmp_path}/a.txt"]
    assert dict(tally.left_out) == {"files of other kinds": 2}


def test_a_link_to_nothing_is_told(items, tmp_path):
    (tmp_path / "a.html").symlink_to(tmp_path / "none.html")
    broken = items(tmp_path)[0]
    assert "there is no such file" in broken.reason


def test_a_name_that_is_no_text_is_read(items, tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    with open(path, "wb") as file:  # noqa: PTH123  no other way to give bytes
        file.write(b"The mayor left.")
    (record,) = [item for item in items(tmp_path) if isinstance(item, Record)]
    assert record.page.content == b"The mayor left."


def test_standard_input_is_named_by_its_content(items, monkeypatch):
    texts = [b"The mayor left.", b"The mayor came back."]
    given = []
    for text in texts:
        monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(text)))
        given += items("-")
    assert [one.page.content for one in given] == texts
    assert len({one.source for one in given}) == 2
    assert all(one.source.startswith(NAMELESS) for one in given)


def test_addresses_and_files_of_feeds_go_to_whoever_fetches(folder, tally):
    (folder / "feed.xml").write_text("<rss/>")
    asked = []

    def of_address(url, page):
        asked.append((url, page.content if isinstance(page, Page) else page))
        return iter(())

    list(items_of(["https://news.example/", str(folder / "feed.xml")], tally, of_address))
    assert asked == [("https://news.example/", None), (f"{folder}/feed.xml", b"<rss/>")]


def test_an_address_that_is_not_fetched_is_told_as_one(items):
    (broken,) = items("ftp://news.example/story.html")
    assert broken.source == "ftp://news.example/story.html"
    assert "only addresses that begin with http:// or https:// are fetched" in broken.reason


def test_a_file_that_is_too_large_is_told_by_its_size(items, tmp_path):
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(33_000_000)
    (broken,) = items(path)
    assert broken.reason == f"{path}: 33,000,000 bytes, and a page may hold 20,000,000: cut it into articles"


def test_reasons_of_one_kind_keep_their_commas():
    failed = Added("a.wacz", "failed", "a.wacz: 1,043 bytes unpack to 1,073,741, as no pages do: take it out")
    assert kind_of(failed) == "N bytes unpack to N, as no pages do: take it out"
