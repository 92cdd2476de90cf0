"""The roles that are weighed for whoever speaks, in own prose."""

from __future__ import annotations

from tests.people.reading import find, speakers_of

from qawl.article.article import read_article
from qawl.chances import Network
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, Statement
from qawl.people.resolve import find_each
from qawl.people.roles import SIGNS, Part, choose_roles, options, parts_of, signs_of
from qawl.people.setting import Setting
from qawl.segment.scene import make_scene
from qawl.span import cut
from qawl.tagger.adjuncts import Adjuncts
from qawl.tagger.frames import Adjunct, Frame, Mention

TEXT = (
    "Minister Rosa Lind met Mayor Anna Berg. The port has a chief diver as well. Lind said the ferry was late. "
    "She added it was safe."
)


ROWS = (("Lind", "said", "the ferry was late"), ("She", "added", "it was safe"))
PEOPLE = ("Rosa Lind", "Anna Berg", "Lind said")
Row = tuple[str, str, str]


def seen(
    *pointed: str, text: str = TEXT, rows: tuple[Row, ...] = ROWS, people: tuple[str, ...] = PEOPLE
) -> tuple[Setting, tuple[Statement, ...], Adjuncts, Part]:
    """What is known of the speaker of all statements when the reader points to some words as her role.

    Each person is named by the words given, save a cue at their end.
    """
    pack = load_pack("en")
    article, scene = read_article(Page(text), pack), make_scene(text, load_grammar(pack).abbreviations)
    statements = []
    for number, (source, cue, content) in enumerate(rows, start=1):
        signal = find(text, cue, 0)
        who = cut(text, start := text.rindex(source, 0, signal.start), start + len(source))
        statements.append(Statement(f"s{number}", who, signal, (find(text, content, 0),), "indirect", "speech", "say"))
    places = [find(text, words, 0) for words in pointed]
    adjuncts = tuple(Adjunct("role", place.start, place.end, 0.8) for place in places)
    frames = Adjuncts([Frame((s.cue.start, s.cue.end), None, (), 0.9, "", adjuncts) for s in statements if s.cue])
    named = [(find(text, words, 0).start, len(words.removesuffix(" said"))) for words in people]
    mentions = tuple(Mention(start, start + length, "person", 0.9) for start, length in named)
    setting, account = find_each(article, scene, pack, tuple(statements), mentions, frames)
    (part,) = parts_of([account.found[0][0]] * len(rows))
    return setting, tuple(statements), frames, part


def test_what_is_stated_and_what_is_pointed_to_are_weighed() -> None:
    setting, statements, adjuncts, part = seen("chief diver")
    offered = options(setting, adjuncts, statements, part)
    assert [role.words for role in offered] == ["Minister", "chief diver"]
    assert [len(role.pointing) for role in offered] == [0, 2]
    for role in offered:
        signs = signs_of(setting, statements, part, offered, role)
        assert len(signs) == SIGNS
        assert all(0.0 <= sign <= 1.5 for sign in signs)


def test_the_title_before_another_name_is_not_weighed() -> None:
    setting, statements, adjuncts, part = seen("Mayor")
    assert [role.words for role in options(setting, adjuncts, statements, part)] == ["Minister"]


def test_a_title_behind_a_name_may_end_with_another() -> None:
    text = "Ann Lee, head of the office of Mary Cole, said the port was open."
    setting, statements, adjuncts, part = seen(
        "head of the office of",
        text=text,
        rows=(("Ann Lee", "said", "the port was open"),),
        people=("Ann Lee", "Mary Cole"),
    )
    pointed = [role.words for role in options(setting, adjuncts, statements, part) if role.pointing]
    assert pointed == ["head of the office"]


def test_the_same_words_are_one_role() -> None:
    setting, statements, adjuncts, part = seen("Minister")
    (role,) = options(setting, adjuncts, statements, part)
    assert (role.rules, sorted(role.pointing)) == (1, [0, 1])


def test_a_role_that_is_likely_enough_is_taken_with_its_place() -> None:
    setting, statements, adjuncts, part = seen("chief diver")
    offered = options(setting, adjuncts, statements, part)
    rules = signs_of(setting, statements, part, offered, offered[1]).index(0.8)
    rows = [(9.0 if number == rules else 0.0,) for number in range(SIGNS)]
    choose_roles(setting, adjuncts, statements, [part.party] * 2, Network((*rows, (0.0,)), (1.0, 0.0)))
    assert part.party.role == "chief diver"
    stated = [known.stated for known in part.party.references if known.role == "chief diver"]
    assert [TEXT[place.start : place.end] for place in stated if place] == ["chief diver"]


def test_without_a_likely_one_the_fullest_stated_stays() -> None:
    setting, statements, adjuncts, part = seen("chief diver")
    nothing = Network(((0.0,),) * (SIGNS + 1), (0.0, -9.0))
    choose_roles(setting, adjuncts, statements, [part.party] * 2, nothing)
    assert part.party.role == "Minister"


def test_several_who_speak_as_one_have_no_role_of_their_own() -> None:
    text = "Mayor Anna Berg and Rosa Lind said the ferry was late."
    speakers, _ = speakers_of(
        "en", text, [("Mayor Anna Berg and Rosa Lind", "said")], people=("Anna Berg", "Rosa Lind")
    )
    assert [speaker.role for speaker in speakers] == ["Mayor", None, None]


def test_a_title_alone_may_be_the_role_of_its_bearer() -> None:
    text = "The ferry was late, the spokesman for the port said."
    rows = (("the spokesman for the port", "said", "The ferry was late"),)
    setting, statements, adjuncts, part = seen(text=text, rows=rows, people=())
    (role,) = options(setting, adjuncts, statements, part)
    assert role.stated is not None
    assert (role.words, role.stated.text) == ("spokesman for the port", "spokesman for the port")
    assert not role.rules


def test_several_who_are_named_by_a_title_alone_are_offered_none() -> None:
    text = "The ferry was late, the pilots of the port said."
    rows = (("the pilots of the port", "said", "The ferry was late"),)
    setting, statements, adjuncts, part = seen(text=text, rows=rows, people=())
    assert options(setting, adjuncts, statements, part) == []
