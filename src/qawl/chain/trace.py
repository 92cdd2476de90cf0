"""Statements -> statements with the way that the words took to this page."""

from __future__ import annotations

import msgspec

from qawl.chain.links import links_of
from qawl.chain.relays import Field, Relay, find_relays, speaker_as_outlet
from qawl.context.outlets import find_outlets
from qawl.context.phrases import Ground, span_of
from qawl.context.terms import find_terms, load_habits
from qawl.context.zones import make_zones
from qawl.languages.pack import LanguagePack
from qawl.model import Article, Credit, Statement
from qawl.segment.scene import Scene
from qawl.span import Span

REACH = 3  # units over which an outlet goes on to be credited for what the same speaker says


def trace_chain(
    article: Article, scene: Scene, pack: LanguagePack, statements: tuple[Statement, ...]
) -> tuple[Statement, ...]:
    """Return the statements with the outlet credited for each (`via`) and the chain from speaker to publisher.

    Takes the statements as `enrich` leaves them, best with their speakers resolved.
    """
    if not statements:
        return ()
    field = _survey(scene, pack, statements)
    relays = {statement.id: find_relays(field, statement) for statement in statements}
    credit = next((c for c in article.credits if c.kind == "source"), None)
    traced: list[Statement] = []
    last: dict[str, tuple[Statement, int]] = {}
    for statement in statements:
        via, evidence = _via(field, statement, relays[statement.id], last, credit)
        known = msgspec.structs.replace(statement, via=via, evidence=(*statement.evidence, *evidence))
        chain = links_of(article, field, known, relays[statement.id])
        traced.append(msgspec.structs.replace(known, chain=chain))
        _remember(field, traced[-1], relays[statement.id], last)
    return tuple(traced)


def _survey(scene: Scene, pack: LanguagePack, statements: tuple[Statement, ...]) -> Field:
    terms = find_terms(scene, pack)
    times = [s.when for s in statements if s.when and s.when.start is not None and s.when.end is not None]
    dated = frozenset(p for t in times for p in range(*scene.word_range(t.start or 0, t.end or 0)))
    ground = Ground(scene, terms, (), dated, load_habits(pack))
    return Field(ground, find_outlets(ground), make_zones(scene, statements), {s.id: s for s in statements})


def _via(
    field: Field,
    statement: Statement,
    relays: tuple[Relay, ...],
    last: dict[str, tuple[Statement, int]],
    credit: Credit | None,
) -> tuple[Span | None, tuple[str, ...]]:
    if relays:
        return span_of(field.ground.scene, *relays[0].words), (f"via: {relays[0].evidence}",)
    zone = field.zones.get(statement.id)
    if zone is not None and speaker_as_outlet(field, zone):
        return None, ()
    if zone is not None and zone.thread in last:
        before, unit = last[zone.thread]
        if field.ground.scene.unit_of[zone.cue[0]] - unit <= REACH and before.in_ == statement.in_:
            return before.via, (f"via: carried over from {before.id}",)
    if credit is not None and credit.start is not None and credit.end is not None:
        return Span(credit.start, credit.end, credit.name), ("via: credit of the article",)
    return None, ()


def _remember(
    field: Field, statement: Statement, relays: tuple[Relay, ...], last: dict[str, tuple[Statement, int]]
) -> None:
    zone = field.zones.get(statement.id)
    if zone is not None and relays and statement.via is not None:
        last[zone.thread] = (statement, field.ground.scene.unit_of[zone.cue[0]])
