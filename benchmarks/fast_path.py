"""The fast paths of the encoder: what each choice of text to read costs in accuracy and saves in processor time.

    PYTHONPATH=. python benchmarks/fast_path.py [--shared ../shared]

Over gold/dev and the annotated texts that training holds out. A sentence may hold an attribution when it has a cue of
the lexicon, a quotation, a colon or a dash that opens speech; the filter joins the sentences that are left, and the
encoder reads those alone. The rules complete what it finds in the whole text, as in the default reader.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table
from score import _folder, _load_yardstick

from qawl.languages.cues import find_cues
from qawl.languages.pack import LanguagePack
from qawl.model import Page
from qawl.pipeline import read_page
from qawl.segment.scene import Scene
from qawl.tagger.encoder.encoder import Encoder
from qawl.tagger.frames import Frame, Mention
from qawl.tagger.joint import Hints, join_frames
from qawl.tagger.reader import Marked, Reader, open_reader
from qawl.tagger.rules.reader import tag_frames

HERE = Path(__file__).parent
OPENERS = ":—–"
Keep = Callable[[Scene, LanguagePack], list[int]]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    options = ask.parse_args()
    yardstick, documents = _load_yardstick(options.shared), list(_documents(options.shared))
    encoder = Encoder.load(threads=1)
    choices: dict[str, Reader] = {
        "everything (default)": open_reader(threads=1),
        "sentences that may hold one, with neighbours": _filtered(encoder, lambda s, p: _near(_possible(s, p), s, 1)),
        "only sentences that may hold one": _filtered(encoder, _possible),
        "pages that may hold one": _filtered(encoder, lambda s, p: _all(s) if _possible(s, p) else []),
        "rules alone": open_reader("rules"),
    }
    table = Table(
        title=f"what the encoder reads: statement F1 and processor time over {len(documents)} texts",
        title_justify="left",
    )
    languages = sorted({document["lang"] for document in documents})
    for column in ("choice", *languages, "time, parts of the default"):
        table.add_column(column, justify="left" if column == "choice" else "right")
    figures = {name: _measured(yardstick, documents, reader) for name, reader in choices.items()}
    whole = figures["everything (default)"][1]
    for name, (reports, seconds) in figures.items():
        scores = (f"{reports[language]:.1f}" for language in languages)
        table.add_row(name, *scores, f"{seconds / whole:.2f}")
    Console(width=132).print(table)


def _documents(shared: Path) -> Iterator[dict[str, Any]]:
    """The references, and the annotated texts that training holds out (by the hash that it uses)."""
    from training import standoff

    yield from _folder(shared / "gold" / "dev")
    rows = [*standoff.joined(shared), *(_folder(shared / "gold" / "train"))]
    yield from (row for row in rows if hashlib.sha256(row["id"].encode()).digest()[0] % 10 == 0)


def _measured(yardstick: Any, documents: list[dict[str, Any]], reader: Reader) -> tuple[dict[str, float], float]:
    tallies: dict[str, Any] = {}
    seconds = 0.0
    for document in documents[:3] + documents[-3:]:  # loads what is loaded once
        read_page(Page(document["text"], name=document["id"]), lang=document["lang"], reader=reader)
    for document in documents:
        begun = time.process_time()
        reading = read_page(Page(document["text"], name=document["id"]), lang=document["lang"], reader=reader)
        seconds += time.process_time() - begun
        gold = list(yardstick.gold_rows(document))
        found = list(yardstick.predicted_rows(msgspec.to_builtins(reading)))
        tallies.setdefault(document["lang"], yardstick.Tally()).add(document["text"], gold, found)
    return {language: tally.report()["statement"]["F1"] for language, tally in tallies.items()}, seconds


def _possible(scene: Scene, pack: LanguagePack) -> list[int]:
    """The units that may hold an attribution."""
    found = {scene.unit_of[hit.start] for hit in find_cues(scene.words, pack)}
    for number, (first, last) in enumerate(scene.units):
        words = scene.text[scene.words[first].start : scene.words[last - 1].end]
        if any(mark in words for mark in OPENERS) or any(scene.quotation_of[at] >= 0 for at in range(first, last)):
            found.add(number)
    return sorted(found)


def _near(units: list[int], scene: Scene, reach: int) -> list[int]:
    around = {unit + step for unit in units for step in range(-reach, reach + 1)}
    return sorted(unit for unit in around if 0 <= unit < len(scene.units))


def _all(scene: Scene) -> list[int]:
    return list(range(len(scene.units)))


def _filtered(encoder: Encoder, keep: Keep) -> Reader:
    def read(scene: Scene, pack: LanguagePack) -> Marked:
        text, back = _shortened(scene, keep(scene, pack))
        ((frames, mentions),) = encoder.tag([text])
        moved = tuple(_frame(frame, back) for frame in frames)
        known = tuple(scene.range_of(hit.start, hit.end) for hit in find_cues(scene.words, pack))
        frames = join_frames(scene, moved, tag_frames(scene, pack), hints=Hints(known=known))
        return Marked(frames, tuple(_mention(m, back) for m in mentions))

    return read


def _shortened(scene: Scene, units: list[int]) -> tuple[str, list[tuple[int, int]]]:
    """The text of some units, and pairs (place there, place in the whole) at which they begin."""
    parts, back, at = [], [(0, 0)], 0
    borders = [scene.words[first].start for first, _ in scene.units] + [len(scene.text)]
    for unit in units:
        part = scene.text[borders[unit] : borders[unit + 1]]
        back.append((at, borders[unit]))
        parts.append(part)
        at += len(part)
    return "".join(parts), back


def _moved(place: int, back: list[tuple[int, int]], *, end: bool = False) -> int:
    at = bisect_right([start for start, _ in back], place - end) - 1
    return place - back[at][0] + back[at][1]


def _span(span: tuple[int, int], back: list[tuple[int, int]]) -> tuple[int, int]:
    return _moved(span[0], back), _moved(span[1], back, end=True)


def _frame(frame: Frame, back: list[tuple[int, int]]) -> Frame:
    return msgspec.structs.replace(
        frame,
        cue=_span(frame.cue, back) if frame.cue else None,
        source=_span(frame.source, back) if frame.source else None,
        content=tuple(_span(piece, back) for piece in frame.content),
    )


def _mention(mention: Mention, back: list[tuple[int, int]]) -> Mention:
    start, end = _span((mention.start, mention.end), back)
    return msgspec.structs.replace(mention, start=start, end=end)


if __name__ == "__main__":
    main()
