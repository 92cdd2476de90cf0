"""The outlets of a chain are those that hold in the end."""

from __future__ import annotations

import msgspec
import pytest

from qawl.article.article import read_article
from qawl.chain.trace import trace_chain
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Link, Page, SpeakerRef, Statement
from qawl.segment.scene import make_scene
from qawl.span import cut
from qawl.tagger.adjuncts import NO_ADJUNCTS, Adjuncts
from qawl.tagger.frames import Adjunct, Frame


def links(text: str, source: str, cue: str, content: str, speaker: str, *, lang: str, via: str = "") -> list[Link]:
    pack = load_pack(lang)
    article, scene = read_article(Page(text), pack), make_scene(text, load_grammar(pack).abbreviations)
    spans = [cut(text, text.index(words), text.index(words) + len(words)) for words in (source, cue, content)]
    statement = Statement("s1", spans[0], spans[1], (spans[2],), "indirect", "speech", "say")
    statement = msgspec.structs.replace(statement, speaker=SpeakerRef("p1", speaker))
    at = text.index(via)
    pointed = (Adjunct("via", at, at + len(via), 0.99),)
    frame = Frame((spans[1].start, spans[1].end), None, (), 0.9, "test", pointed)
    adjuncts = Adjuncts([frame]) if via else NO_ADJUNCTS
    return list(trace_chain(survey(article, scene, pack), article, pack, (statement,), adjuncts)[0].chain)


@pytest.mark.parametrize(
    ("lang", "source", "speaker"),
    [
        ("en", "Fox News host Bret Baier", "Bret Baier"),
        ("ru", "гендиректор ТАСС Михайлов", "Михайлов"),
    ],
)
def test_who_works_for_an_outlet_speaks_and_not_the_outlet(lang: str, source: str, speaker: str) -> None:
    cue, content = {"en": ("said", "the gate was open"), "ru": ("сказал", "что ворота открыты")}[lang]
    found = links(f"Here {source} {cue} {content}.", source, cue, content, speaker, lang=lang)
    assert [(link.kind, link.name) for link in found] == [("speaker", speaker)]


def test_an_outlet_speaks_for_itself() -> None:
    found = links("Fox News said the gate was open.", "Fox News", "said", "the gate was open", "Fox News", lang="en")
    assert [(link.kind, link.name) for link in found] == [("agency", "Fox News")]


def test_what_the_reader_points_to_stands_in_the_place_of_what_the_rules_saw() -> None:
    text = "The mayor told Reuters in a feud with Fox News the gate was open."
    found = links(text, "The mayor", "told", "the gate was open", "The mayor", lang="en", via="Fox News")
    assert "Reuters" not in [link.name for link in found]
    assert [link.name for link in found if link.kind == "agency"] == ["Fox News"]


@pytest.mark.parametrize(
    ("lang", "text", "source", "cue", "content", "kind"),
    [
        ("ru", "Полиция сообщает, что ворота открыты.", "Полиция", "сообщает", "что ворота открыты", "speaker"),
        ("ru", "Гавань-Инфо сообщает, что ворота открыты.", "Гавань-Инфо", "сообщает", "что ворота открыты", "agency"),
        ("en", "The ministry reported the gate was open.", "The ministry", "reported", "the gate was open", "speaker"),
        ("en", "The Harbour reported the gate was open.", "The Harbour", "reported", "the gate was open", "agency"),
    ],
)
def test_who_reports_is_an_outlet_when_it_has_a_name(
    lang: str, text: str, source: str, cue: str, content: str, kind: str
) -> None:
    assert [link.kind for link in links(text, source, cue, content, source, lang=lang)] == [kind]
