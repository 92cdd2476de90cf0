"""What somebody does on the pages: check a statement, mend it, add a page, say who is who; by mouse and by keyboard."""

import re
from urllib.parse import parse_qs, urlsplit

FISHERIES, MUSEUM = "ar-northern-fisheries.txt", "ru-museum-letters.txt"
SEA = '"البحر لا يعرف مواعيد الجلسات'
FERRY = """Ferry company promises a winter timetable

12 January 2024

The ferry will run twice a day until March, the director of Northern Ferries, Berit Aasen, said on Friday.

"Nobody will be left on the pier," Aasen said.
"""


def asked(page):
    return parse_qs(urlsplit(page.url).query)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_keyboard_alone_leads_from_the_search_to_the_proof(look):
    page = look("/", "en")
    press(page, "Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    assert page.locator(":focus").is_visible()
    press(page, "Enter", "Tab")
    assert page.locator(":focus").get_attribute("name") == "q"
    page.keyboard.type("Самарина письма")
    press(page, "Enter")
    page.wait_for_url("**/?q=*")
    said = page.locator(".hit blockquote a").first
    said.focus()
    press(page, "Enter")
    page.wait_for_url("**/articles/*#s*")
    target = page.locator(":target")
    assert "label" in target.get_attribute("class").split()
    target.focus()
    press(page, "Enter")
    page.wait_for_url("**#c-s*")
    assert "Самарина" in page.locator(":target").inner_text()


def test_focus_is_always_seen(look):
    page = look("/?q=письма", "ar")
    for _ in range(14):
        press(page, "Tab")
        seen = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement); "
            "return s.outlineStyle !== 'none' || document.activeElement.closest('svg') !== null }"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


def test_filter_is_chosen_without_leaving_the_page(look):
    page = look("/", "en", width=1440)
    page.evaluate("window.isSame = true")
    page.get_by_role("complementary", name="Filters").get_by_role("link", name=re.compile("русский")).click()
    page.wait_for_selector(".chosen a")
    assert asked(page) == {"lang": ["ru"]}
    assert page.evaluate("window.isSame") is True
    assert set(page.locator(".hit").evaluate_all("hits => hits.map(hit => hit.querySelector('blockquote').lang)")) == {
        "ru"
    }
    page.locator(".chosen a").first.click()
    page.wait_for_selector(".chosen", state="detached")
    assert asked(page) == {}


def test_days_are_chosen_by_dragging(look):
    page = look("/", "en", width=1440)
    columns = page.locator(".histogram svg a")
    first, last = columns.first.bounding_box(), columns.nth(1).bounding_box()
    height = first["y"] + first["height"] / 2
    page.mouse.move(first["x"] + first["width"] / 2, height)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, height, steps=4)
    page.mouse.up()
    page.wait_for_url("**/?since=*")
    assert asked(page) == {"since": ["2022-05-01"], "until": ["2022-06-30"]}


def test_days_are_chosen_by_arrows(look):
    page = look("/", "ar", width=1440)
    columns = page.locator(".histogram svg a")
    columns.last.focus()
    before = page.locator(":focus").get_attribute("data-since")
    press(page, "ArrowRight")  # in a page that runs right to left, earlier days are on the right
    after = page.locator(":focus").get_attribute("data-since")
    assert after < before
    press(page, "Enter")
    page.wait_for_url("**/?since=*")
    assert asked(page)["since"] == [after]


def test_language_is_switched_and_remembered(look):
    page = look("/?q=Самарина", "en")
    page.get_by_role("navigation", name="Language of the interface").get_by_role("link", name="العربية").click()
    page.wait_for_url("**ui=ar**")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.get_by_role("searchbox").input_value() == "Самарина"
    page.locator(".sections a").nth(1).click()
    page.wait_for_url("**/speakers")
    assert page.get_by_role("heading", level=1).inner_text() == "المتحدثون"
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**ui=en**")


def test_card_and_words_light_up_together(look, site):
    page = look(site.article(FISHERIES), "ru", width=1440)
    page.locator(f"#c-{site.name(FISHERIES, SEA)}").hover()
    lit = page.locator(".words .lit").evaluate_all("parts => parts.map(part => part.textContent)")
    assert SEA in "".join(lit)


def test_correction_is_shown_and_taken_back(look, own_site):
    page = look(own_site.statement(FISHERIES, SEA), "en", at=own_site)
    page.get_by_label("What is wrong?").select_option("act")
    page.get_by_label("What is right?").fill("warning")
    page.get_by_role("textbox", name="Note").fill("heard it myself")
    page.get_by_role("button", name="Save the correction").click()
    page.wait_for_url("**?corrected=1")
    assert page.locator(".lead .manner").inner_text().startswith("warning · ")
    ledger = page.locator(".ledger li").first.inner_text()
    assert "remark" in ledger
    assert "warning" in ledger
    assert "heard it myself" in ledger
    page.get_by_role("button", name="Undo").click()
    page.wait_for_load_state("load")
    assert page.locator(".lead .manner").inner_text().startswith("remark · ")


def test_correction_that_cannot_be_is_told(look, own_site):
    page = look(own_site.statement(FISHERIES, SEA), "en", at=own_site, refusal=422)
    page.get_by_label("What is wrong?").select_option("kind")
    page.get_by_label("What is right?").fill("shouted")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.evaluate("document.querySelector('.wrong form').requestSubmit()")
    assert answer.value.status == 422
    assert "shouted" in page.get_by_role("alert").inner_text()


def test_text_is_read_shown_and_kept(look, own_site):
    page = look("/add", "en", at=own_site)
    page.get_by_label(re.compile("Text of an article")).fill(FERRY)
    page.get_by_role("button", name="Read it").last.click()
    page.wait_for_selector(".choice", timeout=60_000)
    assert "Nothing is kept yet." in page.locator(".choice").inner_text()
    assert page.locator(".card footer").count() == 0
    page.get_by_role("button", name="Keep it", exact=True).click()
    page.wait_for_url("**/articles/*")
    assert "Ferry company promises a winter timetable" in page.get_by_role("heading", level=1).inner_text()
    page.goto(own_site.url + "/?q=pier")
    assert "Nobody will be left on the pier" in page.locator(".hit").first.inner_text()


def test_address_that_cannot_be_read_is_told(look, own_site):
    page = look("/add", "ru", at=own_site)
    page.get_by_label("Адрес новостной страницы").fill("http://127.0.0.1:9/nothing.html")
    page.get_by_role("button", name="Прочитать").first.click()
    page.wait_for_selector("[role=alert]", timeout=60_000)
    assert "127.0.0.1:9" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Адрес новостной страницы").input_value() == "http://127.0.0.1:9/nothing.html"


def test_speakers_are_joined_and_parted(look, own_site):
    page = look("/speakers?name=Самарина", "en", at=own_site)
    page.get_by_label(re.compile("The same as")).fill("Ruth Calloway")
    page.get_by_role("button", name="Join the two").click()
    page.wait_for_selector(".ledger li")
    assert "Ruth Calloway" in page.locator(".names, h1").all_inner_texts()[0] + page.locator(".names").inner_text()
    page.get_by_role("button", name="Undo").first.click()
    page.wait_for_load_state("load")
    assert "undone" in page.locator(".ledger li").first.inner_text()


def test_token_is_asked_for_and_nothing_can_be_changed(look, guarded_site, picture):
    page = look("/status", "ar", at=guarded_site)
    assert page.get_by_role("heading", level=1).inner_text() == "تسجيل الدخول"
    picture(page, "login-ar")
    page.get_by_label("رمز الدخول").fill("harbour")
    page.get_by_role("button", name="دخول").click()
    page.wait_for_url("**/status")
    assert page.get_by_role("heading", level=1).inner_text() == "محتوى قاعدة البيانات"
    page.goto(guarded_site.url + guarded_site.statement(MUSEUM, "вернуть семье геолога"))
    assert page.locator("form.wrong, .wrong form").count() == 0
