"""The tools as an assistant calls them: over the SDK's own client, in memory and over standard input and output."""

import asyncio
import datetime
import json
import sys
from pathlib import Path

import pytest

from qawl.export.json_lines import from_line
from qawl.store.store import open_store

pytest.importorskip("mcp", reason="the SDK is not installed: pip install 'qawl[mcp]'")

from typer.main import get_command

from mcp import Client, StdioServerParameters
from qawl.cli.main import app
from qawl.mcp.server import build_server

DOCS = Path(__file__).parent.parent.parent / "docs"
READINGS = Path(__file__).parent.parent / "readings"
NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
COMMAND = "from qawl.cli.main import main; main()"
TEXT = "The mayor, Ann Field, said on Monday: “The bridge will reopen.”"


@pytest.fixture
def place(tmp_path):
    with open_store(tmp_path / "news.db") as store:
        for code in ("ar", "en", "ru"):
            reading = from_line((READINGS / f"{code}.json").read_bytes())
            store.keep(reading, source=f"https://example.org/{code}", fetched_at=NOW)
    return tmp_path / "news.db"


@pytest.fixture
def call(place):
    """Call one tool in memory; gives what it answers, or the error as text."""

    def calling(tool, /, **arguments):
        with open_store(place, write=False) as store:
            return asyncio.run(_called(build_server(store, reader="rules"), tool, arguments))

    return calling


async def _called(server, tool, arguments):
    async with Client(server) as client:
        result = await client.call_tool(tool, arguments)
        text = result.content[0].text
        return text if result.is_error else json.loads(text)


def test_the_tools_are_listed(place):
    async def names():
        with open_store(place, write=False) as store:
            async with Client(build_server(store)) as client:
                return {tool.name: tool.description for tool in (await client.list_tools()).tools}

    listed = asyncio.run(names())
    assert set(listed) == {"search_statements", "speaker_profile", "trace", "read_address", "read_text"}
    assert all(listed.values())


def test_the_tools_and_their_settings_are_documented():
    words = (DOCS / "api.md").read_text(encoding="utf-8")
    for tool in ("search_statements", "speaker_profile", "trace", "read_address", "read_text"):
        assert f"`{tool}`" in words
    settings = json.loads(words[words.rindex("```json") + len("```json") : words.rindex("```")])
    asked = settings["mcpServers"]["qawl"]
    assert asked["command"].endswith("qawl")
    command = get_command(app).commands[asked["args"][0]]
    assert command.make_context("mcp", asked["args"][1:]).params["db"] == "/srv/qawl/news.db"


def test_a_search_gives_words_places_and_addresses(call):
    found = call("search_statements", query="мост", language="ru")
    first = found["statements"][0]
    assert found["total"] == len(found["statements"])
    assert first["article"]["address"] == "https://example.org/ru"
    text = from_line((READINGS / "ru.json").read_bytes()).article.text
    for statement in found["statements"]:
        for span in statement["content"]:
            assert text[span["start"] : span["end"]] == span["text"]


def test_a_profile_names_the_speaker_in_any_script(call):
    found = call("speaker_profile", name="Timokhin")
    assert found["name"] == "Олег Тимохин"
    assert call("speaker_profile", name=str(found["number"]))["name"] == "Олег Тимохин"


def test_a_text_is_read_with_evidence(call):
    read = call("read_text", text=TEXT, language="en")
    assert read["statements"][0]["content"][0]["text"] == "“The bridge will reopen.”"
    assert read["statements"][0]["speaker"]["name"] == "Ann Field"


def test_a_statement_is_traced_to_another_outlet(place, call):
    import msgspec

    reading = from_line((READINGS / "ru.json").read_bytes())
    article = msgspec.structs.replace(reading.article, text=reading.article.text + "\n", id="another")
    with open_store(place) as store:
        store.keep(msgspec.structs.replace(reading, article=article), source="https://example.net/ru", fetched_at=NOW)
    traced = call("trace", article=reading.article.id, statement="s1")
    assert [one["article"]["address"] for one in traced["elsewhere"][:1]] == ["https://example.net/ru"]
    assert traced["elsewhere"][0]["shared_words"] == 1.0


@pytest.mark.parametrize(
    ("name", "arguments", "problem"),
    [
        ("search_statements", {"query": "(bridge"}, "never closed"),
        ("search_statements", {"since": "yesterday"}, "this is no day"),
        ("search_statements", {"limit": 5_000}, "less than or equal to 50"),
        ("speaker_profile", {"name": "Nobody"}, "no speaker of this name"),
        ("speaker_profile", {"name": "9" * 40}, "no speaker of this name"),
        ("trace", {"article": "x", "statement": "s1"}, "no such statement"),
        ("read_address", {"url": "http://127.0.0.1:1/"}, "inside the network"),
        ("read_address", {"url": "file:///etc/passwd"}, "no address"),
        ("read_text", {"text": "short", "language": "xx"}, "unknown language"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_answered_is_told(call, name, arguments, problem):
    assert problem in call(name, **arguments)


def test_the_command_speaks_over_standard_input_and_output(place):
    async def searched():
        command = StdioServerParameters(command=sys.executable, args=["-c", COMMAND, "mcp", "--db", str(place)])
        async with Client(command) as client:
            result = await client.call_tool("search_statements", {"speaker": "Timokhin", "limit": 1})
            return json.loads(result.content[0].text)

    assert asyncio.run(searched())["statements"][0]["speaker"]["name"] == "Олег Тимохин"
