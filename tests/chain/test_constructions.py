"""Each construction by which news pages pass words on gives its chain, in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qawl.article.article import read_article
from qawl.chain.trace import trace_chain
from qawl.context.enrich import enrich
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, Statement
from qawl.segment.scene import make_scene
from qawl.span import Span, cut

HERE = Path(__file__).parent
MARKS = re.compile(r"\[\[|\]\]|\{\{|\}\}|<<|>>|[\[\]{}<>]")
CLOSES = {"[": "]", "{": "}", "<": ">", "[[": "]]", "{{": "}}", "<<": ">>"}
CASES = [
    pytest.param(language, *line.split(" => "), id=f"{language}:{number}")
    for language in ("ar", "en", "ru")
    for number, line in enumerate((HERE / f"constructions_{language}.txt").read_text("utf-8").splitlines(), start=1)
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("language", ["ar", "en", "ru"])
def test_at_least_forty_constructions(language: str) -> None:
    assert sum(case.values[0] == language for case in CASES) >= 40


@pytest.mark.parametrize(("language", "marked", "chain"), CASES)
def test_chain(language: str, marked: str, chain: str) -> None:
    text, found = unmark(marked)
    pack = load_pack(language)
    scene = make_scene(text, load_grammar(pack).abbreviations)
    article = read_article(Page(text), pack)
    outer = [make("s1", text, [found.get(mark) for mark in ("[[", "{{", "<<")])] if "{{" in found else []
    inner = make("s2", text, [found.get(mark) for mark in "[{<"], within="s1" if outer else None)
    ground = survey(article, scene, pack)
    statements = enrich(ground, article, pack, (*outer, inner))
    statement = trace_chain(ground, article, pack, statements)[-1]
    assert " > ".join(link.name for link in statement.chain) == chain
    for link in statement.chain:
        assert text[link.start : link.end] == link.name
    assert statement.via is None or statement.via.text in [link.name for link in statement.chain]


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """Take the marks out of a line; `>>>` closes an inner content before an outer one."""
    text, opened, ranges, at = "", [], [], 0
    while at < len(marked):
        mark = next_mark(marked, at, opened)
        if mark is None:
            text += marked[at]
            at += 1
            continue
        if mark in CLOSES:
            opened.append((mark, len(text)))
        else:
            name, start = opened.pop()
            assert CLOSES[name] == mark, marked
            ranges.append((name, start, len(text)))
        at += len(mark)
    assert not opened, marked
    return text, {name: cut(text, start, end) for name, start, end in ranges}


def next_mark(marked: str, at: int, opened: list[tuple[str, int]]) -> str | None:
    if opened and marked.startswith(CLOSES[opened[-1][0]], at):
        return CLOSES[opened[-1][0]]
    match = MARKS.match(marked, at)
    # `<<<` opens the outer content, then the inner one.
    return match.group() if match else None


def make(name: str, text: str, spans: list[Span | None], within: str | None = None) -> Statement:
    source, cue, content = spans
    assert content is not None, text
    return Statement(
        id=name, source=source, cue=cue, content=(content,), kind="indirect", class_="speech", act="say", in_=within
    )
