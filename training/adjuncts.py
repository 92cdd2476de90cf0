"""Where a text has the words of what an attribution's fields say: who spoke, in which role, to whom, when.

The house format keeps these fields as strings. For each attribution the place is sought that a reader would point to:
in the source, near the cue, else the nearest one, the places before the cue first; never in its own content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from qawl.fold import fold_words
from qawl.tagger.encoder.words import split
from training.documents import Pair

KINDS = ("speaker", "role", "addressee", "channel", "via", "when", "where")
NEAR = 60  # code points around an attribution that still belong to it
LEAST = 3  # letters that two forms of one word share
SHARED = 0.65  # part of a word that another form of it keeps
CLITIC = 2  # letters that may be joined to the front of a word


def adjuncts(text: str, words: Sequence[Pair], item: dict) -> tuple[tuple[str, Pair], ...]:
    """The fields of an attribution of the house format that the text has words for, each with its place."""
    found = []
    folded = [fold_words(text[start:end]) for start, end in words]
    for kind in KINDS:
        phrase = item.get(kind)
        if phrase:
            seek = _names if kind == "speaker" else _phrases
            asked = [fold_words(phrase[start:end]) for start, end in split(phrase)]
            best = _best(item, list(seek(words, folded, asked))) if asked else None
            if best is not None:
                found.append((kind, best))
    return tuple(found)


def _phrases(words: Sequence[Pair], folded: Sequence[str], phrase: Sequence[str]) -> Iterator[Pair]:
    """Yield the places of a phrase, in whatever case its words stand."""
    size = len(phrase)
    for at in range(len(words) - size + 1):
        if all(_alike(a, b) for a, b in zip(folded[at : at + size], phrase, strict=True)):
            yield words[at][0], words[at + size - 1][1]


def _names(words: Sequence[Pair], folded: Sequence[str], name: Sequence[str]) -> Iterator[Pair]:
    """Yield the runs of words of a name that hold its last word."""
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and end - at < len(name) + 1 and any(_alike(folded[end], part) for part in name):
            end += 1
        if any(_alike(word, name[-1]) for word in folded[at:end]):
            yield words[at][0], words[end - 1][1]
        at = max(end, at + 1)


def _best(item: dict, places: Sequence[Pair]) -> Pair | None:
    cue = item.get("cue") or item["content"][0]
    source = item.get("source")
    own = [cue, *item["content"], *([source] if source else [])]
    low, high = min(start for start, _ in own) - NEAR, max(end for _, end in own) + NEAR

    def rank(place: Pair) -> tuple[int, int]:
        in_source = bool(source) and source[0] <= place[0] and place[1] <= source[1]
        near = low <= place[0] and place[1] <= high
        distance = max(cue[0] - place[1], place[0] - cue[1], 0)
        return (0 if in_source else 1 if near else 2 if place[1] <= cue[0] else 3), distance

    outside = [p for p in places if not any(start <= p[0] and p[1] <= end for start, end in item["content"])]
    return min(outside, key=rank, default=None)


@lru_cache(maxsize=1 << 18)
def _alike(word: str, asked: str) -> bool:
    """Whether two folded words are forms of one."""
    if word == asked:
        return True
    shared = next((n for n, (a, b) in enumerate(zip(word, asked, strict=False)) if a != b), min(len(word), len(asked)))
    longer = max(len(word), len(asked))
    if shared >= LEAST and shared >= SHARED * longer:
        return True
    return len(asked) > LEAST and word.endswith(asked) and len(word) - len(asked) <= CLITIC
