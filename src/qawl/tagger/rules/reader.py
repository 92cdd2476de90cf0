"""Read the attributions of a text with the lexicon of its language and the constructions."""

from __future__ import annotations

from qawl.languages.cues import Hit, find_cues
from qawl.languages.grammar import Grammar, load_grammar
from qawl.languages.pack import LanguagePack
from qawl.segment.scene import Scene
from qawl.tagger.frames import Frame
from qawl.tagger.rules.clause import make_clause
from qawl.tagger.rules.constructions import read_cue


def tag_frames(scene: Scene, pack: LanguagePack) -> tuple[Frame, ...]:
    """Return the frames of a text in the order of their cues."""
    grammar = load_grammar(pack)
    hits = find_cues(scene.words, pack)
    frames = (_read_hit(scene, grammar, hits, hit) for hit in hits)
    return tuple(frame for frame in frames if frame is not None)


def _read_hit(scene: Scene, grammar: Grammar, hits: tuple[Hit, ...], hit: Hit) -> Frame | None:
    """Try the rows that share the cue's form, in the order of the lexicon."""
    for cue in hit.cues:
        frame = read_cue(make_clause(scene, grammar, hits, hit, cue))
        if frame is not None:
            return frame
    return None
