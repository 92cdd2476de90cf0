"""Turn the shipped weights back into a checkpoint, to train on from them where the checkpoint itself is gone.

    python -m training.restore --work WORK [--weights src/qawl/tagger/encoder/weights]

Run it after `training.prepare`: it writes WORK/start.pt, and WORK/pieces.model anew with the pieces it was trained on,
so that WORK/base.npz, whose rows belong to other pieces, goes.

The integers of the quantised products become floats again by their scales; nothing else was rounded, save the table
of pieces, which training does not change.
"""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

import msgspec
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from qawl.tagger.encoder.encoder import PIECES
from qawl.tagger.encoder.network import ADJUNCTS, ARGUMENTS, TRUNK
from qawl.tagger.encoder.weights import SETTINGS, SHIPPED, Settings
from training.model import Network, Shape

PROJECTIONS = ("q", "k", "v")
Arrays = dict[str, NDArray[np.float32]]


def main() -> None:
    """Parse, restore, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    options = parser.parse_args()
    network = restored(options.weights)
    options.work.mkdir(parents=True, exist_ok=True)
    (options.work / "base.npz").unlink(missing_ok=True)
    shutil.copyfile(options.weights / PIECES, options.work / PIECES)
    torch.save({"shape": network.shape.to_json(), "network": network.state_dict()}, options.work / "start.pt")
    print(f"{options.work / 'start.pt'}: {network.shape}")


def restored(folder: Path) -> Network:
    """The network that `training.export` wrote into the folder."""
    graphs = {TRUNK: "trunk.", ARGUMENTS: "arguments.", ADJUNCTS: "adjuncts."}
    arrays = {name: array for graph, home in graphs.items() for name, array in _arrays(folder / graph, home).items()}
    settings = msgspec.json.decode((folder / SETTINGS).read_bytes(), type=Settings)
    arrays["steps"] = np.array(settings.steps, dtype=np.float32)
    network = Network(Shape(vocabulary=len(arrays["trunk.table"]), layers=_layers(arrays)))
    known = {name: torch.from_numpy(array.copy()) for name, array in arrays.items()}
    network.load_state_dict({"trunk.foreign": torch.zeros(network.shape.width), **known})
    return network.eval()


def _arrays(path: Path, blocks: str) -> Arrays:
    """The parameters of one graph, under the names that the network has for them; its blocks are those of `blocks`."""
    graph = onnx.load(path).graph
    stored = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    found = {_parameter(name, blocks): array for name, array in stored.items() if _is_parameter(name)}
    if "rows" in stored:
        found["trunk.table"] = stored["rows"] * stored["scale"]
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            module = re.sub(r"/(Gemm_)?MatMul_quant$", "", node.name.strip("/")).replace("/", ".")
            found[_home(module, blocks) + ".weight"] = _weight(stored, node.input[1]).T
    for name in [name for name in stored if name.endswith("qkv.bias")]:
        found[f"{blocks}{name}"] = stored[name]
    return _parted(found)


def _parameter(name: str, blocks: str) -> str:
    """The graphs of arguments and of adjuncts are of one make, and both call theirs *arguments*."""
    return blocks + name.removeprefix("arguments.") if name.startswith("arguments.") else name.removeprefix("network.")


def _is_parameter(name: str) -> bool:
    return name.startswith(("network.", "arguments.")) and "Transposed" not in name


def _weight(stored: Arrays, name: str) -> NDArray[np.float32]:
    scale = stored[name.removesuffix("_quantized") + "_scale"]
    zero = stored[name.removesuffix("_quantized") + "_zero_point"]
    return (stored[name].astype(np.float32) - zero.astype(np.float32)) * scale


def _home(module: str, blocks: str) -> str:
    """The graph names blocks without the part that they belong to, and heads as they are."""
    heads = ("cues", "names", "roles", "outlets")
    return module if module in heads else blocks + module


def _parted(arrays: Arrays) -> Arrays:
    """The fused projections as the three that they were."""
    found: Arrays = {}
    for name, array in arrays.items():
        if ".qkv." in name:
            parts = zip(PROJECTIONS, np.split(array, len(PROJECTIONS)), strict=True)
            found |= {name.replace(".qkv.", f".{letter}."): part for letter, part in parts}
        else:
            found[name] = array
    return found


def _layers(arrays: Arrays) -> int:
    return sum(name.startswith("trunk.blocks.") and name.endswith(".up.bias") for name in arrays)


if __name__ == "__main__":
    main()
