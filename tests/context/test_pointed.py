"""What the trained reader points to, in own prose: it goes before the rules, and stands where the text has it."""

from __future__ import annotations

import datetime

import pytest

from qawl.article.article import read_article
from qawl.chain.trace import trace_chain
from qawl.context.enrich import enrich
from qawl.context.pointed import FILLS
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, Statement
from qawl.segment.scene import make_scene
from qawl.span import cut
from qawl.tagger.adjuncts import Adjuncts
from qawl.tagger.frames import Adjunct, AdjunctKind, Frame

TODAY = datetime.date(2021, 12, 16)
TEXT = "Speaking to the islanders in Halden on Monday, the harbour master was brief. She told us the ferry was safe."


def read(
    pointed: dict[AdjunctKind, str],
    text: str = TEXT,
    cue: str = "told",
    content: str = "the ferry",
    *,
    language: str = "en",
    confidence: float = 0.9,
) -> Statement:
    pack = load_pack(language)
    article, scene = read_article(Page(text), pack), make_scene(text, load_grammar(pack).abbreviations)
    at = text.index(cue)
    said = cut(text, text.index(content, at), len(text) - 1)
    statement = Statement("s1", None, cut(text, at, at + len(cue)), (said,), "indirect", "speech", "say")
    places = {kind: (text.index(words), text.index(words) + len(words)) for kind, words in pointed.items()}
    marked = tuple(Adjunct(kind, *place, confidence) for kind, place in places.items())
    adjuncts = Adjuncts([Frame((at, at + len(cue)), None, (), 0.9, "test", marked)])
    ground = survey(article, scene, pack, today=TODAY)
    (found,) = enrich(ground, article, pack, (statement,), adjuncts)
    return trace_chain(ground, article, pack, (found,), adjuncts)[0]


@pytest.mark.parametrize(
    ("kind", "words"),
    [("addressee", "the islanders"), ("where", "Halden"), ("channel", "brief"), ("via", "the harbour master")],
)
def test_what_is_pointed_to_is_taken_from_sentences_away(kind: AdjunctKind, words: str) -> None:
    found = getattr(read({kind: words}), kind)
    assert found is not None
    assert (found.text, TEXT[found.start : found.end]) == (words, words)


def test_a_day_that_is_pointed_to_is_resolved() -> None:
    when = read({"when": "on Monday"}).when
    assert when is not None
    assert when.date == datetime.date(2021, 12, 13)


def test_words_that_are_no_day_are_kept_without_one() -> None:
    when = read({"when": "brief"}).when
    assert when is not None
    assert (when.text, when.date) == ("brief", None)


def test_an_uncertain_word_is_not_taken() -> None:
    found = read({"where": "Halden"}, confidence=min(FILLS.values()) / 2)
    assert found.where is None


def test_the_evidence_says_who_found_it() -> None:
    found = read({"where": "Halden"})
    assert [line for line in found.evidence if line.startswith("where:")] == ["where: pointed to by the encoder"]


def test_a_cue_without_adjuncts_is_read_by_the_rules() -> None:
    assert read({}).where is None


def test_what_somebody_is_quoted_with_is_no_circumstance() -> None:
    told = "She told us the ferry was safe on Monday."
    assert read({"when": "on Monday"}, told).when is None
    assert read({"when": "on Monday"}, "On Tuesday, " + told.replace(" on Monday", "") + " It left on Monday.").when


def test_a_lone_noun_names_no_outlet_better_than_the_rules_do() -> None:
    text = "The daily Dawn reports: according to the daily Dawn, she told us the ferry was safe."
    whole = read({}, text).via
    assert whole is not None
    assert read({"via": "daily"}, text).via == whole


def test_a_link_stands_once_whatever_its_marks() -> None:
    text = "She told us in «Dawn» of Halden, the ferry was safe."
    chain = read({"channel": "«Dawn»", "via": "Dawn"}, text).chain
    assert [link.name for link in chain] == ["«Dawn»"]


def test_a_lone_preposition_is_no_circumstance() -> None:
    assert read({"channel": "to", "when": "in", "where": "on"}).channel is None


def test_a_preposition_at_the_end_is_left_out() -> None:
    where = read({"where": "Halden on"}).where
    assert where is not None
    assert where.text == "Halden"


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("In the daily “Harbour News” she told us the ferry was safe.", "the daily “Harbour News”"),
        ("In the daily, “Harbour News”, she told us the ferry was safe.", "the daily"),
        ("In the daily “Harbour News of the Long Northern Coast” she told us the ferry was safe.", "the daily"),
    ],
)
def test_a_name_in_quotation_marks_belongs_to_the_noun_before_it(text: str, channel: str) -> None:
    found = read({"channel": "the daily"}, text).channel
    assert found is not None
    assert found.text == channel


@pytest.mark.parametrize(
    ("pointed", "channel"),
    [
        ("اللقاء الرقمي", "اللقاء الرقمي"),  # the article belongs to the noun
        ("بلقاء الناخبين", "لقاء الناخبين"),
        ("وباللقاء الرقمي", "اللقاء الرقمي"),
        ("للقاء الرقمي", "للقاء الرقمي"),  # it is fused with the preposition here
    ],
)
def test_a_preposition_joined_before_a_channel_is_left_out_and_its_article_stays(pointed: str, channel: str) -> None:
    text = f"وصل العمدة {pointed} صباحا. وأضاف أن الجسر مغلق."
    found = read({"channel": pointed}, text, "وأضاف", "أن الجسر", language="ar").channel
    assert found is not None
    assert found.text == channel
