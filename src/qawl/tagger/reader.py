"""Who marks a text: one interface for the rules and for the trained encoder."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from qawl.errors import UsageError
from qawl.languages.pack import LanguagePack
from qawl.segment.scene import Scene
from qawl.tagger.frames import Frame, Mention
from qawl.tagger.rules.reader import tag_frames


class Marked(msgspec.Struct, frozen=True):
    """The frames and the mentions of a text, in the order of the text."""

    frames: tuple[Frame, ...]
    mentions: tuple[Mention, ...] = ()


Reader = Callable[[Scene, LanguagePack], Marked]

DEFAULT_READER = "rules"


def open_reader(name: str = DEFAULT_READER) -> Reader:
    """Return a reader by name. Raises UsageError when no reader has the name."""
    if name not in READERS:
        known = ", ".join(READERS)
        raise UsageError(f'unknown reader "{name}": use one of {known}')
    return READERS[name]()


def _rules() -> Reader:
    return lambda scene, pack: Marked(tag_frames(scene, pack))


READERS: Mapping[str, Callable[[], Reader]] = {"rules": _rules}
