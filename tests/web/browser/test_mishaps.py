"""What goes wrong on the way: a reader is signed out, an answer is lost, a screen is turned, a word is endless."""

import pytest

from qawl.store import finding

WAITING = """<!doctype html><meta charset="utf-8"><title>Reading</title><script src="/static/reader.js" defer></script>
<div data-waiting role="status"><h1>Reading</h1></div>"""

LOGIN = '<!doctype html><title>Sign in</title><main id="main"><h1>Sign in</h1></main>'


def test_filters_are_there_when_the_screen_becomes_wide(look):
    page = look("/", "en", width=700)
    assert not page.locator("#f-lang-1").is_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#f-lang-1").wait_for(state="visible", timeout=5_000)


def test_keyboard_goes_on_where_a_filter_was_taken_away(look):
    page = look("/?lang=ru", "en")
    page.locator(".chosen a").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".chosen", state="detached")
    page.locator("#found:focus").wait_for(timeout=5_000)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#found') !== null")


@pytest.fixture
def plain(readers, site):
    """A page of a reader whose troubles are wanted."""
    page = readers("en", "light", 1280, True).new_page()
    page.set_default_timeout(10_000)
    yield page
    page.close()


def test_who_is_signed_out_is_asked_to_sign_in(plain, guarded_site):
    plain.goto(f"{guarded_site.url}/login?next=/")
    plain.get_by_label("Token").fill("harbour")
    plain.get_by_role("button", name="Enter").click()
    plain.wait_for_selector(".hit")
    plain.context.clear_cookies(name="qawl_session")
    plain.locator("#f-lang-1").click()
    plain.wait_for_url("**/login?next=**lang**")


def test_filters_that_do_not_come_can_be_asked_for(plain, site, monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 10)
    plain.route("**/surroundings*", lambda route: route.fulfill(status=503, body="too long"))
    plain.goto(f"{site.url}/")
    plain.get_by_role("link", name="Show the filters").click()
    plain.wait_for_url("**/?filters=1")
    assert plain.locator("#f-lang-1").is_visible()


def test_a_sign_in_page_is_no_filter(plain, site, monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 10)
    plain.route("**/surroundings*", lambda route: route.fulfill(body=LOGIN, content_type="text/html"))
    plain.goto(f"{site.url}/")
    plain.get_by_role("link", name="Show the filters").wait_for()
    assert plain.locator("main").count() == 1


def test_waiting_says_nothing_twice_and_outlives_a_lost_answer(plain, site):
    asked = []

    def answer(route):
        asked.append(route.request.url)
        if len(asked) == 4:
            route.abort()
        elif len(asked) < 6:
            route.fulfill(body=WAITING, content_type="text/html")
        else:
            route.fulfill(body="<!doctype html><title>Done</title><h1>Done</h1>", content_type="text/html")

    plain.route("**/add/held", answer)
    plain.goto(f"{site.url}/add/held")
    plain.evaluate("window.said = document.querySelector('[data-waiting] h1')")
    plain.wait_for_timeout(1_500)
    assert len(asked) > 2
    assert plain.evaluate("window.said.isConnected")
    plain.wait_for_selector("text=Done")


def test_an_endless_word_stays_within_the_page(look):
    page = look("/", "en", width=390)
    page.evaluate("document.querySelector('.hit blockquote a').textContent = 'w'.repeat(400)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_was_found_is_seen_in_colours_that_the_reader_chose(look):
    page = look("/?q=письма", "en")
    page.emulate_media(forced_colors="active")
    mark, around = page.locator(".hit mark").first, page.locator(".hit blockquote").first
    colour = "node => getComputedStyle(node).backgroundColor"
    assert mark.evaluate(colour) not in (around.evaluate(colour), page.locator("html").evaluate(colour))
