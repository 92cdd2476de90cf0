"""Addressee, channel, time and place of statements, and how far they carry, in own prose."""

from __future__ import annotations

import datetime

import pytest

from qawl.article.article import read_article
from qawl.context.enrich import enrich
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, Statement
from qawl.segment.scene import make_scene
from qawl.span import cut

TODAY = datetime.date(2021, 12, 16)
FIELDS = ("addressee", "channel", "when", "where")
CASES = [
    ("ar", "دعا|الحاكم|إلى الهدوء", "دعا الحاكم السكان إلى الهدوء.", {"addressee": "السكان"}),
    ("ar", "وطالب|النائب|بالكشف عن الخطة", "وطالب النائب وزير المياه بالكشف عن الخطة.", {"addressee": "وزير المياه"}),
    ("ar", "قال|العمدة|إن العمل بدأ", "قال العمدة للصحفيين إن العمل بدأ.", {"addressee": "للصحفيين"}),
    (
        "ar",
        "وقالت|الناطقة|إن الميناء يعمل",
        "وقالت الناطقة، اليوم الخميس، في مؤتمر صحفي إن الميناء يعمل.",
        {"channel": "مؤتمر صحفي", "when": "اليوم الخميس"},
    ),
    (
        "ar",
        "وأكد|العمدة|أن الجسر سليم",
        "وأكد العمدة في تصريح لمراسلة إذاعة المرفأ على هامش افتتاح السوق أن الجسر سليم.",
        {"channel": "تصريح لمراسلة إذاعة المرفأ"},
    ),
    ("ar", "أعلن|الوالي|فتح الطريق", "أعلن الوالي يوم أمس الأربعاء فتح الطريق.", {"when": "يوم أمس الأربعاء"}),
    ("ar", "وذكر|البيان|أن السفينة وصلت", "وذكر البيان أن السفينة وصلت.", {"channel": "البيان"}),
    (
        "ru",
        "призвал|Губернатор|оставаться дома",
        "Губернатор призвал жителей оставаться дома.",
        {"addressee": "жителей"},
    ),
    ("ru", "предложили|они|убежище", "Ей они предложили убежище.", {}),
    (
        "ru",
        "сказал|Мэр|что работы начались",
        "Мэр сказал журналистам, что работы начались.",
        {"addressee": "журналистам"},
    ),
    (
        "ru",
        "заявила|она|что план готов",
        "В среду на брифинге она заявила, что план готов.",
        {"channel": "на брифинге", "when": "В среду"},
    ),
    ("ru", "написал|Мэр|что мост открыт", "Мэр написал в твиттере, что мост открыт.", {"channel": "в твиттере"}),
    (
        "ru",
        "призвал|он|к миру",
        "Совет принял резолюцию, в которой он призвал к миру.",
        {"channel": "резолюцию"},
    ),
    ("ru", "заявила|хозяйка лодки|«Мы уйдём»", "«Мы уйдём», — заявила хозяйка лодки, махнув рукой.", {}),
    ("en", "told|the owner|“We leave,”", "“We leave,” the owner told reporters, smiling.", {"addressee": "reporters"}),
    ("en", "urged|The mayor|to stay at home", "The mayor urged residents to stay at home.", {"addressee": "residents"}),
    (
        "en",
        "told|The mayor|the road was open",
        "The mayor told reporters the road was open.",
        {"addressee": "reporters"},
    ),
    (
        "en",
        "said|The minister|that taxes would fall",
        "The minister said in a statement on Wednesday that taxes would fall.",
        {"channel": "in a statement", "when": "on Wednesday"},
    ),
    ("en", "said|she|“it is late”", "On Twitter she said “it is late”.", {"channel": "On Twitter"}),
    ("en", "said|The mayor|the port was shut", "The mayor said in Halden the port was shut.", {"where": "Halden"}),
    (
        "ar",
        "وقال|الوزير|إن الميناء مغلق",
        "وقال الوزير في بروكسل إن الميناء مغلق.",
        {"where": "بروكسل"},
    ),
    (
        "en",
        "said|The envoy|that the port was shut",
        "The envoy, whose family fled from a village in Harland, said that the port was shut.",
        {},
    ),
    (
        "ru",
        "сказал|Мэр|что порт закрыт",
        "На пресс-конференции в Гавани Мэр сказал, что порт закрыт.",
        {"channel": "На пресс-конференции в Гавани", "where": "Гавани"},
    ),
    ("en", "said|The guard|that they met on Monday", "The guard said that they met on Monday.", {}),
    (
        "en",
        "told|The guard|that the port was shut",
        "The guard told reporters at a news conference that the port was shut.",
        {"addressee": "reporters", "channel": "at a news conference"},
    ),
    (
        "en",
        "urged|The mayor|to stay at home",
        "The mayor urged residents, many of them elderly, to stay at home.",
        {"addressee": "residents, many of them elderly"},
    ),
    ("ar", "قال|الوزير|إن الميناء مغلق", "قال الوزير ببروكسل إن الميناء مغلق.", {"where": "بروكسل"}),
    (
        "en",
        "said|Ann Lee, who came on Monday,|that the port was shut",
        "Ann Lee, who came on Monday, said that the port was shut.",
        {},
    ),
    ("en", "declared|The mayor|that the port was shut", "The mayor declared afterwards that the port was shut.", {}),
]


@pytest.mark.parametrize(("language", "words", "text", "expected"), CASES, ids=[case[2][:40] for case in CASES])
def test_fields(language: str, words: str, text: str, expected: dict[str, str]) -> None:
    (statement,) = enriched(language, text, words)
    found = {name: value.text for name in FIELDS if (value := getattr(statement, name)) is not None}
    assert found == expected
    for name in found:
        assert any(reason.startswith(f"{name}: ") for reason in statement.evidence)


def test_days_are_resolved_against_today() -> None:
    (statement,) = enriched("ar", "أعلن الوالي يوم أمس الأربعاء فتح الطريق.", "أعلن|الوالي|فتح الطريق")
    assert statement.when is not None
    assert statement.when.date == datetime.date(2021, 12, 15)


def test_a_press_conference_holds_on_and_is_not_that_of_somebody_else() -> None:
    text = "At a news conference Lind said it was late. Lind added it was cold. Marsh said it was dark."
    found = enriched("en", text, "said|Lind|it was late", "added|Lind|it was cold", "said|Marsh|it was dark")
    channels = [s.channel.text if s.channel else None for s in found]
    assert channels == ["At a news conference", "At a news conference", None]
    assert "channel: carried over from s1" in found[1].evidence


def test_nothing_to_enrich() -> None:
    assert enriched("en", "Nothing was said.") == ()


def enriched(language: str, text: str, *rows: str) -> tuple[Statement, ...]:
    """Enrich the statements given as `cue|source|content`, each found behind the one before."""
    pack = load_pack(language)
    statements, at = [], 0
    for number, row in enumerate(rows, start=1):
        cue, source, content = row.split("|")
        end = text.index(content, at) + len(content)
        spans = {
            w: cut(text, start, start + len(w)) for w in (cue, source, content) if (start := text.index(w, at)) >= 0
        }
        statements.append(
            Statement(
                id=f"s{number}",
                source=spans[source],
                cue=spans[cue],
                content=(spans[content],),
                kind="indirect",
                class_="speech",
                act="say",
            )
        )
        at = end
    scene = make_scene(text, load_grammar(pack).abbreviations)
    article = read_article(Page(text), pack)
    return enrich(survey(article, scene, pack, today=TODAY), article, pack, tuple(statements))
