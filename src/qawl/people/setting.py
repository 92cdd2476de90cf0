"""What reading the sources of one text needs of it."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from qawl.languages.grammar import Grammar
from qawl.languages.pack import LanguagePack
from qawl.people.rules import NameRules
from qawl.segment.scene import Scene
from qawl.span import Span
from qawl.tagger.frames import Mention, MentionKind


class Marks(msgspec.Struct, frozen=True):
    """The word positions that mentions cover: of roles, and of bodies and places, which may be part of a role."""

    roles: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()


class Setting(msgspec.Struct, frozen=True):
    """What reading a source needs of its text.

    The scene, its language and headline, the mentions, the folded words, the positions of the verbs of saying, and
    those that mentions of some kinds cover.
    """

    scene: Scene
    pack: LanguagePack
    title: Span | None
    grammar: Grammar
    rules: NameRules
    mentions: tuple[Mention, ...]
    seen: Collection[str]
    verbs: frozenset[int] = frozenset()
    marks: Marks = Marks()


def find_marks(scene: Scene, mentions: Collection[Mention]) -> Marks:
    """Return the positions of the words that are mentioned as roles, and as bodies and places."""

    def covered(*kinds: MentionKind) -> frozenset[int]:
        ranges = (scene.word_range(m.start, m.end) for m in mentions if m.kind in kinds)
        return frozenset(p for start, end in ranges for p in range(start, end) if not scene.words[p].is_mark)

    return Marks(covered("role"), covered("organisation", "outlet", "place"))
