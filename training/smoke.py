"""Prove in a minute, on a few sentences of our own, that training, export, loading and restoring work together.

The sentences stand in `smoke.txt`: a language, and a sentence with {s:source}, {c:cue}, {q:content}, {w:when} marked.
The base model is random and tiny, so nothing is downloaded and nothing useful is learned beyond these sentences.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import numpy as np
from sentencepiece import SentencePieceTrainer

from qawl.tagger.encoder import Encoder
from qawl.tagger.encoder.encoder import PIECES
from qawl.tagger.encoder.pieces import END, PAD, START, UNKNOWN, open_pieces
from qawl.tagger.frames import Frame
from training import documents, export, restore, train
from training.documents import Attribution, Document

SENTENCES = Path(__file__).parent / "smoke.txt"
MARKED = re.compile(r"\{([scqw]):([^}]*)\}")
WIDTH, INNER, LAYERS, STEPS = 384, 1536, 2, 110


def smoke() -> list[str]:
    """Train, export, load, restore and read; lines that say what was found. Raises SystemExit when too little was."""
    rows = [marked(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "train").mkdir()
        documents.write(work / "train" / "house.jsonl.gz", rows * 12)
        size = write_pieces(work / PIECES, [row.text for row in rows])
        np.savez(work / "base.npz", **random_base(size))
        checkpoint = train.train(
            train.Plan(work, steps=STEPS, layers=LAYERS, pieces=1024, rate=6e-4, head_rate=2e-3, hidden=0.0)
        )
        export.export(train.load(checkpoint), work / PIECES, work / "weights")
        export.export(restore.restored(work / "weights"), work / PIECES, work / "again")
        encoder, again = Encoder.load(work / "weights"), Encoder.load(work / "again")
        texts = [row.text for row in rows]
        if encoder.tag(texts) != again.tag(texts):
            raise SystemExit("the weights that training.restore makes of exported ones read otherwise than these")
        return found(encoder, rows)


def found(encoder: Encoder, rows: list[Document]) -> list[str]:
    """A line for each sentence; at least two of three attributions, with their adjuncts, must have been found."""
    lines, right = [], 0
    for row, (frames, _) in zip(rows, encoder.tag([row.text for row in rows]), strict=True):
        expected = {(item.cue, item.source, item.content, item.adjuncts) for item in row.attributions}
        got = {(frame.cue, frame.source, frame.content, _places(frame)) for frame in frames}
        right += len(expected & got)
        lines.append(f"{'right' if expected == got else 'wrong'}  {row.text}")
    asked = sum(len(row.attributions) for row in rows)
    lines.append(f"{right} of {asked} attributions read back")
    if 3 * right < 2 * asked:
        raise SystemExit("\n".join(lines))
    return lines


def _places(frame: Frame) -> tuple[tuple[str, tuple[int, int]], ...]:
    return tuple((adjunct.kind, (adjunct.start, adjunct.end)) for adjunct in frame.adjuncts)


def marked(line: str) -> Document:
    """A document from a line of `smoke.txt`."""
    lang, rest = line.split("\t")
    text, at, spans = "", 0, {}
    for mark in MARKED.finditer(rest):
        text += rest[at : mark.start()]
        spans[mark.group(1)] = (len(text), len(text) + len(mark.group(2)))
        text, at = text + mark.group(2), mark.end()
    text += rest[at:]
    when = (("when", spans["w"]),) if "w" in spans else ()
    attributions = (Attribution(spans["c"], spans.get("s"), (spans["q"],), when),) if spans else ()
    return Document(f"{lang}-{len(text)}", "smoke", lang, text, ("cues", "adjuncts"), attributions)


def write_pieces(path: Path, texts: list[str]) -> int:
    """A small vocabulary of the same make as the base model's, in which no piece joins letters and marks; its size."""
    with path.open("wb") as out:
        SentencePieceTrainer.train(
            sentence_iterator=iter(texts), model_writer=out, model_type="unigram", vocab_size=300,
            hard_vocab_limit=False, bos_id=START, pad_id=PAD, eos_id=END, unk_id=UNKNOWN,
            user_defined_symbols=sorted({c for text in texts for c in text if not c.isalnum() and not c.isspace()}),
            minloglevel=2,
        )  # fmt: skip
    return open_pieces(path).get_piece_size()


def random_base(pieces: int) -> dict[str, np.ndarray]:
    """Arrays named as those of the base model."""
    chance = np.random.default_rng(train.SEED)
    shapes = {"emb.word": (pieces, WIDTH), "emb.pos": (512, WIDTH), "emb.type": (2, WIDTH)}
    for layer in range(LAYERS):
        shapes |= {f"l{layer}.{name}.w": (WIDTH, WIDTH) for name in ("q", "k", "v", "ao")}
        shapes |= {f"l{layer}.fi.w": (INNER, WIDTH), f"l{layer}.fo.w": (WIDTH, INNER)}
    arrays = {name: chance.normal(0, 0.05, shape).astype("f4") for name, shape in shapes.items()}
    for layer in range(LAYERS):
        arrays |= {f"l{layer}.{name}.b": np.zeros(WIDTH, "f4") for name in ("q", "k", "v", "ao", "fo")}
        arrays[f"l{layer}.fi.b"] = np.zeros(INNER, "f4")
    for name in ("emb.ln", *(f"l{layer}.{part}" for layer in range(LAYERS) for part in ("aln", "oln"))):
        arrays |= {f"{name}.w": np.ones(WIDTH, "f4"), f"{name}.b": np.zeros(WIDTH, "f4")}
    return arrays
