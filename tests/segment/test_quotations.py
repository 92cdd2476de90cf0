"""Quotation marks: braces stand around each quotation, `{{` and `}}` around one that is never closed."""

import re

import pytest

from qawl.segment.quotations import find_quotations
from qawl.segment.scene import make_scene

_TABLE = (
    ("straight", 'He said: {"We go"} and {"stay"}.'),
    ("curly", "{“We go,”} he said."),
    ("single curly", "{‘I don’t know,’} she said."),
    ("guillemets", "{«Мы идём»}, — сказал он."),
    ("guillemets, arabic", "قال {«نعم»} ثم خرج."),
    ("low-high", "{„Мы идём“}, — сказал он."),
    ("reversed guillemets", "{»Hei«} sa han."),
    ("straight, arabic", 'قال: {"نذهب"}، ثم {"نعود"}.'),
    ("nested, two styles", "{«Он сказал: {„Да“}»}, — пишет газета."),
    ("nested, same style", "{«Мы читали {«Войну и мир»}»}, — сказал он."),
    ("nested, english", "{“We {‘never’} go,”} he said."),
    ("over two paragraphs", "{«Первый.\n\nВторой»}, — сказал он."),
    ("over three paragraphs", "قال: {«أول.\n\nثان.\n\nثالث»}."),
    ("english habit, every paragraph opens", "{“First.\n\n“Second.\n\n“Third,”} he said."),
    ("every paragraph opens, one in between does not", "{{“First.}}\n\nSecond.\n\n{“Third,”} he said."),
    ("a typewriter's marks, every paragraph opens", '{"First.\n"Second,"} she said. {"Third."}'),
    (
        "never closed, and speech of somebody else behind",
        "Ann: {{“We go.}}\nBen said: {“I do not like the man and his ferry at all.”}\nA stray” mark.",
    ),
    ("every paragraph opens, all in one line", "Ann said: {“First. “Second. “Third.”} Ben said: {“Fourth.”}"),
    ("a colon before the next one", "قال: {{«سمعته يقول: {«لن نبحر»}، ثم مضى.}}"),
    ("an opening mark for a closing one", "قال {«إنه مرشح فريق {«8 مارس «} وحده»} ثم {«لا»}."),
    ("a word with letters left out", "Ann in 't Veld said {\"no\"}.\nThe politicians' plan of the '90s failed."),
    ("unclosed after a colon", "He said: {{“We go.}}"),
    ("unclosed, the next line is free", 'He said: {{"We go.}}\nNext {"line"}.'),
    ("unclosed before a question mark", 'حلف {{"ناتو؟ إلى بدء مفاوضات}}'),
    ("closed by another style", 'He said {“yes"}.'),
    ("closed by double primes", "في صحيفة {“الخبر″}، وقال {“نعم”}"),
    ("double primes alone", "أنبوب قطره 5″ وآخر 6″"),
    ("closing marks for opening ones", "قال: {”نعم”}، ودعا بـ{”المجلس”}"),
    ("a closing mark behind a colon opens, in spite of the space", "قال:{” نعم سنأتي”}."),
    ("a closing mark for an opening one inside an open one", "قوله {{“إن الميناء يعمل. وقالت لـ{”الخبر”} إنه مغلق}}"),
    ("stray closing mark", "He said yes” and left."),
    ("one mark too many", '{"a"} b"'),
    ("apostrophes", "the workers' strike isn't over, it’s the ’90s"),
    ("apostrophes and a quotation", "the workers' strike isn't {'over'} yet"),
    ("inches", '5" pipes and 6" pipes'),
    ("two single marks", "He said {''we go''} and left. {''We stay,''} she said."),
    ("two single marks, arabic", "وقالت {''سنعود غدا''}، ثم خرجت."),
    ("two single marks, russian", "Он сказал: {''Мы идём''}, а она ушла."),
    ("back-quotes, then single marks", "{``We go,''} he said. {``We stay.''}"),
    ("back-quotes on both sides", "Мэр заявил: {``Мы идём``}, но остался."),
    ("back-quotes, a space behind", "He said {`` we go ''} and left."),
    ("two curly single marks", "{‘‘We go,’’} he said."),
    ("two single marks around a possessive", "{''The workers' strike isn't over,''} he said."),
    ("two single marks, every paragraph opens", "{''First.\n''Second.\n''Third,''} he said."),
    ("two single marks over two paragraphs", "{``First.\n\nSecond,''} he said."),
    ("two single marks never closed", "He said: {{''We go.}}\nNext {''line''}."),
    ("two single marks for inches", "5'' pipes and 6'' pipes"),
    ("two single marks, one inside the other", "{``We {`never'} go,''} he said."),
    ("in brackets", 'the union ({"Port"}) left'),
    ("after a dash", "—{“Go,”} he said"),
    ("arabic comma behind", "قالت {“نعم”}، وخرجت"),
    ("clitic before the mark", 'قال {"نعم"} و{"لا"} معا'),
    ("clitic before guillemets", "كتب في {«الخبر»} و{«الشروق»} معا"),
)


def _expected(marked):
    """Return the plain text, and (words, is closed, depth) of each quotation in the order of its start."""
    text, stack, found = "", [], []
    for token in re.findall(r"\{\{|\}\}|\{(?!\{)|\}(?!\})|[^{}]+", marked):
        if token[0] == "{":
            stack.append((len(text), len(token) == 1))
        elif token[0] == "}":
            start, is_closed = stack.pop()
            found.append((start, -len(text), text[start:], is_closed, len(stack)))
        else:
            text += token
    return text, [row[2:] for row in sorted(found)]


@pytest.mark.parametrize("marked", [pytest.param(row[1], id=row[0]) for row in _TABLE])
def test_quotations(marked):
    text, expected = _expected(marked)
    found = [(text[q.start : q.end], q.closed, q.depth) for q in find_quotations(text)]
    assert found == expected


def test_inner_leaves_the_marks_out():
    text = "«Да», ''ага'', ``ну'' и „нет"
    assert [text[slice(*q.inner)] for q in find_quotations(text)] == ["Да", "ага", "ну", "нет"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param('He said: "We go.', ['"We go.'], id="after a colon"),
        pytest.param("«Мы идём.\nДалее", ["«Мы идём."], id="at the start of a line"),
        pytest.param('أعضاء الـ "ناتو؟ إلى بدء', [], id="a lone mark inside a sentence"),
    ],
)
def test_only_introduced_quotations_may_stay_open(text, quoted):
    assert [text[q.start : q.end] for q in make_scene(text).quotations] == quoted


def test_a_lone_mark_that_quotes_nothing_is_around_nothing():
    scene = make_scene("The ferry “Star left. “We go,” he said. “We stay,” she said.")
    assert [(scene.text[q.start : q.end], q.depth) for q in scene.quotations] == [("“We go,”", 0), ("“We stay,”", 0)]


def test_a_quotation_is_given_up_after_many_paragraphs():
    text = "«Начало.\n" + "Ещё.\n" * 30 + "Конец»"
    assert [q.closed for q in find_quotations(text)] == [False]
