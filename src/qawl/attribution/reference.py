"""What an anaphoric content points back to: *said so*, `об этом сообщил`, `صرحت بذلك`."""

from __future__ import annotations

from qawl.languages.grammar import Grammar
from qawl.model import Article
from qawl.segment.scene import Scene
from qawl.span import Span, cut
from qawl.tagger.frames import Frame


def refers_to(article: Article, scene: Scene, grammar: Grammar, frame: Frame) -> tuple[Span, ...]:
    """Return the passage before an anaphoric content: the unit before it in the same line, else the line before.

    Empty when the content is not anaphoric or nothing stands before it.
    """
    if len(frame.content) != 1:
        return ()
    start, end = scene.word_range(*frame.content[0])
    if " ".join(word.fold for word in scene.words[start:end]) not in grammar.anaphors:
        return ()
    passage = _before(article, scene, start)
    return (passage,) if passage else ()


def _before(article: Article, scene: Scene, position: int) -> Span | None:
    text = article.text
    unit = scene.unit_of[position]
    unit_start = scene.words[scene.units[unit][0]].start
    line_start = text.rfind("\n", 0, unit_start) + 1
    if text[line_start:unit_start].strip():
        return cut(text, *scene.range_of(*scene.units[unit - 1]))
    apparatus = article.apparatus + ((article.title,) if article.title else ())
    while line_start > 0:
        line_end = line_start - 1
        line_start = text.rfind("\n", 0, line_end) + 1
        if text[line_start:line_end].strip() and not any(s.start < line_end and line_start < s.end for s in apparatus):
            return cut(text, line_start, line_end)
    return None
