"""What training makes small: the surprise at the labels of words, and at whole label sequences for arguments."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from training.model import ARGUMENT_LABELS
from training.samples import IGNORED

IMPOSSIBLE = -1e4
WEIGHTS = {"cues": 1.0, "arguments": 0.4, "adjuncts": 0.06, "names": 0.6, "roles": 0.4, "outlets": 0.3}


def surprise(scores: dict[str, Tensor], targets: dict[str, Tensor], steps: Tensor) -> dict[str, Tensor]:
    """Summed negative log likelihood for each head that the batch teaches."""
    found = {}
    for head, score in scores.items():
        target = targets[head]
        if head == "arguments":
            found[head] = targets["weight"] * chain(score.float(), target, steps.float())
        elif bool((target != IGNORED).any()):
            flat = score.float().reshape(-1, score.shape[-1])
            found[head] = F.cross_entropy(flat, target.reshape(-1), ignore_index=IGNORED, reduction="sum")
            if head == "adjuncts":
                found[head] = targets["weight"] * found[head]
    return found


def total(found: dict[str, Tensor], rows: int) -> Tensor:
    """The weighted sum, for a row."""
    return torch.stack([WEIGHTS[head] * value for head, value in found.items()]).sum() / (10.0 * rows)


def chain(scores: Tensor, target: Tensor, steps: Tensor) -> Tensor:
    """Negative log likelihood under a linear chain: scores [pairs, words, labels], target with IGNORED at the end."""
    legal = steps + forbidden()
    seen = target != IGNORED
    labels = target.clamp(min=0)
    gold = scores.gather(2, labels.unsqueeze(-1)).squeeze(-1).masked_fill(~seen, 0).sum()
    moves = legal[labels[:, :-1], labels[:, 1:]].masked_fill(~seen[:, 1:], 0).sum()
    state = scores[:, 0] + first_forbidden()
    for at in range(1, scores.shape[1]):
        onward = torch.logsumexp(state.unsqueeze(2) + legal, dim=1) + scores[:, at]
        state = torch.where(seen[:, at, None], onward, state)
    reached = torch.logsumexp(state, dim=1).masked_fill(~seen[:, 0], 0)  # a padded pair has no words
    return reached.sum() - gold - moves


def forbidden() -> Tensor:
    """[from, to]: an I needs a B or an I of its kind before it."""
    table = torch.zeros(len(ARGUMENT_LABELS), len(ARGUMENT_LABELS))
    for i, before in enumerate(ARGUMENT_LABELS):
        for j, label in enumerate(ARGUMENT_LABELS):
            if label[0] == "I" and before[2:] != label[2:]:
                table[i, j] = IMPOSSIBLE
    return table


def first_forbidden() -> Tensor:
    """No text begins with an I."""
    return torch.tensor([IMPOSSIBLE if label[0] == "I" else 0.0 for label in ARGUMENT_LABELS])
