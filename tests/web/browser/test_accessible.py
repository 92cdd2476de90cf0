"""WCAG 2.2 AA as far as axe-core can tell, on every page, in light and dark, right to left and left to right."""

import pytest

pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed: pip install 'qawl[dev]'")
from axe_playwright_python.sync_playwright import Axe

FISHERIES, MUSEUM = "ar-northern-fisheries.txt", "ru-museum-letters.txt"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PAGES = {
    "search": lambda site: "/?q=письма OR الميناء",
    "nothing-found": lambda site: "/?q=zeppelin",
    "article-arabic": lambda site: site.article(FISHERIES),
    "article-russian": lambda site: site.article(MUSEUM),
    "statement": lambda site: site.statement(FISHERIES, '"هذه ليست ورقة للأرشيف'),
    "speaker": lambda site: "/speakers?name=Самарина",
    "speakers": lambda site: "/speakers",
    "chain": lambda site: "/chain?lang=ar",
    "add": lambda site: "/add",
    "status": lambda site: "/status",
}


@pytest.mark.parametrize(("ui", "scheme"), [("ar", "dark"), ("ru", "light")])
@pytest.mark.parametrize("name", PAGES)
def test_page_breaks_no_rule(look, site, name, ui, scheme):
    page = look(PAGES[name](site), ui, scheme=scheme)
    found = Axe().run(page, options=RULES).response["violations"]
    told = [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found]
    assert not told, told


def test_error_page_breaks_no_rule(look):
    page = look("/nowhere", "en", expect_status=404)
    assert Axe().run(page, options=RULES).response["violations"] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_targets_are_large_enough(look, width):
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, or in a sentence, or with room around."""
    page = look("/", "en", width=width)
    rules = {"runOnly": {"type": "rule", "values": ["target-size"]}}
    assert Axe().run(page, options=rules).response["violations"] == []
