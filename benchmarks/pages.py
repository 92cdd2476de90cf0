"""Measure extraction on shared/pages against trafilatura and htmldate: `python benchmarks/pages.py [--wrong]`."""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import htmldate
import trafilatura

from qawl.article.article import read_article
from qawl.article.headline import words_of
from qawl.errors import QawlError
from qawl.model import Article, Page

PAGES = Path(__file__).parents[2] / "shared" / "pages" / "pages.jsonl.gz"

# The older pages give no date to compare with, but their names tell when they were crawled: within days of appearing.
CRAWLED = re.compile(r"waddle-(\d{4})(\d\d)(\d\d)_")
DAYS_BEFORE_CRAWL = 4

Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="also list wrong dates and titles and the worst bodies")
    parser.add_argument("--pages", type=Path, default=PAGES)
    options = parser.parse_args()
    rows = list(measure(options.pages))
    print_table(rows)
    if options.wrong:
        print_wrong(rows)


def measure(path: Path) -> Iterator[Row]:
    """Read each page both ways; one page of each language is read beforehand, so that loading is not timed."""
    with gzip.open(path) as lines:
        pages = [json.loads(line) for line in lines]
    firsts = list({page["lang"]: page for page in pages}.values())
    for warm_up in (True, False):
        for page in firsts if warm_up else pages:
            row = compare(page)
            if not warm_up:
                yield row


def compare(page: Row) -> Row:
    content = base64.b64decode(page["html_b64"])
    expected = page["expect"]
    theirs, their_time = timed(lambda: trafilatura.extract(content) or "")
    article, our_time = timed(lambda: read(content, page))
    row: Row = {
        "id": page["id"],
        "lang": page["lang"],
        "their_time": their_time,
        "our_time": our_time,
    }
    if expected.get("body"):
        body = "\n".join(expected["body"])
        row["their_f1"], row["our_f1"] = f1(theirs, body), f1(body_of(article), body)
        row["text_f1"] = f1(article.text if article else "", body)
    markup = content.decode("utf-8", "replace")
    crawled = CRAWLED.match(page["id"])
    if expected.get("date") or crawled:
        row["date" if expected.get("date") else "crawled"] = expected.get("date") or "-".join(crawled.groups())
        row["htmldate"] = htmldate.find_date(markup, original_date=True, url=page["url"])
        row["their_date"] = trafilatura.extract_metadata(markup, default_url=page["url"]).date
        row["our_date"] = article.published.date.isoformat() if article and article.published else None
    if expected.get("title"):
        row["title"] = expected["title"]
        row["their_title"] = trafilatura.extract_metadata(markup).title
        row["our_title"] = article.title.text if article and article.title else None
    if expected.get("authors"):
        row["authors"] = expected["authors"]
        row["our_authors"] = [author.name for author in article.authors] if article else []
    return row


def read(content: bytes, page: Row) -> Article | None:
    try:
        return read_article(Page(content, url=page["url"], media_type="text/html", name=page["id"]))
    except QawlError as error:
        print(f"not read: {error}")
        return None


def timed(run: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    result = run()
    return result, time.perf_counter() - start


def body_of(article: Article | None) -> str:
    """Return the text below the title without its apparatus."""
    if article is None:
        return ""
    outside = [*article.apparatus, *([article.title] if article.title else [])]
    text, end, pieces = article.text, 0, []
    for span in sorted(outside, key=lambda span: span.start):
        pieces.append(text[end : span.start])
        end = max(end, span.end)
    return "".join([*pieces, text[end:]])


def f1(found: str, expected: str) -> float:
    """Return the F1 of two texts as bags of words, in per cent."""
    ours, theirs = bag(found), bag(expected)
    shared = (ours & theirs).total()
    return 200 * shared / (ours.total() + theirs.total()) if shared else 0.0


def bag(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def print_table(rows: Sequence[Row]) -> None:
    print("| pages | n | body F1: trafilatura | ours | date: htmldate | trafilatura | ours | date at crawl: htmldate"
          " | trafilatura | ours | title: trafilatura | ours | authors: ours | time / trafilatura |")  # fmt: skip
    print("|" + "---|" * 14)
    groups = [(name, [row for row in rows if row["lang"] == name]) for name in ("ar", "ru", "en")]
    groups += [(f"{name}, older", [row for row in rows if row["lang"] == name and row["id"].startswith("waddle")])
               for name in ("ru", "en")]  # fmt: skip
    for name, group in [*groups, ("all", list(rows))]:
        ratio = sum(row["our_time"] for row in group) / sum(row["their_time"] for row in group)
        cells = [name, len(group), mean(group, "their_f1"), mean(group, "our_f1")]
        for expected in ("date", "crawled"):
            cells += [share(group, expected, key) for key in ("htmldate", "their_date", "our_date")]
        cells += [share(group, "title", key) for key in ("their_title", "our_title")]
        cells += [share(group, "authors", "our_authors"), f"{ratio:.2f}"]
        print("| " + " | ".join(str(cell) for cell in cells) + " |")


def mean(rows: Sequence[Row], key: str) -> str:
    values = [row[key] for row in rows if key in row]
    return f"{statistics.mean(values):.1f} ({len(values)})" if values else "-"


def share(rows: Sequence[Row], expected: str, found: str) -> str:
    asked = [row for row in rows if expected in row]
    agree = near if expected == "crawled" else same
    return f"{sum(agree(row[expected], row[found]) for row in asked)}/{len(asked)}" if asked else "-"


def near(crawled: str, found: str | None) -> bool:
    days = (date.fromisoformat(crawled) - date.fromisoformat(found)).days if found else None
    return days is not None and -1 <= days <= DAYS_BEFORE_CRAWL


def same(expected: Any, found: Any) -> bool:
    if isinstance(expected, list):
        return {words_of(name) for name in expected} == {words_of(name) for name in found}
    return words_of(str(expected)) == words_of(str(found or ""))


def print_wrong(rows: Sequence[Row]) -> None:
    for expected, found in (("date", "our_date"), ("title", "our_title"), ("authors", "our_authors")):
        for row in rows:
            if expected in row and not same(row[expected], row[found]):
                print(f"{expected}: {row['id'][:60]}: {row[expected]!r}, not {row[found]!r}")
    for row in rows:
        if "crawled" in row and not near(row["crawled"], row["our_date"]):
            print(f"date: {row['id'][:60]}: {row['our_date']}")
    scored = sorted((row for row in rows if "our_f1" in row), key=lambda row: row["our_f1"])
    for row in scored[:25]:
        print(f"body: {row['our_f1']:.1f} (trafilatura {row['their_f1']:.1f}) {row['id'][:60]}")


if __name__ == "__main__":
    main()
