"""HTML -> Article: keep the story's own blocks, and read the rest of the page for what it says about them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import msgspec
from lxml import html

from qawl.article.blocks import Block, split_blocks
from qawl.article.credits import read_credit
from qawl.article.days import read_date_line, read_leading_date
from qawl.article.editions import labelled_editions, linked_editions
from qawl.article.fallback import extract_otherwise
from qawl.article.headline import find_headline, words_of
from qawl.article.identity import article_id
from qawl.article.language import detect_language
from qawl.article.layout import Layout, lay_out
from qawl.article.lines import LineKind, line_kind
from qawl.article.markup import parse
from qawl.article.metadata import Metadata, read_metadata
from qawl.article.published import modified_on, published_on
from qawl.article.region import story_blocks
from qawl.errors import NoArticle
from qawl.languages.pack import LanguagePack, all_packs
from qawl.model import Article, Credit, Dated, Edition, Named, Page
from qawl.span import Span

# Controls, marks of direction, zero-width spaces and soft hyphens; the joiners of Arabic script stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_DATE_ABOVE = 10  # blocks above the headline that may hold its date; page headers with the day of reading stand higher
_DATE_AFTER = 4
_DATE_OPENS = 6  # a date line may follow a subheading, and the first paragraph that a date opens may follow others
_LETTERS_BESIDE = 30  # "material published on … at …, views: …"; links to other stories hold their titles
_LINKED = 0.5  # a day in a link is that of another story
_ALL_LINK = 0.9  # below the story a credit that is nothing but a link is that of another one
_CREDITS_AFTER = 8  # blocks below the story that may still hold its credits
_CAPTION_PART = re.compile(r"[()\[\]|]|(?<=[.!?…])\s+")
_SITE = re.compile(r"\s+[|»·–—-]\s+")


class Cutting(msgspec.Struct, frozen=True):
    """What was cut out of a page: its headline, the blocks from there to the last one kept, those just above it."""

    metadata: Metadata
    title: str | None
    blocks: tuple[Block, ...]
    story: frozenset[int]
    above: tuple[Block, ...]


def read_html(markup: str, page: Page, pack: LanguagePack | None) -> Article:
    """Extract the article of a page. Raises NoArticle, or UnknownLanguage when no pack was given."""
    root = parse(markup)
    if root is None:
        raise NoArticle(f"{page.name}: no text in this page: give the page of a single story")
    cutting = _cut(root)
    prose = [block.text for block in cutting.blocks if id(block) in cutting.story]
    fallback = [] if prose else extract_otherwise(root)
    if not prose and not fallback:
        raise NoArticle(f"{page.name}: no article in this page: give the page of a single story")
    pack = pack or detect_language(prose or fallback, all_packs(), page.name)
    text, title = _compose(cutting.title, fallback or list(_kept(cutting, pack)))
    return _article(page, pack, root, cutting, lay_out(text, pack, title), text)


def _cut(root: html.HtmlElement) -> Cutting:
    metadata = read_metadata(root)
    blocks = split_blocks(root)
    headline = find_headline(blocks, metadata.titles)
    story = frozenset(id(block) for block in story_blocks(blocks, headline))
    title = blocks[headline].text if headline is not None else _own_title(metadata)
    places = [place for place, block in enumerate(blocks) if id(block) in story]
    first = headline + 1 if headline is not None else min(places, default=0)
    last = max(places, default=-1)
    top = first if headline is None else headline  # a day in the headline's own words is told by it
    above = blocks[max(0, top - _DATE_ABOVE) : top]
    return Cutting(metadata, title, blocks[first : last + 1 + _CREDITS_AFTER], story, above)


def _own_title(metadata: Metadata) -> str | None:
    """Return the page's title without the name of the site after it."""
    if not metadata.titles:
        return None
    parts = _SITE.split(metadata.titles[0])
    return " - ".join(parts[:-1]) if len(parts) > 1 and len(parts[-1]) < len(parts[0]) else metadata.titles[0]


def _kept(cutting: Cutting, pack: LanguagePack) -> Iterator[str]:
    """Yield the paragraphs of the story, the date line above it, and its credits."""
    last = max((place for place, block in enumerate(cutting.blocks) if id(block) in cutting.story), default=-1)
    for place, block in enumerate(cutting.blocks):
        in_story = id(block) in cutting.story
        kind: LineKind = "prose" if in_story else line_kind(block.text, pack)
        is_date_line = kind == "date" and place < min(_DATE_OPENS, last) and block.linked <= _LINKED
        is_credit = kind == "credit" and (place < last or block.linked <= _ALL_LINK)
        if in_story or is_credit or is_date_line:
            yield block.text


def _compose(title: str | None, paragraphs: Sequence[str]) -> tuple[str, Span | None]:
    """Return the text of record, and where its title stands."""
    head = _clean(title or "")
    body = [clean for paragraph in paragraphs if (clean := _clean(paragraph))]
    body = [paragraph for paragraph in body if not head or words_of(paragraph) != words_of(head)]
    return "\n\n".join([head, *body] if head else body), Span(0, len(head), head) if head else None


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))


def _article(
    page: Page, pack: LanguagePack, root: html.HtmlElement, cutting: Cutting, layout: Layout, text: str
) -> Article:
    metadata = cutting.metadata
    visible = (layout.published,) if layout.published else tuple(_shown_days(cutting, pack))
    return Article(
        id=article_id(text),
        url=page.url,
        language=pack.code,
        direction=pack.direction,
        title=layout.title,
        text=text,
        published=published_on(root, metadata, page.url, visible, pack),
        modified=modified_on(metadata, pack),
        publisher=Named(_clean(metadata.publisher)) if metadata.publisher else layout.publisher,
        authors=_authors(metadata, layout),
        credits=(*layout.credits, *_caption_credits(cutting, layout, pack)),
        editions=_editions(root, page, pack, layout),
        dateline=layout.dateline,
        apparatus=layout.apparatus,
    )


def _shown_days(cutting: Cutting, pack: LanguagePack) -> Iterator[Dated]:
    """Yield the days shown around the story but not in its text, without offsets: above, opening it, just below it."""
    own = [place for place, block in enumerate(cutting.blocks) if id(block) in cutting.story]
    last = own[-1] if own else -1
    below = [block for block in cutting.blocks[last + 1 : last + 1 + _DATE_AFTER] if _is_short_beside_digits(block)]
    days = [read_date_line(block.text, pack) for block in reversed(cutting.above) if block.linked <= _LINKED]
    days += [read_leading_date(cutting.blocks[place].text, pack) for place in own[:_DATE_OPENS]]
    days += [read_date_line(block.text, pack) for block in below]
    yield from (Dated(day.date, day.text, evidence=day.evidence) for day in days if day)


def _is_short_beside_digits(block: Block) -> bool:
    return block.linked <= _LINKED and sum(letter.isalpha() for letter in block.text) <= _LETTERS_BESIDE


def _authors(metadata: Metadata, layout: Layout) -> tuple[Named, ...]:
    """Return the authors the page names for machines, each with its place when a byline shows it; else the bylines."""
    if not metadata.authors:
        return layout.authors
    names = (_clean(name) for name in metadata.authors)
    return tuple(_placed(name, layout.apparatus) for name in names if name)


def _placed(name: str, lines: Sequence[Span]) -> Named:
    for line in lines:
        at = line.text.find(name)
        if at >= 0:
            return Named(name, line.start + at, line.start + at + len(name))
    return Named(name)


def _caption_credits(cutting: Cutting, layout: Layout, pack: LanguagePack) -> Iterator[Credit]:
    """Yield the credits in picture captions; captions are not in the text, so these have no offsets."""
    seen = {(credit.kind, credit.name) for credit in layout.credits}
    for block in cutting.blocks:
        if block.tag != "figcaption":
            continue
        for part in _CAPTION_PART.split(_clean(block.text)):
            credit = read_credit(part, pack)
            if credit and (credit.kind, credit.name) not in seen:
                seen.add((credit.kind, credit.name))
                yield Credit(credit.kind, credit.name)


def _editions(root: html.HtmlElement, page: Page, pack: LanguagePack, layout: Layout) -> tuple[Edition, ...]:
    found: dict[str, Edition] = {}
    for edition in (
        *linked_editions(root, page.url, pack.code),
        *labelled_editions(root, page.url, pack.code),
        *layout.editions,
    ):
        found.setdefault(edition.language, edition)
    return tuple(found.values())
