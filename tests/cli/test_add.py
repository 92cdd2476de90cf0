"""`qawl add` keeps pages, tells what it could not read, and goes on where it stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from qawl.cli import add as module
from qawl.store.store import open_store

PAGE = "The mayor, Ann Field, said on Monday: “The bridge will reopen.”\n"


@pytest.fixture
def add(qawl, tmp_path, monkeypatch):
    """Run `qawl add` with a store of this test and no lines of progress; gives status, output, errors."""
    monkeypatch.setattr("qawl.cli.progress._EVERY", 1e9)
    db = str(tmp_path / "news.db")
    return lambda *arguments: qawl("add", *arguments, "--db", db, *(() if "--retry" in arguments else ("--lang", "en")))


@pytest.fixture
def folder(tmp_path):
    """A folder with some pages, one of which cannot be read."""
    made = tmp_path / "pages"
    made.mkdir()
    for number in range(3):
        (made / f"{number}.txt").write_text(f"{PAGE}That was bridge number {number}.\n")
    (made / "empty.txt").write_text("")
    (made / "image.png").write_bytes(b"\x89PNG\r\n")
    return made


def test_pages_are_kept_and_found(qawl, add, page, tmp_path):
    status, out, err = add(page("a.txt", PAGE))
    assert (status, out, err) == (0, "1 new\n", "")
    status, out, err = qawl("find", "bridges", "--db", str(tmp_path / "news.db"))
    assert status == 0
    assert "The bridge will reopen" in out


def test_a_second_run_reads_nothing_again(add, page):
    name = page("a.txt", PAGE)
    add(name)
    assert add(name)[:2] == (0, "1 unchanged\n")


def test_a_missing_page_does_not_stop_the_others(add, page, tmp_path):
    status, out, err = add(str(tmp_path / "none.txt"), page("a.txt", PAGE))
    assert (status, out) == (1, "1 new · 1 failed\n")
    assert "none.txt: there is no such file" in err


def test_a_folder_is_reported_with_what_was_left_out(add, folder):
    status, out, err = add(folder)
    assert (status, out.splitlines()) == (1, ["3 new · 1 failed", "left out: 1 files of other kinds"])
    assert err.splitlines() == [f"qawl: {folder}/empty.txt: the page is empty: give a page with text"]


def test_failures_of_one_kind_are_counted_together(add, page):
    _, out, _ = add(page("a.txt", ""), page("b.txt", " \n"), "none.txt")
    assert out.splitlines() == [
        "3 failed",
        "  2 failed: the page is empty: give a page with text",
        "  1 failed: there is no such file: check the name",
        "`qawl failures` lists them, `qawl add --retry` reads them again",
    ]


def test_failures_are_listed_and_read_again(qawl, add, page, tmp_path):
    first, second = page("a.txt", ""), page("b.txt", "")
    add(first, second)
    db = str(tmp_path / "news.db")
    status, out, _ = qawl("failures", "--db", db)
    assert status == 1
    assert out.count("tried once") == 2
    first.write_text(PAGE)
    assert add("--retry")[:2] == (1, "1 new · 1 failed\n")
    status, out, _ = qawl("failures", "--db", db, "--json")
    (failure,) = map(json.loads, out.splitlines())
    assert (failure["source"], failure["tries"]) == (str(second), 2)
    assert qawl("failures", "--db", db, "--forget")[0] == 1
    assert qawl("failures", "--db", db) == (0, "", "")


def test_of_a_list_only_the_lines_that_failed_are_read_again(add, page):
    lines = [json.dumps({"text": f"{PAGE}Number {number}."}) for number in range(3)]
    path = page("pages.jsonl", "\n".join([*lines, "{}", "no line"]))
    assert add(path)[1].startswith("3 new · 2 failed\n")
    path.write_text("\n".join([*lines, json.dumps({"text": f"{PAGE}Mended."}), "no line"]))
    assert add("--retry")[:2] == (1, "1 new · 1 failed\n")


def test_nothing_to_retry(add, page):
    add(page("a.txt", PAGE))
    assert add("--retry") == (0, "nothing to add\n", "")


@pytest.mark.parametrize(
    "arguments", [(), ("--retry", "a.txt"), ("a.txt", "--reader", "none"), ("a.txt", "--jobs", "0")]
)
def test_what_cannot_be_meant_is_refused(qawl, page, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    page("a.txt", PAGE)
    status, out, err = qawl("add", *arguments, "--db", "news.db")
    assert (status, out) == (2, "")
    assert err


def test_many_failures_are_not_told_one_by_one(add, page, monkeypatch):
    monkeypatch.setattr(module, "_MOST_TOLD", 3)
    _, out, err = add(*(page(f"{number}.txt", "") for number in range(9)))
    assert len(err.splitlines()) == 3
    assert "  9 failed: the page is empty" in out


def test_progress_is_told_in_lines_where_there_is_no_terminal(add, page, monkeypatch):
    first, second = page("a.txt", PAGE), page("b.txt", PAGE + "More.")
    add(first)
    monkeypatch.setattr("qawl.cli.progress._EVERY", 0.0)
    monkeypatch.setattr("qawl.batch.adding.TOGETHER", 1)
    *_, last = add(first, second)[2].splitlines()
    assert last.startswith("qawl: 2 pages, ")
    assert " 100 % done, " in last


def test_hostile_names_reach_the_terminal_tame(add, tmp_path):
    name = tmp_path / "\x1b[2J\u202eevil\n.txt"
    name.write_text("")
    _, out, err = add(name)
    assert not set("\x1b\u202e") & set(out + err)
    assert err.count("\n") == 1


# A test run in the background of a shell ignores Ctrl-C, and so would what it starts.
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "


def run_apart(*arguments, **facts):
    program = HEARING + "from qawl.cli.main import main; main()"
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], **facts)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_stopped_keeps_what_it_read_and_goes_on(folder, tmp_path, stop, jobs):
    for number in range(3, 400):
        (folder / f"{number}.txt").write_text(f"{PAGE}That was bridge number {number}.\n")
    (folder / "empty.txt").unlink()
    db = tmp_path / "news.db"
    options = (folder, "--db", db, "--reader", "rules", "--lang", "en", "--jobs", jobs)
    running = run_apart(
        "add", *options, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while running.poll() is None and not _holds_some(db):
        time.sleep(0.05)
    os.killpg(running.pid, stop) if stop == signal.SIGINT else running.send_signal(stop)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 130, err
    assert err.endswith("qawl: stopped: the same command goes on from here\n")
    with open_store(db) as store:
        kept = store.counts()["articles"]
        assert 0 < kept < 400
        assert store.check() == ()
    again = run_apart("add", *options, stdout=subprocess.PIPE, text=True)
    out, _ = again.communicate(timeout=300)
    assert out.startswith(f"{400 - kept} new · {kept} unchanged\n")


def _holds_some(db):
    if not db.exists():
        return False
    try:
        with open_store(db, write=False) as store:
            return store.counts()["articles"] > 0
    except Exception:
        return False  # it is being made
