"""Source and content of one cue: the steps that several constructions share."""

from __future__ import annotations

from qawl.segment.quotations import Quotation
from qawl.segment.scene import Range
from qawl.tagger.frames import Frame
from qawl.tagger.rules.clause import COMMAS, Clause
from qawl.tagger.rules.phrases import is_bounded_by_cue, is_joined, subject_after, subject_before

MAX_GAP = 40  # words between a cue and what opens its content
SHORT_SUBJECT = 12  # words: where a subject stands out of its usual place; 99 % of gold/train are no longer
ADDRESSEE = 4  # words between a cue and a question word: an addressee at most
NAME_REACH = 4  # words between a quoted name and the complementizer behind its noun phrase
BARE_GAP = 6  # words between a cue and *that*, beyond which the reported clause has already begun


def opener(clause: Clause) -> int | None:
    """Return where a complementizer or a question word opens the content, before anything else can."""
    takes = clause.cue.takes
    for position in range(clause.end, min(clause.high, clause.end + MAX_GAP)):
        if clause.is_stop(position) or is_bounded_by_cue(clause, position) or _opens_another(clause, position):
            return None
        quotation = clause.quotation_at(position)
        if quotation and clause.is_speech(quotation) and not is_quoted_name(clause, quotation):
            return None
        if clause.is_compound(position):
            continue
        if takes & {"that", "question"} and clause.is_complementizer(position):
            return _with_preposition(clause, position)
        if "question" in takes and position <= clause.end + ADDRESSEE and _is_question(clause, position):
            return position
    return None


def is_quoted_name(clause: Clause, quotation: Quotation) -> bool:
    """Whether a complementizer soon after a quotation shows that it is only a name: `قالت حركة "…" إن …`."""
    behind = clause.quotation_words(quotation)[1]
    return any(clause.is_complementizer(position) for position in range(behind, behind + NAME_REACH))


def source_of(clause: Clause, start: int, limit: int) -> Range | None:
    """Return the source of a verb whose content begins at `limit`, on the side where the language puts it first."""
    after = subject_after(clause, start, limit) if limit > start else None
    if clause.grammar.subject == "after":
        before = fronted(clause)
        return before if before and _must_be_subject(clause, before) else after or before
    return subject_left(clause) or (after if after and after[1] - after[0] <= SHORT_SUBJECT else None)


def subject_left(clause: Clause) -> Range | None:
    """Return the subject before the verb, or that of the sentence when another verb shares it."""
    found = subject_before(clause, clause.start)
    if found is not None or clause.word(clause.start - 1) in clause.grammar.complementizers:
        return found
    for hit in reversed(clause.hits.between(clause.low, clause.start)):
        if any(cue.frame == "verb" for cue in hit.cues):
            earlier = subject_before(clause, hit.start)
            if earlier is not None:
                return earlier
    return None


def fronted(clause: Clause) -> Range | None:
    """Return a subject before its verb in a language that puts verbs first: headlines, topics, relatives."""
    if clause.start == clause.low or is_joined(clause, clause.start):
        return None
    found = subject_before(clause, clause.start)
    if found is None or found[1] - found[0] > SHORT_SUBJECT:
        return None
    return None if clause.word(found[0]) in clause.grammar.prepositions else found


def quoted(
    clause: Clause, quotation: Quotation, source: Range | None, rule: str, cue: Range | None = None
) -> Frame | None:
    """Make a frame whose content is a quotation, and the quotation that resumes it behind cue and source."""
    start, end = clause.quotation_words(quotation)
    pieces = list(clause.scene.pieces(start, end))
    behind = clause.skip(max(clause.end, source[1] if source else 0, end))
    resumed = clause.quotation_at(behind)
    if resumed and end <= clause.start and clause.is_speech(resumed) and behind > clause.end:
        pieces.extend(clause.scene.pieces(*clause.quotation_words(resumed)))
    return frame_of(clause, source, tuple(pieces), rule, cue)


def framed(clause: Clause, source: Range | None, content: Range, rule: str, cue: Range | None = None) -> Frame | None:
    """Make a frame from a stretch of words; a quotation that begins inside it belongs to it as a whole."""
    if content[0] >= content[1]:
        return None
    end = content[1]
    for position in range(*content):
        quotation = clause.quotation_at(position)
        if quotation:
            end = max(end, clause.quotation_words(quotation)[1])
    return frame_of(clause, source, clause.scene.pieces(content[0], end), rule, cue)


def frame_of(
    clause: Clause, source: Range | None, pieces: tuple[Range, ...], rule: str, cue: Range | None = None
) -> Frame | None:
    """Make a frame from ranges of code points for the content and of words for source and cue."""
    if not pieces:
        return None
    where = clause.scene.range_of
    cue = cue or (clause.start, clause.end)
    return Frame(where(*cue), where(*source) if source else None, pieces, 0.5, f"rules.{rule} {clause.cue.lemma}")


def words(clause: Clause, start: int, end: int) -> str:
    """Return the folded words of a stretch with single spaces."""
    return " ".join(clause.word(position) for position in range(start, end))


def _must_be_subject(clause: Clause, found: Range) -> bool:
    """Right after a complementizer, and as a relative pronoun, a noun phrase before the verb is its subject."""
    return (
        clause.word(found[0] - 1) in clause.grammar.complementizers or clause.word(found[0]) in clause.grammar.relatives
    )


def _opens_another(clause: Clause, position: int) -> bool:
    """Whether a further verb that takes a clause begins at a position: the complementizer behind it is its own."""
    hit = clause.hit_at(position) if position > clause.end else None
    return hit is not None and any(cue.frame == "verb" and "that" in cue.takes for cue in hit.cues)


def _with_preposition(clause: Clause, position: int) -> int:
    """`على أن`, `о том, что`: the preposition before the complementizer opens the content."""
    for back in range(position - 1, max(clause.end - 1, position - 4), -1):
        word = clause.word(back)
        if word in clause.cue.prepositions:
            return back
        if word not in COMMAS and f"{clause.word(back - 1)} {word}" not in clause.grammar.anaphors:
            break
    if clause.word(position - 1) in COMMAS and position - 2 >= clause.end:
        pair = words(clause, position - 3, position - 1)
        if pair in clause.grammar.anaphors:
            return max(clause.end, position - 3)
        if clause.end == position - 2:
            return position - 2
    return position


def _is_question(clause: Clause, position: int) -> bool:
    questions = clause.grammar.questions
    return clause.word(position) in questions or words(clause, position, position + 2) in questions
