"""The constructions of attribution: each rule sees one way in which cue, source and content can stand together.

A rule looks at one cue in its clause and gives the frame it sees, or None. The first opinion wins.
"""

from __future__ import annotations

from collections.abc import Callable

from qawl.segment.quotations import Quotation
from qawl.segment.scene import Range
from qawl.tagger.frames import Frame
from qawl.tagger.rules.clause import COMMAS, PAUSES, STOPS, Clause
from qawl.tagger.rules.phrases import (
    MAX_GAP,
    content_end,
    is_complementizer,
    subject_after,
    subject_before,
)

Rule = Callable[[Clause], Frame | None]

# How often each rule's frames were right on gold/train (statement precision), see benchmarks/rules.py.
SHORT_SUBJECT = 12


def read_cue(clause: Clause) -> Frame | None:
    """Return the first frame that a rule for the cue's construction sees."""
    for rule in RULES[clause.cue.frame]:
        frame = rule(clause)
        if frame is not None:
            return frame
    return None


# -- verbs -----------------------------------------------------------------------------------------------------------


def quotation_then_verb(clause: Clause) -> Frame | None:
    """`"…", said X` and `"…", X said`."""
    if not clause.cue.takes & {"quote", "before"}:
        return None
    behind = clause.skip_back(clause.start)
    quotation = clause.quotation_before(behind)
    if quotation and clause.is_speech(quotation):
        source = subject_after(clause, clause.end, _phrase_end(clause, clause.end))
        return _quoted(clause, quotation, source, "quotation_then_verb")
    subject = subject_before(clause, clause.start)
    if subject is None or subject[1] - subject[0] > SHORT_SUBJECT:
        return None
    quotation = clause.quotation_before(clause.skip_back(subject[0]))
    if quotation and clause.is_speech(quotation) and subject[0] > clause.low:
        return _quoted(clause, quotation, subject, "quotation_then_subject")
    return None


def anaphor_then_verb(clause: Clause) -> Frame | None:
    """`Об этом сообщил X`, `وصرح بذلك X`, *said so*: the content points back."""
    if "anaphor" not in clause.cue.takes:
        return None
    before = _anaphor_before(clause)
    if before:
        source = subject_after(clause, clause.end, _phrase_end(clause, clause.end)) or subject_before(clause, before[0])
        return _frame(clause, source, before, "anaphor_then_verb")
    after = _anaphor_at(clause, clause.end)
    if after:
        source = _subject(clause, after[1], _phrase_end(clause, after[1]))
        return _frame(clause, source, after, "verb_then_anaphor")
    return None


def verb_then_colon(clause: Clause) -> Frame | None:
    """`قال:`, `X сказал: …`, *X said: …*, with or without quotation marks."""
    if not clause.cue.takes & {"colon", "quote"}:
        return None
    colon = next((p for p in range(clause.end, min(clause.high, clause.end + MAX_GAP)) if clause.word(p) == ":"), None)
    if colon is None or any(is_complementizer(clause, p) for p in range(clause.end, colon)):
        return None
    if any(clause.is_quoted(p) and clause.is_speech(q) for p in range(clause.end, colon) if (q := clause.quotation_at(p))):
        return None
    source = _subject(clause, clause.end, colon)
    if colon + 1 >= clause.high:
        return _next_line(clause, source)
    quotation = clause.quotation_at(colon + 1)
    cue = (clause.start, colon + 1) if colon == clause.end else (clause.start, clause.end)
    if quotation and clause.is_speech(quotation):
        return _quoted(clause, quotation, source, "verb_then_colon", cue)
    content = clause.trimmed(colon + 1, content_end(clause, colon + 1))
    return _frame(clause, source, content, "verb_then_colon", cue)


def verb_then_clause(clause: Clause) -> Frame | None:
    """`قال X إن …`, `X сказал, что …`, *X said that …*."""
    opener = _opener(clause)
    if opener is None:
        return None
    source = _subject(clause, clause.end, opener)
    content = clause.trimmed(opener, content_end(clause, opener))
    return _frame(clause, source, content, "verb_then_clause")


def verb_then_quotation(clause: Clause) -> Frame | None:
    """*X said "…"*, `X заявил «…»`."""
    if "quote" not in clause.cue.takes:
        return None
    for position in range(clause.end, min(clause.high, clause.end + MAX_GAP)):
        quotation = clause.quotation_at(position)
        if quotation and clause.is_speech(quotation) and len(range(*clause.quotation_words(quotation))) > 5:
            source = _subject(clause, clause.end, position)
            return _quoted(clause, quotation, source, "verb_then_quotation")
        if clause.word(position) in STOPS:
            return None
    return None


def clause_then_verb(clause: Clause) -> Frame | None:
    """*…, said X* and `…, сообщил X`: the reported clause stands first."""
    if "before" not in clause.cue.takes:
        return None
    behind = clause.skip_back(clause.start)
    as_word = clause.word(clause.start - 1) in clause.grammar.as_words
    if as_word:
        behind = clause.skip_back(clause.start - 1)
    if behind == clause.start or (behind == clause.low and not as_word):
        subject = subject_before(clause, clause.start)
        if subject is None or subject[0] <= clause.low or clause.word(subject[0] - 1) not in COMMAS:
            return None
        if clause.word(clause.end) not in STOPS | COMMAS | {""}:
            return None
        content = clause.trimmed(clause.low, subject[0])
        return _frame(clause, subject, content, "clause_then_subject")
    source = subject_after(clause, clause.end, _phrase_end(clause, clause.end))
    if behind == clause.low:
        rest = clause.trimmed(source[1] if source else clause.end, clause.high)
        return _frame(clause, source, rest, "as_verb_then_clause")
    content = clause.trimmed(_content_start(clause, behind), behind)
    return _frame(clause, source, content, "clause_then_verb")


def verb_then_phrase(clause: Clause) -> Frame | None:
    """`دعا X إلى …`, `призвал к …`, *called for …*: a prepositional content."""
    joined = clause.cue.joined
    if not clause.cue.prepositions and not joined:
        return None
    if clause.end - 1 > clause.start and clause.word(clause.end - 1) in clause.cue.prepositions:
        return _phrase(clause, clause.end, _subject_left(clause), "verb_then_phrase")
    for position in range(clause.end, min(clause.high, clause.end + MAX_GAP)):
        word = clause.word(position)
        if word in STOPS:
            return None
        opens = word in clause.cue.prepositions or any(word.startswith(j) and len(word) > len(j) + 2 for j in joined)
        if opens and (position > clause.end or word not in clause.cue.prepositions):
            return _phrase(clause, position, _subject(clause, clause.end, position), "verb_then_phrase")
    return None


def verb_then_object(clause: Clause) -> Frame | None:
    """*denied the charges*, `отверг обвинения`, `ينفي العلاقة`: the content follows directly."""
    if not clause.cue.takes & {"object", "infinitive"}:
        return None
    if clause.grammar.subject == "after":
        return _object_after_subject(clause)
    if clause.end >= clause.high or clause.word(clause.end) in PAUSES | STOPS | {":"}:
        return None
    source = _subject_left(clause)
    return _phrase(clause, clause.end, source, "verb_then_object") if source else None


# -- what leans on a verb --------------------------------------------------------------------------------------------


def participle_then_content(clause: Clause) -> Frame | None:
    """`مؤكدا أن …`, `добавив, что …`, *adding that …*."""
    opener = _opener(clause)
    colon = clause.word(clause.end) == ":"
    start = clause.end + 1 if colon else opener if opener is not None else clause.end
    if start >= clause.high or clause.word(start) in STOPS | COMMAS:
        return None
    quotation = clause.quotation_at(start)
    source = _subject_left(clause) if clause.grammar.dependent_subject else None
    cue = (clause.start, clause.end + 1) if colon else (clause.start, clause.end)
    if quotation and clause.is_speech(quotation):
        return _quoted(clause, quotation, source, "participle_then_content", cue)
    content = clause.trimmed(start, content_end(clause, start))
    return _frame(clause, source, content, "participle_then_content", cue)


def preposition_then_source(clause: Clause) -> Frame | None:
    """*according to X, …*, `по словам X, …`, `وبحسب X فإن …`."""
    limit = _source_end(clause)
    source = subject_after(clause, clause.end, limit) or ((clause.end, limit) if limit > clause.end else None)
    if source is None:
        return None
    before, after = clause.trimmed(clause.low, clause.start), clause.trimmed(limit, clause.high)
    at_start = before[0] == before[1] or before[1] - before[0] <= 2 and after[1] - after[0] > 4
    content = [after] if at_start else [before, after] if after[1] - after[0] > 3 else [before]
    pieces = tuple(piece for part in content if part[0] < part[1] for piece in clause.scene.pieces(*part))
    return _frame_of(clause, source, pieces, "preposition_then_source")


def noun_then_content(clause: Clause) -> Frame | None:
    """*the claim that …*, `заявление о том, что …`, `تصريحات X بأن …`."""
    opener = _opener(clause)
    if opener is None or opener - clause.end > SHORT_SUBJECT:
        return None
    source = subject_after(clause, clause.end, opener) if opener > clause.end + 1 else None
    content = clause.trimmed(opener, content_end(clause, opener))
    return _frame(clause, source, content, "noun_then_content")


def closing_tag(clause: Clause) -> Frame | None:
    """`حسب تعبيره`, `по его словам`: the content is the sentence around it."""
    before, after = clause.trimmed(clause.low, clause.start), clause.trimmed(clause.end, clause.high)
    content = before if before[1] - before[0] > 2 else after
    parts = [content] if content is after or after[1] - after[0] <= 3 else [before, after]
    pieces = tuple(piece for part in parts if part[0] < part[1] for piece in clause.scene.pieces(*part))
    return _frame_of(clause, None, pieces, "closing_tag")


# -- shared steps ----------------------------------------------------------------------------------------------------


def _opener(clause: Clause) -> int | None:
    """Return where a complementizer or a question word opens the content, before anything else can."""
    takes = clause.cue.takes
    for position in range(clause.end, min(clause.high, clause.end + MAX_GAP)):
        word = clause.word(position)
        if "that" in takes and word in clause.grammar.complementizers:
            return _with_preposition(clause, position)
        if "question" in takes and word in clause.grammar.questions:
            return position
        if word in STOPS or (position > clause.end + 1 and clause.hit_at(position) and _is_verb(clause, position)):
            return None
        if clause.is_quoted(position) and (q := clause.quotation_at(position)) and clause.is_speech(q):
            return None
    return None


def _with_preposition(clause: Clause, position: int) -> int:
    """`على أن`, `о том, что`: the preposition before the complementizer opens the content."""
    for back in range(position - 1, max(clause.end - 1, position - 4), -1):
        word = clause.word(back)
        if word in clause.cue.prepositions:
            return back
        if word not in clause.grammar.anaphors and word not in COMMAS:
            break
    return position


def _is_verb(clause: Clause, position: int) -> bool:
    hit = clause.hit_at(position)
    return hit is not None and any(cue.frame == "verb" for cue in hit.cues)


def _subject(clause: Clause, start: int, limit: int) -> Range | None:
    """The source of a verb whose content begins at `limit`, on the side where the language puts it first."""
    after = subject_after(clause, start, limit) if limit > start else None
    if clause.grammar.subject == "after":
        return after or _fronted(clause)
    return _subject_left(clause) or (after if after and _is_short(after) else None)


def _fronted(clause: Clause) -> Range | None:
    """A subject before its verb in a language that puts verbs first: headlines, topics, relatives."""
    if any(clause.word(clause.start).startswith(c) for c in clause.grammar.verb_clitics) and clause.start == clause.low:
        return None
    found = subject_before(clause, clause.start)
    return found if found and (_is_short(found) or clause.word(found[0]) in clause.grammar.relatives) else None


def _subject_left(clause: Clause) -> Range | None:
    """The subject before the verb, or that of the sentence when another verb shares it."""
    found = subject_before(clause, clause.start)
    if found is not None:
        return found
    for hit in reversed(clause.hits):
        if clause.low <= hit.start < clause.start and any(cue.frame == "verb" for cue in hit.cues):
            earlier = subject_before(clause, hit.start)
            if earlier is not None:
                return earlier
    return None


def _is_short(found: Range) -> bool:
    return found[1] - found[0] <= SHORT_SUBJECT


def _anaphor_before(clause: Clause) -> Range | None:
    for length in (2, 1):
        found = (clause.start - length, clause.start)
        if found[0] >= clause.low and _words(clause, *found) in clause.grammar.anaphors:
            return found
    return None


def _anaphor_at(clause: Clause, position: int) -> Range | None:
    for length in (2, 1):
        found = (position, position + length)
        if found[1] <= clause.high and _words(clause, *found) in clause.grammar.anaphors:
            return found
    return None


def _words(clause: Clause, start: int, end: int) -> str:
    return " ".join(clause.word(p) for p in range(start, end))


def _phrase_end(clause: Clause, start: int) -> int:
    """Return where the words that belong to an inverted verb end: a stop, a dash, or a quotation that resumes."""
    position = start
    while position < clause.high:
        word = clause.word(position)
        if word in STOPS | {"—", "–", ":"} or (clause.quotation_at(position) and position > start):
            return position
        if word in COMMAS:
            return position
        position += 1
    return position


def _source_end(clause: Clause) -> int:
    """Return where the source of a preposition ends: a comma, or a word that begins its content."""
    grammar = clause.grammar
    for position in range(clause.end, clause.high):
        word = clause.word(position)
        if word in COMMAS | STOPS | {":", "—", "–"} and position > clause.end:
            return position
        if position > clause.end and word in grammar.clause_openers | grammar.complementizers:
            return position
    return clause.trimmed(clause.end, clause.high)[1]


def _content_start(clause: Clause, end: int) -> int:
    """Return where a clause that ends before a position begins: behind an earlier attribution or at the unit's start."""
    return clause.low


def _object_after_subject(clause: Clause) -> Frame | None:
    """Verb, subject, object without a word between them: the subject is one definite phrase."""
    position = clause.end
    if position >= clause.high or clause.word(position) in STOPS | COMMAS:
        return None
    fronted = _fronted(clause)
    if fronted is not None:
        return _phrase(clause, position, fronted, "subject_verb_object")
    end = position + 1
    while end < clause.high and any(clause.word(end).startswith(p) for p in clause.grammar.determiner_prefixes):
        end += 1
    end = clause.skip(end) if clause.word(end) in COMMAS else end
    if end >= clause.high or clause.word(end) in STOPS:
        return None
    return _phrase(clause, end, (position, end), "verb_subject_object")


def _next_line(clause: Clause, source: Range | None) -> Frame | None:
    """A colon at the end of a line introduces the next line."""
    words = clause.scene.words
    if clause.high >= len(words):
        return None
    number = clause.scene.unit_of[clause.high]
    first, last = clause.scene.units[number]
    line_end = clause.scene.text.find("\n", words[first].start)
    while number + 1 < len(clause.scene.units) and words[clause.scene.units[number + 1][0]].start < line_end:
        number += 1
        last = clause.scene.units[number][1]
    cue = (clause.start, clause.end + (clause.word(clause.end) == ":"))
    return _frame_of(clause, source, clause.scene.pieces(first, last), "verb_then_line", cue)


def _phrase(clause: Clause, start: int, source: Range | None, rule: str) -> Frame | None:
    content = clause.trimmed(start, content_end(clause, start))
    return _frame(clause, source, content, rule)


def _quoted(
    clause: Clause, quotation: Quotation, source: Range | None, rule: str, cue: Range | None = None
) -> Frame | None:
    start, end = clause.quotation_words(quotation)
    return _frame_of(clause, source, clause.scene.pieces(start, end), rule, cue)


def _frame(
    clause: Clause, source: Range | None, content: Range, rule: str, cue: Range | None = None
) -> Frame | None:
    if content[0] >= content[1]:
        return None
    return _frame_of(clause, source, _with_open_quotation(clause, content), rule, cue)


def _with_open_quotation(clause: Clause, content: Range) -> tuple[Range, ...]:
    """A quotation that begins inside the content and runs on over the unit belongs to the content as a whole."""
    end = content[1]
    for position in range(*content):
        quotation = clause.quotation_at(position)
        if quotation and quotation.closed:
            end = max(end, clause.quotation_words(quotation)[1])
    return clause.scene.pieces(content[0], end)


def _frame_of(
    clause: Clause, source: Range | None, pieces: tuple[Range, ...], rule: str, cue: Range | None = None
) -> Frame | None:
    if not pieces:
        return None
    where = clause.scene.range_of
    colon = cue or (clause.start, clause.end)
    return Frame(where(*colon), where(*source) if source else None, pieces, CONFIDENCE.get(rule, 0.5), f"rules.{rule}")


CONFIDENCE: dict[str, float] = {}

RULES: dict[str, tuple[Rule, ...]] = {
    "verb": (
        anaphor_then_verb,
        quotation_then_verb,
        verb_then_colon,
        verb_then_clause,
        verb_then_quotation,
        clause_then_verb,
        verb_then_phrase,
        verb_then_object,
    ),
    "participle": (participle_then_content,),
    "preposition": (preposition_then_source,),
    "noun": (noun_then_content,),
    "tag": (closing_tag,),
}
