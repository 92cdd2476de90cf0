"""Measure whether the agency that a byline names is found as a credit and stands in the chain of the article.

bylines.py FILE.jsonl.gz [--misses N]      articles with the fields `title`, `author` (the byline) and `text`
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import pathlib
import re
from collections import Counter

from qawl.article.article import read_article
from qawl.chain.bylines import byline_agencies
from qawl.chain.links import page_links
from qawl.fold import fold_words
from qawl.languages.pack import load_pack
from qawl.model import Page

# Decided by reading the 1,900 different bylines of the sample: these parts name an agency, or agencies in general.
AGENCIES = [
    "واس",
    "رويترز",
    "د ب أ",
    "د ب ا",
    "د. ب. أ",
    "أ ف ب",
    "ا ف ب",
    "أ.ف.ب",
    "ا.ف.ب",
    "ا.ف. ب",
    "أ. ف. ب",
    "الفرنسية",
    "الألمانية",
    "الأناضول",
    "كونا",
    "وام",
    "بنا",
    "قنا",
    "وفا",
    "أ ب",
    "أ ش أ",
    "بترا",
    "إينا",
    "سانا",
    "الوكالات",
    "وكالات",
    "وكالات الأنباء",
    "شينخوا",
    "تاس",
    "فرانس برس",
    "CNN",
    "سي إن إن",
    "BBC",
    "بي بي سي",
]
NAMED = re.compile(
    "|".join(rf"(?<!\w){re.escape(fold_words(name))}(?!\w)" for name in sorted(AGENCIES, key=len, reverse=True))
)


def measure(path: pathlib.Path, *, misses: int = 20) -> None:
    pack, counts, shown = load_pack("ar"), Counter[str](), 0
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        row = json.loads(line)
        byline = " ".join(html.unescape(row["author"] or "").split())
        named = {squeeze(name) for name in NAMED.findall(fold_words(byline))} if len(byline) < 100 else set()
        if not row["text"].strip():
            continue
        if not named:
            article = read_article(Page(f"{row['title']}\n\n{byline}\n\n{row['text']}"), pack)
            invented = [link.name for link in byline_agencies(article, pack)]
            counts["unnamed"] += 1
            counts["invented"] += bool(invented)
            if invented and shown < misses:
                shown += 1
                print(f"  invented: {byline!r} found {invented}")
            continue
        counts["named"] += 1
        article = read_article(Page(f"{row['title']}\n\n{byline}\n\n{row['text']}"), pack)
        credits = {squeeze(credit.name) for credit in article.credits if credit.kind == "source"}
        links = {squeeze(link.name) for link in page_links(article, pack) if link.kind == "agency"}
        counts["credit"] += all(any(name in credit for credit in credits) for name in named)
        found = all(any(name in link for link in links) for name in named)
        counts["chain"] += found
        if not found and shown < misses:
            shown += 1
            print(f"  missed: {byline!r} found {sorted(links)}")
    print(f"invented: {counts['invented']} of {counts['unnamed']} articles whose byline names none")
    for name in ("credit", "chain"):
        print(f"{name}: {counts[name]} of {counts['named']} = {100 * counts[name] / max(1, counts['named']):.1f} %")


def squeeze(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold_words(name))


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("file", type=pathlib.Path)
    ask.add_argument("--misses", type=int, default=20)
    args = ask.parse_args()
    measure(args.file, misses=args.misses)
