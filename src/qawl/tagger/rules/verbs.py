"""Constructions around a finite verb: each rule sees one way in which verb, source and content can stand together."""

from __future__ import annotations

from collections.abc import Callable

from qawl.segment.scene import Range
from qawl.tagger.frames import Frame
from qawl.tagger.rules.arguments import (
    BARE_GAP,
    MAX_GAP,
    SHORT_SUBJECT,
    frame_of,
    framed,
    fronted,
    opener,
    quoted,
    source_of,
    subject_left,
    words,
)
from qawl.tagger.rules.before import (
    as_verb_then_clause,
    clause_then_subject,
    clause_then_verb,
    question_then_verb,
    quotation_then_verb,
    verb_inside_quotation,
)
from qawl.tagger.rules.clause import COMMAS, PAUSES, STOPS, Clause, is_possessed
from qawl.tagger.rules.phrases import (
    content_end,
    is_bounded_by_cue,
    phrase_end,
    subject_after,
    subject_before,
)

OBJECT_GAP = 5  # words of an object or addressee between a verb and the preposition of its content
OWN_OBJECT_GAP = 6  # words of a subject between a verb and the object that points back to it
MIN_QUOTATION = 4  # words and marks: shorter quotations after a verb are names unless a colon stands before them


def anaphor_then_verb(clause: Clause) -> Frame | None:
    """`Об этом сообщил X`, `وصرح بذلك X`, *said so*: the content points back."""
    if "anaphor" not in clause.cue.takes:
        return None
    before = _anaphor(clause, (clause.start - 2, clause.start), (clause.start - 1, clause.start))
    if before and not _has_own_content(clause, before):
        source = subject_after(clause, clause.end, phrase_end(clause, clause.end)) or subject_before(clause, before[0])
        return framed(clause, source, before, "anaphor_then_verb")
    after = _anaphor(clause, (clause.end, clause.end + 2), (clause.end, clause.end + 1))
    if after and not _is_relative(clause) and clause.word(after[1]) not in clause.grammar.complementizers:
        return framed(clause, source_of(clause, after[1], phrase_end(clause, after[1])), after, "verb_then_anaphor")
    return None


def verb_then_colon(clause: Clause) -> Frame | None:
    """`قال:`, `X сказал: …`, *X said: …*, with or without quotation marks."""
    colon = _colon(clause)
    if colon is None:
        return None
    source = source_of(clause, clause.end, colon)
    cue = (clause.start, colon + 1) if colon == clause.end else (clause.start, clause.end)
    if colon + 1 >= clause.high:
        return _next_line(clause, source, cue)
    quotation = clause.quotation_at(colon + 1)
    if quotation:
        return quoted(clause, quotation, source, "verb_then_colon", cue)
    content = clause.trimmed(colon + 1, content_end(clause, colon + 1))
    return framed(clause, source, content, "verb_then_colon", cue)


def verb_then_clause(clause: Clause) -> Frame | None:
    """`قال X إن …`, `X сказал, что …`, *X said that …*."""
    start = opener(clause)
    if start is None or (_may_be_bare(clause) and start - clause.end > BARE_GAP):
        return None
    source = source_of(clause, clause.end, start)
    return framed(clause, source, clause.trimmed(start, content_end(clause, start)), "verb_then_clause")


def verb_then_quotation(clause: Clause) -> Frame | None:
    """*X said "…"*, `X заявил «…»`."""
    if "quote" not in clause.cue.takes:
        return None
    for position in range(clause.end, min(clause.high, clause.end + SHORT_SUBJECT)):
        if clause.is_stop(position) or is_bounded_by_cue(clause, position):
            return None
        quotation = clause.quotation_at(position)
        if quotation and clause.is_speech(quotation) and len(range(*clause.quotation_words(quotation))) > MIN_QUOTATION:
            if clause.grammar.subject == "before" and _is_inside_clause(clause, position):
                return None
            return quoted(clause, quotation, source_of(clause, clause.end, position), "verb_then_quotation")
    return None


def verb_then_phrase(clause: Clause) -> Frame | None:
    """`دعا X إلى …`, `призвал к …`, *called for …*: a prepositional content."""
    joined = clause.cue.joined
    if clause.end - 1 > clause.start and clause.word(clause.end - 1) in clause.cue.prepositions:
        source = subject_left(clause) if clause.grammar.subject == "before" else fronted(clause)
        return _phrase(clause, clause.end, source, "verb_then_phrase")
    if "object" in clause.cue.takes and clause.grammar.subject == "before":
        return None  # *accused the cabinet of hiding it*: the object is part of the content
    apart = _preposition(clause, lambda word: word in clause.cue.prepositions)
    written_on = _preposition(clause, lambda word: _is_joined_to(word, joined)) if joined and apart is None else None
    position = apart if apart is not None else written_on
    if position is None:
        return None
    return _phrase(clause, position, source_of(clause, clause.end, position), "verb_then_phrase")


def verb_then_bare_clause(clause: Clause) -> Frame | None:
    """*He said prices would fall*: the complementizer is left out."""
    start = clause.end
    while start < clause.high and start in clause.times:
        start += 1
    source = subject_left(clause)
    if not _may_be_bare(clause) or source is None or clause.high - start < 3:
        return None
    if clause.word(start) in PAUSES | STOPS | clause.grammar.prepositions:
        return None
    content = clause.trimmed(start, content_end(clause, start))
    return framed(clause, source, content, "verb_then_bare_clause")


def verb_then_object(clause: Clause) -> Frame | None:
    """*denied the charges*, `отверг обвинения`: the content follows directly."""
    if not clause.cue.takes & {"object", "infinitive"} or clause.grammar.subject == "after":
        return None
    if clause.end >= clause.high or clause.word(clause.end) in PAUSES | STOPS | {":", ")"}:
        return None
    source = subject_left(clause)
    return _phrase(clause, clause.end, source, "verb_then_object") if source else None


def subject_verb_object(clause: Clause) -> Frame | None:
    """`الوزير ينفي التهم`: in a language that puts verbs first, a subject before a present verb."""
    if "object" not in clause.cue.takes or clause.grammar.subject == "before":
        return None
    if not clause.word(clause.end - 1).startswith(clause.grammar.fronted_prefixes) or clause.end >= clause.high:
        return None
    source = fronted(clause)
    if source is None or clause.word(clause.end) in PAUSES | STOPS:
        return None
    return _phrase(clause, clause.end, source, "subject_verb_object")


def verb_subject_own_object(clause: Clause) -> Frame | None:
    """`جددت موسكو استعدادها لـ…`: an object that points back to the subject shows where the subject ends."""
    if "object" not in clause.cue.takes or clause.grammar.subject == "before":
        return None
    for position in range(clause.end, min(clause.high, clause.end + OWN_OBJECT_GAP)):
        if clause.is_stop(position) or is_bounded_by_cue(clause, position):
            return None
        if clause.word(position) in clause.grammar.prepositions:
            return None
        if is_possessed(clause.scene, clause.grammar, position):
            source = subject_after(clause, clause.end, position) if position > clause.end else fronted(clause)
            return _phrase(clause, position, source, "verb_subject_own_object")
    return None


def verb_subject_object(clause: Clause) -> Frame | None:
    """`رفض القاضي طلب الدفاع`: verb, one definite phrase, object."""
    if "object" not in clause.cue.takes or clause.grammar.subject == "before":
        return None
    start = clause.end
    if start >= clause.high or clause.word(start) in PAUSES | STOPS:
        return None
    end = start + 1
    while end < clause.high and clause.word(end).startswith(clause.grammar.determiner_prefixes):
        end += 1
    end = clause.skip(end) if clause.word(end) in COMMAS else end
    if end >= clause.high or clause.is_stop(end) or clause.word(end) in clause.grammar.prepositions:
        return None
    return _phrase(clause, end, (start, end), "verb_subject_object")


VERB_RULES = (
    anaphor_then_verb,
    verb_inside_quotation,
    quotation_then_verb,
    question_then_verb,
    verb_then_colon,
    as_verb_then_clause,
    verb_then_clause,
    verb_then_quotation,
    clause_then_subject,
    clause_then_verb,
    verb_then_phrase,
    verb_then_bare_clause,
    verb_then_object,
    verb_subject_own_object,
    subject_verb_object,
    verb_subject_object,
)


def _preposition(clause: Clause, opens: Callable[[str], bool]) -> int | None:
    """Return where the first preposition of the content stands, before a stop or a further cue."""
    reach = MAX_GAP if clause.grammar.subject == "after" else OBJECT_GAP
    for position in range(clause.end, min(clause.high, clause.end + reach)):
        if clause.is_stop(position) or is_bounded_by_cue(clause, position):
            return None
        if opens(clause.word(position)):
            return position
    return None


def _is_joined_to(word: str, prepositions: tuple[str, ...]) -> bool:
    return any(word.startswith(letters) and len(word) > len(letters) + 2 for letters in prepositions)


def _is_inside_clause(clause: Clause, quotation: int) -> bool:
    """*said she would "look into" it*: words of a reported clause stand between the verb and the quotation."""
    between = [clause.word(position) for position in range(clause.end, quotation)]
    if not between or between[-1] in COMMAS:
        return False
    return len(between) > OBJECT_GAP or any(
        word in clause.grammar.auxiliaries | clause.grammar.pronouns for word in between
    )


def _may_be_bare(clause: Clause) -> bool:
    return clause.word(clause.end - 1) in clause.grammar.bare_clause


def _has_own_content(clause: Clause, anaphor: Range) -> bool:
    """Whether what points back is an aside: `при этом заявил, что …`, `وبعد ذلك صرح بأن …`."""
    is_lone = anaphor[1] - anaphor[0] == 1
    is_aside = is_lone and clause.word(anaphor[0] - 1) in clause.grammar.prepositions
    return is_aside or opener(clause) is not None or _colon(clause) is not None


def _is_relative(clause: Clause) -> bool:
    """Whether the verb stands in a relative clause, whose pronoun points to its head: `ما صرحت به`."""
    lead = {clause.word(clause.start), clause.word(clause.start - 1)}
    return clause.grammar.subject == "after" and bool(lead & (clause.grammar.relatives | clause.grammar.questions))


def _anaphor(clause: Clause, *candidates: Range) -> Range | None:
    for start, end in candidates:
        if clause.low <= start and end <= clause.high and words(clause, start, end) in clause.grammar.anaphors:
            return start, end
    return None


def _colon(clause: Clause) -> int | None:
    """Return the colon that the verb introduces its content with."""
    if not clause.cue.takes & {"colon", "quote"}:
        return None
    for position in range(clause.end, min(clause.high, clause.end + MAX_GAP)):
        if clause.word(position) == ":":
            return position
        if clause.is_complementizer(position) or is_bounded_by_cue(clause, position):
            return None
        if (quotation := clause.quotation_at(position)) and clause.is_speech(quotation):
            return None
    return None


def _next_line(clause: Clause, source: Range | None, cue: Range) -> Frame | None:
    """A colon at the end of a line introduces the next line."""
    words, units = clause.scene.words, clause.scene.units
    if clause.high >= len(words):
        return None
    number = clause.scene.unit_of[clause.high]
    line_end = clause.scene.text.find("\n", words[clause.high].start)
    line_end = line_end if line_end >= 0 else len(clause.scene.text)
    pieces = []
    while number < len(units) and words[units[number][0]].start < line_end:
        start, end = units[number]
        while end - 1 > start and words[end - 1].fold == "." and clause.scene.quotation_of[end - 1] < 0:
            end -= 1
        pieces.append(clause.scene.range_of(start, end))
        number += 1
    return frame_of(clause, source, tuple(pieces), "verb_then_line", cue)


def _phrase(clause: Clause, start: int, source: Range | None, rule: str) -> Frame | None:
    start, end = clause.trimmed(start, content_end(clause, start, is_clause=False))
    while end - start > 2 and end - 1 in clause.times:
        end -= 1
    return framed(clause, source, (start, end), rule)
