"""Folding and the way back: what matches must be found again in the text as it was written."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qawl.fold import fold, fold_words

_SAME = (
    ("case", "ВОЛГА", "волга"),
    ("vowel signs", "قَالَ", "قال"),
    ("alef forms", "أإآٱ", "اااا"),
    ("ta marbuta", "وزارة", "وزاره"),
    ("alef maqsura", "على", "علي"),
    ("tatweel", "كتـــاب", "كتاب"),
    ("persian letters", "کی", "كي"),
    ("arabic-indic digits", "٢٠٢١", "2021"),
    ("persian digits", "۲۰۲۱", "2021"),
    ("yo", "ёлка", "елка"),
    ("yo decomposed", "е\u0308лка", "елка"),
    ("short i", "йод", "йод"),
    ("short i decomposed", "и\u0306од", "йод"),
    ("capital short i decomposed", "И\u0306од", "йод"),
    ("dotted capital i", "İstanbul", "istanbul"),
    ("ligature allah", "ﷲ", "الله"),
    ("presentation forms", "ﻻ", "لا"),
    ("latin ligature", "ﬁne", "fine"),
    ("sharp s", "Straße", "strasse"),
    ("curly apostrophe", "don’t", "don't"),
    ("no-break hyphen", "A‑B", "a-b"),
    ("zero-width joiner", "ن\u200cو", "نو"),
    ("isolates", "\u2067قال\u2069", "قال"),
)
_BACK = (
    ("final vowel", "ثم قالَ نعم", "قال", "قالَ"),
    ("vowels inside", "وقَالَتْ", "قالت", "قَالَتْ"),
    ("tanwin", "أيضًا،", "ايضا", "أيضًا"),
    ("shadda", "صرّحت بذلك", "صرحت", "صرّحت"),
    ("tatweel inside", "الكتـــاب", "كتاب", "كتـــاب"),
    ("ligature", "عبد ﷲ هنا", "الله", "ﷲ"),
    ("part of a ligature", "عبد ﷲ هنا", "لل", "ﷲ"),
    ("dotted capital i", "in İzmir now", "izmir", "İzmir"),
    ("yo", "самолёт летит", "самолет", "самолёт"),
    ("yo decomposed at the end", "бельё\u0301 тут", "белье", "бельё\u0301"),
    ("short i decomposed", "новыи\u0306 дом", "новый", "новыи\u0306"),
    ("digits", "عام ٢٠٢١ مضى", "2021", "٢٠٢١"),
    ("persian", "علی گفت", "علي", "علی"),
)
_SCRIPTS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x24F),
        st.characters(min_codepoint=0x300, max_codepoint=0x36F),
        st.characters(min_codepoint=0x400, max_codepoint=0x52F),
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFC),
        st.sampled_from("İıﷲﷺийЙё\u0306\u0308\u0640ـقَالَکی۱٢ﬁß😀\u200f\u200d"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=40,
)


def _ids(rows):
    return [pytest.param(*row[1:], id=row[0]) for row in rows]


@pytest.mark.parametrize(("written", "folded"), _ids(_SAME))
def test_the_same_to_a_reader(written, folded):
    assert fold_words(written) == folded


@pytest.mark.parametrize(("text", "folded", "written"), _ids(_BACK))
def test_back_to_what_was_written(text, folded, written):
    made = fold(text)
    at = made.text.index(folded)
    start, end = made.back(at, at + len(folded))
    assert text[start:end] == written


@pytest.mark.parametrize("text", ["", "\u200f\u200e", "\u064e"])
def test_nothing_is_left(text):
    assert fold(text).text == ""


def test_an_empty_range_leads_nowhere():
    with pytest.raises(ValueError, match=r"empty folded range \[1, 1\)"):
        fold("abc").back(1, 1)


@given(text=_SCRIPTS)
@settings(max_examples=300, deadline=None)
def test_each_letter_knows_its_origin(text):
    made = fold(text)
    assert len(made.origin) == len(made.text)
    assert list(made.origin) == sorted(made.origin)
    assert all(0 <= at < len(text) for at in made.origin)
    assert fold(text) == made


@given(text=_SCRIPTS, cut=st.data())
@settings(max_examples=300, deadline=None)
def test_what_lies_behind_folds_to_the_same(text, cut):
    made = fold(text)
    if not made.text:
        return
    start = cut.draw(st.integers(0, len(made.text) - 1))
    end = cut.draw(st.integers(start + 1, len(made.text)))
    first, last = made.back(start, end)
    assert 0 <= first < last <= len(text)
    # A range that begins or ends inside a ligature leads to the whole of it.
    whole = fold_words(text[first:last])
    assert made.text[start:end] in whole
    if _on_borders(made, start, end):
        assert whole == made.text[start:end]


def _on_borders(made, start, end):
    opens = start == 0 or made.origin[start - 1] != made.origin[start]
    closes = end == len(made.text) or made.origin[end] != made.origin[end - 1]
    return opens and closes


@given(text=_SCRIPTS)
@settings(max_examples=300, deadline=None)
def test_removed_marks_stay_with_their_letter(text):
    made = fold(text)
    if made.text:
        last = made.back(len(made.text) - 1, len(made.text))[1]
        assert last == len(text) or unicodedata.category(text[last]) not in {"Mn", "Me"}


@given(text=_SCRIPTS)
@settings(max_examples=300, deadline=None)
def test_folding_twice_changes_nothing(text):
    once = fold_words(text)
    assert fold_words(once) == once


@given(text=_SCRIPTS, at=st.integers(0, 50))
@settings(max_examples=300, deadline=None)
def test_positions_go_forth(text, at):
    made = fold(text)
    place = made.at(at)
    assert all(origin < at for origin in made.origin[:place])
    assert all(origin >= at for origin in made.origin[place:])
