"""Every page in the three languages of the interface: its words, its direction, that of its content, and a picture."""

import pytest

LANGUAGES = ("ar", "ru", "en")
DIRECTIONS = {"ar": "rtl", "ru": "ltr", "en": "ltr"}
FISHERIES, MUSEUM, BRIDGE = "ar-northern-fisheries.txt", "ru-museum-letters.txt", "en-bridge-inquiry.html"

# The page, and the heading that its reader sees first.
WHO_SAID = {
    "ar": "من قال ماذا، ونقلًا عن مَن",
    "ru": "Кто что сказал и с чьих слов",
    "en": "Who said what, and on whose word",
}
HEADINGS = {
    "search": ("/", WHO_SAID),
    "found": ("/?q=Самарина", WHO_SAID),
    "speakers": ("/speakers", {"ar": "المتحدثون", "ru": "Спикеры", "en": "Speakers"}),
    "chain": ("/chain", {"ar": "من ينقل عمّن", "ru": "Кто кого пересказывает", "en": "Who relays whom"}),
    "add": ("/add", {"ar": "قراءة صفحة", "ru": "Прочитать страницу", "en": "Read a page"}),
    "status": ("/status", {"ar": "محتوى قاعدة البيانات", "ru": "Что есть в базе", "en": "What is in the store"}),
}  # fmt: skip


@pytest.mark.parametrize("ui", LANGUAGES)
@pytest.mark.parametrize("name", HEADINGS)
def test_page_speaks_the_language_of_its_reader(look, picture, name, ui):
    address, headings = HEADINGS[name]
    page = look(address, ui, width=1440)
    assert page.locator("html").get_attribute("lang") == ui
    assert page.locator("html").get_attribute("dir") == DIRECTIONS[ui]
    assert page.get_by_role("heading", level=1).inner_text() == headings[ui]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"{name}-{ui}")


ARTICLES = {
    "ar": (FISHERIES, "الخارجية الفالدية: جاهزون لاتفاق منصف مع النرويج حول مصايد الشمال رغم صعوبة الملفات"),
    "ru": (MUSEUM, "Музей Ольхонска вернёт наследникам геолога письма, изъятые в 1938 году"),
    "en": (BRIDGE, "Council ignored warnings about Tallow Bridge, former engineer says"),
}


@pytest.mark.parametrize("ui", LANGUAGES)
@pytest.mark.parametrize("language", ARTICLES)
def test_article_keeps_its_own_direction_under_every_interface(look, picture, site, language, ui):
    example, title = ARTICLES[language]
    page = look(site.article(example), ui, width=1440)
    assert page.locator("html").get_attribute("dir") == DIRECTIONS[ui]
    heading = page.get_by_role("heading", level=1)
    assert "".join(heading.inner_text().split("\n")).lstrip("0123456789١٢٣٤٥٦٧٨٩ ") == title
    assert heading.get_attribute("lang") == language
    assert heading.evaluate("node => getComputedStyle(node).direction") == DIRECTIONS[language]
    assert page.locator(".about").evaluate("node => getComputedStyle(node).direction") == DIRECTIONS[ui]
    picture(page, f"article-{language}-under-{ui}")


@pytest.mark.parametrize("ui", LANGUAGES)
def test_statement_and_speaker_pages(look, picture, site, ui):
    page = look(site.statement(FISHERIES, '"البحر لا يعرف مواعيد الجلسات'), ui, width=1440)
    assert "إيلينا مارتل" in page.get_by_role("heading", level=1).inner_text()
    assert page.locator(".said").inner_text() == '"البحر لا يعرف مواعيد الجلسات، وعلينا أن نصل إلى الميناء قبل العاصفة"'
    steps = [step.split("\n")[-1] for step in page.locator(".steps li").all_inner_texts()]
    assert steps == ["إيلينا مارتل", "وكالة أنباء الشمال", 'مركز الجوار الشمالي للدراسات "بحر وساحل"']
    picture(page, f"statement-{ui}")
    page = look("/speakers?name=إيلينا مارتل", ui, width=1440)
    assert page.get_by_role("heading", level=1).inner_text() == "إيلينا مارتل"
    picture(page, f"speaker-{ui}")


PHONES = {
    "search": ("/", "ar", "light"),
    "found": ("/?q=гарантии OR письма", "ru", "dark"),
    "chain": ("/chain", "ar", "dark"),
    "status": ("/status", "en", "dark"),
    "add": ("/add", "ar", "light"),
    "article": ("", "ru", "light"),
}


@pytest.mark.parametrize("name", PHONES)
def test_pages_fit_a_phone(look, picture, site, name):
    address, ui, scheme = PHONES[name]
    page = look(address or site.article(FISHERIES), ui, width=390, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"phone-{name}-{ui}")


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_names_begin_where_the_column_begins_in_every_script(look, ui):
    page = look("/", ui, width=1440)
    edge = "right" if DIRECTIONS[ui] == "rtl" else "left"
    begins = page.locator(".filters li bdi").evaluate_all(
        f"all => all.map(one => [one.innerText, Math.round(one.getBoundingClientRect().{edge})])"
    )
    assert {"русский", "العربية", "English"} <= {name for name, _ in begins}
    assert len({place for _, place in begins}) == 1, begins


def test_a_long_table_of_relays_is_folded(look):
    page = look("/chain", "en", width=1440)
    rows = page.locator("tbody tr")
    assert rows.locator("visible=true").count() == 30
    page.get_by_text(f"{rows.count() - 30} more steps").click()
    assert rows.locator("visible=true").count() == rows.count()


NOT_HERE = {"ar": "لا توجد صفحة كهذه هنا", "ru": "Такой страницы здесь нет", "en": "There is no such page here"}


@pytest.mark.parametrize(
    ("address", "ui"), [("/nowhere", "ar"), ("/articles/sha256:0", "ru"), ("/speakers/999999", "en"), ("/add/x", "en")]
)
def test_what_is_not_there_is_told_kindly(look, address, ui):
    page = look(address, ui, expect_status=404)
    assert page.get_by_role("heading", level=1).inner_text() == NOT_HERE[ui]


def test_broken_query_is_told_and_can_be_mended(look):
    page = look("/?q=(harbour", "ru", expect_status=422)
    assert page.get_by_role("alert").inner_text().startswith("Так искать нельзя.")
    assert page.get_by_role("searchbox").input_value() == "(harbour"


@pytest.mark.parametrize(
    ("ui", "words"),
    [("ar", "لم يُقرأ شيء بعد."), ("ru", "Пока ничего не прочитано."), ("en", "Nothing has been read yet.")],
)
def test_empty_store_invites_to_add(look, picture, empty_site, ui, words):
    page = look("/", ui, at=empty_site)
    assert words in page.locator(".empty").inner_text()
    page.locator(".empty a").click()
    assert page.url.endswith("/add")
    look("/speakers", ui, at=empty_site)
    look("/chain", ui, at=empty_site)
    picture(look("/status", ui, at=empty_site), f"status-empty-{ui}")


def test_nothing_found_is_told(look):
    page = look("/?q=zeppelin", "en")
    assert "Nobody is on record saying that." in page.locator(".empty").inner_text()


def test_figures_follow_the_region_of_the_reader(look, site):
    article = site.article(FISHERIES)
    assert "١٨ أكتوبر ٢٠٢٣" in look(article, "ar").locator(".about").inner_text()
    assert "18 октября 2023" in look(article, "ru").locator(".about").inner_text()
    assert "18 October 2023" in look(article, "en").locator(".about").inner_text()


def test_first_page_weighs_less_than_100_kilobytes_without_fonts(browser, site):
    context, answers = browser.new_context(locale="ar-EG"), []
    page = context.new_page()
    page.on("response", lambda answer: answers.extend([answer]))
    page.goto(site.url, wait_until="networkidle")
    weights = {answer.url: answer.request.sizes()["responseBodySize"] for answer in answers}
    context.close()
    heavy = {url: size for url, size in weights.items() if not url.split("?")[0].endswith(".woff2")}
    assert len(heavy) >= 5  # the page, two styles, two scripts
    assert sum(heavy.values()) < 100_000, heavy


def test_printed_page_leaves_the_tools_out(look, site):
    page = look(site.article(FISHERIES), "en")
    page.emulate_media(media="print")
    assert not page.locator(".sections").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator(".card").first.is_visible()
