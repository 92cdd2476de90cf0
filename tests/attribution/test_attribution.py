"""From frames to statements: headlines, quoting, nesting, what *that* points back to, quotations that go on."""

import importlib.util
import sys
from pathlib import Path

import pytest

from qawl.attribution.force import force_of
from qawl.attribution.headline import headline_frames
from qawl.attribution.nesting import parents
from qawl.attribution.quoting import kind_of
from qawl.attribution.statements import make_statements
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack

_SPEC = importlib.util.spec_from_file_location("notation", Path(__file__).with_name("notation.py"))
notation = importlib.util.module_from_spec(_SPEC)
sys.modules["notation"] = notation
_SPEC.loader.exec_module(notation)

_HEADLINES = (
    ("en", "[Harbour ministry]{:} <ferries will sail tonight>"),
    ("en", "[Ministry]{:} <ferries will sail tonight>."),
    ("ru", "[Глава порта]{:} <паромы выйдут вечером>"),
    ("ru", "<«Паромы выйдут вечером»> {—} [глава порта]"),
    ("ar", "[إدارة الميناء]{:} <العبّارات تبحر الليلة>"),
    ("ar", '[نقيب البحارة]{:} <"لن نبحر هذا المساء">'),
)
_PLAIN_HEADLINES = (
    ("en", "Ferries sail at 10:30 from the new pier"),
    ("en", "Eagles beat Wolves 3:1 in the rain"),
    ("en", "Ferries sail tonight"),
    ("en", "A long list of things that nobody in this harbour town ever wants: wind, rain"),
    ("en", "The play “Harbour: a life” opens"),
    ("ru", "Паром «Нева» — гордость флота"),
    ("ar", "العبّارات تبحر الليلة من الميناء الجديد"),
)
_KINDS = (
    ("direct", "en", "He {said}: <“We will sail tonight.”>"),
    ("direct", "en", "<“We will sail,”> he {said}. <“It is time.”>"),
    ("direct", "en", "He {promised} <to “sail before it gets dark”>"),
    ("mixed", "en", "He {said} <that ferries “will not wait for anyone”>"),
    ("mixed", "en", "He {called} <it “a quiet sort of storm” at sea>"),
    ("indirect", "en", "He {said} <that the “Northern Star” would sail>"),
    ("indirect", "en", "He {said} <that ferries would sail>"),
    ("direct", "en", "<“Absolutely,”> she {replied}"),
    ("mixed", "en", "He {said} <that “we will sail, rain or shine, tonight” with him>"),
    ("direct", "en", "He {said}: <we will sail tonight>"),
    ("indirect", "en", "Mayor{:} <ferries will sail tonight>"),
    ("direct", "ru", "<«Мы выйдем вечером»>, — {сказал} он"),
    ("mixed", "ru", "Он {заявил}, <что паромы «выйдут к острову, но не сегодня»>"),
    ("direct", "ar", 'وقال {قال}: <"لا تعليق">'),
    ("direct", "ru", "Он {заявил}, <что «паромы выйдут сегодня вечером»>"),
    ("mixed", "ru", "Он {заявил}, <что паромы «никого ждать не будут»>"),
    ("indirect", "ru", "Он {заявил}, <что паром «Северная звезда» выйдет>"),
    ("direct", "ar", 'وقال {قال}: <"سنبحر هذا المساء معا">'),
    ("direct", "ar", '{وأكد} <أن "العبّارات ستبحر هذا المساء">'),
    ("mixed", "ar", '{وأكد} <أن العبّارات "لن تنتظر أحدا بعد اليوم">'),
    ("indirect", "ar", '{وأكد} <أن العبّارة "نجمة الشمال" ستبحر>'),
)
_FORCES = (
    ("ar", "نفى", "speech", "deny"),
    ("ar", "وقالت", "speech", "say"),
    ("ru", "призвал", "speech", "call"),
    ("ru", "считает", "belief", "think"),
    ("en", "denied", "speech", "deny"),
    ("en", "promised", "speech", "promise"),
    ("en", "hopes", "belief", "hope"),
    ("en", "whistled", "speech", "say"),
    ("en", "calls", "speech", "say"),  # and no demand, as the noun is
    ("en", None, "speech", "say"),
)
_POINTS_BACK = (
    ("the sentence before", "ru", "Мост закрыт. {Об этом|сообщил|мэр} вчера.", "Мост закрыт."),
    ("the line before", "ru", "Мост закрыт. Паром ходит.\n\n{Об этом|сообщил|мэр}.", "Мост закрыт. Паром ходит."),
    ("arabic", "ar", "أغلق الجسر.\n\n{بذلك|صرح|الوالي}.", "أغلق الجسر."),
    ("english", "en", "The bridge is shut. {This|denied|the mayor}.", "The bridge is shut."),
    ("nothing before", "ru", "{Об этом|сообщил|мэр}.", None),
    ("no anaphor", "en", "The bridge is shut. {that the pier is open|said|He}.", None),
)
_CONTINUED = (
    ("a mark was forgotten", "ar", '<"لا أعرف ما جرى>، {كما أضاف} [البحار].\n|"ولم ير أحد شيئا.|\n|لم يتغير شيء"|.'),
    ("cut short", "en", "He {said} <“we go to the pier> and not home. It is late.”"),
    ("the next one is of another cue", "en", "He {said}: <“We go there.”>\n“We stay here. It is late,” Ann said."),
    ("next sentence of the quotation", "en", "[He] {said}: <“We go.> |They stay.|” Then it rained."),
    ("fully quoted sentence", "en", "<“We go,”> [he] {said}. |“They stay.”| Then it rained."),
    ("two of them", "en", "<“We go,”> [he] {said}. |“They stay.”| |“All is well.”|"),
    ("the author speaks again", "en", "<“We go,”> [he] {said}. It rained. “They stay.”"),
    ("over paragraphs", "ru", "[Он] {сказал}: <«Мы идём.>\n\n|Они остаются»|."),
    ("arabic", "ar", "{وقال} [الوزير]: <«سنذهب.> |وسيبقون»|. ثم أمطرت."),
    ("not over its own cue", "ar", '<"صرخت بأعلى صوتي: "في الماء قرش!"> {كما أضاف} [البحار].'),
)


def _ids(rows, key=0):
    return [pytest.param(*row, id=str(row[key])[:40]) for row in rows]


@pytest.mark.parametrize(("code", "line"), _ids(_HEADLINES, 1))
def test_headlines(code, line):
    text, expected = notation.frame_of(line)
    (frame,) = headline_frames(notation.scene_of(code, text), (0, len(text)))
    assert (frame.source, frame.cue, frame.content) == (expected.source, expected.cue, expected.content)


@pytest.mark.parametrize(("code", "text"), _ids(_PLAIN_HEADLINES, 1))
def test_headlines_that_quote_nobody(code, text):
    assert headline_frames(notation.scene_of(code, text), (0, len(text))) == ()


@pytest.mark.parametrize(("kind", "code", "line"), _ids(_KINDS, 2))
def test_kinds(kind, code, line):
    text, frame = notation.frame_of(line)
    scene = notation.scene_of(code, text)
    assert kind_of(scene, load_grammar(load_pack(code)), frame.content, frame.cue) == kind


@pytest.mark.parametrize(("code", "cue", "class_", "act"), _ids(_FORCES, 1))
def test_forces(code, cue, class_, act):
    force = force_of(cue, load_pack(code))
    assert (force.class_, force.act) == (class_, act)


def _frames(text, *rows):
    """Return frames from (source, cue, content) words, each found in the text."""
    frames = []
    for source, cue, content in rows:
        line = text.replace(cue, f"{{{cue}}}", 1)
        line = line.replace(content, f"<{content}>", 1) if cue not in content else line
        marked = notation.frame_of(line)[1]
        at = text.index(content)
        place = (text.index(source), text.index(source) + len(source)) if source else None
        frames.append(notation.Frame(marked.cue, place, ((at, at + len(content)),), 0.9, "by hand"))
    return tuple(frames)


def test_the_smallest_enclosing_statement_is_the_parent():
    text = "Ann said that Bob believes that Cid plans to leave. Dan agreed."
    frames = _frames(
        text,
        ("Ann", "said", "that Bob believes that Cid plans to leave"),
        ("Bob", "believes", "that Cid plans to leave"),
        ("Cid", "plans", "to leave"),
        (None, "Dan agreed", "Dan"),
    )
    assert parents(frames[:3]) == (None, 0, 1)


def test_a_statement_beside_another_has_no_parent():
    text = "Ann said it rains. Bob said it snows."
    frames = (
        *_frames(text, ("Ann", "said", "it rains")),
        notation.Frame((23, 27), (19, 22), ((28, 36),), 0.9, "by hand"),
    )
    assert parents(frames) == (None, None)


def test_of_two_that_hold_each_other_the_larger_is_outer():
    text = "the bridge, he says, is shut, he added"
    inner = notation.Frame((15, 19), (12, 14), ((0, 10), (21, 28)), 0.9, "by hand")
    outer = notation.Frame((33, 38), (30, 32), ((0, 28),), 0.9, "by hand")
    assert text[15:19] == "says"
    assert parents((inner, outer)) == (1, None)


@pytest.mark.parametrize(("name", "code", "line", "passage"), _ids(_POINTS_BACK))
def test_what_an_anaphor_points_back_to(name, code, line, passage):
    before, rest = line.split("{")
    inner, after = rest.split("}")
    content, cue, source = inner.split("|")
    text = f"{before}{content} {cue} {source}{after}"
    frames = (
        notation.Frame(
            _range(text, cue, len(before)),
            _range(text, source, len(before)),
            (_range(text, content, len(before)),),
            0.9,
            "x",
        ),
    )
    (made,) = make_statements(notation.article_of(code, text), notation.scene_of(code, text), load_pack(code), frames)
    assert [span.text for span in made.refers_to] == ([passage] if passage else [])


def _range(text, words, after):
    start = text.index(words, after)
    return start, start + len(words)


def test_the_title_is_not_pointed_back_to():
    text = "Мост закрыт\n\nОб этом сообщил мэр."
    frame = notation.Frame(_range(text, "сообщил", 0), _range(text, "мэр", 0), (_range(text, "Об этом", 0),), 0.9, "x")
    article = notation.article_of("ru", text, title="Мост закрыт")
    (made,) = make_statements(article, notation.scene_of("ru", text), load_pack("ru"), (frame,))
    assert made.refers_to == ()


@pytest.mark.parametrize(("name", "code", "line"), _ids(_CONTINUED))
def test_quotations_go_on(name, code, line):
    pieces = line.split("|")[1::2]
    text, frame = notation.frame_of(line.replace("|", ""))
    (made,) = make_statements(notation.article_of(code, text), notation.scene_of(code, text), load_pack(code), (frame,))
    marks = "“”«». "
    assert [span.text.strip(marks) for span in made.content[1:]] == [p.strip(marks) for p in pieces if p.strip()]


def _contents(code, text, *frames):
    made = make_statements(notation.article_of(code, text), notation.scene_of(code, text), load_pack(code), frames)
    return [[span.text for span in statement.content] for statement in made]


def test_the_words_that_a_source_passes_on_go_on_as_words_of_who_speaks():
    text = "As the Herald has it, Ann said: “We go home tonight.”\n“It is late.”"
    outer = notation.Frame(_range(text, "As", 0), _range(text, "the Herald", 0), ((22, 53),), 0.9, "x")
    inner = notation.Frame(_range(text, "said:", 0), _range(text, "Ann", 0), ((32, 53),), 0.9, "x")
    assert _contents("en", text, outer, inner) == [
        ["Ann said: “We go home tonight.”"], ["“We go home tonight.”", "“It is late.”"],
    ]  # fmt: skip


def test_a_tag_keeps_the_content_behind_it():
    text = "Партия заявила о выходе, что, как предполагается, изменит совет."
    cue, tag = _range(text, "заявила о", 0), _range(text, "как предполагается", 0)
    behind = _range(text, "изменит совет", 0)
    main = notation.Frame(cue, _range(text, "Партия", 0), (_range(text, "выходе", 0),), 0.9, "x")
    closing = notation.Frame(tag, None, (behind,), 0.8, "x")
    assert _contents("ru", text, main, closing) == [["выходе"], ["изменит совет"]]


def test_one_cue_makes_one_statement():
    text, sure = notation.frame_of("[He] {said} <it rains>.")
    unsure = notation.frame_of("He {said} <it>", 0.3)[1]
    article, scene = notation.article_of("en", text), notation.scene_of("en", text)
    (made,) = make_statements(article, scene, load_pack("en"), (unsure, sure))
    assert made.source.text == "He"


def test_nothing_is_said_in_the_apparatus():
    text, frame = notation.frame_of("[Source] {said}: <Fjord Press>\nIt rained.")
    article = notation.article_of("en", text, apparatus=("Source said: Fjord Press",))
    assert make_statements(article, notation.scene_of("en", text), load_pack("en"), (frame,)) == ()


def test_a_closing_tag_shares_the_content_of_its_verb():
    text = "وأكد الوالي أن الجسر آمن، على حد وصفه."
    cue, tag = _range(text, "وأكد", 0), _range(text, "على حد وصفه", 0)
    content = _range(text, "أن الجسر آمن", 0)
    main = notation.Frame(cue, _range(text, "الوالي", 0), (content,), 0.9, "x")
    closing = notation.Frame(tag, None, (_range(text, "آمن", 0),), 0.8, "x")
    made = make_statements(
        notation.article_of("ar", text), notation.scene_of("ar", text), load_pack("ar"), (main, closing)
    )
    assert [statement.content[0].text for statement in made] == ["أن الجسر آمن"] * 2


def test_a_reader_that_knows_headlines_says_whether_somebody_is_quoted_there():
    title = "Ferry strike: the second day"
    article, scene = notation.article_of("en", title, title=title), notation.scene_of("en", title)
    assert len(make_statements(article, scene, load_pack("en"), ())) == 1
    assert make_statements(article, scene, load_pack("en"), (), knows_headlines=True) == ()


def test_the_colon_brings_all_that_follows_what_a_reader_found_in_a_headline():
    title = "Mayor: the ferry is late again"
    article, scene = notation.article_of("en", title, title=title), notation.scene_of("en", title)
    short = notation.Frame((5, 6), (0, 5), (_range(title, "the ferry", 0),), 0.9, "x")
    (made,) = make_statements(article, scene, load_pack("en"), (short,), knows_headlines=True)
    assert [span.text for span in made.content] == ["the ferry is late again"]


def test_the_shape_of_a_headline_goes_behind_what_a_reader_found():
    title = "Mayor on ferries: we will be late again"
    article, scene = notation.article_of("en", title, title=title), notation.scene_of("en", title)
    unsure = notation.Frame((16, 17), (0, 5), (_range(title, "we will be late again", 0),), 0.4, "x")
    (made,) = make_statements(article, scene, load_pack("en"), (unsure,), knows_headlines=True)
    assert made.source.text == "Mayor"
