"""The chain of a statement: speaker, channel, outer speakers, agencies, publisher, in the order the words took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from qawl.chain.bylines import agency_id, byline_agencies
from qawl.chain.relays import Field, Relay, speaker_as_outlet
from qawl.context.phrases import bare_span, span_of
from qawl.fold import fold_words
from qawl.languages.pack import LanguagePack
from qawl.model import Article, Link, Statement
from qawl.span import Span

_MARKS = "\"«»“”„'’()[].,:"


def links_of(
    field: Field,
    statement: Statement,
    statements: Mapping[str, Statement],
    relays: Mapping[str, tuple[Relay, ...]],
    page: tuple[Link, ...],
) -> tuple[Link, ...]:
    """Return the links from the innermost speaker to the publisher of the page; no name stands in it twice.

    `statements` are all of the page by their ids, with the outlet that each has in the end; `relays` holds the outlets
    that the rules saw passing on each, `page` the links of the page itself.
    """
    links = [*_speaking(field, statement, statements, relays)]
    if statement.via is not None:
        links.append(_link("agency", statement.via))
    return tuple(_once([*links, *page]))


def page_links(article: Article, pack: LanguagePack) -> tuple[Link, ...]:
    """Return what the page says of all its statements: agencies in its byline, dateline and credits, its publisher."""
    credits = [Link("agency", c.name, c.start, c.end) for c in article.credits if c.kind == "source"]
    found = [*credits, *byline_agencies(article, pack)]
    return tuple(_once([*sorted(found, key=lambda link: link.start or 0), *_publisher(article)]))


def _speaking(
    field: Field,
    statement: Statement,
    statements: Mapping[str, Statement],
    relays: Mapping[str, tuple[Relay, ...]],
) -> Iterator[Link]:
    """The speaker, the channel and who passed it on, then those of the statements that enclose this one."""
    seen: set[str] = set()
    inner: Statement | None = statement
    while inner is not None and inner.id not in seen:
        seen.add(inner.id)
        zone = field.zones.get(inner.id)
        outlet = speaker_as_outlet(field, zone) if zone else None
        if outlet is not None:
            yield _link("agency", span_of(field.ground.scene, *outlet))
        else:
            yield from _speaker(inner)
        if inner.channel is not None and inner.channel != inner.source:
            yield _link("channel", inner.channel)
        passed = [bare_span(field.ground, *relay.words, relay.lead) for relay in relays[inner.id]]
        if passed and passed[0] != inner.via:
            passed[:1] = [inner.via] if inner.via else []  # what holds in the end is another outlet, or none
        yield from (_link("agency", outlet) for outlet in passed)
        inner = statements.get(inner.in_ or "")


def _speaker(statement: Statement) -> Iterator[Link]:
    name = statement.speaker.name if statement.speaker else statement.source.text if statement.source else None
    if name is None:
        return
    source = statement.source
    yield Link("speaker", name, source.start if source else None, source.end if source else None)


def _publisher(article: Article) -> list[Link]:
    if article.publisher is not None:
        return [Link("publisher", article.publisher.name, article.publisher.start, article.publisher.end)]
    host = urlsplit(article.url or "").hostname
    return [Link("publisher", host)] if host else []


def _link(kind: str, span: Span) -> Link:
    return Link("channel" if kind == "channel" else "agency", span.text, span.start, span.end)


def _once(links: list[Link]) -> Iterator[Link]:
    """Leave out a name that an earlier link has, whole or as part; a publisher wins over an agency of its name."""
    seen: set[str] = set()
    agencies: list[str] = []
    publishers = {_bare(link.name) for link in links if link.kind == "publisher"}
    for link in links:
        name = _bare(link.name)
        same = {name, agency_id(name) or name}
        if same & seen or (link.kind == "agency" and (name in publishers or _is_part(name, agencies))):
            continue
        seen |= same
        agencies += [name] if link.kind == "agency" else []
        yield link


def _bare(name: str) -> str:
    """The words of a name without the marks around them: «Dawn» and Dawn are one."""
    return " ".join(word.strip(_MARKS) or word for word in fold_words(name).split())


def _is_part(name: str, names: list[str]) -> bool:
    """Whether the words of a name are all in one of the others: *AP* behind *the AP news agency*."""
    return any(set(name.split()) <= set(other.split()) for other in names)
