"""Data flows one way: a package imports only those before it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "qawl"

# Each row may import from the rows above it and from itself.
LAYERS = (
    ("span", "fold", "errors", "chances"),
    ("model",),
    ("segment",),
    ("languages",),
    ("dates",),
    ("article",),
    ("tagger",),
    ("attribution",),
    ("people",),
    ("context",),
    ("chain",),
    ("pipeline",),
    ("search",),
    ("store",),
    ("export", "fetch"),
    ("feeds",),
    ("batch",),
    ("web", "mcp"),
    ("cli",),
)
RANK = {name: rank for rank, row in enumerate(LAYERS) for name in row}
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.parent != SOURCE or path.stem != "__init__")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_module_imports_only_earlier_stages(path: Path) -> None:
    own = _room(path.relative_to(SOURCE).with_suffix("").parts)
    for room in _imported_rooms(path):
        assert RANK[room] <= RANK[own], f"{path.name} ({own}) imports {room}, which comes later"
        assert room == own or RANK[room] < RANK[own] or RANK[own] == 0, f"{own} and {room} are neighbours"


def test_every_room_has_its_place() -> None:
    rooms = {_room(path.relative_to(SOURCE).with_suffix("").parts) for path in MODULES}
    assert rooms == set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_module_is_small(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 400


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_functions_are_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is too long"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_language_code_outside_its_folder(path: Path) -> None:
    codes = {p.parent.name for p in SOURCE.glob("languages/*/language.toml")}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and node.value in codes), f"line {node.lineno}: {node.value!r}"


def _room(parts: tuple[str, ...]) -> str:
    return parts[0]


def _imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qawl."):
            rooms.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("qawl.")}
    return rooms
