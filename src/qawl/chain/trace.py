"""Statements -> statements with the way that the words took to this page."""

from __future__ import annotations

import msgspec

from qawl.chain.links import links_of, page_links
from qawl.chain.relays import Field, Relay, find_relays, speaker_as_outlet
from qawl.context.phrases import Ground, bare_span
from qawl.context.pointed import is_lone_noun, least_certain, point
from qawl.context.settle import settle
from qawl.context.zones import make_zones
from qawl.languages.pack import LanguagePack
from qawl.model import Article, Credit, Statement
from qawl.span import Span
from qawl.tagger.adjuncts import NO_ADJUNCTS, POINTED, Adjuncts

Relays = dict[str, tuple[Relay, ...]]


def trace_chain(
    ground: Ground,
    article: Article,
    pack: LanguagePack,
    statements: tuple[Statement, ...],
    adjuncts: Adjuncts = NO_ADJUNCTS,
) -> tuple[Statement, ...]:
    """Return the statements with the outlet credited for each (`via`) and the chain from speaker to publisher.

    Takes the statements as `enrich` leaves them, best with their speakers resolved. A line below the story that names
    its source (`المصدر: تاس`) is the `via` of what has no nearer one; an agency in brackets at the end of the text is a
    link of every chain but no `via`, since the references never take it for one (0 of 39 attributions in three texts).
    """
    field, relays, credited = credit_each(ground, article, statements, adjuncts)
    known = settle(ground, adjuncts, credited, ("via",), title=article.title)
    page, by_id = page_links(article, pack), {statement.id: statement for statement in known}
    return tuple(msgspec.structs.replace(s, chain=links_of(field, s, by_id, relays, page)) for s in known)


def credit_each(
    ground: Ground, article: Article, statements: tuple[Statement, ...], adjuncts: Adjuncts
) -> tuple[Field, Relays, tuple[Statement, ...]]:
    """Return the statements with the outlet credited for each by itself, after what was found in the text for that."""
    field = _make_field(ground, article, statements)
    relays = {statement.id: find_relays(field, statement) for statement in statements}
    credit = _closing_credit(article)
    return field, relays, tuple(_credited(field, adjuncts, s, relays[s.id], credit) for s in statements)


def _credited(
    field: Field, adjuncts: Adjuncts, statement: Statement, relays: tuple[Relay, ...], credit: Credit | None
) -> Statement:
    via, evidence = _via(field, statement, relays, credit)
    least = least_certain(field.ground, "via", via)
    pointed = point(field.ground, adjuncts, statement, "via", least=least)
    if pointed is not None and (via is None or not is_lone_noun(pointed)):
        via, evidence = pointed, (f"via: {POINTED}",)
    return msgspec.structs.replace(statement, via=via, evidence=(*statement.evidence, *evidence))


def _make_field(ground: Ground, article: Article, statements: tuple[Statement, ...]) -> Field:
    credits = [(c.start, c.end) for c in article.credits if c.start is not None and c.end is not None]
    credits += [(article.dateline.start, article.dateline.end)] if article.dateline else []
    datelines = tuple(ground.scene.word_range(start, end) for start, end in credits)
    by_id = {statement.id: statement for statement in statements}
    return Field(ground, make_zones(ground.scene, statements), by_id, datelines)


def _via(
    field: Field, statement: Statement, relays: tuple[Relay, ...], credit: Credit | None
) -> tuple[Span | None, tuple[str, ...]]:
    if relays:
        return bare_span(field.ground, *relays[0].words, relays[0].lead), (f"via: {relays[0].evidence}",)
    zone = field.zones.get(statement.id)
    if zone is not None and speaker_as_outlet(field, zone):
        return None, ()
    if credit is not None and credit.start is not None and credit.end is not None:
        return Span(credit.start, credit.end, credit.name), ("via: credit of the article",)
    return None, ()


def _closing_credit(article: Article) -> Credit | None:
    """Return the source named on a line of its own, behind a colon, below the story."""
    sources = [credit for credit in article.credits if credit.kind == "source" and credit.start is not None]
    below = (credit for credit in sources if (credit.start or 0) > len(article.text) // 2)
    return next((credit for credit in below if ":" in _line_before(article.text, credit.start or 0)), None)


def _line_before(text: str, place: int) -> str:
    return text[text.rfind("\n", 0, place) + 1 : place]
