"""One reading out of the encoder's frames and those of the rules, in own prose."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.segment.scene import Scene, make_scene
from qawl.tagger.frames import Frame, Mention, Range
from qawl.tagger.joint import Hints, join_frames
from qawl.tagger.rules.reader import tag_frames

SAID_SO = "صار الجسر جاهزا. وصرّحت بذلك المتحدثة باسم وزارة النقل ليلى حداد."
CLOSED = "رأى رئيس الدولة أن الرقابة هي الضمان، ما دامت الاتفاقات لا تصمد، على حد وصفه."
ENDED = 'واختتمت تصريحها قائلة: "هذا دليل آخر على القدرة".'


def test_what_points_back_is_left_to_the_rules() -> None:
    scene, rules = read(SAID_SO)
    (frame,) = join_frames(scene, (), rules)
    assert words(scene, frame.content) == ["بذلك"]
    before = frame_of(scene, "وصرّحت", None, "صار الجسر جاهزا")
    (frame,) = join_frames(scene, [before], rules)
    assert words(scene, frame.content) == ["بذلك"]


def test_the_source_of_a_rule_goes_on_to_the_end_of_the_name() -> None:
    scene, rules = read(SAID_SO)
    named = [mention(scene, "المتحدثة باسم وزارة النقل", "role"), mention(scene, "ليلى حداد", "person")]
    (frame,) = join_frames(scene, (), rules, mentions=named)
    assert words(scene, [frame.source]) == ["المتحدثة باسم وزارة النقل ليلى حداد"]
    (frame,) = join_frames(scene, (), rules, mentions=[mention(scene, "الجسر", "role")])
    assert words(scene, [frame.source]) != ["المتحدثة باسم وزارة النقل ليلى حداد"]


def test_a_content_reaches_up_to_its_closing_tag() -> None:
    scene, rules = read(CLOSED)
    short = frame_of(scene, "رأى", "رئيس الدولة", "أن الرقابة هي الضمان")
    frames = join_frames(scene, [short], rules)
    whole = "أن الرقابة هي الضمان، ما دامت الاتفاقات لا تصمد"
    assert [(words(scene, [f.cue]), words(scene, f.content)) for f in frames] == [
        (["رأى"], [whole]),
        (["على حد وصفه"], [whole]),
    ]


def test_the_object_of_a_longer_cue_is_no_source() -> None:
    scene, rules = read(ENDED)
    half = frame_of(scene, "واختتمت", "تصريحها", '"هذا دليل آخر على القدرة"')
    (frame,) = join_frames(scene, [half], rules)
    assert (words(scene, [frame.cue]), frame.source) == (["واختتمت تصريحها قائلة:"], None)


def test_the_rest_of_a_cue_belongs_to_it() -> None:
    scene, rules = read(ENDED)
    half = frame_of(scene, "واختتمت", None, '"هذا دليل آخر على القدرة"')
    (frame,) = join_frames(scene, [half], rules)
    assert (words(scene, [frame.cue]), words(scene, frame.content)) == (
        ["واختتمت تصريحها قائلة:"], ['"هذا دليل آخر على القدرة"'],
    )  # fmt: skip


def read(text: str, lang: str = "ar") -> tuple[Scene, tuple[Frame, ...]]:
    pack = load_pack(lang)
    scene = make_scene(text, load_grammar(pack).abbreviations)
    return scene, tag_frames(scene, pack)


def frame_of(scene: Scene, cue: str, source: str | None, content: str) -> Frame:
    plain = Frame(place(scene, cue), None, (place(scene, content),), 0.8, "encoder")
    return replace(plain, source=place(scene, source)) if source else plain


def mention(scene: Scene, phrase: str, kind: str) -> Mention:
    return Mention(*place(scene, phrase), kind, 0.9)  # type: ignore[arg-type]


def place(scene: Scene, phrase: str) -> Range:
    start = scene.text.index(phrase)
    return start, start + len(phrase)


def words(scene: Scene, ranges) -> list[str]:
    return [scene.text[start:end] for start, end in ranges if start is not None]


def test_later_sentences_belong_to_the_cue_that_has_them_alone() -> None:
    text = 'The mayor noted that the work was done yesterday.\n"The bridge works," she said.'
    scene = make_scene(text, load_grammar(load_pack("en")).abbreviations)
    quoted = place(scene, '"The bridge works,"')
    noted = frame_of(scene, "noted", "The mayor", "that the work was done yesterday")
    frames = [replace(noted, content=(*noted.content, quoted)), frame_of(scene, "said", "she", '"The bridge works,"')]
    first, second = join_frames(scene, frames, ())
    assert words(scene, first.content) == ["that the work was done yesterday"]
    assert second.content == (quoted,)


def test_a_quotation_is_kept_by_one_of_its_cues() -> None:
    text = 'The mayor noted that it was done.\n"The bridge works." She said so.'
    scene = make_scene(text, load_grammar(load_pack("en")).abbreviations)
    quoted = place(scene, '"The bridge works."')
    noted, said = frame_of(scene, "noted", "The mayor", "that it was done"), frame_of(scene, "said", "She", "so")
    frames = [replace(noted, content=(*noted.content, quoted)), replace(said, content=(quoted, *said.content))]
    assert any(quoted in frame.content for frame in join_frames(scene, frames, ()))


def test_a_lone_adverb_goes_on_to_the_cue_behind_it_and_a_particle_is_none() -> None:
    scene = make_scene("For Hadley it was late. She previously told the Herald that she was glad.", frozenset())
    adverb = frame_of(scene, "previously", "She", "that she was glad")
    particle = frame_of(scene, "For", "Hadley", "it was late")
    known, idle = [place(scene, "told")], frozenset({"previously", "for"})
    (frame,) = join_frames(scene, [particle, adverb], (), hints=Hints(known=known, idle=idle))
    assert words(scene, [frame.cue]) == ["previously told"]
    told = frame_of(scene, "told", "She", "that she was glad")
    (frame,) = join_frames(scene, [adverb, told], (), hints=Hints(known=known, idle=idle))
    assert words(scene, [frame.cue]) == ["told"]


def test_a_source_begins_with_no_preposition_and_is_no_day() -> None:
    scene = make_scene("Позже в порту заявили, что рейс отменён. По данным на 17 мая, рейс открыт.", frozenset())
    said = frame_of(scene, "заявили", "в порту", "что рейс отменён")
    dated = frame_of(scene, "По данным", "на 17 мая", "рейс открыт")
    hints = Hints(times=[place(scene, "17 мая")], prepositions=frozenset({"в", "на"}))
    first, second = join_frames(scene, [said, dated], (), hints=hints)
    assert words(scene, [first.source]) == ["порту"]
    assert second.source is None


def test_a_quotation_parted_by_its_cue_goes_on_behind_it() -> None:
    text = "«Прежде чем строить мост, — предупреждает он, — надо сверить чертежи с берегом»."
    scene, rules = read(text, "ru")
    half = frame_of(scene, "предупреждает", "он", "«Прежде чем строить мост")
    (frame,) = join_frames(scene, [half], rules)
    assert words(scene, frame.content) == ["«Прежде чем строить мост", "надо сверить чертежи с берегом»"]


def test_a_capital_or_a_number_keeps_its_preposition() -> None:
    scene = make_scene("Under Secretary Lee said it was late. Later over 100 pilots said so. ", frozenset())
    named = frame_of(scene, "said", "Under Secretary Lee", "it was late")
    counted = replace(frame_of(scene, "said so", "over 100 pilots", "so"), source=place(scene, "over 100 pilots"))
    empty = replace(named, cue=place(scene, "Later"), source=(len(scene.text), len(scene.text)))
    hints = Hints(prepositions=frozenset({"under", "over"}))
    frames = join_frames(scene, [named, counted, empty], (), hints=hints)
    assert [frame.source and words(scene, [frame.source])[0] for frame in frames] == [
        "Under Secretary Lee", None, "over 100 pilots",
    ]  # fmt: skip


def test_a_time_in_the_middle_of_a_cue_stays() -> None:
    text = "Ann had previously denied that it rained."
    scene = make_scene(text)
    frame = frame_of(scene, "had previously denied", "Ann", "that it rained")
    at = text.index("previously")
    (found,) = join_frames(scene, [frame], (), hints=Hints(times=[(at, at + len("previously"))]))
    assert words(scene, [found.cue]) == ["had previously denied"]


def test_a_frame_of_marks_of_direction_alone_is_left_out() -> None:
    text = "Ann said it rained.\n\u200f"
    scene = make_scene(text)
    frame = frame_of(scene, "said", "Ann", "it rained")
    lone = replace(frame, content=((len(text) - 1, len(text)),))
    assert join_frames(scene, [lone], ()) == ()
    assert len(join_frames(scene, [frame], ())) == 1


@pytest.mark.parametrize(
    "text",
    ["Министр и при этом заявил, что паромы выйдут.", "وبعد ذلك صرح الوزير بأن العبارات ستبحر."],
)
def test_an_aside_that_points_back_is_no_content(text: str) -> None:
    pack = load_pack("ru" if text.startswith("М") else "ar")
    found = tag_frames(make_scene(text, load_grammar(pack).abbreviations), pack)
    assert not any("anaphor" in frame.evidence for frame in found)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ar", "وصل الوزير في زيارة غير معلنة إلى كابول مساء اليوم."),
        ("ru", "Фильм «Три дороги на границе» показал рекордные сборы."),
    ],
)
def test_what_only_looks_like_a_statement_is_none(lang: str, text: str) -> None:
    pack = load_pack(lang)
    assert tag_frames(make_scene(text, load_grammar(pack).abbreviations), pack) == ()


def test_a_quantity_keeps_its_preposition() -> None:
    scene = make_scene("Later at least two men said it was late.")
    frame = frame_of(scene, "said", "at least two men", "it was late")
    hints = Hints(prepositions=frozenset({"at"}), quantities=frozenset({"at least"}))
    (found,) = join_frames(scene, [frame], (), hints=hints)
    assert words(scene, [found.source]) == ["at least two men"]


def test_a_cue_that_begins_inside_a_word_is_not_idle() -> None:
    scene = make_scene("He'd like to see a deal.")
    frame = frame_of(scene, "'d like", "He", "to see a deal")
    part = frame_of(scene, "'d", "He", "to see a deal")
    for cut in (frame, part):
        assert len(join_frames(scene, [cut], (), hints=Hints(idle=frozenset({"like"})))) == 1


def test_a_particle_before_the_cue_is_no_content() -> None:
    scene = make_scene("هذا وأكد الوزير أن العمل بدأ.")
    cue, minister, told = place(scene, "وأكد"), place(scene, "الوزير"), place(scene, "أن العمل بدأ")
    frame = Frame(cue, minister, (place(scene, "هذا"), told), 0.9, "encoder")
    (found,) = join_frames(scene, [frame], (), hints=Hints(anaphors=frozenset({"هذا"})))
    assert found.content == (told,)
    alone = Frame(cue, minister, (place(scene, "هذا"),), 0.9, "encoder")
    assert join_frames(scene, [alone], (), hints=Hints(anaphors=frozenset({"هذا"}))) == (alone,)


def test_a_content_is_not_given_to_a_second_verb() -> None:
    text = "وأضاف الأمير سامي بن ماجد قائلا: «هذا العمل لن يوقف العبارات»."
    scene, rules = read(text)
    assert rules
    added = frame_of(scene, "وأضاف", "الأمير سامي بن ماجد", "«هذا العمل لن يوقف العبارات»")
    assert [words(scene, [frame.cue]) for frame in join_frames(scene, [added], rules)] == [["وأضاف"]]


def test_a_closing_tag_leaves_what_stands_inside_its_content() -> None:
    text = "قال النائب إن إعلان الرئيس عن نيته العودة في أيلول هو حديث غير بناء، حسب تعبيره."
    scene, rules = read(text)
    outer = frame_of(scene, "قال", "النائب", "إن إعلان الرئيس عن نيته العودة في أيلول هو حديث غير بناء")
    inner = frame_of(scene, "إعلان", "الرئيس", "عن نيته العودة في أيلول")
    frames = join_frames(scene, [outer, inner], rules)
    assert [words(scene, frame.content) for frame in frames] == [
        words(scene, outer.content), words(scene, inner.content), words(scene, outer.content),
    ]  # fmt: skip


def test_a_lone_mark_is_no_piece_of_a_content() -> None:
    scene = make_scene('Ann said: "We go. " It is late. "')
    spoken, rest = place(scene, '"We go.'), place(scene, "It is late.")
    mark = len(scene.text) - 1, len(scene.text)
    frame = replace(frame_of(scene, "said", "Ann", "It is late."), content=(spoken, rest, mark))
    (found,) = join_frames(scene, [frame], ())
    assert all(any(map(str.isalnum, piece)) for piece in words(scene, found.content))


def test_a_sentence_of_a_quotation_is_completed() -> None:
    text = "Ann said “we go to the old pier tonight, whatever the wind. It is far, it is cold, and nobody sails.”"
    scene = make_scene(text)
    (found,) = join_frames(scene, [frame_of(scene, "said", "Ann", "“we go to the old pier tonight")], ())
    assert words(scene, found.content) == ["“we go to the old pier tonight, whatever the wind."]
