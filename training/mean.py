"""The mean of checkpoints: what several runs from one beginning have in common is mostly right.

    python -m training.mean --of CHECKPOINT:WEIGHT [CHECKPOINT:WEIGHT ...] --out CHECKPOINT

The first gives what has no mean: the shape of the network, whole numbers, and what the others lack.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch


def main() -> None:
    """Parse, mix, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--of", nargs="+", required=True, help="checkpoints, each with its weight behind a colon")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    parts = [(Path(path), float(weight)) for path, _, weight in (part.rpartition(":") for part in arguments.of)]
    torch.save(mean(parts), arguments.out)


def mean(parts: Sequence[tuple[Path, float]]) -> dict[str, object]:
    """The first checkpoint with the weighted mean of all networks; the weights need not sum to one."""
    states = [torch.load(path, weights_only=True) for path, _ in parts]
    whole = sum(weight for _, weight in parts)
    first = states[0]["network"]
    for name, value in first.items():
        if value.is_floating_point():
            others = (
                state["network"].get(name, value).float() * weight / whole
                for state, (_, weight) in zip(states, parts, strict=True)
            )
            first[name] = sum(others, torch.zeros_like(value, dtype=torch.float32)).to(value.dtype)
    return states[0]


if __name__ == "__main__":
    main()
