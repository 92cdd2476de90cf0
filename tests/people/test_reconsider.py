"""Speakers thought over: whoever is clearly likelier takes the place of whom the rules found."""

from __future__ import annotations

import pytest
from tests.people.reading import find

from qawl.article.article import read_article
from qawl.chances import Network
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, Statement
from qawl.people.reconsider import WEIGHED, reconsider
from qawl.people.resolve import find_each, resolve_speakers
from qawl.people.signs import SIGNS, Account, options, signs_of
from qawl.segment.scene import make_scene
from qawl.tagger.adjuncts import Adjuncts
from qawl.tagger.frames import Adjunct, Frame, Mention

TEXT = """Rosa Lind told the harbour council that the ferry was late. Anna Berg chairs the council.
The chairwoman said that nobody was hurt.
Peter Holm said that the ice was thick."""
ROWS = [
    ("Rosa Lind", "told", "that the ferry was late"),
    ("The chairwoman", "said", "that nobody was hurt"),
    ("Peter Holm", "said", "that the ice was thick"),
]
PEOPLE = ("Rosa Lind", "Anna Berg", "Peter Holm")


def statements() -> tuple[Statement, ...]:
    found, at = [], 0
    for number, (source, cue, content) in enumerate(ROWS, start=1):
        who, said = find(TEXT, source, at), find(TEXT, content, at)
        found.append(Statement(f"s{number}", who, find(TEXT, cue, who.end), (said,), "indirect", "speech", "say"))
        at = said.end
    return tuple(found)


def pointing_at(name: str, confidence: float) -> Adjuncts:
    """What a reader says that points from the second statement to a name."""
    cue, place = statements()[1].cue, find(TEXT, name, 0)
    assert cue is not None
    return Adjuncts(
        [Frame((cue.start, cue.end), None, (), 0.9, "", (Adjunct("speaker", place.start, place.end, confidence),))]
    )


def account(adjuncts: Adjuncts) -> Account:
    pack = load_pack("en")
    article, scene = read_article(Page(TEXT), pack), make_scene(TEXT, load_grammar(pack).abbreviations)
    places = [find(TEXT, name, 0) for name in PEOPLE]
    mentions = tuple(Mention(place.start, place.end, "person", 0.9) for place in places)
    return find_each(article, scene, pack, statements(), mentions, adjuncts)[1]


def network(**of_sign: float) -> Network:
    """A network that adds up some signs, by their position."""
    rows = [(of_sign.get(f"s{number}", 0.0),) for number in range(SIGNS)]
    return Network((*rows, (0.0,)), (1.0, 0.0))


def names(found) -> list[str]:
    return [" ".join(party.name) for party, _ in found]


def test_the_signs_are_as_many_as_the_network_has_rows_and_lie_between_none_and_all() -> None:
    seen = account(pointing_at("Anna Berg", 0.3))
    for number in range(len(ROWS)):
        assert len(options(seen, number)) >= 2
        for party in options(seen, number):
            signs = signs_of(seen, number, party)
            assert len(signs) == SIGNS
            assert all(0.0 <= sign <= 1.2 for sign in signs)


def test_who_is_named_and_never_speaks_is_among_those_who_may() -> None:
    assert "Anna Berg" in [" ".join(party.name) for party in options(account(Adjuncts()), 1)]


def test_nobody_is_changed_without_a_clear_reason() -> None:
    seen = account(pointing_at("Anna Berg", 0.3))
    assert reconsider(seen, network()) == list(seen.found)


def test_whoever_is_clearly_likelier_is_taken_and_says_so() -> None:
    seen = account(pointing_at("Anna Berg", 0.3))
    berg, lind = (next(p for p in options(seen, 1) if " ".join(p.name) == name) for name in ("Anna Berg", "Rosa Lind"))
    certainty = signs_of(seen, 1, berg).index(0.3)  # how surely she is pointed to
    assert signs_of(seen, 1, lind)[certainty] == 0.0
    found = reconsider(seen, network(**{f"s{certainty}": 9.0}))
    assert names(found) == ["Rosa Lind", "Anna Berg", "Peter Holm"]
    assert [rule for _, rule in found] == [seen.found[0][1], WEIGHED, seen.found[2][1]]


@pytest.mark.parametrize(("lang", "text"), [("en", "Nothing."), ("ru", "…"), ("ar", "صمت.")])
def test_a_text_without_statements_has_no_speakers(lang: str, text: str) -> None:
    pack = load_pack(lang)
    assert resolve_speakers(read_article(Page(text), pack), make_scene(text), pack, (), ()) == ((), ())
