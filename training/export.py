"""Turn a checkpoint into the files that the package ships: int8 ONNX graphs, the tokenizer and the settings.

    python -m training.export --work WORK [--checkpoint WORK/run/last.pt] [--out src/qawl/tagger/encoder/weights]

Weights of matrix products are 7-bit integers for each output channel (`reduce_range`), so that processors with and
without VNNI give the same sums. The thresholds and the calibration are fitted on the held texts.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path

import msgspec
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from qawl.tagger.encoder.encoder import TOKENIZER
from qawl.tagger.encoder.network import ARGUMENTS, HEADS, TRUNK
from qawl.tagger.encoder.weights import SETTINGS, Settings
from training import calibrate
from training.model import ARGUMENT_LABELS, NAME_LABELS, Network
from training.train import load

SINGLE = ("O", "B-", "I-")
LABELS = {"cues": SINGLE, "names": NAME_LABELS, "roles": SINGLE, "outlets": SINGLE, "arguments": ARGUMENT_LABELS}


def main() -> None:
    """Parse, export, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/qawl/tagger/encoder/weights"))
    parser.add_argument("--float", action="store_true", help="leave the weights as 32-bit floats, to compare")
    parser.add_argument("--uncalibrated", action="store_true")
    options = parser.parse_args()
    network = load(options.checkpoint or options.work / "run" / "last.pt")
    settings = export(network, options.work / "tokenizer.json", options.out, quantised=not options.float)
    if not options.uncalibrated:
        settings = write_settings(options.out, calibrate.fitted(options.out, options.work, settings))
    for path in sorted(options.out.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.2f} MB {path}")
    print(msgspec.structs.replace(settings, steps=(), labels={}, sha256={}))


def export(network: Network, tokenizer: Path, out: Path, *, quantised: bool = True) -> Settings:
    """Write all files of the encoder; its settings, not yet calibrated."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(tokenizer, out / TOKENIZER)
    with tempfile.TemporaryDirectory() as folder:
        for name, write in ((TRUNK, write_trunk), (ARGUMENTS, write_arguments)):
            path = Path(folder) / name
            write(network, path)
            if quantised:
                quantise(path, out / name)
            else:
                shutil.copyfile(path, out / name)
    steps = tuple(tuple(row) for row in network.steps.tolist())
    return write_settings(out, Settings(sha256={}, labels=LABELS, steps=steps, threshold=0.0))


def write_settings(out: Path, settings: Settings) -> Settings:
    """Write the settings with the digests of the files beside them."""
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in (ARGUMENTS, TRUNK, TOKENIZER)}
    settings = msgspec.structs.replace(settings, sha256=digests)
    (out / SETTINGS).write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n")
    return settings


class TrunkGraph(nn.Module):
    """The trunk with its heads; the table of pieces as 8-bit rows, each with a scale."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        scale = network.trunk.table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (network.trunk.table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(
        self, ids: Tensor, line_starts: Tensor, pieces_seen: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        trunk = self.network.trunk
        embedded = self.rows[ids].float() * self.scale[ids]
        x = trunk.read(embedded, line_starts, pieces_seen)
        words = self.network.pool(x, first, last)
        return words, *(getattr(self.network, head)(words) for head in HEADS)


class ArgumentsGraph(nn.Module):
    """The reader of arguments."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.arguments = network.arguments

    def forward(self, states: Tensor, words_seen: Tensor, row: Tensor, start: Tensor, end: Tensor) -> Tensor:
        return self.arguments(states, words_seen, row, start, end)


def write_trunk(network: Network, path: Path) -> None:
    """Trace the trunk."""
    ids = torch.randint(4, 100, (2, 24))
    flags = torch.ones(2, 24, dtype=torch.bool)
    words = torch.arange(1, 17).repeat(2, 1)
    names = ["ids", "line_starts", "pieces_seen", "first", "last"]
    axes = {name: {0: "rows", 1: "pieces"} for name in names[:3]} | {
        name: {0: "rows", 1: "words"} for name in names[3:]
    }
    axes |= {name: {0: "rows", 1: "words"} for name in ("states", *HEADS)}
    _trace(TrunkGraph(network), (ids, flags, flags, words, words), path, names, ["states", *HEADS], axes)


def write_arguments(network: Network, path: Path) -> None:
    """Trace the reader of arguments."""
    row = torch.tensor([0, 1, 1])
    inputs = (torch.randn(2, 24, network.shape.width), torch.ones(2, 24, dtype=torch.bool), row, row + 3, row + 5)
    names = ["states", "words_seen", "row", "start", "end"]
    axes = {name: {0: "rows", 1: "words"} for name in names[:2]} | {name: {0: "cues"} for name in names[2:]}
    _trace(ArgumentsGraph(network), inputs, path, names, ["arguments"], axes | {"arguments": {0: "cues", 1: "words"}})


def _trace(graph: nn.Module, inputs: tuple, path: Path, names: list[str], outputs: list[str], axes: dict) -> None:
    torch.onnx.export(graph.eval(), inputs, str(path), input_names=names, output_names=outputs, dynamic_axes=axes,
                      opset_version=17, dynamo=False)  # fmt: skip


def quantise(path: Path, out: Path) -> None:
    """Products with constant matrices become 8-bit; everything else stays as it is."""
    ready = path.with_suffix(".ready.onnx")
    quant_pre_process(str(path), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(ready, out, op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True,
                     reduce_range=True, extra_options={"MatMulConstBOnly": True})  # fmt: skip


if __name__ == "__main__":
    main()
