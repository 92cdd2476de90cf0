"""Keep annotations apart from the texts they are about, and join the two again.

    python -m training.standoff FOLDER [--shared ../shared]

makes training/annotations/*.jsonl from a folder of texts in the house format.

A line of `annotations/CORPUS.jsonl` holds the id of a text, its corpus, the sha256 of the text and its attributions:
spans, classes and names. A field whose words stand in the text is kept as their place. The texts themselves stay
with their publishers; `joined` finds them in the corpora again, and a text that has changed is an error.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import json
import re
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from training import names

KEPT = Path(__file__).parent / "annotations"
PHRASES = ("role", "addressee", "channel", "via", "when", "where")
NTREX = {"ar": "newstest2019-ref.arb.txt", "en": "newstest2019-src.eng.txt", "ru": "newstest2019-ref.rus.txt"}
Row = dict


def main() -> None:
    """Parse, take apart, prove that the parts join, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(options.folder.glob("*.json"))]
    for corpus, count in taken_apart(rows, KEPT):
        print(f"{corpus}: {count} texts")
    again = {row["id"]: row for row in joined(options.shared)}
    changed = [row["id"] for row in rows if again[row["id"]]["attributions"] != row["attributions"]]
    print(f"{len(again)} texts joined again, {len(changed)} changed {changed[:5]}")


def taken_apart(rows: list[Row], folder: Path) -> Iterator[tuple[str, int]]:
    """Write the annotations of each corpus without its texts; corpus and count of texts."""
    folder.mkdir(exist_ok=True)
    by_corpus: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_corpus[row["corpus"]].append(row)
    for corpus, part in sorted(by_corpus.items()):
        lines = [json.dumps(_without_text(row), ensure_ascii=False, separators=(",", ":")) for row in part]
        (folder / f"{corpus}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        yield corpus, len(part)


def joined(shared: Path, folder: Path = KEPT) -> Iterator[Row]:
    """The annotated texts in the house format; raises ValueError for a text that is gone or has changed."""
    for path in sorted(folder.glob("*.jsonl")):
        texts = {(key, digest(text)): text for key, text in READERS[path.stem](shared / "corpora")}
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = texts.get((row["id"], row["sha256"]))
            if text is None:
                raise ValueError(f"{row['id']}: {path.stem} in {shared} no longer holds the text that was annotated")
            yield {**row, "text": text, "attributions": [_with_text(item, text) for item in row["attributions"]]}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _without_text(row: Row) -> Row:
    text = row["text"]
    attributions = [{key: _place(key, value, text) for key, value in item.items()} for item in row["attributions"]]
    kept = {key: row[key] for key in ("id", "lang", "date", "source", "corpus")}
    return {**kept, "sha256": digest(text), "attributions": attributions}


def _place(key: str, value: object, text: str) -> object:
    """A field as the place of its words, where the text has them."""
    if key in PHRASES and isinstance(value, str) and value in text:
        return [text.index(value), text.index(value) + len(value)]
    return value


def _with_text(item: Row, text: str) -> Row:
    return {
        key: text[slice(*value)] if key in PHRASES and isinstance(value, list) else value for key, value in item.items()
    }


def _lines(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _antcorpus(corpora: Path) -> Iterator[tuple[str, str]]:
    for row in _lines(corpora / "news-ar/antcorpus.jsonl.gz"):
        yield f"an-{row['id']}", _clean(f"{row['title']}\n\n{row['text']}")


def _hespress(corpora: Path) -> Iterator[tuple[str, str]]:
    for row in _lines(corpora / "news-ar/jazeera-hespress-politics.jsonl.gz"):
        yield f"an-jh-{row['id']}", _clean(f"{row['title']}\n\n{row['text']}")


def _saudinewsnet(corpora: Path) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(_lines(corpora / "news-ar/saudinewsnet-sample.jsonl.gz")):
        key = f"an-saudi-{row['source']}-{number}"
        yield key, _clean(f"{row['title']}\n\n{row.get('author', '')}\n\n{row['text']}")


def _bsnlp(corpora: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(corpora / "news-ru/bsnlp-raw-with-headers.tar.gz") as tar:
        for member in tar:
            if member.isfile() and not member.name.endswith("SOURCE.txt"):
                raw = tar.extractfile(member).read().decode("utf-8", "replace").lstrip("\ufeff")
                *_, text = raw.split("\n", 4)  # four lines of header, then the text
                yield "an-" + re.sub(r"\W+", "-", member.name.split("/", 1)[1]), _clean(text)


def _polnear(corpora: Path) -> Iterator[tuple[str, str]]:
    for row in _lines(corpora / "attribution/polnear-train.jsonl.gz"):
        yield f"an-{row['id']}", row["text"]


def _nerel(corpora: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(corpora / "ner/nerel.tar.gz") as tar:
        for member in tar:
            if member.isfile() and member.name.endswith(".txt"):
                key = re.sub(r"\W+", "-", Path(member.name).name.removesuffix(".txt"))
                yield f"an-nerel-{key}", tar.extractfile(member).read().decode("utf-8").strip()


def _ntrex(corpora: Path) -> Iterator[tuple[str, str]]:
    """Documents put together from the aligned lines, one text a language."""
    with tarfile.open(corpora / "parallel/ntrex-ar-ru-en.tar.gz") as tar:
        lines = {
            member.name: tar.extractfile(member).read().decode("utf-8").split("\n") for member in tar if member.isfile()
        }
    ids = [line.split("\t")[0].strip() for line in lines["ntrex/DOCUMENT_IDS.tsv"] if line.strip()]
    for lang, name in NTREX.items():
        documents: dict[str, list[str]] = {}
        for key, line in zip(ids, lines[f"ntrex/NTREX-128/{name}"], strict=False):  # a last line is empty
            documents.setdefault(key, []).append(line.strip())
        for key, parts in documents.items():
            yield f"an-ntrex-{lang}-" + re.sub(r"\W+", "-", key), _clean("\n".join(parts))


def _conllpp(corpora: Path) -> Iterator[tuple[str, str]]:
    """The agency reports of the training and development parts, joined as in print: one sentence a line."""
    with tarfile.open(corpora / "ner/conllpp.tar.gz") as tar:
        for part in ("train", "dev"):
            lines = tar.extractfile(f"conllpp/data/conllpp_{part}.txt").read().decode("utf-8")
            for number, report in enumerate(re.split(r"^-DOCSTART-.*\n", lines, flags=re.MULTILINE)[1:]):
                yield f"an-conllpp-{part}-{number}", names.joined_text(report.splitlines())


def _pages(corpora: Path) -> Iterator[tuple[str, str]]:
    """The bodies of real news pages, as their references give them: one paragraph a line."""
    for row in _lines(corpora.parent / "pages/pages.jsonl.gz"):
        paragraphs = row["expect"].get("body") or ()
        text = "\n".join(paragraph.strip() for paragraph in paragraphs if paragraph.strip())
        yield "an-page-" + re.sub(r"[^\w.]+", "-", row["id"]), _clean(text)


def _tgcontest(corpora: Path) -> Iterator[tuple[str, str]]:
    """The Russian and English news of the pools that people sorted into categories and pairs, each text once."""
    columns = (("url", "title", "text"), *((f"{at}_url", f"{at}_title", f"{at}_text") for at in ("first", "second")))
    seen: set[str] = set()
    with tarfile.open(corpora / "linking/tgcontest-ru.tar.gz") as tar:
        for member in sorted((m for m in tar if m.name.endswith(".tsv")), key=lambda m: m.name):
            pool = io.TextIOWrapper(tar.extractfile(member), encoding="utf-8", newline="")
            for row in csv.DictReader(pool, delimiter="\t"):
                for url, title, text in ([row.get(f"INPUT:{name}") for name in names] for names in columns):
                    key = "an-tg-" + digest(url)[:12] if url and text else ""
                    if key and key not in seen:
                        seen.add(key)
                        yield key, _clean(f"{title}\n\n{text}")


def _clean(text: str) -> str:
    return text.replace("\r", "").strip()


READERS: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
    "antcorpus": _antcorpus,
    "bsnlp": _bsnlp,
    "conllpp": _conllpp,
    "jazeera-hespress": _hespress,
    "nerel": _nerel,
    "ntrex": _ntrex,
    "pages": _pages,
    "polnear-train": _polnear,
    "saudinewsnet": _saudinewsnet,
    "tgcontest": _tgcontest,
}

if __name__ == "__main__":
    main()
