"""TEI by lxml: the words of every statement, who said them to whom, and the schema where it can be had.

docs/export.md says which edition of TEI All the files were checked against by hand.
"""

from __future__ import annotations

import pytest
from lxml import etree

NS = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="session")
def corpus(written):
    return etree.fromstring(written("tei"))


def words(corpus, statement):
    """Return the words of a statement: of its pieces in the order of `next`."""
    piece, found = corpus.find(f".//t:said[@xml:id='{statement}']", {**NS, "xml": ID[1:-3]}), []
    while piece is not None:
        found.append("".join(piece.itertext()))
        piece = corpus.find(f".//*[@xml:id='{piece.get('next', '#-')[1:]}']", {"xml": ID[1:-3]})
    return found


def test_every_paragraph_says_what_the_article_says(corpus, readings):
    for text, reading in zip(corpus.findall("t:TEI", NS), readings, strict=True):
        lines = ["".join(one.itertext()) for one in text.findall("t:text/t:body/t:p", NS)]
        kept = reading.article.text.replace("\x00", "�")
        assert lines == [line for line in kept.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("t2.s2", ['The strike at Halden harbour will go on "until every crane driver has a contract"']),
        ("t2.s3", ['"They told us that there was no money,"', '"I do not believe a word of it <b>yet</b>."']),
        ("t4.s1", ["the wheel", "would turn, and that the 😀 dam"]),
        ("t4.s3", ["=The mill�", "“enough”"]),
    ],
)
def test_a_statement_keeps_its_words(corpus, statement, expected):
    assert words(corpus, statement) == expected


def test_overlapping_statements_are_cut_and_none_of_their_words_lost(corpus):
    pieces = {number: "".join(words(corpus, number)) for number in ("t4.s2", "t4.s4")}
    assert pieces == {"t4.s2": "that the 😀 damhad held", "t4.s4": "damhad held. It was"}


def test_who_speaks_to_whom_is_listed(corpus):
    said = corpus.find(".//t:said[@xml:id='t2.s3']", {**NS, "xml": ID[1:-3]})
    named = {one.get(ID): one for one in corpus.iter() if one.get(ID)}
    assert named[said.get("who")[1:]].findtext("t:persName", None, NS) == "Mary Okafor"
    assert named[said.get("who")[1:]].findtext("t:occupation", None, NS) == "union leader"
    assert named[said.get("toWhom")[1:]].findtext("t:persName", None, NS) == "reporters"
    assert said.get("direct") == "true"
    assert [named[code[1:]].findtext("t:catDesc", None, NS) for code in said.get("ana").split()] == [
        "direct", "speech", "neutral", "say",
    ]  # fmt: skip


def test_every_pointer_has_its_end_and_every_name_is_one(corpus):
    names = [one.get(ID) for one in corpus.iter() if one.get(ID)]
    assert len(names) == len(set(names))
    for said in corpus.iterfind(".//t:said", NS):
        for attribute in ("who", "toWhom", "ana", "next", "prev"):
            assert {pointer[1:] for pointer in said.get(attribute, "").split()} <= set(names)


def test_the_language_of_a_text_is_told(corpus):
    assert [one.get(LANG) for one in corpus.iterfind("t:TEI/t:text", NS)] == ["ar", "en", "ru", "en"]


def test_a_speaker_who_is_not_listed_is_not_pointed_to(corpus):
    said = corpus.find(".//t:said[@xml:id='t4.s4']", {**NS, "xml": ID[1:-3]})
    assert said.get("who") is None
