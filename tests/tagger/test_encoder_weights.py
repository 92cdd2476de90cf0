"""Files of the encoder that are missing or damaged are named, with the remedy."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

pytest.importorskip("onnxruntime", reason="the encoder's run-time parts are not installed")

from qawl.errors import ReaderError
from qawl.tagger.encoder import Encoder
from qawl.tagger.encoder.weights import SHIPPED, Settings, settings

WHOLE = Settings(
    sha256={"model.onnx": hashlib.sha256(b"graph").hexdigest()},
    labels={"cues": ("O", "B-", "I-")},
    steps=((0.0,),),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model.onnx").write_bytes(b"graph")
    (tmp_path / "settings.json").write_bytes(msgspec.json.encode(WHOLE))
    return tmp_path


def test_whole_files_are_read(folder: Path) -> None:
    assert settings(folder) == WHOLE


@pytest.mark.parametrize("name", ["model.onnx", "settings.json"])
def test_missing_file_is_named_with_the_remedy(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ReaderError, match=rf"{name} is missing .* install qawl again"):
        Encoder.load(folder)


@pytest.mark.parametrize("name", ["model.onnx", "settings.json"])
def test_damaged_file_is_named_with_the_remedy(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"{broken")
    with pytest.raises(ReaderError, match=rf"{name} is damaged .* install qawl again"):
        Encoder.load(folder)


shipped = pytest.mark.skipif(not SHIPPED.exists(), reason="the encoder's weights are not in this checkout")
TEXTS = (
    "The minister, Anna Bell, said on Monday that the bridge would open in May. “We are ready,” she added.",
    'وقالت الوزيرة منى سالم إن الجسر سيفتح في مايو. وأضافت: "نحن مستعدون".',
    "Министр Анна Белова заявила, что мост откроют в мае. «Мы готовы», — добавила она.",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


@shipped
@pytest.mark.parametrize("text", TEXTS)
def test_spans_lie_in_the_text(encoder: Encoder, text: str) -> None:
    frames, mentions = encoder.tag([text])[0]
    assert frames
    assert mentions
    for start, end in [pair for frame in frames for pair in (frame.cue, *frame.content) if pair]:
        assert text[start:end].strip() == text[start:end] != ""


@shipped
def test_a_text_is_read_the_same_beside_others(encoder: Encoder) -> None:
    alone = [encoder.tag([text])[0] for text in TEXTS]
    assert encoder.tag(list(TEXTS)) == alone


@shipped
def test_long_and_empty_texts_are_read(encoder: Encoder) -> None:
    long = "\n".join(TEXTS * 20)
    (frames, _), (none, _), (blank, _) = encoder.tag([long, "", " \n"])
    assert len(frames) > 40
    assert not none
    assert not blank
