"""Who marks a text: one interface for the rules and for the trained encoder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import msgspec

from qawl.dates.grammar import find_dates_in
from qawl.errors import UsageError
from qawl.languages.cues import find_cues
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack
from qawl.segment.scene import Scene
from qawl.tagger.frames import Frame, Mention, Range
from qawl.tagger.joint import Hints, join_frames
from qawl.tagger.rules.rates import is_rate
from qawl.tagger.rules.reader import tag_frames


class Marked(msgspec.Struct, frozen=True):
    """The frames and the mentions of a text, in the order of the text.

    `knows_headlines` says that the reader tells `Ministry: we are ready` from `Syria: five days of war`, which by their
    shape are alike.
    """

    frames: tuple[Frame, ...]
    mentions: tuple[Mention, ...] = ()
    knows_headlines: bool = False


Reader = Callable[[Scene, LanguagePack], Marked]

DEFAULT_READER = "encoder"


def open_reader(name: str = DEFAULT_READER, *, threads: int = 2) -> Reader:
    """Return a reader by name, opened once for each process; `threads` are those that it may compute with.

    Raises UsageError when no reader has the name, ReaderError when its files are missing or damaged.
    """
    if name not in READERS:
        known = ", ".join(READERS)
        raise UsageError(f'unknown reader "{name}": use one of {known}')
    return _opened(name, threads)


@cache
def _opened(name: str, threads: int) -> Reader:
    return READERS[name](threads)


def _rules(_: int) -> Reader:
    return lambda scene, pack: Marked(tag_frames(scene, pack))


def _encoder(threads: int) -> Reader:
    from qawl.tagger.encoder.encoder import Encoder  # noqa: PLC0415  the rules must not load the runtime of the model

    encoder = Encoder.load(threads=threads)

    def read(scene: Scene, pack: LanguagePack) -> Marked:
        ((frames, mentions),) = encoder.tag([scene.text])
        found = find_dates_in(scene.folded, pack)
        times = tuple((when.start, when.end) for when in found if when.start is not None and when.end is not None)
        rules = tag_frames(scene, pack)
        joined = join_frames(scene, frames, rules, hints=_hints(scene, pack, times), mentions=mentions)
        return Marked(joined, mentions, knows_headlines=True)

    return read


def _hints(scene: Scene, pack: LanguagePack, times: tuple[Range, ...]) -> Hints:
    grammar = load_grammar(pack)
    known: list[Range] = []
    rates: list[Range] = []
    for hit in find_cues(scene.words, pack):
        (rates if is_rate(scene, grammar, hit) else known).append(scene.range_of(hit.start, hit.end))
    return Hints(
        times=times,
        known=known,
        rates=rates,
        idle=_idle(pack),
        prepositions=grammar.prepositions,
        quantities=grammar.quantities,
        anaphors=grammar.anaphors,
    )


def _idle(pack: LanguagePack) -> frozenset[str]:
    """Return the folded words of a language that say nothing by themselves."""
    grammar = load_grammar(pack)
    return grammar.prepositions | grammar.adverbs | grammar.coordinators | grammar.relatives


READERS: Mapping[str, Callable[[int], Reader]] = {"encoder": _encoder, "rules": _rules}
