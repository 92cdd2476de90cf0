"""How the words of one language change their form: section `[search]` of `language.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
import snowballstemmer

from qawl.errors import PackError
from qawl.fold import fold_words
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack

LEAST = 3  # letters that a word keeps: neither `بيان` nor `ضمان` may lose its end
_DATA = Path(__file__).parent / "data"
_ONE_AT_A_TIME = Lock()  # a stemmer works on a word inside itself


class Forms(msgspec.Struct, frozen=True, kw_only=True):
    """What a language joins to its words; all of it folded.

    `stemmer`: the algorithm of snowball that takes endings off; `endings`: endings to take off where there is none.
    `repeat`: go on until no ending is left: only so do *Лавровым*, *Лаврова* and *Лавров* meet.
    `definite`: beginnings that only a word with the article has. `joined`: particles written as one with the next word
    (`noun_clitics` of the grammar), so that a word may be read with them or without.
    """

    code: str
    stemmer: str = ""
    repeat: bool = False
    endings: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()

    def stem(self, word: str) -> str:
        """Return a folded word without its endings."""
        shorter = self._shorter(word)
        while self.repeat and shorter != word:
            word, shorter = shorter, self._shorter(shorter)
        return shorter

    def is_whole(self, stem: str) -> bool:
        """Whether a stem that begins like a joined particle mostly is a word of its own (`وزير`, not و + `زير`)."""
        return stem in _load_whole(self.code)

    def _shorter(self, word: str) -> str:
        if self.stemmer:
            with _ONE_AT_A_TIME:
                return str(_stemmer(self.stemmer).stemWord(word))
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= LEAST:
                return word[: -len(ending)]
        return word


@cache
def load_forms(pack: LanguagePack) -> Forms:
    """Return the word forms of a pack. Raises PackError when the section breaks its shape."""
    section = {name: _folded(value) for name, value in pack.section("search").items()}
    section["definite"] = sorted(section.get("definite", ()), key=len, reverse=True)
    section["endings"] = sorted(section.get("endings", ()), key=len, reverse=True)
    try:
        forms = msgspec.convert({**section, "code": pack.code, "joined": load_grammar(pack).noun_clitics}, Forms)
        if forms.stemmer:
            _stemmer(forms.stemmer)
    except (msgspec.ValidationError, KeyError) as error:
        raise PackError(f"{pack.code}/language.toml:1: [search] {error}: see docs/new-language.md") from error
    return forms


def _folded(value: Any) -> Any:
    return [fold_words(str(word)) for word in value] if isinstance(value, list) else value


@cache
def _stemmer(algorithm: str) -> Any:
    return snowballstemmer.stemmer(algorithm)


@cache
def _load_whole(code: str) -> frozenset[str]:
    path = _DATA / f"whole-{code}.tsv"
    if not path.exists():  # without a list, a particle is taken off wherever it may be one
        return frozenset()
    return frozenset(line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:])
