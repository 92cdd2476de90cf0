"""Which given names are a man's and which a woman's, by table: `data/given-CODE.tsv`, where a language has one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

_DATA = Path(__file__).parent / "data"
_GENDERS: Mapping[str, Literal["masculine", "feminine"]] = {"m": "masculine", "f": "feminine"}


@cache
def load_given(code: str) -> Mapping[str, Literal["masculine", "feminine"]]:
    """Return the gender that each folded given name of a language shows; names of both are not among them."""
    path = _DATA / f"given-{code}.tsv"
    if not path.exists():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {name: _GENDERS[gender] for name, gender in rows}
