"""Train the encoder.

    python -m training.train --work WORK [--minutes 85 | --steps N] [--resume | --start CHECKPOINT]
    python -m training.train --smoke

Reads what `training.prepare` wrote; writes WORK/run/last.pt every few minutes. The learning rate and the mix of
corpora follow the part of the time that has gone, so a run always ends on time; with --steps they follow the steps,
and two runs give the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from qawl.tagger.encoder.encoder import PIECES
from qawl.tagger.encoder.pieces import open_pieces
from training import batches, documents, losses, shingles
from training.model import Network, Shape
from training.samples import Sample, samples

FIRST = {
    "polnear": 0.24,
    "house": 0.59,
    "anercorp": 0.10,
    "conllpp": 0.02,
    "nerel": 0.02,
    "slavicner": 0.02,
    "wojood": 0.01,
}
SECOND = {
    "polnear": 0.22,
    "house": 0.62,
    "anercorp": 0.09,
    "conllpp": 0.02,
    "nerel": 0.02,
    "slavicner": 0.02,
    "wojood": 0.01,
}
TURN = 0.48  # the part of the run after which the second mix is drawn
WARM = 0.03
SAVED_EVERY = 240.0  # seconds
SEED = 20


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train: by minutes, or by steps where those are given."""

    work: Path
    minutes: float = 85.0
    steps: int | None = None
    layers: int = 8
    pieces: int = 2816
    rate: float = 1.6e-4
    head_rate: float = 6e-4
    hidden: float = 0.03
    frozen: int = 0  # lowest layers that stay as they are
    resume: bool = False
    start: Path | None = None  # a checkpoint whose weights, but not its pace, the run begins with


def main() -> None:
    """Parse, train, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path)
    parser.add_argument("--minutes", type=float, default=Plan.minutes)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--layers", type=int, default=Plan.layers)
    parser.add_argument("--pieces", type=int, default=Plan.pieces)
    parser.add_argument("--rate", type=float, default=Plan.rate)
    parser.add_argument("--head-rate", type=float, default=Plan.head_rate)
    parser.add_argument("--hidden", type=float, default=Plan.hidden, help="part of the words hidden in training")
    parser.add_argument("--frozen", type=int, default=Plan.frozen, help="lowest layers that stay as they are")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--start", type=Path, help="begin with the weights of this checkpoint")
    parser.add_argument("--smoke", action="store_true", help="a minute on a few sentences of our own, then stop")
    options = vars(parser.parse_args())
    if options.pop("smoke"):
        from training.smoke import smoke  # noqa: PLC0415  it imports this module

        print("\n".join(smoke()))
    elif options["work"] is None:
        parser.error("--work is needed: the folder that training.prepare wrote")
    else:
        train(Plan(**options))


def train(plan: Plan) -> Path:
    """Run the plan; the path of the last checkpoint."""
    random.seed(SEED), np.random.seed(SEED), torch.manual_seed(SEED)
    run = plan.work / "run"
    run.mkdir(parents=True, exist_ok=True)
    network = load(plan.start) if plan.start else fresh(plan.work, plan.layers)
    _freeze(network, plan.frozen)
    optimizer = torch.optim.AdamW(_groups(network, plan), weight_decay=0.01, fused=True)
    step, gone = _restore(run / "last.pt", network, optimizer) if plan.resume else (0, 0.0)
    chance, hiding = random.Random(SEED + step), np.random.default_rng(SEED + step)
    begun = saved = time.monotonic()
    held = held_batches(plan.work)
    sums: dict[str, list[float]] = {}
    for mix in (FIRST, SECOND):
        groups = training_groups(plan.work)
        for part in batches.stream(groups, mix, pieces=plan.pieces, chance=chance):
            elapsed = gone + time.monotonic() - begun
            done = step / plan.steps if plan.steps else elapsed / (60 * plan.minutes)
            if done >= (TURN if mix is FIRST else 1.0):
                break
            _pace(optimizer, done)
            _step(network, optimizer, part, hiding, plan.hidden, sums)
            step += 1
            if step % 50 == 0:
                _report(run, step, elapsed, done, sums)
            if time.monotonic() - saved > SAVED_EVERY:
                save(run / "last.pt", network, optimizer, step, elapsed)
                saved = time.monotonic()
                _report(run, step, elapsed, done, _held(network, held), "held")
        save(
            run / ("first.pt" if mix is FIRST else "last.pt"), network, optimizer, step, gone + time.monotonic() - begun
        )
    return run / "last.pt"


def fresh(work: Path, layers: int) -> Network:
    """A network whose trunk is the base model's lower layers."""
    base = np.load(work / "base.npz")
    network = Network(Shape(vocabulary=len(base["emb.word"]), layers=layers))
    trunk = network.trunk
    take = lambda name: torch.from_numpy(base[name])  # noqa: E731
    trunk.table.copy_(take("emb.word") + take("emb.type")[0])
    trunk.places.copy_(take("emb.pos"))
    names = {
        "q": "q",
        "k": "k",
        "v": "v",
        "out": "ao",
        "up": "fi",
        "down": "fo",
        "attention_norm": "aln",
        "inner_norm": "oln",
    }
    with torch.no_grad():
        trunk.norm.weight.copy_(take("emb.ln.w")), trunk.norm.bias.copy_(take("emb.ln.b"))
        for index, block in enumerate(trunk.blocks):
            for ours, theirs in names.items():
                part = getattr(block, ours)
                part.weight.copy_(take(f"l{index}.{theirs}.w")), part.bias.copy_(take(f"l{index}.{theirs}.b"))
    return network


def training_groups(work: Path) -> Mapping[str, list[Sample]]:
    """Samples by group of the mixes; the held texts are left out, and what shares long runs of words with them."""
    pieces = open_pieces(work / PIECES)
    groups: dict[str, list[Sample]] = {}
    held = shingles.of(row.text for row in marked_as_held(work))
    for path in sorted((work / "train").glob("*.jsonl.gz")):
        rows, _ = shingles.without((row for row in documents.read(path) if not is_held(row)), held)
        groups.setdefault(_group(path.name), []).extend(samples(pieces, rows))
    return groups


def held_documents(work: Path) -> list[documents.Document]:
    """About a tenth of the texts annotated by our guidelines, for thresholds and calibration.

    Those that PolNeAR or a double has among the training texts too are left out: the runs that made the shipped weights
    have seen them.
    """
    paths = (work / "train" / f"{name}.jsonl.gz" for name in ("polnear", "gold", "own"))
    seen = (row for path in paths if path.exists() for row in documents.read(path) if not is_held(row))
    return shingles.without(marked_as_held(work), shingles.of(row.text for row in seen))[0]


def marked_as_held(work: Path) -> list[documents.Document]:
    """All texts that are held out, those too that a run has seen under another id."""
    paths = [work / "train" / f"{name}.jsonl.gz" for name in ("gold", "own")]
    return [row for path in paths if path.exists() for row in documents.read(path) if is_held(row)]


def is_held(row: documents.Document) -> bool:
    """Whether a text annotated by our guidelines is held out."""
    return row.corpus in ("gold", "own") and documents.is_held_id(row.id)


def held_batches(work: Path) -> list[tuple]:
    pieces = open_pieces(work / PIECES)
    found = samples(pieces, held_documents(work))
    every = [window for sample in found for window in batches.windows(sample, random.Random(SEED))]
    return [batches.collate(every[at : at + 12]) for at in range(0, len(every), 12)]


def save(path: Path, network: Network, optimizer: torch.optim.Optimizer, step: int, elapsed: float) -> None:
    """Write a checkpoint; a broken write leaves the old one."""
    state = {"shape": network.shape.to_json(), "network": network.state_dict(), "optimizer": optimizer.state_dict(),
             "step": step, "elapsed": elapsed}  # fmt: skip
    torch.save(state, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").replace(path)


def load(path: Path) -> Network:
    """The network of a checkpoint, ready to read."""
    state = torch.load(path, weights_only=True)
    network = Network(Shape(**state["shape"]))
    network.load_state_dict({**_later(network, state["network"]), **state["network"]})
    return network.eval()


def _later(network: Network, known: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """What checkpoints of the first runs lack: the reader of adjuncts begins as that of arguments, the rest at zero."""
    fresh = network.adjuncts.state_dict()
    alike = {name: known.get(f"arguments.{name}") for name in fresh}
    kept = {k: v if v is not None and v.shape == fresh[k].shape else fresh[k] for k, v in alike.items()}
    adjuncts = {f"adjuncts.{name}": value for name, value in kept.items()}
    return {"trunk.foreign": torch.zeros(network.shape.width), **adjuncts}


def _restore(path: Path, network: Network, optimizer: torch.optim.Optimizer) -> tuple[int, float]:
    if not path.exists():
        return 0, 0.0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    return state["step"], state["elapsed"]


def _group(name: str) -> str:
    stem = name.removesuffix(".jsonl.gz").split("-")[0]
    return "house" if stem in ("gold", "own") else stem


def _freeze(network: Network, layers: int) -> None:
    """Leave what lies below the layers that learn: a third run then takes three quarters of the time for a step."""
    trunk = network.trunk
    for block in trunk.blocks[:layers]:
        block.requires_grad_(requires_grad=False)
    if layers:
        trunk.norm.requires_grad_(requires_grad=False)
        trunk.line_start.requires_grad_(requires_grad=False)


def _groups(network: Network, plan: Plan) -> list[dict]:
    known = {id(parameter) for name, parameter in network.trunk.named_parameters() if name != "foreign"}
    learning = (parameter for parameter in network.trunk.parameters() if parameter.requires_grad)
    trunk = [parameter for parameter in learning if id(parameter) in known]
    heads = [parameter for parameter in network.parameters() if id(parameter) not in known]
    return [
        {"params": trunk, "lr": plan.rate, "peak": plan.rate},
        {"params": heads, "lr": plan.head_rate, "peak": plan.head_rate},
    ]


def _pace(optimizer: torch.optim.Optimizer, done: float) -> None:
    """Warm up, then fall in a line to a fiftieth."""
    part = min(done / WARM, max((1 - done) / (1 - WARM), 0.02))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * max(part, 0.02)


def _step(network, optimizer, part, hiding, hidden, sums) -> None:
    network.train()
    batch, targets = batches.collate(part, chance=hiding, hidden=hidden)
    with reduced():
        scores = network(batch)
    found = losses.surprise(scores, targets, network.steps)
    if not found:
        return
    losses.total(found, len(part)).backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    for head, value in found.items():
        of_pairs = head in ("arguments", "adjuncts")
        count = int((targets[head][:, 0] >= 0).sum()) if of_pairs else int((targets[head] >= 0).sum()) / 100
        weight = targets["weight"].item() if of_pairs else 1.0
        sums.setdefault(head, []).append(value.item() / max(count * weight, 1))
    sums.setdefault("pieces", []).append(batch.ids.numel())


def reduced() -> torch.autocast:
    """Products in bf16, where the processor has the instructions that make it faster than floats and not slower."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu.get_capabilities().get("avx512_bf16", False))


def _held(network, held) -> dict[str, list[float]]:
    network.eval()
    sums: dict[str, list[float]] = {}
    with torch.no_grad(), reduced():
        for batch, targets in held:
            for head, value in losses.surprise(network(batch), targets, network.steps).items():
                count = (
                    int((targets[head][:, 0] >= 0).sum())
                    if head in ("arguments", "adjuncts")
                    else int((targets[head] >= 0).sum()) / 100
                )
                sums.setdefault(head, []).append(value.item() / max(count, 1))
    return sums


def _report(run, step, elapsed, done, sums, what="train") -> None:
    """A line of means: nats an attribution for arguments and adjuncts, nats a hundred words for the rest."""
    means = {head: round(float(np.mean(values)), 3) for head, values in sums.items() if head != "pieces"}
    row = {"what": what, "step": step, "elapsed": round(elapsed, 1), "done": round(done, 4), **means}
    if "pieces" in sums:
        row["pieces"] = sum(sums["pieces"])
    with (run / "log.jsonl").open("a") as log:
        log.write(json.dumps(row) + "\n")
    sums.clear()


if __name__ == "__main__":
    main()
