"""The trained reader of attributions and names; `Encoder` is its only door."""

from qawl.tagger.encoder.encoder import Encoder

__all__ = ["Encoder"]
