"""`qawl schema`, `languages`, `explain`, and the command itself."""

import datetime
import json
import subprocess
import sys

import jsonschema
import pytest

from qawl import __version__
from qawl.languages.pack import all_packs
from qawl.store.index import empty_index
from qawl.store.store import open_store

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


def test_schema_is_a_schema(qawl):
    status, out, _ = qawl("schema")
    assert status == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(out))


def test_languages_lists_every_pack(qawl):
    status, out, _ = qawl("languages")
    assert status == 0
    for pack in all_packs():
        assert f"{pack.code}  {pack.name}" in out
    assert " cues" in out


def test_the_packs_are_clean(qawl):
    assert qawl("languages", "--check") == (0, "", "")


def test_what_commands_do_is_told_whole(qawl):
    status, out, _ = qawl("--help")
    assert status == 0
    assert "..." not in out.partition("Commands:")[2]


def test_a_store_is_checked_and_its_index_made_anew(qawl, tmp_path, reading):
    place = tmp_path / "news.db"
    assert qawl("check", "--db", place)[0] == 1
    with open_store(place) as store:
        store.keep(reading("en"), source="a", fetched_at=NOW)
        count = store.counts()["statements"]
        with store.transaction(writes=True) as connection:
            empty_index(connection)
    status, out, _ = qawl("check", "--db", place)
    assert status == 1
    assert out.startswith(f"{count} statements are kept but 0 are in the index: `qawl check --reindex` makes it anew\n")
    status, out, _ = qawl("check", "--db", place, "--reindex")
    assert (status, out.split(" · ")[0]) == (0, "whole: 1 article")
    assert qawl("find", "--db", place, "--lang", "en", "--json")[1].count("\n") == count


def test_explain_gives_each_field_its_rule(qawl, canned, page):
    status, out, _ = qawl("explain", page("en.txt", "en"))
    rows = [line.split() for line in out.splitlines()]
    assert status == 0
    assert ["when", "dates.grammar", "2022-06-02", "(on", "Thursday)"] in rows
    assert ["source", "rules.subject", "union", "leader", "Mary", "Okafor"] in rows
    assert ["published", "visible", "line", "2022-06-03"] in rows


def test_version(qawl):
    assert qawl("--version") == (0, f"qawl {__version__}\n", "")


@pytest.mark.parametrize("command", ["read", "explain", "schema", "languages"])
def test_every_command_has_help(qawl, command):
    status, out, _ = qawl(command, "--help")
    assert status == 0
    assert "Usage: qawl" in out


@pytest.mark.parametrize("command", ["read", "explain"])
def test_help_has_examples(qawl, command):
    assert f"\n  qawl {command} story.html" in qawl(command, "--help")[1]


def test_standard_input(tmp_path):
    text = "Мэр сказал, что мост откроют.\n"
    made = subprocess.run(
        [sys.executable, "-c", "from qawl.cli.main import main; main()", "read", "-", "--json"],
        input=text.encode(),
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["article"]["text"] == text


def test_a_reader_that_goes_away_gives_no_traceback(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("The mayor said that the bridge would reopen.\n" * 50)
    program = (
        f"{sys.executable} -c 'from qawl.cli.main import main; main()' read {source} {source} {source} --lang en | true"
    )
    made = subprocess.run(["bash", "-c", program], capture_output=True, check=False)
    assert made.stderr == b""
