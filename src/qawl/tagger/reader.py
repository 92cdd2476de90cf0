"""Who marks a text: one interface for the rules and for the trained encoder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import msgspec

from qawl.dates.grammar import find_dates_in
from qawl.errors import UsageError
from qawl.languages.pack import LanguagePack
from qawl.segment.scene import Scene
from qawl.tagger.frames import Frame, Mention
from qawl.tagger.joint import join_frames
from qawl.tagger.rules.reader import tag_frames


class Marked(msgspec.Struct, frozen=True):
    """The frames and the mentions of a text, in the order of the text."""

    frames: tuple[Frame, ...]
    mentions: tuple[Mention, ...] = ()


Reader = Callable[[Scene, LanguagePack], Marked]

DEFAULT_READER = "encoder"


@cache
def open_reader(name: str = DEFAULT_READER) -> Reader:
    """Return a reader by name, opened once for each process.

    Raises UsageError when no reader has the name, ReaderError when its files are missing or damaged.
    """
    if name not in READERS:
        known = ", ".join(READERS)
        raise UsageError(f'unknown reader "{name}": use one of {known}')
    return READERS[name]()


def _rules() -> Reader:
    return lambda scene, pack: Marked(tag_frames(scene, pack))


def _encoder() -> Reader:
    from qawl.tagger.encoder.encoder import Encoder  # noqa: PLC0415  the rules must not load the runtime of the model

    encoder = Encoder.load()

    def read(scene: Scene, pack: LanguagePack) -> Marked:
        ((frames, mentions),) = encoder.tag([scene.text])
        found = find_dates_in(scene.folded, pack)
        times = tuple((when.start, when.end) for when in found if when.start is not None and when.end is not None)
        return Marked(join_frames(scene, frames, tag_frames(scene, pack), times), mentions)

    return read


READERS: Mapping[str, Callable[[], Reader]] = {"encoder": _encoder, "rules": _rules}
