"""Cut a source that lists several speakers: *A, B and C*, قال فلان وفلان."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence

import msgspec

from qawl.people.rules import NameRules
from qawl.segment.words import Word
from qawl.tagger.frames import Mention

Words = tuple[Word, ...]


def split_several(rules: NameRules, text: str, words: Sequence[Word], seen: Collection[str]) -> tuple[Words, ...]:
    """Return the words of each of those listed, none or one when nothing is listed.

    A conjunction joined to the next word is cut off it where a name, a title or a place is left. Whether all pieces
    name somebody is for the caller to see: *the minister of trade and industry* is cut, too.
    """
    start = next((n for n, word in enumerate(words) if word.fold not in rules.both), len(words))
    pieces = [piece for piece in _pieces(rules, text, words[start:], seen) if piece]
    return tuple(pieces)


def split_commas(piece: Words) -> tuple[Words, ...]:
    """Return the stretches between the commas of a piece."""
    stretches: list[list[Word]] = [[]]
    for word in piece:
        if word.fold in ",،":
            stretches.append([])
        else:
            stretches[-1].append(word)
    return tuple(tuple(stretch) for stretch in stretches if stretch)


def is_open(piece: Words) -> bool:
    """Whether an apposition goes on behind the conjunction: *Mr Howard, the younger* and more conservative brother."""
    return any(word.fold in ",،" for word in piece) and piece[-1].fold not in ",،"


def is_cut(mentions: Sequence[Mention], before: Words, behind: Words) -> bool:
    """Whether one mention of a body goes over the conjunction: *the Department of Health and Human Services*."""
    if before[-1].fold in ",،":
        return False
    bodies = (mention for mention in mentions if mention.kind in ("organisation", "outlet", "place"))
    return any(mention.start < before[-1].end and behind[0].start < mention.end for mention in bodies)


def _pieces(rules: NameRules, text: str, words: Sequence[Word], seen: Collection[str]) -> Iterator[Words]:
    piece: list[Word] = []
    for word in words:
        rest = _behind_conjunction(rules, text, word, seen) if piece else None
        if word.fold in rules.and_words or rest is not None:
            yield tuple(piece)
            piece = [rest] if rest is not None else []
        elif word.fold not in rules.both or (piece and piece[-1].fold not in ",،"):  # как А, так и Б
            piece.append(word)
    yield tuple(piece)


def _behind_conjunction(rules: NameRules, text: str, word: Word, seen: Collection[str]) -> Word | None:
    """Return a word without the conjunction joined to it, None when it has none or is a name as it stands: وليد."""
    prefix = next((c for c in rules.and_words if c in rules.clitics and word.fold.startswith(c)), "")
    bare = word.fold[len(prefix) :]
    is_known = word.fold in rules.words or word.fold in rules.titles or rules.gender_of_name(word.fold) is not None
    if not prefix or len(bare) < 3 or bare in rules.closed or is_known:
        return None
    is_name = bare in rules.words or bare in seen or rules.gender_of_name(bare) is not None
    if not (is_name or bare in rules.titles or rules.is_office(bare) or rules.is_place(bare)):
        return None
    start = word.start + len(prefix)
    while unicodedata.combining(text[start]):  # the vowel sign of the conjunction
        start += 1
    return msgspec.structs.replace(word, start=start, fold=bare)
