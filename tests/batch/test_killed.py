"""A few of the kills of benchmarks/killed.py."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parent.parent.parent / "benchmarks" / "killed.py"


@pytest.mark.slow
def test_a_store_outlives_kills_at_random_moments(tmp_path):
    if not BENCHMARK.exists():
        pytest.skip("benchmarks/ is not beside the tests")
    spec = importlib.util.spec_from_file_location("killed", BENCHMARK)
    killed = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(killed)
    found = killed.kill_often(tmp_path, kills=5, pages=150, jobs=2, seed=3)
    assert found.problems == []
    assert found.kills == 5
    assert any(found.kept), "every kill came before the first page was kept"
