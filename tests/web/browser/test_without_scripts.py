"""Reading and searching need no script."""

MUSEUM = "ru-museum-letters.txt"

BREAD = """Bakers warn of dear bread

3 May 2024

"Flour costs twice as much," said Ida Holm.
"""


def test_search_filter_page_and_article(look):
    page = look("/", "ru", scripts=False, width=1440)
    page.get_by_role("searchbox").fill("письма")
    page.get_by_role("button", name="Поиск").click()
    page.wait_for_url("**/?q=*")
    assert page.locator(".hit").count() > 0
    page.locator("#f-act-1").click()
    page.wait_for_url("**act=*")
    page.locator(".hit blockquote a").first.click()
    page.wait_for_url("**/articles/*")
    assert page.locator(".card").count() > 0


def test_column_of_the_plot_is_a_link(look):
    page = look("/", "en", scripts=False, width=1440)
    page.locator(".histogram svg a").first.click()
    page.wait_for_url("**/?since=2022-05-01&until=2022-05-31")
    assert page.locator(".hit").count() > 0


def test_next_page(look):
    page = look("/", "en", scripts=False)
    page.locator("a[rel=next]").click()
    page.wait_for_url("**/?page=2")
    assert page.locator(".hit").count() == 20


def test_filters_are_open_on_a_phone(look):
    assert look("/", "ar", scripts=False, width=390).locator("#f-lang-1").is_visible()


def test_page_is_read_and_shown(look, own_site):
    page = look("/add", "en", at=own_site, scripts=False)
    page.locator("textarea").fill(
        'Bakers warn of dear bread\n\n3 May 2024\n\n"Flour costs twice as much," said Ida Holm.\n'
    )
    page.get_by_role("button", name="Read it").last.click()
    page.wait_for_selector(".choice", timeout=60_000)
    assert "Flour costs twice as much" in page.locator(".reading").inner_text()
    page.get_by_role("button", name="Do not keep it").click()
    page.wait_for_url("**/add")
