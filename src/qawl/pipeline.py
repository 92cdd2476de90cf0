"""The whole program: a page goes in, a reading comes out."""

from __future__ import annotations

import datetime

from qawl.article.article import read_article
from qawl.attribution.statements import make_statements
from qawl.chain.trace import trace_chain
from qawl.context.enrich import enrich
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, Reading
from qawl.people.resolve import resolve_speakers
from qawl.segment.scene import make_scene
from qawl.tagger.adjuncts import Adjuncts
from qawl.tagger.reader import DEFAULT_READER, Reader, open_reader


def read_page(
    page: Page, *, lang: str | None = None, date: datetime.date | None = None, reader: Reader | None = None
) -> Reading:
    """Read one page: who said what, to whom, when, where, and on whose word.

    `lang` overrules the language that would be detected; `date` is the day that "yesterday" is relative to when the
    page does not say its own. Raises a PageError when the page cannot be read and UnknownLanguage when no pack reads
    its language.
    """
    article = read_article(page, load_pack(lang) if lang else None)
    pack = load_pack(article.language)
    scene = make_scene(article.text, load_grammar(pack).abbreviations)
    marked = (reader or open_reader(DEFAULT_READER))(scene, pack)
    statements = make_statements(article, scene, pack, marked.frames, knows_headlines=marked.knows_headlines)
    adjuncts = Adjuncts(marked.frames)
    speakers, statements = resolve_speakers(article, scene, pack, statements, marked.mentions, adjuncts)
    ground = survey(article, scene, pack, today=date)
    statements = enrich(ground, article, pack, statements, adjuncts)
    statements = trace_chain(ground, article, pack, statements, adjuncts)
    return Reading(article, speakers, statements)
