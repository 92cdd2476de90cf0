"""Constructions without a finite verb of their own: participles, prepositions, nouns, closing tags."""

from __future__ import annotations

from qawl.segment.scene import Range
from qawl.tagger.frames import Frame
from qawl.tagger.rules.arguments import SHORT_SUBJECT, frame_of, framed, opener, quoted, subject_left
from qawl.tagger.rules.clause import COMMAS, STOPS, Clause, is_possessed
from qawl.tagger.rules.phrases import content_end, subject_after

NOUN_REACH = 6  # words of a source between a noun and the preposition of its content
OWN_REACH = 6  # words between a participle and its preposition: معبرين في الوقت ذاته عن
MIN_CONTENT = 3  # words: fewer beside a closing phrase are its own remainder


def participle_then_content(clause: Clause) -> Frame | None:
    """`مؤكدا أن …`, `добавив, что …`, *adding that …*."""
    colon = clause.word(clause.end) == ":"
    opened = opener(clause)
    start = clause.end + 1 if colon else opened if opened is not None else clause.end
    if start >= clause.high or clause.word(start) in STOPS | COMMAS:
        return None
    source = subject_left(clause) if clause.grammar.dependent_subject else None
    cue = (clause.start, clause.end + 1) if colon else (clause.start, clause.end)
    quotation = clause.quotation_at(start)
    if quotation and clause.is_speech(quotation):
        return quoted(clause, quotation, source, "participle_then_content", cue)
    if start == clause.end and not clause.grammar.dependent_subject:
        own = _own_preposition(clause, start)
        if own is None or _is_verb(clause, start):
            return None
        start = own
    content = clause.trimmed(start, content_end(clause, start))
    return framed(clause, source, content, "participle_then_content", cue)


def _is_verb(clause: Clause, position: int) -> bool:
    """Whether a finite verb follows, so that what looks like a participle is a noun: `لافتة كتب عليها`."""
    hit = clause.hit_at(position)
    return hit is not None and all(cue.frame == "verb" for cue in hit.cues)


def _own_preposition(clause: Clause, start: int) -> int | None:
    """Return where the content begins: at `start`, or behind an adverbial at the preposition that the participle takes.

    None where it takes no such preposition: `زيارة غير معلنة إلى كابول` has an adjective.
    """
    prepositions, takes = clause.grammar.prepositions, clause.cue.takes
    if clause.word(start) not in prepositions - takes:
        return start
    reach = range(start, min(clause.high, start + OWN_REACH))
    return next((position for position in reach if clause.word(position) in prepositions & takes), None)


def preposition_then_source(clause: Clause) -> Frame | None:
    """*according to X, …*, `по словам X, …`, `وبحسب X فإن …`."""
    if clause.word(clause.end) in COMMAS or clause.is_stop(clause.end):
        return None
    limit = _source_end(clause)
    source = subject_after(clause, clause.end, limit) or ((clause.end, limit) if limit > clause.end else None)
    if source is None:
        return None
    if source[1] - source[0] == 1 and is_possessed(clause.scene, clause.grammar, source[0]):
        return _closing(clause, clause.start, limit, None, "closing_tag")
    rule = "fronted_preposition" if _opens_unit(clause) else "closing_preposition"
    return _closing(clause, clause.start, limit, source, rule)


def closing_tag(clause: Clause) -> Frame | None:
    """`حسب تعبيره`, `по его словам`: the content is the sentence around it."""
    return _closing(clause, clause.start, clause.end, None, "closing_tag")


def noun_then_content(clause: Clause) -> Frame | None:
    """*the claim that …*, `заявление о том, что …`, `تصريحات X بأن …`."""
    start = opener(clause)
    if start is None or start - clause.end > SHORT_SUBJECT:
        start = _preposition_of(clause)
    if start is None:
        return None
    source = subject_after(clause, clause.end, start) if start > clause.end else _possessor(clause)
    return framed(clause, source, clause.trimmed(start, content_end(clause, start)), "noun_then_content")


def _preposition_of(clause: Clause) -> int | None:
    """Return where a preposition opens what a noun reports: `заявление министра о …`, *plea for mercy*."""
    for position in range(clause.end, min(clause.high, clause.end + NOUN_REACH)):
        word = clause.word(position)
        if clause.is_stop(position) or word in COMMAS or clause.hit_at(position):
            return None
        if word in clause.cue.prepositions or (word.startswith(clause.cue.joined or ("\0",)) and position > clause.end):
            return position
    return None


def _possessor(clause: Clause) -> Range | None:
    """*the widow's plea*: the source stands before its noun."""
    if not clause.word(clause.start - 1).endswith("'s"):
        return None
    start = clause.start - 1
    while start > clause.low and clause.is_name(start - 1):
        start -= 1
    start -= clause.word(start - 1) in clause.grammar.determiners
    return start, clause.start


def _opens_unit(clause: Clause) -> bool:
    before = clause.trimmed(clause.low, clause.start)
    return before[1] - before[0] < MIN_CONTENT


def _source_end(clause: Clause) -> int:
    """Return where the source of a preposition ends: a comma, or a word that begins its content."""
    grammar = clause.grammar
    for position in range(clause.end, clause.high):
        word = clause.word(position)
        if position == clause.end:
            continue
        if word in COMMAS | {":", "—", "–"} or clause.is_stop(position):
            return position
        if word in grammar.clause_openers or clause.is_complementizer(position):
            return position
    return clause.trimmed(clause.end, clause.high)[1]


def _closing(clause: Clause, start: int, limit: int, source: Range | None, rule: str) -> Frame | None:
    """Take as content what the phrase `[start, limit)` closes, opens or interrupts."""
    cue = (clause.start, clause.end) if source else (start, limit)
    quotation = clause.quotation_before(clause.skip_back(start))
    if quotation and clause.is_speech(quotation) and clause.skip_back(start) < start:
        return frame_of(clause, source, clause.scene.pieces(*clause.quotation_words(quotation)), rule, cue)
    before = clause.trimmed(_clause_start(clause, start), start)
    after = clause.trimmed(limit, content_end(clause, limit) if limit < clause.high else limit)
    opens = clause.word(limit) in clause.grammar.clause_openers | clause.grammar.complementizers
    if before[1] - before[0] < MIN_CONTENT or opens:
        parts = [after]
    else:
        parts = [before, after] if after[1] - after[0] > MIN_CONTENT and _interrupts(clause, start, limit) else [before]
    pieces = tuple(piece for part in parts if part[0] < part[1] for piece in clause.scene.pieces(*part))
    return frame_of(clause, source, pieces, rule, cue)


def _interrupts(clause: Clause, start: int, limit: int) -> bool:
    return clause.word(start - 1) in COMMAS and clause.word(limit) in COMMAS


def _clause_start(clause: Clause, end: int) -> int:
    """Return where the clause before a position begins: behind a semicolon, else at the start of the unit."""
    starts = (p + 1 for p in range(end - 1, clause.low, -1) if clause.word(p) in {";", "؛"})
    return next(starts, clause.low)
