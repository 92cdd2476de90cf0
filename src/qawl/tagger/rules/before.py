"""Constructions in which the content stands before the verb, or around it."""

from __future__ import annotations

from qawl.segment.quotations import Quotation
from qawl.tagger.frames import Frame
from qawl.tagger.rules.arguments import SHORT_SUBJECT, frame_of, framed, opener, quoted
from qawl.tagger.rules.clause import COMMAS, DASHES, PAUSES, STOPS, Clause
from qawl.tagger.rules.phrases import is_joined, phrase_end, subject_after, subject_before

QUESTIONS = frozenset("?؟!")
MIN_CLAUSE = 2  # words before a quotation that make it part of their clause


def quotation_then_verb(clause: Clause) -> Frame | None:
    """`"…", said X` and `"…", X said`."""
    if not clause.cue.takes & {"quote", "before"}:
        return None
    quotation = clause.quotation_before(clause.skip_back(clause.start))
    is_said = quotation is not None and clause.is_speech(quotation) and _is_set_off(clause, quotation)
    if quotation and is_said and not is_joined(clause, clause.start) and not _reports_on(clause):
        source = subject_after(clause, clause.end, phrase_end(clause, clause.end))
        if _is_fragment(clause, quotation):
            content = clause.trimmed(clause.low, clause.quotation_words(quotation)[1])
            return framed(clause, source, content, "clause_then_verb")
        return quoted(clause, quotation, source, "quotation_then_verb")
    subject = subject_before(clause, clause.start)
    if subject is None or subject[1] - subject[0] > SHORT_SUBJECT or subject[0] <= clause.low:
        return None
    quotation = clause.quotation_before(clause.skip_back(subject[0]))
    if quotation and clause.is_speech(quotation) and not _reports_on(clause):
        return quoted(clause, quotation, subject, "quotation_then_subject")
    return None


def question_then_verb(clause: Clause) -> Frame | None:
    """`«…؟» تساءل X`, *“…?” X asked*: the mark of the question seems to end the sentence before the verb."""
    if not clause.cue.takes & {"quote", "before"} or clause.level >= 0 or is_joined(clause, clause.start):
        return None
    subject = subject_before(clause, clause.start) if clause.start > clause.low else None
    if (subject[0] if subject else clause.start) != clause.low:
        return None
    quotation = _question_before(clause)
    if quotation is None or not clause.is_speech(quotation) or not _has_nothing_else(clause):
        return None
    source = subject or subject_after(clause, clause.end, phrase_end(clause, clause.end))
    return quoted(clause, quotation, source, "question_then_verb")


def verb_inside_quotation(clause: Clause) -> Frame | None:
    """`«…, — напомнил X. — …»`: the author steps into a quotation between dashes."""
    if clause.level < 0 or "quote" not in clause.cue.takes or clause.word(clause.start - 1) not in DASHES:
        return None
    if clause.word(clause.start - 2) not in COMMAS | STOPS:
        return None
    quotation = clause.scene.quotations[clause.level]
    start, end = clause.quotation_words(quotation)
    source = subject_after(clause, clause.end, phrase_end(clause, clause.end))
    behind = source[1] if source else clause.end
    resumes = next((p for p in range(behind, min(end, behind + 4)) if clause.scene.words[p].fold in DASHES), None)
    pieces = clause.scene.pieces(start, clause.skip_back(clause.start))
    rest = clause.scene.pieces(resumes + 1, end) if resumes is not None and resumes + 1 < end else ()
    return frame_of(clause, source, pieces + rest, "verb_inside_quotation")


def clause_then_verb(clause: Clause) -> Frame | None:
    """*…, said X* and `…, сообщил X`: the reported clause stands first."""
    if "before" not in clause.cue.takes or clause.word(clause.start - 1) in clause.grammar.as_words:
        return None
    behind = clause.skip_back(clause.start)
    if behind in {clause.start, clause.low} or _reports_on(clause):
        return None
    end = phrase_end(clause, clause.end)
    source = subject_after(clause, clause.end, end)
    if end < clause.high and not clause.is_stop(end) and clause.word(end) not in COMMAS | DASHES:
        return None
    if source is None or source[1] - source[0] > SHORT_SUBJECT or behind - clause.low < 3:
        return None
    content = clause.trimmed(clause.low, behind)
    return framed(clause, source, content, "clause_then_verb")


def clause_then_subject(clause: Clause) -> Frame | None:
    """*…, Smith said.* and *This campaign, he says, is different*."""
    if "before" not in clause.cue.takes or clause.grammar.subject == "after":
        return None
    subject = subject_before(clause, clause.start)
    if subject is None or subject[0] <= clause.low or subject[1] - subject[0] > SHORT_SUBJECT:
        return None
    if clause.word(subject[0] - 1) not in COMMAS or not (
        clause.is_stop(clause.end) or clause.word(clause.end) in COMMAS | {""}
    ):
        return None
    before, after = clause.trimmed(clause.low, subject[0]), clause.trimmed(clause.end, clause.high)
    parts = [part for part in (before, after) if part[0] < part[1]]
    pieces = tuple(piece for part in parts for piece in clause.scene.pieces(*part))
    return frame_of(clause, subject, pieces, "clause_then_subject")


def as_verb_then_clause(clause: Clause) -> Frame | None:
    """`Как сообщил X, …` and *as X said, …*; also behind the clause: `…, как заявил X`."""
    if "before" not in clause.cue.takes or opener(clause) is not None:
        return None
    subject = subject_before(clause, clause.start) if clause.grammar.subject == "before" else None
    start = subject[0] if subject and clause.word(subject[0] - 1) in clause.grammar.as_words else clause.start
    if clause.word(start - 1) not in clause.grammar.as_words:
        return None
    end = phrase_end(clause, clause.end)
    source = subject if start < clause.start else subject_after(clause, clause.end, end)
    behind = clause.skip_back(start - 1)
    if behind == clause.low and clause.grammar.subject == "after":
        return None  # `كما أعلن …` at the head of a sentence means "also"
    content = clause.trimmed(end, clause.high) if behind - clause.low < 2 else clause.trimmed(clause.low, behind)
    return framed(clause, source, content, "as_verb_then_clause")


def _reports_on(clause: Clause) -> bool:
    """Whether the verb opens a content of its own to its right, so that what stands before it is not its content."""
    for position in range(clause.end, min(clause.high, clause.end + SHORT_SUBJECT)):
        if clause.word(position) in COMMAS or clause.is_stop(position):
            return False
        if clause.is_complementizer(position):
            return True
    return False


def _question_before(clause: Clause) -> Quotation | None:
    """Return the quotation right before the sentence that ends in a question or exclamation mark, of the same line."""
    words, last = clause.scene.words, clause.low - 1
    if last < 1:
        return None
    last -= words[last].fold in QUESTIONS  # «…»؟
    if "\n" in clause.scene.text[words[last].end : words[clause.low].start]:
        return None
    quotations = clause.scene.quotations_to(words[last].end)
    quotation = next((q for q in quotations if q.depth == 0 and q.closed), None)
    return quotation if last + 1 < clause.low or words[last - 1].fold in QUESTIONS else None


def _has_nothing_else(clause: Clause) -> bool:
    """Whether the verb reports nothing to its right: a stop, a comma, an adverbial or its subject follows."""
    grammar, behind = clause.grammar, range(clause.end, clause.high)
    if opener(clause) is not None or any(clause.word(p) == ":" or clause.quotation_at(p) for p in behind):
        return False
    if grammar.subject == "after" or clause.start == clause.low or clause.end in clause.times:
        return True
    return clause.word(clause.end) in PAUSES | STOPS | grammar.prepositions | grammar.adverbs | {""}


def _is_set_off(clause: Clause, quotation: Quotation) -> bool:
    """Whether a mark parts a quotation from the verb behind it; *the film “The Long Way Home” showed* has none.

    Where the verb comes first none is asked for.
    """
    closing = clause.quotation_words(quotation)[1] - 1
    has_mark = clause.skip_back(clause.start) < clause.start or clause.scene.words[closing - 1].is_mark
    return has_mark or clause.grammar.subject == "after"


def _is_fragment(clause: Clause, quotation: Quotation) -> bool:
    """*helped “mobilise voters”, said X*: a quotation that begins small in the middle of a clause is part of it."""
    start = clause.quotation_words(quotation)[0]
    if start - clause.low < MIN_CLAUSE or clause.word(start - 1) in {":"} | STOPS | DASHES:
        return False
    letters = (character for character in clause.scene.text[quotation.start : quotation.end] if character.isalpha())
    return next(letters, "").islower()
