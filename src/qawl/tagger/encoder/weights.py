"""Find the encoder's files, prove that they are whole, and read its settings."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from qawl.errors import ReaderError

REMEDY = "install qawl again, or write the files anew with `python -m training.export`"
SHIPPED = Path(__file__).parent / "weights"
SETTINGS = "settings.json"


class Calibration(msgspec.Struct, frozen=True):
    """A logistic model from what the network says of a frame to the chance that the frame is right."""

    bias: float = 0.0
    cue: float = 1.0
    arguments: float = 0.1
    sourceless: float = 0.0
    nested: float = 0.0


class Settings(msgspec.Struct, frozen=True):
    """What goes with the weights: labels, learned steps between them, thresholds, and the digest of each file."""

    sha256: dict[str, str]
    labels: dict[str, tuple[str, ...]]
    steps: tuple[tuple[float, ...], ...]
    cue_bias: float = 0.0  # added to the log probability that a word belongs to a cue
    content_bias: float = 0.0  # added to the score of each word that goes on with a content
    adjunct_bias: float = 0.0  # added to the log probability that a word belongs to an adjunct
    name_temperature: float = 1.0
    threshold: float = 0.5
    calibration: Calibration = Calibration()


def settings(folder: Path) -> Settings:
    """The settings of the encoder in `folder`, after every file it names was found whole.

    Raises ReaderError, naming the file and the remedy, when one is missing or differs from its digest.
    """
    raw = _read(folder / SETTINGS)
    try:
        found = msgspec.json.decode(raw, type=Settings)
    except msgspec.DecodeError as error:
        raise ReaderError(f"{folder / SETTINGS} is damaged ({error}): {REMEDY}") from error
    for name, digest in sorted(found.sha256.items()):
        if hashlib.sha256(_read(folder / name)).hexdigest() != digest:
            raise ReaderError(f"{folder / name} is damaged (its sha256 is not {digest[:12]}…): {REMEDY}")
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReaderError(f"{path} is missing or cannot be read ({error.strerror}): {REMEDY}") from error
