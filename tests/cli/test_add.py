"""`qawl add` keeps pages, tells what it could not read, and goes on where it stopped."""

from __future__ import annotations

PAGE = "The mayor, Ann Field, said on Monday: “The bridge will reopen.”\n"


def test_pages_are_kept_and_found(qawl, page, tmp_path):
    db = str(tmp_path / "news.db")
    status, out, err = qawl("add", page("a.txt", PAGE), "--lang", "en", "--db", db)
    assert (status, out, err) == (0, "1 new\n", "")
    status, out, err = qawl("find", "bridges", "--db", db)
    assert status == 0
    assert "The bridge will reopen" in out


def test_a_second_run_reads_nothing_again(qawl, page, tmp_path):
    db = str(tmp_path / "news.db")
    name = page("a.txt", PAGE)
    qawl("add", name, "--lang", "en", "--db", db)
    assert qawl("add", name, "--lang", "en", "--db", db)[:2] == (0, "1 unchanged\n")


def test_a_missing_page_does_not_stop_the_others(qawl, page, tmp_path):
    db = str(tmp_path / "news.db")
    status, out, err = qawl("add", str(tmp_path / "none.txt"), page("a.txt", PAGE), "--lang", "en", "--db", db)
    assert (status, out) == (1, "1 new · 1 failed\n")
    assert "none.txt: there is no such file" in err
