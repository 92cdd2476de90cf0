"""Give every statement its speaker: one identity for each person or body of an article."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from qawl.fold import fold_words
from qawl.languages.cues import find_cue, find_cues
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack
from qawl.model import Article, Speaker, SpeakerRef, Statement
from qawl.people.cast import gather
from qawl.people.mentioned import find_people
from qawl.people.pointers import Pointers
from qawl.people.profile import speaker_of
from qawl.people.reconsider import reconsider
from qawl.people.reference import Reference, read_source
from qawl.people.roles import choose_roles
from qawl.people.rules import load_name_rules
from qawl.people.setting import Setting, find_marks
from qawl.people.signs import Account, Found
from qawl.people.thread import Thread
from qawl.segment.scene import Scene
from qawl.span import Span
from qawl.tagger.adjuncts import NO_ADJUNCTS, Adjuncts
from qawl.tagger.frames import Mention


def resolve_speakers(
    article: Article,
    scene: Scene,
    pack: LanguagePack,
    statements: tuple[Statement, ...],
    mentions: tuple[Mention, ...],
    adjuncts: Adjuncts = NO_ADJUNCTS,
) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
    """Return the speakers in order of first appearance, and the statements with their speaker filled in.

    A statement whose speaker the text does not tell keeps `speaker=None`. Raises nothing on odd input.
    """
    setting, account = find_each(article, scene, pack, statements, mentions, adjuncts)
    found = reconsider(account)
    choose_roles(setting, adjuncts, statements, [party for party, _ in found])
    speakers = _speakers(found, pack, article.published.date if article.published else None)
    filled = tuple(_with_speaker(s, f, speakers) for s, f in zip(statements, found, strict=True))
    return tuple(speakers.values()), filled


def find_each(
    article: Article,
    scene: Scene,
    pack: LanguagePack,
    statements: tuple[Statement, ...],
    mentions: tuple[Mention, ...],
    adjuncts: Adjuncts,
) -> tuple[Setting, Account]:
    """Return what the rules find for each statement, in the order of the text, behind the setting they found it in."""
    seen = frozenset(word.fold for word in scene.words)
    verbs, marks = _verbs(scene, pack), find_marks(scene, mentions)
    grammar, rules = load_grammar(pack), load_name_rules(pack)
    setting = Setting(scene, pack, article.title, grammar, rules, mentions, seen, verbs, marks)
    references = tuple(_reference(setting, pack, statement) for statement in statements)
    people = find_people(setting, _surnames(references))
    cast = gather(setting.rules, (*references, *people))
    pointers = Pointers(setting, cast, adjuncts)
    thread = Thread(setting, cast, statements, references, people, pointers)
    found = tuple(thread.resolve(number) for number in range(len(statements)))
    pointed = tuple(pointers.towards(statement) for statement in statements)
    genders = tuple(thread.verb_gender(number) for number in range(len(statements)))
    title = article.title.end if article.title else 0
    account = Account(scene, statements, references, found, pointed, genders, tuple(cast.parties), title)
    return setting, account


def _verbs(scene: Scene, pack: LanguagePack) -> frozenset[int]:
    """Return the positions of the words that are verbs of saying: no title goes on over one."""
    hits = (hit for hit in find_cues(scene.words, pack) if hit.cues[0].frame == "verb")
    return frozenset(position for hit in hits for position in range(hit.start, hit.end))


def _reference(setting: Setting, pack: LanguagePack, statement: Statement) -> Reference:
    if statement.source is None:
        at = statement.cue or statement.content[0]
        return Reference("none", at.start)
    row = find_cue(statement.cue.text, pack) if statement.cue else None
    inflected = setting.rules.inflected
    framed = row is not None and row.frame in ("preposition", "noun", "tag")
    oblique = inflected and (framed or _is_behind_preposition(setting, statement.source))
    genitive = inflected and row is not None and row.frame in ("preposition", "noun")
    return read_source(setting, statement.source, oblique=oblique, genitive=genitive)


def _is_behind_preposition(setting: Setting, source: Span) -> bool:
    """Whether a preposition stands before a source: в некрологе говорится."""
    words = setting.scene.words
    first = setting.scene.word_range(source.start, source.end)[0]
    return first > 0 and words[first - 1].fold in setting.grammar.prepositions


def _surnames(references: Sequence[Reference]) -> tuple[str, ...]:
    """Return the words of names and of lone descriptions, which a fuller name may hold elsewhere."""
    single = (part for reference in references for part in reference.parts or (reference,))
    return tuple(fold_words(r.name[0]) for r in single if r.form in ("name", "body") and len(r.name) == 1)


def _speakers(found: Sequence[Found], pack: LanguagePack, day: datetime.date | None) -> dict[int, Speaker]:
    speakers: dict[int, Speaker] = {}
    for party, _ in found:
        for one in (*party.members, party) if party is not None else ():
            if id(one) not in speakers:
                members = [speakers[id(member)] for member in one.members]
                speakers[id(one)] = speaker_of(one, f"p{len(speakers) + 1}", pack, day=day, members=members)
    return speakers


def _with_speaker(statement: Statement, found: Found, speakers: dict[int, Speaker]) -> Statement:
    party, rule = found
    evidence = (*statement.evidence, f"speaker: {rule}")
    if party is None:
        return msgspec.structs.replace(statement, evidence=evidence)
    speaker = speakers[id(party)]
    who = SpeakerRef(speaker.id, speaker.name, speaker.role)
    return msgspec.structs.replace(statement, speaker=who, evidence=evidence)
