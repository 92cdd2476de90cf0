"""Readings to write: the hand-made ones, and one that overlaps, crosses lines and holds what documents forbid."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from qawl.export.formats import FORMATS
from qawl.export.json_lines import from_line
from qawl.model import Article, Link, Reading, Speaker, SpeakerRef, Statement
from qawl.span import Span

_READINGS = Path(__file__).parent.parent / "readings"

AWKWARD = (
    "=The mill\x00 & the <b>weir</b>\r\n"
    "The miller said the wheel\n\nwould turn, and that the 😀 dam\u2028had held. It was, he\x85wrote, “enough”.\n"
)


def span(text, words):
    start = text.index(words)
    return Span(start, start + len(words), words)


def said(number, *words, **more):
    fields = {"kind": "direct", "class_": "speech", "act": "say", "source": None, "cue": None} | more
    return Statement(id=f"s{number}", content=tuple(span(AWKWARD, one) for one in words), **fields)


@pytest.fixture(scope="session")
def reading():
    """Gives one of the hand-made readings."""
    return lambda code: from_line((_READINGS / f"{code}.json").read_bytes())


@pytest.fixture(scope="session")
def awkward():
    article = Article("awkward/1", None, "en", "ltr", None, AWKWARD)
    miller = Speaker("p1", 'The "miller" <\x1b>', names={"ru": "Мельник", "ar": "الطحان"})
    statements = (
        said(1, "the wheel\n\nwould turn, and that the 😀 dam", kind="mixed", speaker=SpeakerRef("p1", miller.name)),
        said(2, "that the 😀 dam\u2028had held", class_="belief", act="warn | hint", addressee=span(AWKWARD, "he")),
        said(3, "=The mill\x00", "“enough”", chain=(Link("agency", "@Mill\tWire"),), in_="s1"),
        said(4, "dam\u2028had held. It was", speaker=SpeakerRef("p9", "somebody who is not listed")),
    )
    return Reading(article, (miller,), statements)


@pytest.fixture(scope="session")
def readings(reading, awkward):
    return [reading("ar"), reading("en"), reading("ru"), awkward]


@pytest.fixture(scope="session")
def written(readings):
    """Gives what a format makes of readings; of all of them unless told."""

    def write(name, *some):
        out = io.BytesIO()
        FORMATS[name].write(iter(some or readings), out)
        return out.getvalue()

    return write
