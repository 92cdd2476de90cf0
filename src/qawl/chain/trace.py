"""Statements -> statements with the way that the words took to this page."""

from __future__ import annotations

import msgspec

from qawl.chain.links import links_of, page_links
from qawl.chain.relays import Field, Relay, find_relays, speaker_as_outlet
from qawl.context.carry import goes_on
from qawl.context.outlets import find_outlets
from qawl.context.phrases import Ground, span_of
from qawl.context.pointed import point
from qawl.context.terms import find_terms, load_habits
from qawl.context.zones import make_zones
from qawl.languages.pack import LanguagePack
from qawl.model import Article, Credit, Statement
from qawl.segment.scene import Scene
from qawl.span import Span
from qawl.tagger.adjuncts import NO_ADJUNCTS, POINTED, Adjuncts


def trace_chain(
    article: Article,
    scene: Scene,
    pack: LanguagePack,
    statements: tuple[Statement, ...],
    adjuncts: Adjuncts = NO_ADJUNCTS,
) -> tuple[Statement, ...]:
    """Return the statements with the outlet credited for each (`via`) and the chain from speaker to publisher.

    Takes the statements as `enrich` leaves them, best with their speakers resolved. A line below the story that names
    its source (`المصدر: تاس`) is the `via` of what has no nearer one; an agency in brackets at the end of the text is a
    link of every chain but no `via`, since the references never take it for one (0 of 39 attributions in three texts).
    """
    if not statements:
        return ()
    field = _survey(article, scene, pack, statements)
    relays = {statement.id: find_relays(field, statement) for statement in statements}
    credit = _closing_credit(article)
    page = page_links(article, pack)
    traced: list[Statement] = []
    credited: Statement | None = None
    for statement in statements:
        via, evidence = _via(field, statement, relays[statement.id], credited, credit)
        pointed = point(field.ground, adjuncts, statement, "via", found=via)
        if pointed is not None and (via is None or not _is_noun(pointed)):
            via, evidence = pointed, (f"via: {POINTED}",)
        known = msgspec.structs.replace(statement, via=via, evidence=(*statement.evidence, *evidence))
        chain = links_of(field, known, relays, page)
        traced.append(msgspec.structs.replace(known, chain=chain))
        credited = _credited(field, known, credited, is_own=bool(relays[statement.id]))
    return tuple(traced)


def _is_noun(span: Span) -> bool:
    """Whether a phrase is a lone word in small letters, which names no outlet: *daily*, of *the daily Dawn*."""
    return len(span.text.split()) < 2 and span.text.islower()


def _survey(article: Article, scene: Scene, pack: LanguagePack, statements: tuple[Statement, ...]) -> Field:
    terms = find_terms(scene, pack)
    times = [s.when for s in statements if s.when and s.when.start is not None and s.when.end is not None]
    dated = frozenset(p for t in times for p in range(*scene.word_range(t.start or 0, t.end or 0)))
    ground = Ground(scene, terms, (), dated, load_habits(pack))
    credits = [(c.start, c.end) for c in article.credits if c.start is not None and c.end is not None]
    credits += [(article.dateline.start, article.dateline.end)] if article.dateline else []
    datelines = tuple(scene.word_range(start, end) for start, end in credits)
    by_id = {statement.id: statement for statement in statements}
    return Field(ground, find_outlets(ground), make_zones(scene, statements), by_id, datelines)


def _via(
    field: Field, statement: Statement, relays: tuple[Relay, ...], credited: Statement | None, credit: Credit | None
) -> tuple[Span | None, tuple[str, ...]]:
    if relays:
        return span_of(field.ground.scene, *relays[0].words, relays[0].lead), (f"via: {relays[0].evidence}",)
    zone = field.zones.get(statement.id)
    if zone is not None and speaker_as_outlet(field, zone):
        return None, ()
    carries = field.ground.habits.outlet_carries
    if carries and zone is not None and credited is not None and goes_on(field.zones[credited.id], zone):
        return credited.via, (f"via: carried over from {credited.id}",)
    if credit is not None and credit.start is not None and credit.end is not None:
        return Span(credit.start, credit.end, credit.name), ("via: credit of the article",)
    return None, ()


def _credited(field: Field, statement: Statement, before: Statement | None, *, is_own: bool) -> Statement | None:
    """Return the statement whose outlet may be credited for the next one too; another speaker ends it."""
    if is_own:
        return statement
    if before is None or statement.id not in field.zones or statement.in_ != before.in_:
        return before
    return before if field.zones[statement.id].thread == field.zones[before.id].thread else None


def _closing_credit(article: Article) -> Credit | None:
    """Return the source named on a line of its own, behind a colon, below the story."""
    sources = [credit for credit in article.credits if credit.kind == "source" and credit.start is not None]
    below = (credit for credit in sources if (credit.start or 0) > len(article.text) // 2)
    return next((credit for credit in below if ":" in _line_before(article.text, credit.start or 0)), None)


def _line_before(text: str, place: int) -> str:
    return text[text.rfind("\n", 0, place) + 1 : place]
