"""The cases of common nouns, by table: `data/forms-CODE.tsv`, where a language has one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from qawl.fold import fold_words

_DATA = Path(__file__).parent / "data"


class Reading(msgspec.Struct, frozen=True):
    """What a form of a noun can be.

    `nominative` is that of its number; `gender` is `m`, `f` or `n`; `is_base`: whether the form is that nominative.
    """

    nominative: str
    gender: str
    is_plural: bool
    is_base: bool


@cache
def load_forms(code: str) -> Mapping[str, tuple[Reading, ...]]:
    """Return the readings of each folded form that the table of a language holds, those of the singular first."""
    forms: dict[str, list[Reading]] = {}
    for first, gender, plural, singular_cases, plural_cases in _rows(code):
        for nominative, is_plural, cases in ((first, False, singular_cases), (plural, True, plural_cases)):
            for form in (nominative, *cases.split()):
                reading = Reading(nominative, gender, is_plural, form == nominative)
                known = forms.setdefault(fold_words(form), [])
                if nominative and reading not in known:
                    known.append(reading)
    return {form: tuple(sorted(known, key=lambda r: r.is_plural)) for form, known in forms.items()}


@cache
def load_singulars(code: str) -> Mapping[str, str]:
    """Return the nominative of the singular by that of the plural, both folded."""
    return {fold_words(plural): fold_words(first) for first, _, plural, *_ in _rows(code) if plural}


def _rows(code: str) -> list[list[str]]:
    path = _DATA / f"forms-{code}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()[1:] if path.exists() else []
    return [line.split("\t") for line in lines]
