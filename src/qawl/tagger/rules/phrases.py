"""Where a source and a content begin and end around a cue."""

from __future__ import annotations

from qawl.languages.cues import Hit
from qawl.segment.scene import Range
from qawl.tagger.rules.clause import COMMAS, DASHES, STOPS, Clause

MAX_SUBJECT = 28  # words: longer stretches before a cue are clauses, not noun phrases (gold/train: 99 % below)
MAX_GAP = 40  # words between a cue and the complementizer of its content


def subject_before(clause: Clause, position: int) -> Range | None:
    """Return the noun phrase that ends before a position, or None."""
    end = position
    while end > clause.low and clause.word(end - 1) in clause.grammar.adverbs:
        end -= 1
    end = _skip_apposition(clause, end)
    start = end
    while start > clause.low and end - start < MAX_SUBJECT and not _bounds_left(clause, start - 1, end):
        start = _step_left(clause, start)
    if start == end:
        return (end - 1, end) if clause.word(end - 1) in clause.grammar.relatives else None
    if clause.word(start - 1) in clause.grammar.relatives:
        return start - 1, start
    start = _skip_adverbial(clause, start, end)
    stop = position
    while stop > end and clause.word(stop - 1) in COMMAS | clause.grammar.adverbs:
        stop -= 1
    return (start, stop) if any(not w.is_mark for w in clause.scene.words[start:end]) else None


def subject_after(clause: Clause, start: int, limit: int) -> Range | None:
    """Return the noun phrase that begins at or soon after a position and ends before `limit`, or None."""
    start = _skip_adverbial(clause, clause.skip(start), limit)
    end = start
    while end < limit and not _bounds_right(clause, start, end, limit):
        quotation = clause.quotation_at(end)
        end = min(limit, clause.quotation_words(quotation)[1]) if quotation else end + 1
    while end > start and clause.word(end - 1) in COMMAS | DASHES | {":", "("}:
        end -= 1
    return (start, end) if any(not w.is_mark for w in clause.scene.words[start:end]) else None


def content_end(clause: Clause, start: int) -> int:
    """Return where the reported clause that begins at a position ends: before a further cue or the end of the unit."""
    position = start + 1
    while position < clause.high:
        quotation = clause.quotation_at(position)
        if quotation:
            position = max(position + 1, clause.quotation_words(quotation)[1])
        elif _ends_content(clause, start, position):
            return position
        else:
            position += 1
    return clause.high


def is_complementizer(clause: Clause, position: int) -> bool:
    """Whether the word opens a reported clause."""
    return clause.word(position) in clause.grammar.complementizers


def _step_left(clause: Clause, start: int) -> int:
    quotation = clause.quotation_before(start)
    return max(clause.low, clause.quotation_words(quotation)[0]) if quotation else start - 1


def _bounds_left(clause: Clause, position: int, end: int) -> bool:
    word, grammar = clause.word(position), clause.grammar
    if word in STOPS or word in COMMAS or word in DASHES or word == ":":
        return True
    if word in grammar.complementizers | grammar.conjunctions | grammar.relatives | grammar.questions:
        return True
    if word in grammar.coordinators:
        return not (_is_name(clause, position - 1) and _is_name(clause, position + 1))
    quotation = clause.quotation_before(position + 1)
    if quotation and clause.is_speech(quotation):
        return True
    return any(hit.start <= position < hit.end and _is_finite(hit) for hit in clause.hits)


def _bounds_right(clause: Clause, start: int, position: int, limit: int) -> bool:
    word, grammar = clause.word(position), clause.grammar
    if position == start:
        return False
    if word in STOPS or word in DASHES or word == ":" or word in grammar.complementizers | grammar.conjunctions:
        return True
    if word in COMMAS:
        return not _is_apposition(clause, position, limit)
    if word in grammar.relatives:
        return True
    return word in grammar.prepositions and clause.grammar.subject == "after" and position > start


def _is_apposition(clause: Clause, comma: int, limit: int) -> bool:
    """Whether a comma inside a subject is followed by a role or a name rather than by an adverbial."""
    following = clause.word(comma + 1)
    if not following or following in clause.grammar.prepositions | clause.grammar.conjunctions | clause.grammar.relatives:
        return False
    closing = next((p for p in range(comma + 1, min(limit + 1, clause.high)) if clause.word(p) in COMMAS), None)
    return closing is not None or limit < clause.high and comma + 1 < limit


def _skip_apposition(clause: Clause, end: int) -> int:
    """Return where the name ends in `name, role, cue`, or `end` itself."""
    if clause.word(end - 1) not in COMMAS:
        return end
    for position in range(end - 2, max(clause.low, end - MAX_SUBJECT), -1):
        if clause.word(position) in COMMAS:
            return position
        if clause.word(position) in STOPS | {":"}:
            break
    return end


def _skip_adverbial(clause: Clause, start: int, end: int) -> int:
    """Step over a short prepositional phrase at the beginning of a noun phrase."""
    while end - start > 2 and clause.word(start) in clause.grammar.prepositions:
        start += 2
        while start < end - 1 and clause.word(start) not in clause.grammar.prepositions and not _is_name(clause, start):
            if clause.grammar.subject == "after":
                break
            start += 1
            if clause.scene.words[start - 1].is_mark:
                break
    return start


def _is_name(clause: Clause, position: int) -> bool:
    if not clause.low <= position < clause.high:
        return False
    return clause.scene.text[clause.scene.words[position].start].isupper()


def _is_finite(hit: Hit) -> bool:
    return any(cue.frame == "verb" for cue in hit.cues)


def _ends_content(clause: Clause, start: int, position: int) -> bool:
    word = clause.word(position)
    if word in {";", "؛"}:
        return True
    after_comma = clause.word(position - 1) in COMMAS | DASHES
    if after_comma and word in clause.grammar.breaks:
        return True
    hit = clause.hit_at(position)
    if hit is not None and position > start + 1:
        return _hit_ends_content(clause, hit, after_comma)
    if word in clause.grammar.coordinators and not any(c.isspace() for c in word):
        following = clause.hit_at(clause.skip(position + 1, frozenset(clause.grammar.adverbs)))
        return following is not None and _takes_clause(clause, following)
    return False


def _hit_ends_content(clause: Clause, hit: Hit, after_comma: bool) -> bool:
    frames = {cue.frame for cue in hit.cues}
    if "participle" in frames:
        return after_comma
    if frames & {"preposition", "tag"}:
        return after_comma or clause.grammar.subject == "after"
    coordinated = any(clause.word(hit.start).startswith(c) for c in clause.grammar.verb_clitics)
    return "verb" in frames and coordinated and _takes_clause(clause, hit) and not _is_plain(clause, hit)


def _is_plain(clause: Clause, hit: Hit) -> bool:
    """Whether the first letter, though it looks like a clitic, belongs to the form itself."""
    folded = clause.word(hit.start)
    return any(folded == form_first for cue in hit.cues for form_first in (cue.lemma,))


def _takes_clause(clause: Clause, hit: Hit) -> bool:
    """Whether a complementizer or a quotation follows a cue soon, so that it reports something of its own."""
    for position in range(hit.end, min(hit.end + 12, clause.high)):
        if is_complementizer(clause, position) or clause.quotation_at(position) or clause.word(position) == ":":
            return True
        if clause.word(position) in STOPS:
            return False
    return False
