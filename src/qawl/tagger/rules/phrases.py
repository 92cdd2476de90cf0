"""Where a source and a content begin and end around a cue."""

from __future__ import annotations

from qawl.languages.cues import Hit
from qawl.segment.scene import Range
from qawl.tagger.rules.clause import COMMAS, DASHES, Clause

MAX_SUBJECT = 28  # words: longer stretches before a cue are clauses; no source in gold/train is longer
CLAUSE_DISTANCE = 12  # words in which a coordinated cue must show its own content to end the one before


def subject_before(clause: Clause, position: int) -> Range | None:
    """Return the noun phrase that ends before a position, or None."""
    behind = position
    while behind > clause.low and (behind - 1 in clause.times or clause.word(behind - 1) in clause.grammar.adverbs):
        behind -= 1
    end = _skip_apposition(clause, behind)
    start = end
    while start > clause.low and end - start < MAX_SUBJECT and not _bounds_left(clause, start - 1):
        start = _step_left(clause, start)
    if start == end:
        return _relative(clause, end - 1) if end == behind else None
    start = _skip_adverbial(clause, start, end)
    stop = behind
    while stop > end and clause.word(stop - 1) in COMMAS:
        stop -= 1
    return (start, stop) if _has_word(clause, start, end) else None


def subject_after(clause: Clause, start: int, limit: int) -> Range | None:
    """Return the noun phrase that begins at or soon after a position and ends before `limit`, or None."""
    start = _first_of_subject(clause, start, limit)
    if start < limit and clause.word(start) in clause.grammar.pronouns:
        return start, start + 1
    end = start
    while end < limit and not _bounds_right(clause, start, end, limit):
        quotation = clause.quotation_at(end)
        end = min(limit, clause.quotation_words(quotation)[1]) if quotation else end + 1
    while end > start and clause.word(end - 1) in COMMAS | DASHES | {":", "("}:
        end -= 1
    return (start, end) if _has_word(clause, start, end) else None


def content_end(clause: Clause, start: int, *, is_clause: bool = True) -> int:
    """Return where the content that begins at a position ends: before a further cue or at the end of the unit.

    A reported clause (`is_clause`) runs on over coordinated verbs that report nothing; a phrase does not.
    """
    position = start + 1
    while position < clause.high:
        quotation = clause.quotation_at(position)
        if quotation:
            position = max(position + 1, clause.quotation_words(quotation)[1])
        elif _ends_content(clause, start, position, is_clause):
            return position
        else:
            position += 1
    return clause.high


def phrase_end(clause: Clause, start: int) -> int:
    """Return where the words that belong to an inverted verb end: a stop, a dash, a comma, or a quotation."""
    position = start
    while position < clause.high:
        word = clause.word(position)
        if clause.is_stop(position) or word in {"—", "–", ":"} or word in COMMAS:
            return position
        if position > start and (quotation := clause.quotation_at(position)) and clause.is_speech(quotation):
            return position
        position += 1
    return position


def is_bounded_by_cue(clause: Clause, position: int) -> bool:
    """Whether a further cue begins at a position, so that what follows is no longer the first one's."""
    hit = clause.hit_at(position)
    if hit is None or position <= clause.end or clause.is_quoted(position):
        return False
    return is_joined(clause, position) or clause.word(position - 1) in COMMAS | clause.grammar.coordinators


def is_joined(clause: Clause, position: int) -> bool:
    """Whether the cue at a position is written with a conjunction before it: `وأكد`."""
    word, hit = clause.word(position), clause.hit_at(position)
    if hit is None or not word.startswith(clause.grammar.verb_clitics):
        return False
    return not any(word in cue.first_words for cue in hit.cues)


def _relative(clause: Clause, position: int) -> Range | None:
    """A relative pronoun right before the cue is its subject; after a comma or a cue, *that* is a complementizer."""
    word = clause.word(position)
    if word not in clause.grammar.relatives:
        return None
    if word in clause.grammar.complementizers:
        before = clause.word(position - 1)
        cue = clause.hits.over(position - 1)
        if before in COMMAS or (cue is not None and cue.end == position):
            return None
    if clause.word(position - 1) in clause.grammar.prepositions:
        return None
    return position, position + 1


def _step_left(clause: Clause, start: int) -> int:
    quotation = clause.quotation_before(start)
    return max(clause.low, clause.quotation_words(quotation)[0]) if quotation else start - 1


def _bounds_left(clause: Clause, position: int) -> bool:
    word, grammar = clause.word(position), clause.grammar
    if clause.is_stop(position) or word in COMMAS or word in DASHES or word in {":", ";", "؛"}:
        return True
    if word in grammar.complementizers | grammar.relatives | grammar.questions or position in clause.times:
        return True
    if word in grammar.coordinators | grammar.conjunctions:
        return not (clause.is_name(position - 1) and clause.is_name(position + 1))
    quotation = clause.quotation_before(position + 1)
    if quotation and clause.is_speech(quotation):
        return True
    hit = clause.hits.over(position)
    return hit is not None and _is_verb(hit)


def _first_of_subject(clause: Clause, start: int, limit: int) -> int:
    """Step over marks, time expressions and adverbial phrases between an inverted verb and its subject."""
    start = clause.skip(start)
    while start < limit and start in clause.times:
        start += 1
    start = clause.skip(start)
    if clause.grammar.subject == "before":
        return _skip_adverbial(clause, start, limit)
    if clause.word(start) not in clause.grammar.prepositions:
        return start
    commas = (p for p in range(start, limit) if clause.word(p) in COMMAS)
    return next((p + 1 for p in commas if clause.word(p + 1) not in clause.grammar.prepositions), limit)


def _bounds_right(clause: Clause, start: int, position: int, limit: int) -> bool:
    word, grammar = clause.word(position), clause.grammar
    if position == start:
        return False
    if clause.is_stop(position) or word in DASHES or word == ":" or position in clause.times:
        return True
    if word in COMMAS:
        return not _is_apposition(clause, position, limit)
    if word in grammar.complementizers | grammar.conjunctions | grammar.relatives:
        return word not in grammar.coordinators or not clause.is_name(position + 1)
    return word in grammar.prepositions and (grammar.subject == "after" or clause.is_name(position - 1))


def _is_apposition(clause: Clause, comma: int, limit: int) -> bool:
    """Whether a comma inside a subject is followed by a role or a name rather than by an adverbial."""
    following, grammar = clause.word(comma + 1), clause.grammar
    if not following or comma + 1 >= limit or comma + 1 in clause.times:
        return False
    return following not in grammar.prepositions | grammar.conjunctions | grammar.relatives


def _skip_apposition(clause: Clause, end: int) -> int:
    """Return where the name ends in `name, role, cue`, or `end` itself."""
    if clause.word(end - 1) not in COMMAS:
        return end
    for position in range(end - 2, max(clause.low, end - MAX_SUBJECT), -1):
        if clause.word(position) in COMMAS:
            return position
        if clause.is_stop(position) or clause.word(position) == ":":
            break
    return end - 1 if clause.grammar.subject == "after" else end


def _skip_adverbial(clause: Clause, start: int, end: int) -> int:
    """Step over a short prepositional phrase or a time expression at the beginning of a noun phrase."""
    while end - start > 1 and start in clause.times:
        start += 1
    while end - start > 2 and clause.word(start) in clause.grammar.prepositions:
        start += 2
        while start < end - 1 and not clause.is_name(start) and clause.word(start) not in clause.grammar.prepositions:
            start += 1
            if clause.scene.words[start - 1].is_mark:
                break
    return start


def _has_word(clause: Clause, start: int, end: int) -> bool:
    return any(not word.is_mark for word in clause.scene.words[start:end])


def _is_verb(hit: Hit) -> bool:
    return any(cue.frame == "verb" for cue in hit.cues)


def _ends_content(clause: Clause, start: int, position: int, is_clause: bool) -> bool:
    word, grammar = clause.word(position), clause.grammar
    if word in {";", "؛"}:
        return True
    after_comma = clause.word(position - 1) in COMMAS | DASHES
    if after_comma and (word in grammar.breaks or _begins_clause_of_its_own(clause, position)):
        return True
    hit = clause.hit_at(position)
    if hit is not None and position > start + 1:
        return _hit_ends_content(clause, hit, after_comma)
    if word in grammar.coordinators:
        following = clause.hit_at(clause.skip(position + 1, grammar.adverbs | grammar.pronouns))
        return following is not None and _is_verb(following) and (_reports(clause, following) or not is_clause)
    return False


def _begins_clause_of_its_own(clause: Clause, position: int) -> bool:
    """`، ومن جانبها أعربت …`: after a comma, a joined conjunction and a cue within three words."""
    word = clause.word(position)
    if not any(word.startswith(c) for c in clause.grammar.verb_clitics[:1]):
        return False
    hits = (clause.hit_at(p) for p in range(position, position + 4))
    return any(hit is not None and _is_verb(hit) and _reports(clause, hit) for hit in hits)


def _hit_ends_content(clause: Clause, hit: Hit, after_comma: bool) -> bool:
    frames = {cue.frame for cue in hit.cues}
    if "participle" in frames:
        return after_comma or clause.grammar.subject == "after"
    if frames & {"preposition", "tag"}:
        return after_comma or clause.grammar.subject == "after"
    return "verb" in frames and is_joined(clause, hit.start) and _reports(clause, hit)


def _reports(clause: Clause, hit: Hit) -> bool:
    """Whether a complementizer, a colon or a quotation follows a cue soon, so that it reports something of its own."""
    for position in range(hit.end, min(hit.end + CLAUSE_DISTANCE, clause.high)):
        if clause.is_complementizer(position) or clause.word(position) == ":":
            return True
        if (quotation := clause.quotation_at(position)) and clause.is_speech(quotation):
            return True
        if any(clause.word(position) in cue.prepositions for cue in hit.cues):
            return True
        if clause.is_stop(position):
            return False
    return False
