"""Choose among the charsets of one byte a letter, by the letters that each makes of the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from qawl.languages.pack import LanguagePack

_FALLBACK = "cp1252"
_LATIN = "\u024f"
_SAMPLE = 60_000
_PIECE = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_DECLARED_BONUS = 0.1  # about what the letters of forty words differ by chance
_UNICODE16_SHARE = 0.9
_NULS_SHARE = 0.01
# Blocks whose upper byte news in any supported script uses: ASCII, Latin-1, Cyrillic, Arabic, punctuation, forms.
_UPPER_BYTES = frozenset({0x00, 0x01, 0x04, 0x05, 0x06, 0x20, 0x21, 0x22, 0xFB, 0xFD, 0xFE})


def likeliest_charset(content: bytes, declared: Sequence[str], packs: Sequence[LanguagePack]) -> str:
    """Return the charset under which the bytes look most like words; the first of equals wins."""
    sample = b" ".join(_PIECE.findall(content[: _SAMPLE * 10]))[:_SAMPLE]
    known = tuple(dict.fromkeys(name for pack in packs for name in pack.section("article").get("charsets", ())))
    candidates = tuple(dict.fromkeys((*declared, *known, _FALLBACK)))
    ranks = _ranks(tuple(packs))
    scores = [_plausibility(sample, name, ranks) + _DECLARED_BONUS * (name in declared) for name in candidates]
    return str(candidates[scores.index(max(scores))])


def utf16_order(content: bytes) -> str | None:
    """Return the codec of UTF-16 text without a byte-order mark, None when the bytes are not such text."""
    sample = content[:_SAMPLE]
    if len(sample) < 4 or sample.count(0) < _NULS_SHARE * len(sample):
        return None
    for name, upper, lower in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        fits = sum(byte in _UPPER_BYTES for byte in upper)
        if fits > _UNICODE16_SHARE * len(upper) and lower.count(0) < _NULS_SHARE * len(lower):
            return name
    return None


def _plausibility(sample: bytes, charset: str, ranks: dict[str, float]) -> float:
    """Return how much the letters above ASCII look like words, at most about 1."""
    text = sample.decode(charset, "replace")
    total = found = 0.0
    before = " "
    for character in text:
        if character > "\x7f":
            total += 1
            found += _value(character, before, ranks)
        elif character.isalpha() and before > "\x7f" and before.isalpha() and before.lower() in ranks:
            found -= 1  # a Latin letter glued to a Cyrillic or Arabic one
        before = character
    return found / total if total else 0.0


def _value(character: str, before: str, ranks: dict[str, float]) -> float:
    lower = character.lower()
    if lower in ranks:
        after_latin = before <= "\x7f" and before.isalpha()
        large_after_small = character != lower and before.islower()
        return -1.0 if after_latin or large_after_small else ranks[lower]
    if character.isalpha():
        if before.isalpha() and before <= "\x7f":
            return 0.4 if character <= _LATIN else -0.5  # `café`, and never a Chinese sign inside `harbour’s`
        return 0.1
    return 0.1 if character in "«»“”‘’„…–—№·،؛؟ـ\u00a0" else -0.5


@cache
def _ranks(packs: tuple[LanguagePack, ...]) -> dict[str, float]:
    """Return, for each letter above ASCII that a pack lists, its weight: 1 for the commonest, near 0 for the rarest."""
    ranks: dict[str, float] = {}
    for pack in packs:
        letters = pack.section("article").get("letters", "")
        for place, letter in enumerate(letters):
            if letter > "\x7f":
                ranks[letter] = max(ranks.get(letter, 0.0), 1 - place / len(letters))
    return ranks
