"""Let the tests of this folder share their archives; stores and streams for them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qawl.batch.tally import Tally
from qawl.store.store import open_store

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def tally():
    return Tally()


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "store.db") as opened:
        yield opened
