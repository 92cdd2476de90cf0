"""The bundled examples against careful readings of them, `examples/expected/*.json`.

An expected attribution quotes its words (`first words … last words`); its place is where its source, cue and content
stand closest together. Its fields are those of the guidelines: `via`, `role` and the like only where the example gives
them to this statement, `in` the position of the enclosing attribution.
"""

import itertools
import json
import re
from functools import cache
from pathlib import Path

import pytest

import qawl
from qawl.model import Page

_EXAMPLES = Path(__file__).parent.parent / "examples"
_PATHS = sorted(path for path in _EXAMPLES.iterdir() if path.suffix in {".html", ".txt"})
_SAME = 0.8  # of the characters of the union of two contents, as in the scores of the references

# Recall and precision of whole statements, in percent: a little below what the rules reach.
_FLOORS = {
    "ar-harbour-talks.html": (60, 75),
    "ar-northern-fisheries.html": (66, 77),
    "ar-northern-fisheries.txt": (66, 78),
    "en-bridge-inquiry.html": (68, 70),
    "en-chess-phones.txt": (61, 69),
    "en-measles-drive.html": (65, 70),
    "ru-heat-plant.html": (62, 88),
    "ru-museum-letters.txt": (71, 71),
    "ru-river-ferry.html": (61, 75),
}


@cache
def _reading(name):
    return qawl.read(Page((_EXAMPLES / name).read_bytes(), name=name))


@cache
def _expected(name):
    page = json.loads((_EXAMPLES / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    if isinstance(page["attributions"], str):
        page["attributions"] = _expected(page["attributions"].removesuffix(".json"))["attributions"]
    return page


def _each_example():
    return pytest.mark.parametrize("name", [path.name for path in _PATHS])


def _places(text, words):
    """Return every range of the text that `first … last` may mean, on borders of words."""
    first, _, last = words.partition(" … ")
    for start in _starts(text, first):
        if not last:
            yield start, start + len(first)
            continue
        end = next((end for end in _starts(text, last) if end >= start + len(first)), None)
        if end is not None and "\n\n" not in text[start:end]:
            yield start, end + len(last)


def _starts(text, words):
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return [match.start() for match in re.finditer(before + re.escape(words) + after, text)]


def _locate(text, row):
    """Return source, cue and content of an expected attribution as ranges: the reading of least extent."""
    choices = [list(_places(text, words)) for words in row["content"]]
    choices.append(list(_places(text, row["cue"])))
    if row["source"]:
        choices.append(list(_places(text, row["source"])))
    apart = [c for c in itertools.product(*choices) if _are_apart(c)]
    assert apart, row
    best = sorted(apart, key=_extent)
    assert len(best) == 1 or _extent(best[0]) < _extent(best[1]), f"ambiguous: {row}"
    ranges = best[0]
    content = ranges[: len(row["content"])]
    return (ranges[-1] if row["source"] else None), ranges[len(content)], content


def _are_apart(ranges):
    ordered = sorted(ranges)
    return all(a[1] <= b[0] for a, b in itertools.pairwise(ordered))


def _extent(ranges):
    return max(end for _, end in ranges) - min(start for start, _ in ranges)


def _rows(name):
    text = _reading(name).article.text
    return [_locate(text, row) for row in _expected(name)["attributions"]]


def _is_found(row, statement):
    source, _, content = row
    expected = {at for piece in content for at in range(*piece)}
    found = {at for span in statement.content for at in range(span.start, span.end)}
    if len(expected & found) < _SAME * len(expected | found):
        return False
    if source is None or statement.source is None:
        return source is None and statement.source is None
    return source[0] < statement.source.end and statement.source.start < source[1]


def measure(name):
    """Return recall and precision of an example in percent, and the expected rows that were missed."""
    left = list(_reading(name).statements)
    missed = []
    rows = _rows(name)
    for row in rows:
        hit = next((statement for statement in left if _is_found(row, statement)), None)
        if hit is None:
            missed.append(row)
        else:
            left.remove(hit)
    hits = len(rows) - len(missed)
    return 100 * hits / len(rows), 100 * hits / (hits + len(left)), missed


def test_there_are_enough_examples():
    kinds = [(path.name[:2], path.suffix) for path in _PATHS]
    assert sorted({code for code, _ in kinds}) == ["ar", "en", "ru"]
    for code in ("ar", "en", "ru"):
        assert kinds.count((code, ".html")) >= 2
        assert kinds.count((code, ".txt")) >= 1
    assert set(_FLOORS) == {path.name for path in _PATHS}


@_each_example()
def test_statements_are_found(name):
    recall, precision, missed = measure(name)
    text = _reading(name).article.text
    words = [" ".join(text[start:end] for start, end in (cue, *content))[:80] for _, cue, content in missed]
    floor = _FLOORS[name]
    assert recall >= floor[0], words
    assert precision >= floor[1]


@_each_example()
def test_the_page_is_understood(name):
    article, expected = _reading(name).article, _expected(name)
    assert article.language == expected["language"]
    assert article.title.text == expected["title"]
    assert article.published.date.isoformat() == expected["published"]
    assert (article.modified and article.modified.date.isoformat()) == expected["modified"]
    assert (article.publisher and article.publisher.name) == expected["publisher"]
    assert [author.name for author in article.authors] == expected["authors"]
    assert sorted([credit.kind, credit.name] for credit in article.credits) == sorted(expected["credits"])
    assert [[edition.language, edition.url] for edition in article.editions] == expected["editions"]


@_each_example()
def test_nothing_around_the_story_is_in_the_text(name):
    text = _reading(name).article.text
    raw = (_EXAMPLES / name).read_bytes()
    page = raw.decode(re.search(rb'charset="?([\w-]+)', raw[:1000])[1].decode() if raw[:1] == b"<" else "utf-8")
    for words in _expected(name)["boilerplate"]:
        assert words in page
        assert words not in text


@_each_example()
def test_every_paragraph_of_the_story_is_in_the_text(name):
    text = _reading(name).article.text
    for _, cue, content in _rows(name):
        assert text[cue[0] : cue[1]].strip()
        assert all(text[start:end].strip() for start, end in content)


def test_two_pages_are_not_in_utf_8():
    for name, charset in (("ar-harbour-talks.html", "windows-1256"), ("ru-river-ferry.html", "windows-1251")):
        raw = (_EXAMPLES / name).read_bytes()
        assert charset.encode() in raw
        with pytest.raises(UnicodeDecodeError):
            raw.decode()


@_each_example()
def test_enclosing_attributions_enclose(name):
    rows = _rows(name)
    for number, row in enumerate(_expected(name)["attributions"]):
        if "in" in row:
            outer = rows[row["in"]][2]
            assert any(start <= rows[number][1][0] and rows[number][1][1] <= end for start, end in outer)
