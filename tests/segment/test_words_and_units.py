"""Words and units: a bar stands at each border."""

import pytest

from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.segment.scene import make_scene

_WORDS = (
    ("en", "He| |left|.| |She| |said| |no|."),
    ("en", "It| |isn't| |state-of-the-art|."),
    ("en", "It| |isn’t| |don’t|—|ever|."),
    ("en", "the| |U.S|.| |Navy|,| |at| |example.com"),
    ("en", "1.5| |and| |1,500| |and| |16/12/2021"),
    ("en", "He| |left|.|She| |said| |no|,|twice|."),
    ("en", "Wait|...| |what|?"),
    ("en", "“|Why|?|”"),
    ("en", "a|--|b"),
    ("en", "''|Why|?|''| |``|So|.|''"),
    ("ru", "Он| |ушёл|,| |т.е|.| |совсем|."),
    ("ru", "«|Да|!|»| |—| |сказал| |он|."),
    ("ru", "какой-то| |вице-премьер"),
    ("ru", "новыи\u0306| |дом"),
    ("ar", "قَالَ| |الوزيرُ|:| |«|نعم|»|."),
    ("ar", "كتـــاب| |جديد"),
    ("ar", "نعم|،| |غادر|؟"),
    ("ar", "عام| |٢٠٢١"),
    ("ar", "\u2067|قال\u2069| |نعم"),
    ("ar", "أيضًا|،| |وفقًا| |له"),
)
_UNITS = (
    ("en", "He left.| She said no."),
    ("en", "Mr. Smith left.| He was late."),
    ("en", "The U.S. Navy left.| Then it rained."),
    ("en", "It cost $1.5 million.| That is much."),
    ("en", "Why?| Nobody knows!| We ask."),
    ("en", "“Why?” he asked.| “I see.”| She left."),
    ("en", "“I went. |He stayed.”| So it was."),
    ("en", "``I went. |He stayed.''| ``So it was.''| He left."),
    ("en", "We wait . . . and hope . . .| We go on."),
    ("en", "He left (in May.)| She stayed."),
    ("en", "Wait… for me.| No."),
    ("en", "First line|\nsecond line|\n\nthird line"),
    ("en", "Headline without a stop|\r\nText."),
    ("en", "J. Smith and A. B. Jones met.| They ate."),
    ("ru", "Он ушёл.| Она осталась."),
    ("ru", "А.С. Пушкин жил на ул. Мойка.| Потом уехал."),
    ("ru", "Заплатили 5 тыс. руб. за всё.| Мало."),
    ("ru", "«Да!» — сказал он.| «Нет», — ответила она."),
    ("ru", "«Мы ушли, — сказал он. |— Совсем».| Дверь закрыта."),
    ("ar", "بلغت الزيادة 7.\u200f1 مليون.| ثم توقفت."),
    ("ar", "غادر الوزير.| ثم عاد."),
    ("ar", "هل عاد؟| نعم عاد!| حسنا."),
    ("ar", "قال: «نعم».| ثم خرج."),
    ("ar", "قال: \"ذهبنا. |ثم عدنا\".| وصمت."),
    ("ar", "أعضاء الـ \"ناتو؟ إلى بدء التفاوض.| ثم صمت."),
    ("ar", "قال: \"متى؟| لا نعلم."),
    ("ar", "سأل \"متى؟ |لا نعلم\".| ثم صمت."),
    ("ar", "زار د. سامي المدينة.| وعاد مساء."),
)


def _scene(code, text):
    return make_scene(text, load_grammar(load_pack(code)).abbreviations)


def _cases(rows):
    return [pytest.param(code, line, id=f"{code}-{line[:30]}") for code, line in rows]


@pytest.mark.parametrize(("code", "line"), _cases(_WORDS))
def test_words(code, line):
    text = line.replace("|", "")
    found = [text[word.start : word.end] for word in _scene(code, text).words]
    invisible = "\u2067\u2069"
    expected = [piece.strip().strip(invisible) for piece in line.split("|")]
    assert [word.strip(invisible) for word in found] == [word for word in expected if word]


@pytest.mark.parametrize(("code", "line"), _cases(_UNITS))
def test_units(code, line):
    text = line.replace("|", "")
    scene = _scene(code, text)
    found = [text[slice(*scene.range_of(*unit))] for unit in scene.units]
    assert found == [piece.strip() for piece in line.split("|")]


def test_no_words_no_units():
    assert _scene("en", " \n\u200f ").units == ()


def test_marks_are_told_from_words():
    scene = _scene("en", "He said: 5%")
    assert [word.fold for word in scene.words if word.is_mark] == [":", "%"]


def test_pieces_are_cut_at_units():
    scene = _scene("en", "One two. Three four.")
    pieces = [scene.text[slice(*piece)] for piece in scene.pieces(1, len(scene.words))]
    assert pieces == ["two.", "Three four."]
