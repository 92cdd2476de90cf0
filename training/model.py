"""The network: a shared encoder, taggers over words, and a reader of the arguments of each cue."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

CUE_LABELS = ("O", "B", "I")
ARGUMENT_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")
ADJUNCT_KINDS = ("speaker", "role", "addressee", "channel", "via", "when", "where")
ADJUNCT_LABELS = ("O", *(f"{at}-{kind}" for kind in ADJUNCT_KINDS for at in "BI"))
NAME_LABELS = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place")
UNSEEN = -1e4
FURTHEST = 120  # words from the cue; further ones share the last distance


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; what a checkpoint needs to be rebuilt."""

    vocabulary: int
    layers: int = 8
    width: int = 384
    heads: int = 12
    inner: int = 1536
    argument_width: int = 192
    argument_layers: int = 2
    dropout: float = 0.1

    def to_json(self) -> dict[str, float]:
        return asdict(self)


@dataclass
class Batch:
    """Padded windows. Word indices are into the pieces of the row; pairs index rows and their cue words."""

    ids: Tensor  # [rows, pieces] int64
    line_starts: Tensor  # [rows, pieces] bool
    pieces_seen: Tensor  # [rows, pieces] bool
    foreign: Tensor  # [rows] bool: annotated by the guidelines of another corpus than ours
    first: Tensor  # [rows, words] int64: first piece of the word
    last: Tensor  # [rows, words] int64
    words_seen: Tensor  # [rows, words] bool
    pair_row: Tensor  # [pairs] int64
    pair_start: Tensor  # [pairs] int64: the cue's words, half-open
    pair_end: Tensor  # [pairs] int64


class Block(nn.Module):
    """A transformer layer, normalised after (as in BERT) or before each part."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float, *, norm_first: bool) -> None:
        super().__init__()
        self.heads, self.dropout, self.norm_first = heads, dropout, norm_first
        self.q, self.k, self.v = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner_norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` [rows, places, width]; `mask` [rows, 1, 1, places] is added to the scores of places."""
        if self.norm_first:
            x = x + self._drop(self._attend(self.attention_norm(x), mask))
            return x + self._drop(self._feed(self.inner_norm(x)))
        x = self.attention_norm(x + self._drop(self._attend(x, mask)))
        return self.inner_norm(x + self._drop(self._feed(x)))

    def _attend(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, places, width = x.shape
        q, k, v = (part(x).view(rows, places, self.heads, -1).transpose(1, 2) for part in (self.q, self.k, self.v))
        scores = (q @ k.transpose(2, 3)) * q.shape[-1] ** -0.5 + mask.to(q.dtype)
        y = scores.softmax(-1).to(v.dtype) @ v  # twice as fast on a CPU, with its backward pass, as the fused kernel
        return self.out(y.transpose(1, 2).reshape(rows, places, width))

    def _feed(self, x: Tensor) -> Tensor:
        return self.down(F.gelu(self.up(x)))

    def _drop(self, x: Tensor) -> Tensor:
        return drop(x, self.dropout, self.training)


def drop(x: Tensor, part: float, training: bool) -> Tensor:
    """Dropout with one draw for all rows of the batch: drawing bits is a tenth of a step's time otherwise."""
    if not training or not part:
        return x
    return x * ((torch.rand(x.shape[1:], device=x.device) >= part) / (1 - part)).to(x.dtype)


class Trunk(nn.Module):
    """Pieces to word states. The table of pieces is frozen: it holds no parameters to train."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.register_buffer("table", torch.zeros(shape.vocabulary, shape.width))
        self.register_buffer("places", torch.zeros(512, shape.width))
        self.line_start = nn.Parameter(torch.zeros(shape.width))
        self.foreign = nn.Parameter(torch.zeros(shape.width))  # how other guidelines differ; never shipped
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = shape.dropout
        self.blocks = nn.ModuleList(
            Block(shape.width, shape.heads, shape.inner, shape.dropout, norm_first=False) for _ in range(shape.layers)
        )

    def forward(self, ids: Tensor, line_starts: Tensor, pieces_seen: Tensor, foreign: Tensor) -> Tensor:
        rows = F.embedding(ids, self.table) + foreign[:, None, None] * self.foreign
        x = drop(self.embed(rows, line_starts), self.dropout, self.training)
        mask = (~pieces_seen[:, None, None, :]) * UNSEEN
        for block in self.blocks:
            x = block(x, mask)
        return x

    def embed(self, rows: Tensor, line_starts: Tensor) -> Tensor:
        """What the first block reads, from rows of the table."""
        return self.norm(rows + self.places[: rows.shape[1]] + line_starts.unsqueeze(-1) * self.line_start)


class Arguments(nn.Module):
    """For each cue, scores every word of its row under labels: source, content or neither; or kinds of adjuncts."""

    def __init__(self, shape: Shape, labels: int) -> None:
        super().__init__()
        width = shape.argument_width
        self.word, self.cue = nn.Linear(shape.width, width), nn.Linear(shape.width, width)
        self.distance = nn.Embedding(2 * FURTHEST + 3, width)
        nn.init.normal_(self.distance.weight, std=0.1)
        self.blocks = nn.ModuleList(
            Block(width, width // 32, 4 * width, shape.dropout, norm_first=True) for _ in range(shape.argument_layers)
        )
        self.norm = nn.LayerNorm(width)
        self.labels = nn.Linear(width, labels)

    def forward(self, words: Tensor, words_seen: Tensor, row: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """[pairs, words, labels] from word states [rows, words, width]."""
        x = self.embed(words, row, start, end)
        mask = (~words_seen[row][:, None, None, :]) * UNSEEN
        for block in self.blocks:
            x = block(x, mask)
        return self.labels(self.norm(x))

    def embed(self, words: Tensor, row: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """The words of each pair's row as seen from its cue."""
        place = torch.arange(words.shape[1], device=words.device)[None]
        after, before = place - (end[:, None] - 1), place - start[:, None]
        inside = (before >= 0) & (after <= 0)
        distance = torch.where(after > 0, after, torch.where(before < 0, before, torch.zeros_like(before)))
        distance = distance.clamp(-FURTHEST, FURTHEST) + FURTHEST
        cue = (inside.unsqueeze(-1) * words[row]).sum(1) / inside.sum(1, keepdim=True).clamp(min=1)
        return self.word(words)[row] + self.cue(cue)[:, None] + self.distance(distance)


class Network(nn.Module):
    """All heads over one trunk."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.trunk = Trunk(shape)
        self.cues = nn.Linear(shape.width, len(CUE_LABELS))
        self.names = nn.Linear(shape.width, len(NAME_LABELS))
        self.roles = nn.Linear(shape.width, 3)
        self.outlets = nn.Linear(shape.width, 3)
        self.arguments = Arguments(shape, len(ARGUMENT_LABELS))
        self.adjuncts = Arguments(shape, len(ADJUNCT_LABELS))
        self.steps = nn.Parameter(torch.zeros(len(ARGUMENT_LABELS), len(ARGUMENT_LABELS)))

    def words(self, batch: Batch) -> Tensor:
        """Word states [rows, words, width]."""
        pieces = self.trunk(batch.ids, batch.line_starts, batch.pieces_seen, batch.foreign)
        return self.pool(pieces, batch.first, batch.last)

    @staticmethod
    def pool(pieces: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """The mean of each word's first and last piece."""
        take = lambda at: pieces.gather(1, at.unsqueeze(-1).expand(-1, -1, pieces.shape[-1]))  # noqa: E731
        return (take(first) + take(last)) * 0.5

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        words = self.words(batch)
        dropped = drop(words, self.shape.dropout, self.training)
        scores = {name: getattr(self, name)(dropped) for name in ("cues", "names", "roles", "outlets")}
        if len(batch.pair_row):
            pairs = (words, batch.words_seen, batch.pair_row, batch.pair_start, batch.pair_end)
            scores["arguments"], scores["adjuncts"] = self.arguments(*pairs), self.adjuncts(*pairs)
        return scores
