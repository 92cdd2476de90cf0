"""Tell the name of a publisher below a story from a last paragraph: `Centre for Harbour Studies`, but not *We stay*."""

from __future__ import annotations

from functools import cache

from qawl.fold import fold
from qawl.languages.cues import find_cues
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack
from qawl.segment.words import Word, split_words

_WORDS = 12
_SENTENCE_END = (".", "!", "…", ":", ";", "؛", ",", "،", "?", "؟")
_CLOSING = "\"»”’')] "


def is_signature(line: str, pack: LanguagePack) -> bool:
    """Whether a short line names somebody and tells nothing: it ends no sentence and has no word that makes one.

    Where names have capitals, only a word without one makes a sentence; elsewhere a verb does that opens the line.
    """
    if len(line.split()) > _WORDS or line.rstrip(_CLOSING).endswith(_SENTENCE_END):
        return False
    words = [word for word in split_words(fold(line)) if not word.is_mark]
    if not words or not _telling(pack).isdisjoint(_small(line, words, pack)):
        return False
    return not _says(line, pack)


def _small(line: str, words: list[Word], pack: LanguagePack) -> list[str]:
    """Return the words without a capital, as they stand and without a conjunction joined before them."""
    clitics = load_grammar(pack).verb_clitics
    small = [word.fold for word in words if not line[word.start].isupper()]
    return [*small, *(word[len(clitic) :] for word in small for clitic in clitics if word.startswith(clitic))]


def _says(line: str, pack: LanguagePack) -> bool:
    """Whether a verb of saying or thinking stands in a line."""
    words = split_words(fold(line))
    has_case = any(letter.upper() != letter.lower() for letter in line)
    hits = (hit for hit in find_cues(words, pack) if all(cue.frame == "verb" for cue in hit.cues))
    return any(not line[words[hit.start].start].isupper() if has_case else hit.start == 0 for hit in hits)


@cache
def _telling(pack: LanguagePack) -> frozenset[str]:
    """Return the closed words that stand in sentences and not in names."""
    grammar = load_grammar(pack)
    words = grammar.auxiliaries | grammar.negations | grammar.pronouns | grammar.first_person | grammar.complementizers
    return words - grammar.prepositions - grammar.conjunctions
