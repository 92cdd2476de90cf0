"""The rows of the design that concern context and chain, on the page they come from and on twins in own prose."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from qawl.article.article import read_article
from qawl.chain.trace import trace_chain
from qawl.context.enrich import enrich
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, SpeakerRef, Statement
from qawl.segment.scene import make_scene
from qawl.span import Span, cut

SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"
TWIN = """١٦ ديسمبر ٢٠٢١

البلدية: مستعدون لفتح الجسر قبل الشتاء

جدّدت المدينة وعدها بفتح الجسر.

وصرّحت بذلك الناطقة باسم البلدية ليلى الحداد، اليوم الخميس، في بث مباشر على القناة في موقع يوتيوب، "المرفأ لايف".

وقالت الحداد: "هذا عمل جيد".

الجدير بالذكر أن الحاكم سامر الحلبي دعا، في وقت سابق، أعضاء مجلس الأعمال الـ "ميناء؟ إلى بدء العمل.

كما أوضح حاكم الإقليم أن الجسر سليم وفقاً لوصفه.

مجموعة المرفأ للأخبار

الصورة: بلدية المدينة

المصدر: وكالة المرفأ"""


def test_seed_days_and_channel() -> None:
    said = read_seed()["s1"]
    assert said.when is not None and said.when.date == datetime.date(2021, 12, 16)  # S4
    assert said.when.text == "اليوم الخميس 16 ديسمبر/كانون الأول 2021"
    assert said.channel is not None  # S6
    assert said.channel.text == 'بث مباشر على القناة في موقع يوتيوب، "سولوفييف لايف"'


def test_seed_chain() -> None:
    said = read_seed()["s1"]
    assert [(link.kind, link.name) for link in said.chain] == [  # S14
        ("speaker", "ماريا زاخاروفا"),
        ("channel", 'بث مباشر على القناة في موقع يوتيوب، "سولوفييف لايف"'),
        ("agency", "تاس"),
        ("publisher", 'مجموعة الرؤية الاستراتيجية "روسيا - العالم الإسلامي"'),
    ]
    assert said.via is not None and said.via.text == "تاس"


def test_seed_call_and_closing_tag() -> None:
    found = read_seed()
    assert found["s3"].addressee is not None  # S12: the quotation that is never closed loses nothing
    assert found["s3"].addressee.text == 'أعضاء حلف شمال الأطلسي الـ "ناتو'
    names = [[link.name for link in found[name].chain if link.kind == "speaker"] for name in ("s4", "s5")]
    assert names == [["فلاديمير بوتين"], ["فلاديمير بوتين"]]  # S13: main verb and closing tag


def test_twin_carries_the_broadcast_over() -> None:
    found = read_twin()
    channel = 'بث مباشر على القناة في موقع يوتيوب، "المرفأ لايف"'
    assert [found[name].channel and found[name].channel.text for name in ("s1", "s2", "s3")] == [channel, channel, None]
    assert "channel: carried over from s1" in found["s2"].evidence


def test_twin_call() -> None:
    call = read_twin()["s3"]
    assert call.when is not None and call.when.text == "في وقت سابق"
    assert call.addressee is not None and call.addressee.text == 'أعضاء مجلس الأعمال الـ "ميناء'


def test_twin_chain() -> None:
    assert [(link.kind, link.name) for link in read_twin()["s1"].chain] == [
        ("speaker", "ليلى الحداد"),
        ("channel", 'بث مباشر على القناة في موقع يوتيوب، "المرفأ لايف"'),
        ("agency", "وكالة المرفأ"),
        ("publisher", "مجموعة المرفأ للأخبار"),
    ]


def read_seed() -> dict[str, Statement]:
    if not SEED.exists():
        pytest.skip(f"{SEED} is absent: the page of the seed is not part of the repository")
    zakharova = "ماريا زاخاروفا"
    return read(
        SEED.read_text(encoding="utf-8"),
        ("وصرّحت", f"المتحدثة الرسمية باسم وزارة الخارجية الروسية {zakharova}", "بذلك", zakharova),
        ("وقالت", "زاخاروفا", '"هذا عمل ملموس وموضوعي', zakharova),
        ("دعا", "الرئيس فلاديمير بوتين", "إلى بدء مفاوضات جوهرية", "فلاديمير بوتين"),
        ("أوضح", "رئيس الدولة", "أن هذه هي بالضبط الضمانات", "فلاديمير بوتين"),
        ("وفقاً لوصفه", None, "أن هذه هي بالضبط الضمانات", "فلاديمير بوتين"),
    )


def read_twin() -> dict[str, Statement]:
    return read(
        TWIN,
        ("وصرّحت", "الناطقة باسم البلدية ليلى الحداد", "بذلك", "ليلى الحداد"),
        ("وقالت", "الحداد", '"هذا عمل جيد"', "ليلى الحداد"),
        ("دعا", "الحاكم سامر الحلبي", "إلى بدء العمل", "سامر الحلبي"),
        ("أوضح", "حاكم الإقليم", "أن الجسر سليم", "سامر الحلبي"),
        ("وفقاً لوصفه", None, "أن الجسر سليم", "سامر الحلبي"),
    )


def read(text: str, *rows: tuple[str, str | None, str, str]) -> dict[str, Statement]:
    """Enrich and trace the statements given as cue, source, content and speaker; each cue follows the one before."""
    pack, at, statements = load_pack("ar"), 0, []
    for number, (cue, source, content, speaker) in enumerate(rows, start=1):
        at = text.index(cue, at)
        statements.append(
            Statement(
                id=f"s{number}",
                source=near(text, source, at) if source else None,
                cue=cut(text, at, at + len(cue)),
                content=(near(text, content, at),),
                kind="indirect",
                class_="speech",
                act="say",
                speaker=SpeakerRef(speaker, speaker),
            )
        )
    scene = make_scene(text, load_grammar(pack).abbreviations)
    article = read_article(Page(text), pack)
    ground = survey(article, scene, pack)
    found = trace_chain(ground, article, pack, enrich(ground, article, pack, tuple(statements)))
    return {statement.id: statement for statement in found}


def near(text: str, words: str, at: int) -> Span:
    """Return the words in the paragraph around a position."""
    start = text.index(words, text.rfind("\n", 0, at) + 1)
    return cut(text, start, start + len(words))
