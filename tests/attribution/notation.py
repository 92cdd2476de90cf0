"""The notation of the tables: `[source] {cue} <content>`, several contents for one in several pieces."""

import re

from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Article
from qawl.segment.scene import make_scene
from qawl.span import cut
from qawl.tagger.frames import Frame

_TOKEN = re.compile(r"[\[\]{}<>]|[^\[\]{}<>]+")
_CLOSES = {"]": "source", "}": "cue", ">": "content"}


def read_notation(line):
    """Return the plain text and the ranges by name, in the order of their ends."""
    text, stack, found = "", [], []
    for token in _TOKEN.findall(line):
        if token in "[{<":
            stack.append(len(text))
        elif token in _CLOSES:
            found.append((_CLOSES[token], (stack.pop(), len(text))))
        else:
            text += token
    return text, found


def frame_of(line, confidence=0.9):
    """Return the plain text and the one frame that a line marks."""
    text, found = read_notation(line)
    ranges = {name: [piece for other, piece in found if other == name] for name in ("source", "cue", "content")}
    source = ranges["source"][0] if ranges["source"] else None
    cue = ranges["cue"][0] if ranges["cue"] else None
    return text, Frame(cue, source, tuple(ranges["content"]), confidence, "by hand")


def scene_of(code, text):
    return make_scene(text, load_grammar(load_pack(code)).abbreviations)


def article_of(code, text, title=None, apparatus=()):
    pack = load_pack(code)
    span = cut(text, 0, len(title)) if title else None
    spans = tuple(cut(text, text.index(words), text.index(words) + len(words)) for words in apparatus)
    return Article("x", None, code, pack.direction, span, text, apparatus=spans)
