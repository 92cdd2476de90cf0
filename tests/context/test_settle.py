"""What is said once holds for what the same speaker goes on to say, in own prose."""

from __future__ import annotations

import datetime

import msgspec
import pytest
from tests.people.reading import find

from qawl.article.article import read_article
from qawl.chances import Network
from qawl.context.choice import KINDS, choose
from qawl.context.enrich import enrich
from qawl.context.phrases import Ground
from qawl.context.settle import settle
from qawl.context.signs import SIGNS, make_stage, options, signs_of
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, SpeakerRef, Statement
from qawl.segment.scene import make_scene
from qawl.span import cut
from qawl.tagger.adjuncts import NO_ADJUNCTS, Adjuncts
from qawl.tagger.frames import Adjunct, Frame

TODAY = datetime.date(2021, 12, 16)
ENGLISH = """Harbour master Rosa Lind said on Monday that the ferry was late.
She added that the ice was thick.
Lind also said that nobody was hurt.
The mayor called for patience."""
ROWS = [
    ("Harbour master Rosa Lind", "said", "that the ferry was late", "p1"),
    ("She", "added", "that the ice was thick", "p1"),
    ("Lind", "also said", "that nobody was hurt", "p1"),
    ("The mayor", "called for", "patience", "p2"),
]
ARABIC = """قالت مديرة الميناء سلمى حداد، اليوم الاثنين، في مؤتمر صحفي إن العبارة تأخرت.
وأضافت أن الجليد سميك.
وأكدت حداد أن أحدا لم يصب."""
ARABIC_ROWS = [
    ("مديرة الميناء سلمى حداد", "قالت", "إن العبارة تأخرت", "p1"),
    (None, "وأضافت", "أن الجليد سميك", "p1"),
    ("حداد", "وأكدت", "أن أحدا لم يصب", "p1"),
]


def statements_of(text: str, rows: list[tuple[str | None, str, str, str]]) -> tuple[Statement, ...]:
    found, at = [], 0
    for number, (source, cue, content, speaker) in enumerate(rows, start=1):
        who = None if source is None else find(text, source, at)
        signal, said = find(text, cue, at), find(text, content, at)
        at = max(said.end, signal.end)
        found.append(
            Statement(
                f"s{number}", who, signal, (said,), "indirect", "speech", "say", speaker=SpeakerRef(speaker, speaker)
            )
        )
    return tuple(found)


def read(lang: str, text: str, rows: list[tuple[str | None, str, str, str]], adjuncts: Adjuncts = NO_ADJUNCTS):
    pack = load_pack(lang)
    article, scene = read_article(Page(text), pack), make_scene(text, load_grammar(pack).abbreviations)
    return enrich(survey(article, scene, pack, today=TODAY), article, pack, statements_of(text, rows), adjuncts)


def test_a_day_holds_for_the_same_speaker_and_not_for_another() -> None:
    found = read("en", ENGLISH, ROWS)
    assert [s.when.text if s.when else None for s in found] == ["on Monday", "on Monday", "on Monday", None]
    assert found[1].when == found[0].when  # with its day and its place
    assert "when: carried over from s1" in found[1].evidence


def test_day_and_channel_of_a_press_conference_hold_on() -> None:
    found = read("ar", ARABIC, ARABIC_ROWS)
    assert [s.when.text if s.when else None for s in found] == ["اليوم الاثنين"] * 3
    assert [s.channel.text if s.channel else None for s in found] == ["مؤتمر صحفي"] * 3
    for statement in found:
        assert statement.channel is not None
        assert ARABIC[statement.channel.start : statement.channel.end] == statement.channel.text


def test_what_is_pointed_to_for_others_is_weighed_with_its_day() -> None:
    """Nobody has the day by the rules: it stands in a sentence of its own."""
    text = "The council met on Tuesday. Rosa Lind said the ferry was late. She added that the ice was thick."
    rows = [("Rosa Lind", "said", "the ferry was late", "p1"), ("She", "added", "that the ice was thick", "p1")]
    assert [s.when for s in read("en", text, rows)] == [None, None]
    cues, day = [find(text, "said", 0), find(text, "added", 0)], find(text, "on Tuesday", 0)
    pointed = (Adjunct("when", day.start, day.end, 0.9),)
    found = read("en", text, rows, Adjuncts([Frame((c.start, c.end), None, (), 0.9, "", pointed) for c in cues]))
    assert [s.when.date if s.when else None for s in found] == [datetime.date(2021, 12, 14)] * 2


def test_the_signs_are_as_many_as_the_network_has_rows_and_lie_between_none_and_all() -> None:
    ground = survey_english()
    found = tuple(msgspec.structs.replace(s, when=None) for s in read("en", ENGLISH, ROWS))
    found = (msgspec.structs.replace(found[0], when=ground.dates[0]), *found[1:])
    stage = make_stage(ground, NO_ADJUNCTS, "when", found, cut(ENGLISH, 0, 30))
    for number in range(len(found)):
        (passage,) = options(stage, number)
        signs = signs_of(stage, number, passage)
        assert len(signs) == SIGNS
        assert all(0.0 <= sign <= 1.1 for sign in signs)


def survey_english() -> Ground:
    return ground_of("en", ENGLISH)


def ground_of(code: str, text: str) -> Ground:
    pack = load_pack(code)
    return survey(read_article(Page(text), pack), make_scene(text), pack, today=TODAY)


def dated() -> tuple[Ground, tuple[Statement, ...]]:
    """The English statements, the first with its day, and what settling them needs."""
    ground = survey_english()
    first, *others = statements_of(ENGLISH, ROWS)
    return ground, (msgspec.structs.replace(first, when=ground.dates[0], evidence=("when: here",)), *others)


def asking(ground: Ground, **chosen: float) -> Ground:
    """What settling needs, in a language that asks for so much certainty of some kinds."""
    return msgspec.structs.replace(ground, habits=msgspec.structs.replace(ground.habits, chosen=chosen))


@pytest.mark.parametrize("bias", [9.0, -9.0])
def test_the_chance_is_that_of_the_network(bias: float) -> None:
    ground, found = dated()
    network = Network(((0.0,),) * (SIGNS + len(KINDS) + 1), (0.0, bias))
    choices = choose(make_stage(ground, NO_ADJUNCTS, "when", found, None), network)
    assert all(choice is not None and (choice.chance > 0.5) is (bias > 0) for choice in choices)


def test_a_kind_is_settled_only_where_the_language_asks_for_it() -> None:
    ground, found = dated()
    assert settle(asking(ground), NO_ADJUNCTS, found, ("when",), title=None) == found
    assert settle(asking(ground, when=0.0), NO_ADJUNCTS, found, ("when",), title=None)[1].when == found[0].when


def test_what_is_found_and_does_not_hold_is_told() -> None:
    ground, found = dated()
    settled = settle(asking(ground, when=1.1), NO_ADJUNCTS, found, ("when",), title=None)
    assert settled[0].when is None
    assert settled[0].evidence == ("when: none is likely enough",)
    assert settled[1] == found[1]


def test_a_statement_without_a_cue_stays_as_it_was() -> None:
    ground, (first, second, *others) = dated()
    bare = msgspec.structs.replace(second, cue=None)
    settled = settle(asking(ground, when=0.0), NO_ADJUNCTS, (first, bare, *others), ("when",), title=None)
    assert settled[1] == bare


def test_a_statement_among_many_is_offered_only_what_is_near() -> None:
    line = "Rosa Lind said on Monday that the ferry was late.\n"
    rows = [("Rosa Lind", "said", "that the ferry was late", "p1")] * 60
    found = read("en", line * 60, rows)
    stage = make_stage(ground_of("en", line * 60), NO_ADJUNCTS, "when", found, None)
    places = [(passage.start, found[30].when.start) for passage in options(stage, 30) if found[30].when]
    assert len(places) in {12, 13}
    assert all(abs(start - own) <= 7 * len(line) for start, own in places)
    assert all(statement.when is not None for statement in found)


POINTING_BACK = """قالت مديرة الميناء سلمى حداد في حوار مع صحيفة المرفأ إن العبارة تأخرت.
وأوضحت حداد، في حوارها، أن الجليد سميك."""
POINTING_BACK_ROWS = [
    ("مديرة الميناء سلمى حداد", "قالت", "إن العبارة تأخرت", "p1"),
    ("حداد", "وأوضحت", "أن الجليد سميك", "p1"),
]


def test_the_signs_tell_a_word_that_points_back_from_the_full_name_of_the_occasion() -> None:
    found = statements_of(POINTING_BACK, POINTING_BACK_ROWS)
    full, back = find(POINTING_BACK, "حوار مع صحيفة المرفأ", 0), find(POINTING_BACK, "حوارها", 0)
    found = (msgspec.structs.replace(found[0], channel=full), msgspec.structs.replace(found[1], channel=back))
    stage = make_stage(ground_of("ar", POINTING_BACK), NO_ADJUNCTS, "channel", found, None)
    first, second = options(stage, 1)
    of_full, of_back = stage.forms[first.start, first.end], stage.forms[second.start, second.end]
    words, is_lone, is_possessed = range(3)
    assert (of_full[is_lone], of_full[is_possessed]) == (0.0, 0.0)
    assert (of_back[is_lone], of_back[is_possessed]) == (1.0, 1.0)
    assert of_full[words] > of_back[words]
    assert signs_of(stage, 1, first)[-2] == 1.0, "an interview beside an interview"
    assert signs_of(stage, 1, second)[-2:] == [0.0, 0.0], "what was found itself"


def test_what_is_found_cut_short_is_as_long_as_it_is_for_another_at_that_place() -> None:
    text = "Rosa Lind said in a talk with the daily Dawn that the ferry was late. She added that the ice was thick."
    rows = [("Rosa Lind", "said", "that the ferry was late", "p1"), ("She", "added", "that the ice was thick", "p1")]
    first, second = statements_of(text, rows)
    whole, short = find(text, "in a talk with the daily Dawn", 0), find(text, "in a talk", 0)
    found = (msgspec.structs.replace(first, channel=whole), msgspec.structs.replace(second, channel=short))
    settled = settle(asking(ground_of("en", text), channel=0.0), NO_ADJUNCTS, found, ("channel",), title=None)
    assert [statement.channel for statement in settled] == [whole, whole]
    assert settled[1].evidence == ("channel: as it was found for s1",)


NESTED = "Rosa Lind said on Monday that Anna Berg had warned {}that the ice was thick."


@pytest.mark.parametrize(("own", "day"), [("", None), ("in May ", "in May")])
def test_a_nested_statement_has_no_day_of_the_one_around_it(own: str, day: str | None) -> None:
    text = NESTED.format(own)
    around = find(text, f"that Anna Berg had warned {own}that the ice was thick", 0)
    rows = [("Rosa Lind", "said", around.text, "p1"), ("Anna Berg", "warned", "that the ice was thick", "p2")]
    outer, inner = statements_of(text, [rows[0]])[0], statements_of(text, [rows[1]])[0]
    ground = ground_of("en", text)
    outer = msgspec.structs.replace(outer, when=ground.dates[0])
    inner = msgspec.structs.replace(inner, id="s2", in_="s1", when=ground.dates[1] if day else None)
    monday = (Adjunct("when", around.start - 10, around.start - 1, 0.9),)
    cues = [statement.cue for statement in (outer, inner) if statement.cue]
    adjuncts = Adjuncts([Frame((c.start, c.end), None, (), 0.9, "", monday) for c in cues])
    settled = settle(asking(ground, when=0.0), adjuncts, (outer, inner), ("when",), title=None)
    assert [s.when and s.when.text for s in settled] == ["on Monday", day]
