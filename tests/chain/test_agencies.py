"""One agency under several names is one link."""

from __future__ import annotations

import pytest

from qawl.chain.bylines import agency_id
from qawl.model import Page
from qawl.pipeline import read_page


@pytest.mark.parametrize(
    "names", [("أ ف ب", "أ.ف.ب.", "وكالة فرانس برس", "AFP"), ("د ب أ", "وكالة الأنباء الألمانية"), ("ТАСС", "تاس")]
)
def test_the_names_of_an_agency_have_one_id(names: tuple[str, ...]) -> None:
    (known,) = {agency_id(name) for name in names}
    assert known is not None


def test_what_is_no_agency_has_none() -> None:
    assert agency_id("وكالة المرفأ") is None and agency_id("") is None


def test_an_agency_stands_in_a_chain_once() -> None:
    text = "فتح الميناء\n\nالرياض - د ب أ\n\nقال الوزير سامي حداد إن الطريق مفتوح، بحسب وكالة الأنباء الألمانية.\n"
    reading = read_page(Page(text), lang="ar")
    chains = [[link.name for link in statement.chain] for statement in reading.statements]
    assert chains and all(sum(agency_id(name) == "dpa" for name in chain) == 1 for chain in chains)
