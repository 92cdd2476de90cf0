"""A cue in its surroundings: the stretch of words that may hold its source and its content."""

from __future__ import annotations

import msgspec

from qawl.languages.cues import Cue, Hit
from qawl.languages.grammar import Grammar
from qawl.segment.quotations import Quotation
from qawl.segment.scene import Range, Scene
from qawl.tagger.rules.hits import Hits

PAUSES = frozenset({",", "،", "—", "–", "-", "--"})
COMMAS = frozenset({",", "،"})
DASHES = frozenset({"—", "–", "-", "--"})
SEMICOLONS = frozenset({";", "؛"})
STOPS = frozenset({".", "!", "?", "؟", "…", "...", ";", "؛"})
BRACKETS = {"(": ")", "[": "]"}
COMPOUND = 4  # words of a conjunction before its complementizer: в связи с тем, что
PREPOSITIONAL = 2  # words before it that may be a preposition of the cue: из-за того, что
SPEECH_LENGTH = 3  # words: shorter quotations are names or scare quotes unless a cue introduces them


class Clause(msgspec.Struct, frozen=True, dict=True):
    """A cue and its bounds; all numbers are word positions.

    `[low, high)` is the unit of the cue, or what of it lies inside the same quotation. `start` and `end` bound the
    cue with its auxiliaries. `times` holds the positions of words in time expressions. Words inside quotations that
    the cue stands outside of are opaque.
    """

    scene: Scene
    grammar: Grammar
    hits: Hits
    cue: Cue
    low: int
    high: int
    start: int
    end: int
    times: frozenset[int] = frozenset()

    def word(self, position: int) -> str:
        """The folded word at a position, empty outside the clause."""
        return self.scene.words[position].fold if self.low <= position < self.high else ""

    def is_quoted(self, position: int) -> bool:
        """Whether the word belongs to a quotation that the cue itself is not part of."""
        return self.scene.quotation_of[position] != self.level and self._deeper(position)

    @property
    def level(self) -> int:
        """The number of the quotation that the cue stands in, or -1."""
        return self.scene.quotation_of[self.start]

    def _deeper(self, position: int) -> bool:
        number = self.scene.quotation_of[position]
        if number < 0:
            return False
        if self.level < 0:
            return True
        return self.scene.quotations[number].depth > self.scene.quotations[self.level].depth

    def quotation_at(self, position: int) -> Quotation | None:
        """The outermost quotation, below the level of the cue, that begins with the word at a position."""
        if not self.low <= position < self.high:
            return None
        quotations = self.scene.quotations_from(self.scene.words[position].start)
        return next((q for q in quotations if self._below(q)), None)

    def quotation_before(self, position: int) -> Quotation | None:
        """The outermost quotation, below the level of the cue, that ends with the word before a position."""
        if position - 1 < self.low:
            return None
        quotations = self.scene.quotations_to(self.scene.words[position - 1].end)
        return next((q for q in quotations if self._below(q)), None)

    def _below(self, quotation: Quotation) -> bool:
        wanted = 0 if self.level < 0 else self.scene.quotations[self.level].depth + 1
        return quotation.depth == wanted

    def quotation_words(self, quotation: Quotation) -> Range:
        """The positions of the words of a quotation, marks included."""
        return self.scene.word_range(quotation.start, quotation.end)

    def is_speech(self, quotation: Quotation) -> bool:
        """Whether a quotation is long enough, or ends as a sentence does, to be speech rather than a name."""
        start, end = self.quotation_words(quotation)
        inside = [w for w in self.scene.words[start:end] if not w.is_mark]
        last = self.scene.words[max(start, end - 2)].fold if end - start > 1 else ""
        return len(inside) >= SPEECH_LENGTH or last in STOPS or last in COMMAS

    def skip_back(self, position: int, marks: frozenset[str] = PAUSES) -> int:
        """Return the position behind the last word before `position` that is none of the marks."""
        while position > self.low and self.word(position - 1) in marks:
            position -= 1
        return position

    def skip(self, position: int, marks: frozenset[str] = PAUSES) -> int:
        """Return the first position from `position` on that holds none of the marks."""
        while position < self.high and self.word(position) in marks:
            position += 1
        return position

    def trimmed(self, start: int, end: int) -> Range:
        """Take commas, dashes, colons and final stops off the edges, keeping the marks of whole quotations."""
        edge = PAUSES | STOPS | {":"}
        while start < end and self.word(start) in edge:
            start += 1
        while (
            end > start
            and self.word(end - 1) in edge
            and not self.is_quoted(end - 1)
            and not self._ends_inside(end - 1)
        ):
            end -= 1
        return start, end

    def _ends_inside(self, position: int) -> bool:
        """Whether the mark at a position belongs to an abbreviation or to an omission in brackets."""
        return self.word(position) in {"...", "…"}

    def is_name(self, position: int) -> bool:
        """Whether the word is written with a capital letter, as a name is where the script has capitals."""
        return self.low <= position < self.high and self.scene.text[self.scene.words[position].start].isupper()

    def is_stop(self, position: int) -> bool:
        """Whether the mark ends a sentence; inside a unit it belongs to an abbreviation or is a slip of the pen."""
        word = self.word(position)
        return word in STOPS and (word in SEMICOLONS or position >= self.high - 2)

    def hit_at(self, position: int) -> Hit | None:
        """The cue that begins at a position."""
        return self.hits.at(position)

    def is_complementizer(self, position: int) -> bool:
        """Whether the word opens a reported clause."""
        return self.word(position) in self.grammar.complementizers and not self.is_compound(position)

    def is_compound(self, position: int) -> bool:
        """Whether the word is the complementizer of a conjunction: `несмотря на то, что`, `بعد أن`, *so that*.

        What begins with a preposition of the cue is its content all the same: `расстроен из-за того, что`.
        """
        word = self.word(position)
        if word not in self.grammar.complementizers:
            return False
        before = self._words_before(position)
        phrases = [before[-count:] for count in range(1, len(before) + 1)]
        phrases = [words for words in phrases if len(words) > PREPOSITIONAL or words[0] not in self.cue.prepositions]
        return any(self._makes_compound(words, word) for words in phrases)

    def _words_before(self, position: int) -> list[str]:
        """Return the last words before a position in its clause and behind its cue, without commas."""
        before: list[str] = []
        for at in range(position - 1, self.end - 1, -1):
            if self.word(at) not in COMMAS:
                before.insert(0, self.word(at))
            if len(before) == COMPOUND:
                break
        return before

    def _makes_compound(self, before: list[str], complementizer: str) -> bool:
        first = _without_clitic(before[0], self.grammar.verb_clitics)
        heads = (" ".join(before), " ".join((first, *before[1:])))
        openers = [word for word in self.grammar.complementizers if complementizer.startswith(word)]
        return any(f"{head} {opener}" in self.grammar.compounds for head in heads for opener in openers)


def is_possessed(scene: Scene, grammar: Grammar, position: int) -> bool:
    """Whether a pronoun that points back is written at the end of a word: `استعدادها`, `لوصفه`.

    Folding makes ta marbuta look like the pronoun, so the written letter decides.
    """
    word = scene.words[position]
    suffix = next((s for s in grammar.possessive_suffixes if word.fold.endswith(s)), None)
    if suffix is None or len(word.fold) < len(suffix) + 3:
        return False
    written = scene.text[word.start : word.end].rstrip("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
    return written.endswith(suffix)


def make_clause(
    scene: Scene, grammar: Grammar, hits: Hits, hit: Hit, cue: Cue, times: frozenset[int] = frozenset()
) -> Clause:
    """Bound a cue by its unit and its quotation, and widen it over its auxiliaries and the preposition behind it."""
    low, high = scene.units[scene.unit_of[hit.start]]
    level = scene.quotation_of[hit.start]
    if level >= 0:
        inner = scene.word_range(*scene.quotations[level].inner)
        low, high = max(low, inner[0]), min(high, inner[1])
    start = _with_auxiliaries(scene, grammar, hit.start, low) if cue.frame == "verb" else hit.start
    end = hit.end
    if end < high and scene.words[end].fold in cue.prepositions:
        end += 1
    return Clause(scene, grammar, hits, cue, low, max(high, end), max(start, low), end, times)


def _with_auxiliaries(scene: Scene, grammar: Grammar, start: int, low: int) -> int:
    """Return where the verb group begins: auxiliaries and negations, with adverbs between them."""
    helping = grammar.auxiliaries | grammar.negations
    position = start
    while position > low:
        before = scene.words[position - 1].fold
        if _without_clitic(before, grammar.verb_clitics) in helping or before in helping:
            start = position = position - 1
        elif before in grammar.adverbs:
            position -= 1
        else:
            break
    return start


def _without_clitic(word: str, clitics: tuple[str, ...]) -> str:
    clitic = next((c for c in clitics if word.startswith(c) and len(word) > len(c) + 1), "")
    return word[len(clitic) :]
