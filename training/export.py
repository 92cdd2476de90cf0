"""Turn a checkpoint into the files that the package ships: int8 ONNX graphs, the vocabulary of pieces and the settings.

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

from qawl.tagger.encoder.encoder import PIECES
from qawl.tagger.encoder.network import ADJUNCTS, ARGUMENTS, HEADS, TRUNK
from qawl.tagger.encoder.weights import SETTINGS, Settings
from training import calibrate
from training.model import ADJUNCT_LABELS, ARGUMENT_LABELS, NAME_LABELS, Arguments, Block, Network
from training.train import load

ADJUNCT_BIAS = 1.5  # so that what is less likely than not is seen as well: the stages ask for their own certainty
SINGLE = ("O", "B-", "I-")
LABELS = {"cues": SINGLE, "names": NAME_LABELS, "roles": SINGLE, "outlets": SINGLE, "arguments": ARGUMENT_LABELS,
          "adjuncts": ADJUNCT_LABELS}  # fmt: skip


def main() -> None:
    """Parse, export, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/qawl/tagger/encoder/weights"))
    parser.add_argument("--float", action="store_true", help="leave the weights as 32-bit floats, to compare")
    parser.add_argument("--foreign", type=float, default=0.0, help="1: as PolNeAR is annotated, to compare")
    parser.add_argument("--uncalibrated", action="store_true")
    options = parser.parse_args()
    network = load(options.checkpoint or options.work / "run" / "last.pt")
    network.trunk.places += options.foreign * network.trunk.foreign.detach()
    settings = export(network, options.work / PIECES, options.out, quantised=not options.float)
    if not options.uncalibrated:
        settings = write_settings(options.out, calibrate.fitted(options.out, options.work, settings))
    for path in sorted(options.out.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.2f} MB {path}")
    print(msgspec.structs.replace(settings, steps=(), labels={}, sha256={}))


def export(network: Network, pieces: Path, out: Path, *, quantised: bool = True) -> Settings:
    """Write all files of the encoder; its settings, not yet calibrated."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(pieces, out / PIECES)
    with tempfile.TemporaryDirectory() as folder:
        parts = ((TRUNK, write_trunk, network), (ARGUMENTS, write_arguments, network.arguments),
                 (ADJUNCTS, write_arguments, network.adjuncts))  # fmt: skip
        for name, write, part in parts:
            path = Path(folder) / name
            write(part, path)
            if quantised:
                quantise(path, out / name)
            else:
                shutil.copyfile(path, out / name)
    steps = tuple(tuple(row) for row in network.steps.tolist())
    plain = Settings(sha256={}, labels=LABELS, steps=steps, threshold=0.0, adjunct_bias=ADJUNCT_BIAS)
    return write_settings(out, plain)


def write_settings(out: Path, settings: Settings) -> Settings:
    """Write the settings with the digests of the files beside them."""
    names = (ADJUNCTS, ARGUMENTS, PIECES, TRUNK)
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    settings = msgspec.structs.replace(settings, sha256=digests)
    (out / SETTINGS).write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n")
    return settings


class _Attend(torch.autograd.Function):
    """Attention over everything, as the one operator that onnxruntime has for it."""

    @staticmethod
    def forward(ctx, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        split = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (q, k, v))
        return nn.functional.scaled_dot_product_attention(*split).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph, q, k, v, heads: int):
        made = graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        made.setType(q.type())
        return made


class FusedBlock(nn.Module):
    """A block with its three projections in one product and nothing masked."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self.block = block
        self.qkv = nn.Linear(block.q.in_features, 3 * block.q.out_features)
        parts = (block.q, block.k, block.v)
        self.qkv.weight = nn.Parameter(torch.cat([part.weight for part in parts]))
        self.qkv.bias = nn.Parameter(torch.cat([part.bias for part in parts]))

    def forward(self, x: Tensor) -> Tensor:
        block = self.block
        if block.norm_first:
            x = x + self._attend(block.attention_norm(x))
            return x + block._feed(block.inner_norm(x))
        x = block.attention_norm(x + self._attend(x))
        return block.inner_norm(x + block._feed(x))

    def _attend(self, x: Tensor) -> Tensor:
        return self.block.out(_Attend.apply(*self.qkv(x).chunk(3, -1), self.block.heads))


class TrunkGraph(nn.Module):
    """The trunk with its heads; the table of pieces as 8-bit rows, each with a scale."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.blocks = nn.ModuleList(FusedBlock(block) for block in network.trunk.blocks)
        scale = network.trunk.table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (network.trunk.table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor, line_starts: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        trunk = self.network.trunk
        x = trunk.embed(self.rows[ids].float() * self.scale[ids], line_starts)
        for block in self.blocks:
            x = block(x)
        words = self.network.pool(x, first, last)
        return words, *(getattr(self.network, head)(words) for head in HEADS)


class ArgumentsGraph(nn.Module):
    """The reader of arguments, or that of adjuncts, over the words of one window [words, width]."""

    def __init__(self, arguments: Arguments) -> None:
        super().__init__()
        self.arguments = arguments
        self.blocks = nn.ModuleList(FusedBlock(block) for block in arguments.blocks)

    def forward(self, states: Tensor, start: Tensor, end: Tensor) -> Tensor:
        x = self.arguments.embed(states[None], torch.zeros_like(start), start, end)
        for block in self.blocks:
            x = block(x)
        return self.arguments.labels(self.arguments.norm(x))


def write_trunk(network: Network, path: Path) -> None:
    """Trace the trunk."""
    ids = torch.randint(4, 100, (2, 24))
    words = torch.arange(1, 17).repeat(2, 1)
    names = ["ids", "line_starts", "first", "last"]
    axes = {name: {0: "rows", 1: "pieces"} for name in names[:2]}
    axes |= {name: {0: "rows", 1: "words"} for name in (*names[2:], "states", *HEADS)}
    _trace(TrunkGraph(network), (ids, ids > 50, words, words), path, names, ["states", *HEADS], axes)


def write_arguments(arguments: Arguments, path: Path) -> None:
    """Trace the reader of arguments, or that of adjuncts."""
    start = torch.tensor([3, 8, 9])
    names = ["states", "start", "end"]
    axes = {"states": {0: "words"}, "start": {0: "cues"}, "end": {0: "cues"}, "scores": {0: "cues", 1: "words"}}
    inputs = (torch.randn(24, arguments.word.in_features), start, start + 2)
    _trace(ArgumentsGraph(arguments), inputs, path, names, ["scores"], axes)


def _trace(graph: nn.Module, inputs: tuple, path: Path, names: list[str], outputs: list[str], axes: dict) -> None:
    torch.onnx.export(graph.eval(), inputs, str(path), input_names=names, output_names=outputs, dynamic_axes=axes,
                      opset_version=17,
        custom_opsets={"com.microsoft": 1}, dynamo=False)  # fmt: skip


def quantise(path: Path, out: Path) -> None:
    """Products with constant matrices become 8-bit; everything else stays as it is."""
    ready = path.with_suffix(".ready.onnx")
    quant_pre_process(str(path), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(ready, out, op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True,
                     reduce_range=True, extra_options={"MatMulConstBOnly": True})  # fmt: skip


if __name__ == "__main__":
    main()
