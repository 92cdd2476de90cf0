"""The cards that stand beside a text: one statement each, in few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from qawl.export.markup import Markup, element, joined
from qawl.export.passages import numbers_of
from qawl.model import Article, Link, Reading, Statement, When
from qawl.span import Span

_PLAIN = frozenset({"speech", "neutral"})  # what needs no word of its own


class _Shared(msgspec.Struct, frozen=True):
    """What the cards of one reading have in common: its article, the usual way by names, its statements' numbers."""

    article: Article
    usual: tuple[str, ...]
    numbers: Mapping[str, int]
    prefix: str


def cards_of(reading: Reading, prefix: str) -> tuple[Markup, ...]:
    """Return the cards of the statements, in their order; `prefix` makes their names unique on the page."""
    shared = _Shared(reading.article, _names(common_way(reading)), numbers_of(reading), prefix)
    return tuple(_card(statement, number, shared) for number, statement in enumerate(reading.statements, start=1))


def written(text: str, article: Article) -> Markup:
    """Return words of the article, in its language and direction, apart from what stands around them."""
    return element("bdi", " ".join(text.split()), lang=article.language, dir=article.direction)


def onward_links(statement: Statement) -> tuple[Link, ...]:
    """Return who passed the words on, the speaker left out."""
    chain = statement.chain
    return chain[1:] if chain and chain[0].kind == "speaker" else chain


def common_way(reading: Reading) -> tuple[Link, ...]:
    """Return the way that most statements took; the page says it once, and cards only where theirs differs."""
    ways = Counter(_names(onward_links(statement)) for statement in reading.statements)
    del ways[()]
    if not ways:
        return ()
    names, count = ways.most_common(1)[0]
    usual = (onward_links(statement) for statement in reading.statements)
    return next(links for links in usual if _names(links) == names) if count > 1 else ()


def way(links: tuple[Link, ...], article: Article) -> Markup:
    """List links; the style draws the arrows, in the direction of the article."""
    steps = (element("li", written(link.name, article), title=link.kind) for link in links)
    return element("ol", *steps, class_="chain", dir=article.direction)


def _names(links: tuple[Link, ...]) -> tuple[str, ...]:
    return tuple(link.name for link in links)


def _card(statement: Statement, number: int, shared: _Shared) -> Markup:
    name, told = f"{shared.prefix}s{number}", f"statement {number}: go to the text"
    back = element("a", str(number), class_="number", href=f"#t-{name}", aria_label=told)
    who, sure = _who(statement, shared.article), element("span", _percent(statement), class_="sure")
    kind = element("p", element("bdi", " · ".join(_kind(statement))), class_="kind")
    facts = [joined(element("dt", term), element("dd", value)) for term, value in _facts(statement, shared)]
    known = element("dl", *facts) if facts else ""
    return element("article", element("header", back, who, sure), kind, known, class_="card", id=f"c-{name}")


def _who(statement: Statement, article: Article) -> Markup:
    """Name the speaker, or say that the text names none."""
    speaker = statement.speaker
    if speaker is None:
        said = written(statement.source.text, article) if statement.source else element("i", "no speaker named")
        return element("span", said, class_="who")
    role = element("small", written(speaker.role, article)) if speaker.role and speaker.role != speaker.name else ""
    return element("span", element("b", written(speaker.name, article)), role, class_="who")


def _percent(statement: Statement) -> str:
    return f"{statement.confidence:.0%}"


def _kind(statement: Statement) -> tuple[str, ...]:
    words = (statement.act, statement.kind, statement.class_, statement.stance)
    return tuple(word for word in words if word not in _PLAIN)


def _facts(statement: Statement, shared: _Shared) -> Iterator[tuple[str, Markup]]:
    """Give the terms and values of a card, only those that are known."""
    article = shared.article
    spans: tuple[tuple[str, Span | None], ...] = (
        ("to", statement.addressee),
        ("where", statement.where),
        ("channel", statement.channel),
        ("through", None if _is_in_chain(statement) else statement.via),
    )
    if statement.when:
        yield "when", _when(statement.when, article)
    for term, span in spans:
        if span:
            yield term, written(span.text, article)
    if statement.refers_to:
        yield "meaning", joined(*(written(span.text, article) for span in statement.refers_to))
    if statement.in_:
        yield "within", _enclosing(statement.in_, shared)
    onward = onward_links(statement)
    if _names(onward) != shared.usual:
        yield "chain", way(onward, article) if onward else element("i", "none known")


def _when(when: When, article: Article) -> Markup:
    if when.date is None:
        return written(when.text, article)
    day = when.date.isoformat()
    return joined(element("time", day, datetime=day), " ", element("small", written(when.text, article)))


def _enclosing(identifier: str, shared: _Shared) -> Markup:
    number = shared.numbers.get(identifier)
    if number is None:
        return joined(identifier)
    return element("a", f"statement {number}", href=f"#c-{shared.prefix}s{number}")


def _is_in_chain(statement: Statement) -> bool:
    return statement.via is not None and any(link.name == statement.via.text for link in statement.chain)
