"""Read the attributions of a text with the lexicon of its language and the constructions."""

from __future__ import annotations

from qawl.dates.grammar import find_dates
from qawl.languages.cues import Cue, Hit, find_cues
from qawl.languages.grammar import Grammar, load_grammar
from qawl.languages.pack import LanguagePack
from qawl.segment.scene import Scene
from qawl.tagger.frames import Frame
from qawl.tagger.rules.clause import Clause, make_clause
from qawl.tagger.rules.constructions import read_cue

_OWN_THOUGHTS = frozenset({"belief", "intention"})


def tag_frames(scene: Scene, pack: LanguagePack) -> tuple[Frame, ...]:
    """Return the frames of a text in the order of their cues."""
    grammar = load_grammar(pack)
    hits = tuple(hit for hit in find_cues(scene.words, pack) if not _is_part_of_name(scene, hit))
    times = _words_of_time(scene, pack)
    frames = (_read_hit(scene, grammar, hits, hit, times) for hit in hits)
    return tuple(frame for frame in frames if frame is not None)


def _read_hit(
    scene: Scene, grammar: Grammar, hits: tuple[Hit, ...], hit: Hit, times: frozenset[int]
) -> Frame | None:
    """Try the rows that share the cue's form, in the order of the lexicon."""
    for cue in hit.cues:
        clause = make_clause(scene, grammar, hits, hit, cue, times)
        if _is_noun_here(clause) or _is_own_thought(clause):
            continue
        frame = read_cue(clause)
        if frame is not None:
            return frame
    return None


def _words_of_time(scene: Scene, pack: LanguagePack) -> frozenset[int]:
    """Return the positions of the words that belong to time expressions."""
    found = (scene.word_range(when.start or 0, when.end or 0) for when in find_dates(scene.text, pack))
    return frozenset(position for start, end in found for position in range(start, end))


def _is_part_of_name(scene: Scene, hit: Hit) -> bool:
    """Whether a capital letter inside a sentence shows a name (*United States*); headlines capitalise everything."""
    start, end = scene.units[scene.unit_of[hit.start]]
    if hit.start == start or not _is_capital(scene, hit.start) or scene.words[hit.start - 1].is_mark:
        return False
    others = [p for p in range(start + 1, end) if len(scene.words[p].fold) > 3 and not hit.start <= p < hit.end]
    return 2 * sum(_is_capital(scene, p) for p in others) < len(others)


def _is_capital(scene: Scene, position: int) -> bool:
    return scene.text[scene.words[position].start].isupper()


def _is_noun_here(clause: Clause) -> bool:
    """Whether a determiner before a verb's form shows that it is a noun (*his claims*)."""
    before = clause.word(clause.start - 1)
    return clause.cue.frame == "verb" and (before in clause.grammar.determiners or before.endswith("'s"))


def _is_own_thought(clause: Clause) -> bool:
    """*I think* inside the speaker's own quotation attributes nothing to anyone else."""
    cue: Cue = clause.cue
    if clause.level < 0 or cue.class_ not in _OWN_THOUGHTS:
        return False
    return any(clause.word(position) in clause.grammar.first_person for position in range(clause.start - 3, clause.start))
