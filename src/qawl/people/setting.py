"""What reading the sources of one text needs of it."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from qawl.languages.grammar import Grammar
from qawl.languages.pack import LanguagePack
from qawl.people.rules import NameRules
from qawl.segment.scene import Scene
from qawl.span import Span
from qawl.tagger.frames import Mention


class Setting(msgspec.Struct, frozen=True):
    """What reading a source needs of its text.

    The scene, its language and headline, the mentions, the folded words, and the positions of the verbs of saying.
    """

    scene: Scene
    pack: LanguagePack
    title: Span | None
    grammar: Grammar
    rules: NameRules
    mentions: tuple[Mention, ...]
    seen: Collection[str]
    verbs: frozenset[int] = frozenset()
