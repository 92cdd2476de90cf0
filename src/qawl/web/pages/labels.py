"""The words that the interface has for what a statement can be: acts, kinds, stances, steps of a chain."""

from __future__ import annotations

from gettext import GNUTranslations

# What the language packs call the acts of their cues; a test holds the list to theirs.
KNOWN_ACTS = (
    "accuse", "admit", "advise", "agree", "announce", "answer", "apologise", "ask", "assert", "call", "complain",
    "condemn", "confirm", "congratulate", "decide", "demand", "deny", "fear", "hope", "know", "oppose", "order", "plan",
    "praise", "promise", "refuse", "say", "show", "support", "think", "threaten", "want", "warn",
)  # fmt: skip


class Labels:
    """The catalogue, asked by a context and a word of the model; a word that it does not know stays as it is."""

    def __init__(self, catalogue: GNUTranslations) -> None:
        self._catalogue = catalogue

    def __call__(self, context: str, word: str) -> str:
        """Return what a word of the model is called: `label("act", "deny")`."""
        return self._catalogue.pgettext(context, word)
