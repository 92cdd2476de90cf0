"""Run the command in this process, on hand-made readings where the reading itself is not the subject."""

import sys
from pathlib import Path

import msgspec
import pytest

from qawl.cli.main import main
from qawl.export.json_lines import from_line
from qawl.model import Page

_READINGS = Path(__file__).parent.parent / "readings"


def _reading(code):
    return from_line((_READINGS / f"{code}.json").read_bytes())


@pytest.fixture
def reading():
    return _reading


@pytest.fixture
def qawl(monkeypatch, capfd):
    """Run `qawl` with arguments; gives status, output, errors."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["qawl", *map(str, arguments)])
        capfd.readouterr()
        try:
            main()
            status = 0
        except SystemExit as stop:
            status = stop.code or 0
        out, err = capfd.readouterr()
        return status, out, err

    return run


@pytest.fixture
def canned(monkeypatch):
    """Let the program give the hand-made reading whose language the page's content names."""

    def read_page(page: Page, **options):
        content = page.content if isinstance(page.content, bytes) else page.content.encode()
        if content.startswith(b"{"):
            return from_line(content)
        if content == b"bug":
            raise RuntimeError("a bug\nover lines")
        return msgspec.structs.replace(_reading(content.decode().strip()))

    monkeypatch.setattr("qawl.pipeline.read_page", read_page)


@pytest.fixture
def page(tmp_path):
    """Make a file; gives its path."""

    def make(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make
