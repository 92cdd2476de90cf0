"""Measure what the stages make of the encoder's adjuncts: the references' spans go in, with adjuncts and without.

    python benchmarks/adjuncts.py [--shared ../shared]

Reads the texts annotated by the guidelines that training holds out (`training/annotations` and gold/train) and prints
speakers and fields by shared/eval/score.py, and how many of the statements for which the references have neither source
nor speaker are left without one. The choices behind the rules were fitted to these very texts, so what they add is
better seen in what `training/choosing.py` prints.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent.parent))
from training.documents import is_held_id
from training.references import Document, annotated, marked, scorer, statements_of

from qawl.article.article import read_article
from qawl.chain.trace import trace_chain
from qawl.context.enrich import enrich
from qawl.context.survey import survey
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, Reading
from qawl.people.resolve import resolve_speakers
from qawl.segment.scene import make_scene
from qawl.tagger.adjuncts import NO_ADJUNCTS, Adjuncts
from qawl.tagger.encoder import Encoder
from qawl.tagger.frames import Mention


def main() -> None:
    """Parse, read, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    score = scorer(options.shared)
    encoder = Encoder.load()
    silent: Counter[tuple[str, str, bool]] = Counter()
    tallies = {name: {} for name in ("rules alone", "with adjuncts")}
    for document in held(options.shared):
        frames, mentions = marked(encoder, document)
        for name, adjuncts in (("rules alone", NO_ADJUNCTS), ("with adjuncts", Adjuncts(frames))):
            found = json.loads(msgspec.json.encode(read(document, mentions, adjuncts)))
            silent.update((name, document["lang"], left) for left in silences(document, found))
            tally = tallies[name].setdefault(document["lang"], score.Tally())
            tally.add(document["text"], list(score.gold_rows(document)), list(score.predicted_rows(found)))
    for name, of_language in tallies.items():
        for lang, tally in sorted(of_language.items()):
            report = tally.report()
            fields = " | ".join(f"{field} {report[f'{field} field']['F1']}" for field in score.FIELDS)
            speakers = "speaker {accuracy} of {n}".format(**report["speaker accuracy"])
            left, given = silent[name, lang, True], silent[name, lang, False]
            print(f"{name:13} {lang} {report['texts']} texts | {speakers} | nobody {left} of {left + given} | {fields}")


def silences(document: Document, found: Document) -> Iterator[bool]:
    """For each reference with neither source nor speaker, whether the statement of its cue has no speaker either."""
    by_cue = {(s["cue"]["start"], s["cue"]["end"]): s for s in found["statements"] if s.get("cue")}
    for item in document["attributions"]:
        statement = by_cue.get(tuple(item["cue"] or ()))
        if statement is not None and not item["source"] and not item.get("speaker"):
            yield not statement.get("speaker")


def held(shared: Path) -> Iterator[Document]:
    """The texts that training does not see."""
    return (row for row in annotated(shared) if is_held_id(row["id"]))


def read(document: Document, mentions: tuple[Mention, ...], adjuncts: Adjuncts) -> Reading:
    """The references' spans with speakers and fields."""
    pack = load_pack(document["lang"])
    article = read_article(Page(document["text"]), pack)
    scene = make_scene(article.text, load_grammar(pack).abbreviations)
    speakers, statements = resolve_speakers(article, scene, pack, statements_of(document), mentions, adjuncts)
    ground = survey(article, scene, pack)
    statements = enrich(ground, article, pack, statements, adjuncts)
    return Reading(article, speakers, trace_chain(ground, article, pack, statements, adjuncts))


if __name__ == "__main__":
    main()
