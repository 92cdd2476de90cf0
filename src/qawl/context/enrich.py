"""Statements -> fuller ones: to whom, through what, when and where it was said."""

from __future__ import annotations

import msgspec

from qawl.context.addressee import find_addressee
from qawl.context.channel import find_channel
from qawl.context.events import find_events
from qawl.context.phrases import Ground, bare_span
from qawl.context.place import find_place
from qawl.context.pointed import least_certain, point, point_when
from qawl.context.settle import settle
from qawl.context.when import find_when
from qawl.context.zones import Zone, make_zones
from qawl.languages.pack import LanguagePack
from qawl.model import Article, Statement
from qawl.segment.scene import Range
from qawl.tagger.adjuncts import NO_ADJUNCTS, POINTED, Adjuncts
from qawl.tagger.frames import AdjunctKind

_SETTLED: tuple[AdjunctKind, ...] = ("addressee", "channel", "where", "when")


def enrich(
    ground: Ground,
    article: Article,
    pack: LanguagePack,
    statements: tuple[Statement, ...],
    adjuncts: Adjuncts = NO_ADJUNCTS,
) -> tuple[Statement, ...]:
    """Return the statements with addressee, channel, when, where, and the events that they report."""
    found = find_each(ground, pack, statements, adjuncts)
    return settle(ground, adjuncts, found, _SETTLED, title=article.title)


def find_each(
    ground: Ground, pack: LanguagePack, statements: tuple[Statement, ...], adjuncts: Adjuncts
) -> tuple[Statement, ...]:
    """Return the statements with what is found for each by itself."""
    zones = make_zones(ground.scene, statements)
    statements = tuple(_with_events(ground, pack, statement) for statement in statements)
    fuller = tuple(_fill(ground, pack, zones.get(statement.id), statement) for statement in statements)
    return tuple(_pointed(ground, adjuncts, statement, statements) for statement in fuller)


def _with_events(ground: Ground, pack: LanguagePack, statement: Statement) -> Statement:
    events = find_events(ground, pack, statement)
    return msgspec.structs.replace(statement, events=events) if events else statement


def _pointed(ground: Ground, adjuncts: Adjuncts, statement: Statement, others: tuple[Statement, ...]) -> Statement:
    """Take what the reader of the text points to before what the rules find, save what somebody else is quoted with."""
    changes: dict[str, object] = {}
    for kind in _SETTLED:
        find = point_when if kind == "when" else point
        least = least_certain(ground, kind, getattr(statement, kind))
        changes[kind] = find(ground, adjuncts, statement, kind, least=least)
    found = {kind: value for kind, value in changes.items() if value is not None}
    found = {kind: value for kind, value in found.items() if not _is_quoted(value, statement, others)}
    kept = (line for line in statement.evidence if line.partition(":")[0] not in found)
    evidence = (*kept, *(f"{kind}: {POINTED}" for kind in found))
    return msgspec.structs.replace(statement, **found, evidence=evidence) if found else statement


def _is_quoted(value: object, statement: Statement, others: tuple[Statement, ...]) -> bool:
    """Whether a passage stands in a content in which the statement's cue does not: what is told there was elsewhere."""
    start, end, cue = getattr(value, "start", None), getattr(value, "end", None), statement.cue
    if start is None or end is None or cue is None:
        return False
    around = (p for other in others for p in other.content if p.start <= start and end <= p.end)
    return any(not piece.contains(cue) for piece in around)


def _fill(ground: Ground, pack: LanguagePack, zone: Zone | None, statement: Statement) -> Statement:
    if zone is None:
        return statement
    evidence = list(statement.evidence)
    changes: dict[str, object] = {}
    taken: list[Range] = []
    channel = find_channel(ground, pack, zone)
    if channel is not None:
        changes["channel"] = bare_span(ground, *channel.words, channel.lead)
        evidence.append(f"channel: {channel.evidence}")
        taken.append(channel.words)
    addressee = find_addressee(ground, zone, channel)
    if addressee is not None and not all(word.is_mark for word in ground.scene.words[slice(*addressee.words)]):
        changes["addressee"] = bare_span(ground, *addressee.words, addressee.lead)
        evidence.append(f"addressee: {addressee.evidence}")
        taken.append(addressee.words)
    when = find_when(ground, zone)
    if when is not None:
        changes["when"] = when
        evidence.append("when: in the cue's clause")
        taken.append(ground.scene.word_range(when.start or 0, when.end or 0))
    place = find_place(ground, pack, zone, tuple(taken))
    if place is not None:
        words, lead = place
        changes["where"] = bare_span(ground, *words, lead)
        evidence.append("where: beside the cue")
    return msgspec.structs.replace(statement, **changes, evidence=tuple(evidence)) if changes else statement
