"""Write `people/data/forms-ru.tsv`: the cases of the nouns that say what a speaker is.

    pip install pymorphy3 && python benchmarks/learn_forms.py [--shared ../shared]

They are the nouns for persons in the Russian development texts, and those that begin a source, a speaker or a role in
`training/annotations`. Their forms are those of the OpenCorpora dictionary as pymorphy3 carries it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pymorphy3
from pymorphy3.analyzer import Parse

sys.path.insert(0, str(Path(__file__).parent.parent))
from training import standoff

OUT = Path(__file__).parent.parent / "src/qawl/people/data/forms-ru.tsv"
WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)
CASES = ("gent", "datv", "accs", "ablt", "loct")
NAMES = {"Name", "Surn", "Patr", "Geox", "Abbr", "Init", "Arch", "Infr", "Slng", "Erro", "Dist"}
SEEN = 2  # times that a word must occur
FIELDS = ("role", "speaker")


def main() -> None:
    """Parse, count, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    morph = pymorphy3.MorphAnalyzer(lang="ru")
    heads = Counter(_heads(options.shared))
    words = Counter(word for text in _texts(options.shared) for word in WORD.findall(text.casefold()))
    nouns: dict[str, Parse] = {}
    for word in words | heads:
        parse = _noun(morph, word)
        if parse and (heads[word] or (words[word] >= SEEN and "anim" in parse.tag)):
            nouns.setdefault(parse.normal_form, parse)
    rows = sorted(filter(None, map(_row, nouns.values())))
    OUT.write_text("word\tgender\tplural\tsingular cases\tplural cases\n" + "".join(rows), encoding="utf-8")
    print(f"{OUT.name}: {len(rows)} nouns, {OUT.stat().st_size / 1e3:.0f} kB")


def _noun(morph: pymorphy3.MorphAnalyzer, word: str) -> Parse | None:
    first = morph.parse(word)[0]
    return first if first.is_known and "NOUN" in first.tag and not NAMES & set(first.tag.grammemes) else None


def _row(parse: Parse) -> str:
    """A line: the nominative, its gender, that of the plural, the other cases of both numbers; empty without a word."""
    first, plural = (_form(parse, {number, "nomn"}) for number in ("sing", "plur"))
    gender = {"masc": "m", "femn": "f", "neut": "n"}.get(parse.tag.gender or "", "")
    cases = [_listed(_form(parse, {number, case}) for case in CASES) for number in ("sing", "plur")]
    return "\t".join((first, gender, plural, *cases)) + "\n" if first and gender and any(cases) else ""


def _form(parse: Parse, grammemes: set[str]) -> str:
    form = parse.inflect(grammemes)
    return form.word if form else ""


def _listed(forms: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, forms)))


def _heads(shared: Path) -> Iterator[str]:
    """The first words of the sources, speakers and roles of the Russian annotations."""
    for row in standoff.joined(shared):
        if row["lang"] == "ru":
            for item in row["attributions"]:
                spans = [row["text"][slice(*item["source"])]] if item.get("source") else []
                for phrase in (*spans, *(item.get(field) or "" for field in FIELDS)):
                    yield from (word.casefold() for word in WORD.findall(phrase)[:4] if word[:1].islower())


def _texts(shared: Path) -> Iterator[str]:
    for name in ("bsnlp", "nerel", "ntrex"):
        for key, text in standoff.READERS[name](shared / "corpora"):
            if name != "ntrex" or "-ru-" in key:
                yield text


if __name__ == "__main__":
    main()
