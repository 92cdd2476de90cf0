"""A reading as one HTML file that needs nothing else: no script, no font, no network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from qawl.export.cards import cards_of, common_way, way, written
from qawl.export.lines import Line, lines_of
from qawl.export.markup import Markup, element, joined
from qawl.export.passages import marked_text
from qawl.languages.pack import installed, load_pack
from qawl.model import Article, Reading

_STYLE = Path(__file__).with_name("page.css")
_TITLE_LENGTH = 120
_LABELS = "en-GB"  # what our own words on the page are written in, whatever the articles are


def to_html(readings: Sequence[Reading]) -> str:
    """Return a page that shows the articles with their statements in place and a card beside each."""
    style = _STYLE.read_text(encoding="utf-8") + _linked_styles(readings)
    title = " · ".join(_heading(reading.article) for reading in readings) or "qawl"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title[:_TITLE_LENGTH]),
        element("style", Markup(style)),
    )
    several = len(readings) > 1
    parts = [_article(reading, f"a{n}-" if several else "") for n, reading in enumerate(readings, start=1)]
    contents = _contents(readings) if several else ""
    body = element("body", contents, *parts, element("footer", "Read by qawl. Numbers lead to the cards and back."))
    return "<!doctype html>\n" + element("html", head, body, lang=_LABELS) + "\n"


def _policy(style: str) -> str:
    """Allow this one style sheet and nothing else: whatever else got into the page would not run or load."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _linked_styles(readings: Sequence[Reading]) -> str:
    """Light up a statement in the text while its card is pointed at or was followed, and the other way round."""
    several = len(readings) > 1
    names = [
        f"{f'a{place}-' if several else ''}s{number}"
        for place, reading in enumerate(readings, start=1)
        for number in range(1, len(reading.statements) + 1)
    ]
    return "\n".join(
        f":root:has(#t-{n}:target,#c-{n}:hover,#c-{n}:target) .{n}" + "{background:var(--lit)}" for n in names
    )


def _contents(readings: Sequence[Reading]) -> Markup:
    """List the articles at the head of a page that holds several."""
    entries = (
        element("li", element("a", written(_heading(reading.article), reading.article), href=f"#a{number}-top"))
        for number, reading in enumerate(readings, start=1)
    )
    return element("nav", element("ol", *entries), aria_label="articles")


def _heading(article: Article) -> str:
    return article.title.text if article.title else article.text.strip().split("\n")[0]


def _article(reading: Reading, prefix: str) -> Markup:
    article = reading.article
    rows = list(_rows(reading, prefix))
    parts = (_about(reading), _legend(), *rows)
    return element("main", *parts, id=f"{prefix}top", class_="page", dir=article.direction)


def _about(reading: Reading) -> Markup:
    """Say what the page is: publisher, day, language, credits, editions, speakers."""
    article = reading.article
    facts = [element("li", *fact) for fact in _page_facts(article)]
    count = len(reading.statements)
    facts.append(element("li", f"{count} statement{'' if count == 1 else 's'}"))
    if usual := common_way(reading):
        facts.append(element("li", "where a card gives no chain: ", way(usual, article)))
    return element("div", element("ul", *facts), class_="about", dir="ltr")


def _page_facts(article: Article) -> Iterator[tuple[str, ...]]:
    if article.publisher:
        yield (written(article.publisher.name, article),)
    if article.published:
        day = article.published.date.isoformat()
        yield (element("time", day, datetime=day),)
    yield (_language(article.language),)
    for author in article.authors:
        yield "by ", written(author.name, article)
    for credit in article.credits:
        yield f"{credit.kind} ", written(credit.name, article)
    for edition in article.editions:
        yield "also in ", _linked(edition.label or edition.language, edition.url)
    if article.url:
        yield (_linked("original page", article.url),)


def _language(code: str) -> str:
    return load_pack(code).name if code in installed() else code


def _linked(label: str, url: str | None) -> Markup:
    """Return a link to a web address; any other address stays text."""
    if url and url.lower().startswith(("http://", "https://")):
        return element("a", label, href=url, rel="noopener noreferrer")
    return joined(label)


def _legend() -> Markup:
    samples = (element("span", role, class_=f"{role} deep1") for role in ("source", "cue", "content"))
    within = element("span", element("span", "content within content", class_="content deep2"), class_="content deep1")
    return element("p", *(joined(sample, " ") for sample in samples), within, class_="legend", dir="ltr")


def _rows(reading: Reading, prefix: str) -> Iterator[Markup]:
    """Give the paragraphs in order, each with the cards of the statements that begin in it."""
    cards = cards_of(reading, prefix)
    for line in lines_of(reading):
        beside = [cards[label.number - 1] for label in line.labels]
        # the cards stand first because a float begins where it is written; narrow screens put them below
        aside = element("aside", *beside, aria_label="cards") if beside else ""
        yield element("section", aside, _paragraph(line, reading.article, prefix))


def _paragraph(line: Line, article: Article, prefix: str) -> Markup:
    words = marked_text(article.text, line.place, line.marks, line.labels, prefix)
    style = "apparatus" if line.is_apparatus else None
    return element("h1" if line.is_title else "p", words, class_=style, lang=article.language)
