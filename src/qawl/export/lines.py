"""The lines of an article, each with what lies in it: marks and labels are gone through once, beside the lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

import msgspec

from qawl.export.passages import Label, Mark, labels_of, marks_of
from qawl.model import Reading
from qawl.span import Span, cut


class Line(msgspec.Struct, frozen=True):
    """A line that says something, the marks that share a character with it, and the labels that stand in it."""

    place: Span
    is_title: bool
    is_apparatus: bool
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


def lines_of(reading: Reading) -> Iterator[Line]:
    """Give the lines of an article in order; blank ones are left out."""
    article = reading.article
    places = list(_places(article.text))
    touched, labelled = touching(marks_of(reading), places), _standing(labels_of(reading), places)
    contained = _contained(article.apparatus, places)
    for place, marks, labels, is_apparatus in zip(places, touched, labelled, contained, strict=True):
        is_title = article.title is not None and place.overlaps(article.title)
        yield Line(place, is_title, is_apparatus, marks, labels)


def touching(marks: Iterable[Mark], places: Iterable[Span]) -> Iterator[tuple[Mark, ...]]:
    """Give the marks that share a character with each place; the places follow each other, as lines do."""
    waiting, near = deque(sorted(marks, key=lambda mark: mark.start)), list[Mark]()
    for place in places:
        while waiting and waiting[0].start < place.end:
            near.append(waiting.popleft())
        near = [mark for mark in near if place.start < mark.end]
        yield tuple(near)


def _places(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield cut(text, start, start + len(line))
        start += len(line) + 1


def _standing(labels: Iterable[Label], places: Iterable[Span]) -> Iterator[tuple[Label, ...]]:
    """Give the labels that stand in each place; they are in order, as the places are."""
    waiting = deque(labels)
    for place in places:
        here = []
        while waiting and waiting[0].position < place.end:
            label = waiting.popleft()
            here += [label] if label.position >= place.start else []
        yield tuple(here)


def _contained(spans: Iterable[Span], places: Iterable[Span]) -> Iterator[bool]:
    """Say of each place whether it lies wholly inside one of the spans."""
    waiting, farthest = deque(sorted(spans)), 0
    for place in places:
        while waiting and waiting[0].start <= place.start:
            farthest = max(farthest, waiting.popleft().end)
        yield place.end <= farthest
