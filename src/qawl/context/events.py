"""Acts inside statements: who met, called, visited or attacked whom, who handed what to whom, in the words reported."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache
from typing import Literal, get_args

import msgspec

from qawl.context.phrases import Ground, bare_span, noun_phrase, span_of
from qawl.context.place import place_at
from qawl.context.recipients import Cases, divide
from qawl.errors import PackError
from qawl.fold import fold_words
from qawl.languages.grammar import Grammar, load_grammar
from qawl.languages.pack import LanguagePack
from qawl.languages.tables import Row
from qawl.model import Event, EventKind, Participant, PartRole, Statement, When
from qawl.people.rules import load_name_rules
from qawl.segment.scene import Range, Scene
from qawl.span import Span

COLUMNS = ("forms", "kind", "frame", "code", "mode", "example")

# object: the verb takes the other side as its object; with: a preposition brings it; to: an object and a recipient,
# whom a preposition or a case brings; double: the same, or both of them without either.
Frame = Literal["object", "with", "to", "double"]
_GIVING: frozenset[Frame] = frozenset({"to", "double"})
_BETWEEN_TWO = frozenset({"meeting", "call", "visit"})
_LONGEST = 14  # words of a participant with its title
_MARKS = frozenset(',،;؛:.\n«»“”"()—–')


class Act(msgspec.Struct, frozen=True):
    """One row of `events.tsv`: what its verbs report, and how they take their participants."""

    kind: EventKind
    frame: Frame
    code: str | None
    mode: str | None


class EventHabits(msgspec.Struct, frozen=True, kw_only=True):
    """Section `[events]` of `language.toml`, folded, each entry one word.

    Words that bring a partner or a recipient, also as letters joined before an office or a body (`joined_to`), or end a
    participant; `particles`, which belong to the verb before them (*handed over*); `also_nouns`, forms of verbs that
    are nouns as well and verbs only where a word that begins like `noun_behind`, a definite one, follows; `passive`,
    auxiliaries before a verb whose subject is not the actor; `dative`, how the case of a recipient is written.
    """

    with_words: frozenset[str] = frozenset()
    to_words: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    joined_to: tuple[str, ...] = ()
    particles: frozenset[str] = frozenset()
    also_nouns: frozenset[str] = frozenset()
    noun_behind: tuple[str, ...] = ()
    passive: frozenset[str] = frozenset()
    dative: Cases = Cases()


def find_events(ground: Ground, pack: LanguagePack, statement: Statement) -> tuple[Event, ...]:
    """Return the events that the content of a statement reports with two parties, in the order of the text."""
    found = []
    for piece in statement.content:
        start, end = ground.scene.word_range(piece.start, piece.end)
        found += list(_in_piece(ground, pack, (start, end)))
    return tuple(found)


def _in_piece(ground: Ground, pack: LanguagePack, piece: Range) -> Iterator[Event]:
    for position in range(*piece):
        act = _act_at(ground.scene, pack, position)
        if act is None or _is_passive(ground, pack, piece, position):
            continue
        parts = tuple(_participants(ground, pack, piece, position, act))
        if _is_whole(act, {part.role for part in parts}):
            when, where = _circumstances(ground, piece, position)
            yield Event(act.kind, span_of(ground.scene, position, position + 1), parts, when, where, act.code, act.mode)


def _is_passive(ground: Ground, pack: LanguagePack, piece: Range, verb: int) -> bool:
    """Whether the verb tells what was done to its subject: *Okafor was appointed director* does not say by whom."""
    idle, before = load_grammar(pack).adverbs, verb - 1
    while before > piece[0] and ground.scene.words[before].fold in idle:
        before -= 1
    return before >= piece[0] and ground.scene.words[before].fold in load_event_habits(pack).passive


def _is_whole(act: Act, roles: Set[PartRole]) -> bool:
    """Whether an event has the two parties that make it one.

    Signings, appointments and attacks need no more than actor and object; a handover needs what is handed over as
    well: *the wounded man was taken to hospital* is none.
    """
    if act.kind in {"signing", "appointment", "attack"} and {"actor", "object"} <= roles:
        return True
    return len(roles - {"object"}) > 1 and (act.kind != "handover" or "object" in roles)


def _act_at(scene: Scene, pack: LanguagePack, position: int) -> Act | None:
    acts, word = _acts(pack), scene.words[position].fold
    bare = (word[len(clitic) :] for clitic in load_grammar(pack).verb_clitics if word.startswith(clitic))
    form = word if word in acts else next((form for form in bare if form in acts), None)
    return acts[form] if form is not None and not _is_noun(scene, pack, position, form) else None


def _is_noun(scene: Scene, pack: LanguagePack, position: int, form: str) -> bool:
    """Whether a form that is a noun, too, is one here: behind a preposition, or with no definite word behind it."""
    habits = load_event_habits(pack)
    if form not in habits.also_nouns:
        return False
    if position and scene.words[position - 1].fold in load_grammar(pack).prepositions:
        return True
    behind = scene.words[position + 1].fold if position + 1 < len(scene.words) else ""
    return not behind.startswith(habits.noun_behind)


def _participants(ground: Ground, pack: LanguagePack, piece: Range, verb: int, act: Act) -> Iterator[Participant]:
    """The actor before the verb, or behind it where nothing stands before; then what the frame of the verb asks for."""
    habits = load_event_habits(pack)
    behind = verb + 1
    actor = _before(ground, pack, piece, verb)
    if actor is None and behind < piece[1] and not _is_end(ground, habits, behind):
        actor = behind, _phrase_end(ground, pack, act, behind, piece[1])
        behind = actor[1]
    if actor is None:
        return
    yield _part(ground, "actor", actor)
    behind += behind < piece[1] and ground.scene.words[behind].fold in habits.particles
    role: PartRole = "partner" if act.kind in _BETWEEN_TWO else "object"
    while behind < piece[1]:
        brought = _brought(ground, pack, act, behind)
        if brought is not None:
            role, behind, lead = brought
        if behind >= piece[1] or _is_end(ground, habits, behind):
            return
        end = _phrase_end(ground, pack, act, behind, piece[1])
        if brought is not None:
            yield Participant(role, bare_span(ground, behind, end, lead))
        elif act.frame in _GIVING:
            yield from _given(ground, pack, act, (behind, end))
        elif act.frame != "with":
            yield _part(ground, role, (behind, end))
        behind = end


def _given(ground: Ground, pack: LanguagePack, act: Act, phrase: Range) -> Iterator[Participant]:
    """What a verb of giving has behind it, in the order of the text."""
    cases = load_event_habits(pack).dative
    for name, words in divide(ground, pack, phrase, cases=cases, is_double=act.frame == "double"):
        yield _part(ground, name, words)


def _brought(ground: Ground, pack: LanguagePack, act: Act, position: int) -> tuple[PartRole, int, int] | None:
    """Return whom a preposition here brings: its part, where it begins, and the letters joined before it."""
    habits, word = load_event_habits(pack), ground.scene.words[position].fold
    if word in habits.with_words:
        return "partner", position + 1, 0
    if act.frame in _GIVING and word in habits.to_words:
        return "recipient", position + 1, 0
    if act.frame in _GIVING:
        rules = load_name_rules(pack)
        bare = (word[len(letters) :] for letters in habits.joined_to if word.startswith(letters))
        if any(rules.is_office(noun) or rules.is_body(noun) for noun in bare):
            return "recipient", position, 1
    return None


def _before(ground: Ground, pack: LanguagePack, piece: Range, verb: int) -> Range | None:
    """Return the words between the opening of the clause and the verb."""
    grammar, last = load_grammar(pack), verb
    while last > piece[0] and last - 1 in ground.dated:  # отец в среду посетил школу
        last -= 1
    start = last
    while start > piece[0] and verb - start < _LONGEST:
        if start - 1 > piece[0] and _opens_clause(ground, grammar, start - 1):
            return start - 1, start  # муж Марины, [который] недавно посетил ее
        word = ground.scene.words[start - 1]
        if word.fold in _MARKS or word.fold in grammar.complementizers or start - 1 in ground.dated:
            break
        start -= 1
    while start < verb and ground.scene.words[start].fold in grammar.prepositions | grammar.conjunctions:
        start += 1
    end, idle = last, grammar.auxiliaries | grammar.adverbs | grammar.negations | grammar.prepositions
    while end > start and ground.scene.words[end - 1].fold in idle:
        end -= 1
    return (start, end) if start < end else None


def _opens_clause(ground: Ground, grammar: Grammar, position: int) -> bool:
    """Whether a relative stands behind a mark: it is the subject, whoever else the main clause names."""
    words = ground.scene.words
    return words[position].fold in grammar.relatives - grammar.complementizers and words[position - 1].is_mark


def _phrase_end(ground: Ground, pack: LanguagePack, act: Act, start: int, limit: int) -> int:
    habits, end = load_event_habits(pack), start + 1
    while end < limit and end - start < _LONGEST and not _is_end(ground, habits, end):
        if ground.scene.words[end].fold in habits.to_words or _brought(ground, pack, act, end) is not None:
            break
        end += 1
    return end


def _is_end(ground: Ground, habits: EventHabits, position: int) -> bool:
    word = ground.scene.words[position]
    return word.fold in _MARKS or word.fold in habits.stops or position in ground.dated


def _part(ground: Ground, role: PartRole, words: Range) -> Participant:
    return Participant(role, span_of(ground.scene, *words))


def _circumstances(ground: Ground, piece: Range, verb: int) -> tuple[When | None, Span | None]:
    """The time expression of the content nearest to the verb, and the first place behind the verb."""
    scene = ground.scene
    dates = [
        (abs(start - verb), date) for date in ground.dates if piece[0] <= (start := _start(scene, date)) < piece[1]
    ]
    when = min(dates, key=lambda pair: pair[0])[1] if dates else None
    for position in range(verb, piece[1] - 1):
        if scene.words[position].fold in ground.habits.before_place and place_at(ground, position + 1):
            end = noun_phrase(ground, position + 1, range(*piece), longest=3)
            return when, span_of(scene, position + 1, end)
    return when, None


def _start(scene: Scene, date: When) -> int:
    return scene.word_range(date.start or 0, date.end or 0)[0]


@cache
def load_events(pack: LanguagePack) -> tuple[tuple[Row, Act], ...]:
    """Return the rows of `events.tsv` with the act that each means; empty when the pack has no such table."""
    if not (pack.folder / "events.tsv").exists():
        return ()
    return tuple((row, _act(row)) for row in pack.table("events.tsv", COLUMNS))


@cache
def load_event_habits(pack: LanguagePack) -> EventHabits:
    """Return the section `[events]` of a pack. Raises PackError when it breaks its shape."""
    try:
        section = msgspec.convert(pack.section("events"), dict[str, list[str] | dict[str, list[str]]])
        return msgspec.convert({name: _folded(value) for name, value in section.items()}, EventHabits)
    except msgspec.ValidationError as error:
        raise PackError(f"{pack.code}/language.toml:1: [events] {error}: see docs/new-language.md") from error


def _folded(value: list[str] | dict[str, list[str]]) -> list[str] | dict[str, list[str]]:
    if isinstance(value, dict):
        return {name: [*map(fold_words, words)] for name, words in value.items()}
    return [*map(fold_words, value)]


def _act(row: Row) -> Act:
    if row["kind"] not in get_args(EventKind) or row["frame"] not in get_args(Frame):
        raise row.refuse(f"{row['kind']!r} and {row['frame']!r}: the head of the table lists the words allowed")
    cells = {name: row[name] or None for name in ("kind", "frame", "code", "mode")}
    return msgspec.convert(cells, Act)


@cache
def _acts(pack: LanguagePack) -> dict[str, Act]:
    return {fold_words(form): act for row, act in load_events(pack) for form in row.listed("forms")}
