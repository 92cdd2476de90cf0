"""What the rules read in a sentence: `[source]`, `{cue}` and `<content>` are marked; own prose throughout."""

from __future__ import annotations

import re
import time

import pytest

from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.segment.scene import make_scene
from qawl.tagger.frames import Frame
from qawl.tagger.joint import Hints, join_frames
from qawl.tagger.rules.reader import tag_frames

READ = (
    # A preposition that else counts names its source with an article, a name, or behind a comma.
    ("en", "<Rainfall doubled in June>, {per} [the airport logs]."),
    ("en", "<The bridge will open in May> {per} [a spokesman for the harbour]."),
    ("en", "<The bridge will open in May>, {as per} [the minister]."),
    ("en", "<The suspect fled through the market>, {per} [police]."),
    ("en", "<The pact was signed at dawn> {per} [Reuters]."),
    # The verb stands behind a question that its mark seems to part from it.
    ("ar", "<«هل ستعود العبارات إلى الميناء؟»> {تساءل} [الوزير سامي حداد]. ثم غادر القاعة."),
    ("ar", "<«هل ستعود العبارات إلى الميناء»>؟ {تساءل} [الوزير سامي حداد]."),
    ("ar", '<"لن نغلق الميناء أبدا!"> {قال} [رئيس البلدية].'),
    ("en", 'The harbour was shut. <"Who will pay for the new bridge?"> [Moore] {asked}. He left.'),
    ("en", "<“Who will pay for the new bridge!”> [Mayor Alice Moore] {asked} at the meeting."),
    ("ru", "<«Когда же откроют мост через залив?»> [Министр Иванов] {спросил} вчера."),
    ("ar", "{ولم يقل} [الوزير] <إن العبارات ستبحر مساء اليوم>."),
    # A mark typed as two single ones is one mark.
    ("en", "<''We will not wait for anyone,''> [he] {told} reporters."),
    ("en", "<``We will not wait for anyone,''> [the mayor Alice Moore] {said}."),
    ("ru", "[Мэр] {заявил:} <''Мы никого ждать не будем''>. После этого он уехал."),
    ("ar", "{وقال} [الوزير سامي حداد]: <''لن ننتظر أحدا بعد اليوم''>. ثم غادر."),
    # The complementizer of a conjunction opens no content.
    ("ru", "[Министр] {заявил}, несмотря на то, что дождь не прекращался, <что паромы выйдут вечером>."),
    ("ru", "[Министр] {сообщил}, потому что его торопили, <что паромы выйдут вечером>."),
    ("ru", "[Министр] {сообщил}, так что зал услышал, <что паромы выйдут вечером>."),
    ("ru", "[Министр] {заявил} благодаря тому, что ветер стих, <что паромы выйдут вечером>."),
    ("ru", "[Министр] {заявил} после того, что было в порту, <что паромы выйдут вечером>."),
    ("ar", "{وقال} [الوزير] بعد أن زار الميناء <إن العبارات ستبحر مساء اليوم>."),
    ("ar", "{وأكد} [الوزير] رغم أنه لم يزر الميناء <أن العبارات ستبحر مساء اليوم>."),
    ("en", "[The minister] {said} after that meeting <that the ferries would sail at dusk>."),
)  # fmt: skip
SILENT = (
    ("en", "Stubble burning led to 70-80 per cent of the smoke in the city."),
    ("en", "The firm locked in a rate of 3.92 rand per dollar in March."),
    ("en", "The yuan traded at 6.9788 per US dollar on Friday."),
    ("en", "The field was bought for some $2 per barrel of oil equivalent."),
    ("en", "Per capita incomes and health care costs per person rose in the valley."),
    ("en", "The limit was 1,000 per each customer, and the rule was not, per se, a bad one."),
    ("en", "Cargo Costs Per Passenger Ferry Rise Again"),
    ("ar", "ستسير الأعمال في الميناء وفق الخطة الزمنية المعدة لها."),
    ("ar", "ستسير الأعمال في الميناء وفقا للخطة الزمنية المعدة لها."),
    ("ru", "Строительство моста идёт согласно графику, работы закончат весной."),
)


NO_CUES = (
    ("ar", "ووفقا لنص المرسوم فإن الرسوم ألغيت في كل الموانئ.", "لنص"),
    ("ar", "وقال صديق للعائلة طالبا عدم كشف هويته: «لن أعود إلى الميناء أبدا».", "كشف"),
    ("ar", "ويحمل أحدهم لافتة كتب عليها «الميناء لنا جميعا».", "لافتة"),
    ("ar", "وأغلق الميناء بحسب ما صرحت به الوزيرة أمس.", "صرحت"),
    ("ar", "وورد في الاتفاق ألا تقل الرواتب عن مئتي دينار، وأن تدفع كل شهر.", "تقل"),
)


@pytest.mark.parametrize(("code", "text", "word"), NO_CUES, ids=[word for *_, word in NO_CUES])
def test_a_word_that_only_looks_like_a_cue_is_none(code: str, text: str, word: str) -> None:
    frames = tag_frames(make_scene(text, load_grammar(load_pack(code)).abbreviations), load_pack(code))
    assert not [frame.evidence for frame in frames if frame.cue and word in text[slice(*frame.cue)]]


@pytest.mark.parametrize(("code", "line"), READ, ids=[line[:50] for _, line in READ])
def test_a_sentence_is_read_as_marked(code: str, line: str) -> None:
    text, marked = parse(line)
    frames = tag_frames(make_scene(text, load_grammar(load_pack(code)).abbreviations), load_pack(code))
    assert marked in [shown(text, frame) for frame in frames], [shown(text, frame) for frame in frames]


@pytest.mark.parametrize(("code", "text"), SILENT, ids=[text[:40] for _, text in SILENT])
def test_a_measure_is_no_source(code: str, text: str) -> None:
    assert tag_frames(make_scene(text, load_grammar(load_pack(code)).abbreviations), load_pack(code)) == ()


def test_a_rate_that_the_encoder_takes_for_a_cue_is_left_out() -> None:
    text = "The yuan slipped to 6.9 per dollar, per the bank."
    scene = make_scene(text)
    first, second = text.index("per"), text.rindex("per")
    frames = [Frame((at, at + 3), None, ((0, first - 1),), 0.9, "encoder") for at in (first, second)]
    joined = join_frames(scene, frames, (), hints=Hints(rates=((first, first + 3),)))
    assert [frame.cue for frame in joined] == [(second, second + 3)]


def test_time_grows_with_the_length_of_a_text() -> None:
    line = "“We sail at dawn,” the mayor said. The minister said that the boats were ready, the crews said. "
    pack = load_pack("en")

    def seconds(lines: int) -> float:
        scene = make_scene(line * lines)
        start = time.process_time()
        tag_frames(scene, pack)
        return time.process_time() - start

    seconds(10)
    assert seconds(2400) < 24 * (seconds(300) + 0.05)  # 8 times the text; 64 times the time if pairs were looked at


def parse(line: str) -> tuple[str, tuple[list[str], list[str], list[str]]]:
    text = re.sub(r"[\[\]{}<>]", "", line)
    return text, (re.findall(r"\[(.*?)\]", line), re.findall(r"\{(.*?)\}", line), re.findall(r"<(.*?)>", line))


def shown(text: str, frame: Frame) -> tuple[list[str], list[str], list[str]]:
    source, cue = ([text[slice(*piece)]] if piece else [] for piece in (frame.source, frame.cue))
    return source, cue, [text[slice(*piece)] for piece in frame.content]
