"""What the circumstances of all statements of an article are read from, found once."""

from __future__ import annotations

import datetime

import msgspec

from qawl.context.outlets import find_outlets
from qawl.context.phrases import Ground
from qawl.context.terms import find_terms, load_habits
from qawl.dates.grammar import find_dates_in
from qawl.languages.pack import LanguagePack
from qawl.model import Article
from qawl.segment.scene import Scene


def survey(article: Article, scene: Scene, pack: LanguagePack, *, today: datetime.date | None = None) -> Ground:
    """Find the terms, outlets and time expressions of a text.

    Days are meant from that of the article, else from `today`.
    """
    day = article.published.date if article.published else today
    dates = find_dates_in(scene.folded, pack, today=day)
    dated = frozenset(
        position
        for date in dates
        if date.start is not None and date.end is not None
        for position in range(*scene.word_range(date.start, date.end))
    )
    ground = Ground(scene, find_terms(scene, pack), dates, dated, load_habits(pack))
    return msgspec.structs.replace(ground, outlets=find_outlets(ground))
