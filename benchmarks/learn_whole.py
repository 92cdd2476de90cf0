"""Learn which Arabic words begin with a letter of their own that could be a joined particle (وزير, not و + زير).

    python benchmarks/learn_whole.py ar CORPUS.jsonl.gz…       texts of ../shared/corpora/news-ar

A word is whole when the article stands before it (الوزير), when it is three times as frequent as what would be left
without the particle, or when people bear it as a name. Writes `src/qawl/search/data/whole-CODE.tsv`.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from qawl.languages.pack import load_pack
from qawl.people.rules import load_name_rules
from qawl.search.forms import LEAST, Forms, load_forms
from qawl.search.keys import bare
from qawl.segment.words import word_ranges

OUT = Path(__file__).parent.parent / "src/qawl/search/data"
SEEN, DEFINITE, BORNE = 20, 5, 3  # least counts: rarer words settle nothing, in either reading


def main(code: str, corpora: list[str]) -> None:
    forms = load_forms(load_pack(code))
    plain, definite = count(forms, corpora)
    names = {forms.stem(word) for word, n in load_name_rules(load_pack(code)).words.items() if n >= BORNE}
    rows = [(stem, n) for stem, n in plain.items() if is_whole(forms, stem, plain, definite)]
    rows += [(stem, plain[stem]) for stem in names if stem.startswith(forms.joined) and stem not in dict(rows)]
    text = "".join(f"{stem}\t{n}\n" for stem, n in sorted(rows))
    (OUT / f"whole-{code}.tsv").write_text("stem\tcount\n" + text, encoding="utf-8")


def is_whole(forms: Forms, stem: str, plain: Counter[str], definite: Counter[str]) -> bool:
    particle = next((p for p in forms.joined if stem.startswith(p)), None)
    if particle is None or len(stem) - len(particle) < LEAST - 1 or plain[stem] + definite[stem] < SEEN:
        return False
    rest = forms.stem(stem.removeprefix(particle))
    has_article = definite[stem] >= DEFINITE and definite[stem] * 4 > definite[rest]
    return has_article or plain[stem] > 3 * (plain[rest] + definite[rest])


def count(forms: Forms, corpora: list[str]) -> tuple[Counter[str], Counter[str]]:
    plain: Counter[str] = Counter()
    definite: Counter[str] = Counter()
    for word, n in words_of(corpora).items():
        article = next((a for a in forms.definite if word.startswith(a) and len(word) - len(a) >= LEAST), None)
        counter = plain if article is None else definite
        counter[forms.stem(word.removeprefix(article or ""))] += n
    return plain, definite


def words_of(corpora: list[str]) -> Counter[str]:
    words: Counter[str] = Counter()
    for path in corpora:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"] or ""
                words.update(text[start:end] for start, end in word_ranges(text))
    folded: Counter[str] = Counter()
    for word, n in words.items():
        folded[bare(word)] += n
    return folded


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
