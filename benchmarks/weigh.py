"""Count how often each construction is right with each cue, and write the counts as weights.tsv of the packs.

    python benchmarks/weigh.py REFERENCES…     folders of ID.json in the format of the annotation guidelines

Each reference is read with every frame kept; a frame is right when score.py would count its statement.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack, load_pack
from qawl.segment.scene import make_scene
from qawl.tagger.frames import Frame
from qawl.tagger.rules import reader
from qawl.tagger.rules.weights import COLUMNS, EVERY, split_evidence

MIN_SEEN = 2  # rarer pairs say nothing beyond their rule
Counts = dict[tuple[str, str], list[int]]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("references", type=Path, nargs="+")
    documents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for folder in ask.parse_args().references:
        for path in sorted(folder.glob("*.json")):
            document = json.loads(path.read_text(encoding="utf-8"))
            if "attributions" in document:
                documents[document["lang"]].append(document)
    for language, texts in sorted(documents.items()):
        pack = load_pack(language)
        counts = count(texts, pack)
        _write(pack.folder / "weights.tsv", counts)
        print(f"{language}: {len(texts)} texts, {len(counts)} counts")


def count(documents: list[dict[str, Any]], pack: LanguagePack) -> Counts:
    """Return right and seen for each pair of rule and lemma, and for each rule."""
    counts: Counts = defaultdict(lambda: [0, 0])
    for document in documents:
        scene = make_scene(document["text"], load_grammar(pack).abbreviations)
        for frame in reader.tag_all_frames(scene, pack):
            rule, lemma = split_evidence(frame.evidence)
            right = any(_is_right(frame, gold) for gold in document["attributions"])
            for key in ((rule, EVERY), (rule, lemma)):
                counts[key][0] += right
                counts[key][1] += 1
    return {key: value for key, value in counts.items() if value[1] >= MIN_SEEN}


def _is_right(frame: Frame, gold: dict[str, Any]) -> bool:
    found = {i for start, end in frame.content for i in range(start, end)}
    given = {i for start, end in gold["content"] for i in range(start, end)}
    if len(found & given) < 0.8 * len(found | given):
        return False
    source = gold.get("source")
    if source is None or frame.source is None:
        return source is None and frame.source is None
    return bool(frame.source[0] < source[1] and source[0] < frame.source[1])


def _write(path: Path, counts: Counts) -> None:
    rows = sorted((f"{rule} {lemma}", right, seen) for (rule, lemma), (right, seen) in counts.items())
    lines = ["\t".join(COLUMNS), *("\t".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
