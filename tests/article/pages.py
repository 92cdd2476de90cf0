"""Own news prose in three languages, as plain text and inside pages, for the tests of this folder."""

from __future__ import annotations

ARABIC = (
    "قال رئيس البلدية يوم الاثنين إن الميناء القديم سيفتح أبوابه أمام السفن من جديد بعد عام من أعمال الترميم.",
    "وأضاف أن عشرين شركة محلية شاركت في تجديد الأرصفة والمخازن، وأن كلفة المشروع بلغت تسعة ملايين دينار.",
    "وأكدت مديرة الميناء أن أول سفينة ستصل مطلع الأسبوع المقبل محملة بالقمح والأخشاب.",
)
RUSSIAN = (
    "Мэр города сообщил в понедельник, что старый порт снова откроется для судов после года ремонтных работ.",
    "Он добавил, что в обновлении причалов и складов участвовали двадцать местных компаний, а проект обошёлся дёшево.",
    "Директор порта подтвердила, что первое судно с зерном и лесом придёт в начале следующей недели.",
)
ENGLISH = (
    "The mayor said on Monday that the old harbour would open to ships again after a year of repairs.",
    "Twenty local firms had helped to renew the quays and the warehouses, he added, and the work had stayed cheap.",
    "The harbour’s director confirmed that the first ship, laden with grain and timber, was due early next week.",
)
PROSE = {"ar": ARABIC, "ru": RUSSIAN, "en": ENGLISH}
TITLES = {
    "ar": "الميناء القديم يعود إلى العمل",
    "ru": "Старый порт снова принимает суда",
    "en": "Old harbour takes ships again",
}
DAYS = {"ar": "١٤ آذار ٢٠٢٢", "ru": "14 марта 2022", "en": "14 March 2022"}
MENU = "".join(f'<li><a href="/s{n}">Section number {n}</a></li>' for n in range(30))
COMMENTS = "".join(
    f'<div class="comment"><b>reader {n}</b><p>{words}</p></div>'
    for n, words in enumerate(["I do not believe a single word of what this mayor says."] * 2 + ["Well done."])
)


def page(language: str, head: str = "", above: str = "", below: str = "") -> str:
    """Return a whole page around the story: a menu before it, comments after it."""
    title = TITLES[language]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE[language])
    return (
        f"<!DOCTYPE html><html><head><title>{title} | Harbour Post</title>{head}</head><body><ul>{MENU}</ul>"
        f"{above}<h1>{title}</h1><div>{body}</div>{below}{COMMENTS}<p>All rights reserved.</p></body></html>"
    )


def table_page(language: str) -> str:
    """Return the story as pages of 2005 are built: tables, `font`, and `br` for paragraphs."""
    body = "<br><br>".join(PROSE[language])
    links = "".join(f'<tr><td><a href="/n{n}">Another story of that day, number {n}</a></td></tr>' for n in range(25))
    return (
        f"<html><head><title>{TITLES[language]}</title></head><body><table><tr><td><table>{links}</table></td>"
        f"<td><b>{TITLES[language]}</b><br><font size=1>{DAYS[language]}</font><br>{body}</td>"
        f"<td><table>{links}</table></td></tr></table></body></html>"
    )


def plain(language: str) -> str:
    """Return the story as plain text under its headline."""
    return "\n\n".join([TITLES[language], *PROSE[language]])
