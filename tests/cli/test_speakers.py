"""`qawl speakers` lists people over several pages, each with role and statements."""

from __future__ import annotations

FIRST = "The mayor, Ann Field, said the bridge would reopen in May.\n"
SECOND = "Ann Field said the tunnel was safe. Tom Reed, the engineer, denied that it was flooded.\n"


def test_people_of_two_pages_are_listed_once(qawl, page):
    status, out, err = qawl("speakers", page("a.txt", FIRST), page("b.txt", SECOND), "--lang", "en")
    assert (status, err) == (0, "")
    assert out.count("Ann Field") == 1
    assert "2 statements" in out
    assert "Tom Reed" in out
    assert "the tunnel was safe" in out


def test_pages_without_speakers_say_so(qawl, page):
    assert "no speakers found" in qawl("speakers", page("a.txt", "The road is long.\n"), "--lang", "en")[1]
