"""The small network: its arithmetic by hand, and what is said when its file is not there or damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from qawl import chances
from qawl.chances import Network, load_network
from qawl.errors import PackError

# Two signs, two columns: the first passes the first sign on, the second is one less the second sign.
NETWORK = Network(((1.0, 0.0), (0.0, -1.0), (0.0, 1.0)), (2.0, -4.0, 1.0))


def test_the_chances_are_those_of_the_formula() -> None:
    found = NETWORK.chances([[0.0, 1.0], [0.5, 0.75], [-1.0, 2.0]])
    assert found == pytest.approx([0.7310586, 0.7310586, 0.7310586])
    assert NETWORK.chances([[0.5, 0.0]]) == pytest.approx([0.1192029])


def test_nothing_asked_is_nothing_answered() -> None:
    assert NETWORK.chances([]) == []


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b'{"inner": [[1]], "outer": [1, 2]}', b'{"inner": [], "outer": []}']
)
def test_a_file_that_cannot_be_read_is_named_with_the_remedy(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "speakers.json").write_bytes(content)
    monkeypatch.setattr(chances, "files", lambda _: tmp_path)
    load_network.cache_clear()
    with pytest.raises(PackError, match=r"^qawl/people/speakers\.json cannot be read: .*; install qawl anew$"):
        load_network("qawl.people", "speakers.json", signs=5)
    load_network.cache_clear()


@pytest.mark.parametrize(
    ("room", "name"),
    [("qawl.people", "speakers.json"), ("qawl.people", "roles.json"), ("qawl.context", "circumstances.json")],
)
def test_a_network_for_other_signs_is_refused(room: str, name: str) -> None:
    with pytest.raises(PackError, match="it is no network for 3 signs"):
        load_network(room, name, signs=3)
