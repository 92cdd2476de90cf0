"""Frames to statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from qawl.attribution.force import force_of
from qawl.attribution.headline import headline_frames
from qawl.attribution.nesting import parents
from qawl.attribution.quoting import continued, kind_of
from qawl.attribution.reference import refers_to
from qawl.languages.cues import find_cue
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack
from qawl.model import Article, Statement
from qawl.segment.scene import Range, Scene
from qawl.span import Span, cut
from qawl.tagger.frames import Frame
from qawl.tagger.places import Places

HEADLINE = "headline."
TAG_REACH = 12  # code points between the content of the main verb and its closing tag: marks, spaces, a short word


def make_statements(
    article: Article,
    scene: Scene,
    pack: LanguagePack,
    frames: Sequence[Frame],
    *,
    knows_headlines: bool = False,
) -> tuple[Statement, ...]:
    """Return the statements that the frames and the headline of an article make, in the order of their cues.

    The shape of a headline only completes a frame where the reader knows headlines: of 99 held headlines with a colon
    behind their first words the encoder tells 91 right, whether somebody is quoted there; in 33 nobody is.
    """
    title = article.title
    headline = headline_frames(scene, (title.start, title.end)) if title else ()
    if knows_headlines:
        headline = tuple(shape for shape in headline if any(_same_cue(shape, frame) for frame in frames))
    kept = _in_prose(article, _without_doubles((*headline, *frames)))
    kept = _share_contents(scene, pack, kept)
    kept = _continue_quotations(scene, kept)
    said = (_statement(article, scene, pack, frame) for frame in kept)
    return tuple(
        replace(statement, id=f"s{number}", in_=None if parent is None else f"s{parent + 1}")
        for number, (statement, parent) in enumerate(zip(said, parents(kept), strict=True), start=1)
    )


def _without_doubles(frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """Keep one frame for each cue, the more certain one, the shape of a headline last; in the order of the text."""
    kept: dict[int, Frame] = {}  # by the number of the frame, in the order of certainty
    numbers = Places((frame.cue, number) for number, frame in enumerate(frames) if frame.cue is not None)
    for number in sorted(range(len(frames)), key=lambda n: _certainty(frames[n])):
        frame, doubles = frames[number], set(numbers.meeting(frames[number].cue))
        double = next((other for other in kept if other in doubles), None) if doubles & kept.keys() else None
        if double is None:
            kept[number] = frame
        elif frame.evidence.startswith(HEADLINE) and frame.content[0][0] == kept[double].content[0][0]:
            kept[double] = replace(kept[double], content=frame.content)  # the colon brings all that follows
    return tuple(sorted(kept.values(), key=lambda f: (f.cue or f.content[0], f.content)))


def _certainty(frame: Frame) -> tuple[bool, float, Range]:
    return frame.evidence.startswith(HEADLINE), -frame.confidence, frame.cue or frame.content[0]


def _same_cue(a: Frame, b: Frame) -> bool:
    return a.cue is not None and b.cue is not None and a.cue[0] < b.cue[1] and b.cue[0] < a.cue[1]


def _in_prose(article: Article, frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """Leave out frames that stand in the apparatus of the page: credits, date lines, labels."""
    lines = article.apparatus
    return tuple(f for f in frames if not any(s.start <= (f.cue or f.content[0])[0] < s.end for s in lines))


def _share_contents(scene: Scene, pack: LanguagePack, frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """A closing tag has the same content as the main verb of its unit."""
    by_cue = Places((frame.cue, frame) for frame in frames if frame.cue is not None)
    return tuple(_with_shared_content(scene, pack, by_cue, frame) for frame in frames)


def _with_shared_content(scene: Scene, pack: LanguagePack, by_cue: Places[Frame], frame: Frame) -> Frame:
    if frame.cue is None or frame.source is not None or frame.content[-1][1] > frame.cue[1]:
        return frame
    row = find_cue(scene.text[slice(*frame.cue)], pack)
    if row is None or row.frame != "tag":
        return frame
    start, _ = scene.range_of(*scene.units[scene.unit_at(frame.cue[0])])
    mains = [f for f in by_cue.meeting((start, frame.cue[0])) if f.cue and start <= f.cue[0] and f.cue < frame.cue]
    mains = [f for f in mains if frame.cue[0] - TAG_REACH <= f.content[-1][1] <= frame.cue[0]]
    return replace(frame, content=mains[0].content) if mains else frame


def _continue_quotations(scene: Scene, frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """Add the units in which a quotation goes on, up to the next cue of the author or what belongs to it."""
    of_author = [_is_of_author(scene, frame) for frame in frames]
    taken = Counter(unit for f, is_one in zip(frames, of_author, strict=True) if is_one for unit in _units(scene, f))
    inner: dict[int, int] = {}  # where the last piece begins that ends at a place; the words of X in those of Y are X's
    for frame, is_one in zip(frames, of_author, strict=True):
        start, end = frame.content[-1]
        inner[end] = max(start, inner.get(end, start)) if is_one else inner.get(end, start)
    return tuple(
        replace(frame, content=(*frame.content, *_more(scene, frame, taken)))
        if is_one and frame.content[-1][0] >= inner[frame.content[-1][1]]
        else frame
        for frame, is_one in zip(frames, of_author, strict=True)
    )


def _more(scene: Scene, frame: Frame, taken: Counter[int]) -> tuple[Range, ...]:
    """Return the units in which a frame's quotation goes on; `taken` counts what the author's frames hold in each."""
    own, units = scene.unit_at(frame.cue[0] if frame.cue else 0), Counter(_units(scene, frame))
    return continued(scene, frame.content, frame.cue, lambda unit: unit == own or taken[unit] > units[unit])


def _units(scene: Scene, frame: Frame) -> list[int]:
    """Return the numbers of the units in which a frame's cue and the pieces of its content begin."""
    return [scene.unit_at(start) for start, _ in (*frame.content, frame.cue or (0, 1))]


def _is_of_author(scene: Scene, frame: Frame) -> bool:
    """Whether the author speaks the cue: outside quotation marks, or stepping into a quotation that is the content."""
    if frame.cue is None:
        return False
    around = scene.quotation_of[scene.word_range(*frame.cue)[0]]
    return around < 0 or frame.content[0][0] <= scene.quotations[around].start


def _statement(article: Article, scene: Scene, pack: LanguagePack, frame: Frame) -> Statement:
    """Make the statement of one frame, without its number and its parent."""
    grammar = load_grammar(pack)
    cue = _span(article, frame.cue)
    force = force_of(cue.text if cue else None, pack)
    return Statement(
        id="",
        source=_span(article, frame.source),
        cue=cue,
        content=tuple(cut(article.text, *piece) for piece in frame.content),
        kind=kind_of(scene, grammar, frame.content, frame.cue),
        class_=force.class_,
        act=force.act,
        stance=force.stance,
        refers_to=refers_to(article, scene, grammar, frame),
        confidence=frame.confidence,
        evidence=(f"statement: {frame.evidence}", force.evidence),
    )


def _span(article: Article, piece: Range | None) -> Span | None:
    return cut(article.text, *piece) if piece else None
