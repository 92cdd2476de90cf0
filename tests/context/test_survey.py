"""What is found once for a page and handed on."""

from __future__ import annotations

import pytest

from qawl.article.article import read_article
from qawl.chain.trace import trace_chain
from qawl.context import outlets
from qawl.context.enrich import enrich
from qawl.context.survey import survey
from qawl.languages.pack import load_pack
from qawl.model import Page, Statement
from qawl.segment.scene import make_scene
from qawl.span import Span

TEXT = "The mayor told the Harbour Times on Monday that the port would open."


def test_outlets_are_found_once_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    find = outlets._candidates
    monkeypatch.setattr(outlets, "_candidates", lambda ground: asked.append(ground) or find(ground))
    pack = load_pack("en")
    article = read_article(Page(TEXT), pack)
    ground = survey(article, make_scene(TEXT), pack)
    said = Statement(id="s1", source=cut("The mayor"), cue=cut("told"), content=(cut("that the port would open"),),
                     kind="indirect", class_="speech", act="say")  # fmt: skip
    (traced,) = trace_chain(ground, article, pack, enrich(ground, article, pack, (said,)))
    assert traced.via is not None
    assert traced.via.text == "the Harbour Times"
    assert len(asked) == 1


def cut(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)
