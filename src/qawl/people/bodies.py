"""Which body a bare noun or an abbreviation means: *the company*, *the Italian newspaper*, ЕСПЧ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qawl.fold import fold_words
from qawl.people.cast import Cast, Party
from qawl.people.known import find_known
from qawl.people.nominative import phrase_nominative
from qawl.people.reference import Reference
from qawl.people.setting import Setting
from qawl.people.spelling import OWNER_ENDINGS, known_nominative, texts, without_joined
from qawl.segment.words import Word
from qawl.tagger.frames import Mention

_LETTERS = 6  # of an abbreviation
_WORDS = 4  # of the name of a body, its noun with them; set by eye
_KINDS = ("organisation", "outlet")
_OPENING = frozenset('"«“„')


class Bodies:
    """The bodies of one article, those that its sources name and those that are only mentioned."""

    def __init__(self, setting: Setting, cast: Cast) -> None:
        self.setting, self.rules, self.cast = setting, setting.rules, cast
        marked = (setting.scene.text[m.start : m.end] for m in setting.mentions if m.kind == "outlet")
        self.outlets = frozenset(fold_words(words) for words in marked)

    def spelt_out(self, reference: Reference) -> Party | None:
        """Return the body whose first letters a lone abbreviation is, when the text names one only: ЕСПЧ, NATO."""
        said = [word for word in reference.name if fold_words(word) not in self.rules.article]
        lone = said[0] if len(said) == 1 else ""
        if not 1 < len(lone) <= _LETTERS or not lone.isupper():
            return None
        entry, found = find_known(lone, self.rules.code), {}
        for mention, words in self._mentioned():
            weighty = tuple(word for word in words if fold_words(word) not in self.rules.closed | self.rules.article)
            full = find_known(" ".join(words), self.rules.code)
            is_short = self._is_followed_by(mention, lone)
            if (entry is not None and full != entry and not is_short) or len(weighty) < 2:
                continue  # the UK is not the University of Kent
            of_state = weighty[:-1] if self.rules.is_place(fold_words(weighty[-1])) else weighty  # АНБ США
            if is_short or lone.casefold() in map(_initials, (words, weighty, of_state)):
                stems = tuple(self.rules.stem(fold_words(word)) for word in weighty)
                found[stems] = Reference("body", mention.start, words, head=reference.head)
        return self.cast.add(next(iter(found.values()))) if len(found) == 1 else None

    def _is_followed_by(self, mention: Mention, short: str) -> bool:
        """Whether brackets behind a name hold its short form: *World Anti-Doping Agency (WADA)*."""
        behind = self.setting.scene.text[mention.end : mention.end + len(short) + 5]
        return behind.lstrip(' "»”').startswith((f"({short})", f"({short},"))

    def understood(self, reference: Reference, recent: Sequence[Party]) -> Party | None:
        """Return the body that "the company" means: one called so before, else the body that spoke before."""
        recent = [p for p in recent if p.form == "body" and not _is_bare(p, reference)]
        for party in recent:
            if any(reference.head in known.stems or reference.head == known.head for known in party.references):
                return party
        called = [p for p in self.cast.parties if p.form == "body" and not _is_bare(p, reference)]
        called = [p for p in called if any(reference.head in k.stems or reference.head == k.head for k in p.references)]
        if len(called) == 1:
            return called[0]
        if called:
            return None
        marked = self._marked_with(reference) or self._called_before(reference)
        if marked is not None or reference.head not in self.rules.understood_stems:
            return marked
        of_media = reference.head in self.rules.media_stems
        return (
            self._named_with(reference.head)
            or self._most_spoken_of(recent, of_media=of_media)
            or (self._marked_before(reference, of_media=of_media) if self._can_be_anybody(reference) else None)
        )

    def _can_be_anybody(self, reference: Reference) -> bool:
        """Whether any name can be that of such a body: an outlet's, a company's, but not a ministry's."""
        return reference.head in self.rules.media_stems | self.rules.company_stems

    def is_media(self, party: Party) -> bool:
        """Whether a party is an outlet or an agency: called so here, or known to be one."""
        return any(map(self._is_outlet, party.references)) or self._is_known_outlet(party.name)

    def _marked_with(self, reference: Reference) -> Party | None:
        """Return the body of that noun which a mention names in full: *the embassy of Norway*, for *the embassy*."""
        for mention, words in self._mentioned(before=reference.start):
            stems = [self.rules.stem(fold_words(word)) for word in words]
            if len(words) > 1 and reference.head in stems[:2]:
                return self.cast.add(Reference("body", mention.start, words, head=reference.head))
        return None

    def _called_before(self, reference: Reference) -> Party | None:
        """Return the body that a noun names with what it belongs to, last before a place: وزارة الصحة, for الوزارة.

        Only where an article is joined to a noun: the noun without it and definite words behind it are one name.
        """
        scene, rules = self.setting.scene, self.rules
        if not rules.joined_article or reference.head not in rules.body_stems:
            return None
        behind = scene.word_range(reference.start, reference.start + 1)[0]
        for position in range(behind - 2, -1, -1):
            noun = without_joined(self.setting, scene.words[position], reference.head)
            end = self._definite_behind(position) if noun else position
            if end > position + 1:
                name = (noun, *texts(self.setting, scene.words[position + 1 : end]))
                return self.cast.add(Reference("body", scene.words[position].start, name, head=reference.head))
        return None

    def _definite_behind(self, position: int) -> int:
        """Return where the definite words behind a noun end, within its sentence and before a closed word or a day."""
        scene, rules = self.setting.scene, self.rules
        end = position + 1
        last = min(scene.units[scene.unit_of[position]][1], position + _WORDS)
        while end < last:
            word = scene.words[end]
            is_definite = word.fold.startswith(rules.joined_article) and len(word.fold) > len(rules.joined_article) + 2
            if not is_definite or word.fold in rules.closed:
                break
            end += 1
        return end

    def _marked_before(self, reference: Reference, *, of_media: bool) -> Party | None:
        """Return the outlet, or the organisation, that mentions before a place name most often; the last of equals."""
        found: dict[str, list[Reference]] = {}
        for mention, words in self._mentioned(before=reference.start):
            stem = self.rules.stem(fold_words(words[0]))
            body = Reference("body", mention.start, words, head=stem, stems=frozenset({stem}))
            is_media = mention.kind == "outlet" or self._is_outlet(body)
            if is_media == of_media and (len(words) > 1 or stem not in self.rules.nouns):
                found.setdefault(self.rules.stem(fold_words(words[-1])), []).append(body)
        most = max(found.values(), key=len, default=None)
        return self.cast.add(most[0]) if most else None

    def _mentioned(self, *, before: int | None = None) -> Iterator[tuple[Mention, tuple[str, ...]]]:
        """Yield the mentions of bodies (before a place), the last first, with their words."""
        scene = self.setting.scene
        for mention in sorted(self.setting.mentions, key=lambda mention: -mention.start):
            if mention.kind in _KINDS and (before is None or mention.end <= before):
                words = scene.words[slice(*scene.word_range(mention.start, mention.end))]
                plain = tuple(scene.text[word.start : word.end] for word in words if not word.is_mark)
                idle = self.rules.closed | self.rules.article
                if not all(fold_words(word) in idle for word in plain):
                    yield mention, self._nominative(plain)

    def _nominative(self, words: tuple[str, ...]) -> tuple[str, ...]:
        if not self.rules.inflected:
            return words
        known = known_nominative(self.rules, words[0]) if len(words) == 1 else None
        return (known,) if known else phrase_nominative(words, self.rules)

    def _named_with(self, head: str) -> Party | None:
        """Return the body whose name the text puts behind a noun somewhere: *лоукостер Ryanair*, and no other there."""
        scene, rules = self.setting.scene, self.rules
        found: dict[str, Reference] = {}
        for position, word in enumerate(scene.words[:-1]):
            if word.is_mark or rules.stem(word.fold) != head or _owns(word):
                continue
            start = position + 1 + (scene.words[position + 1].fold in _OPENING)
            if start >= len(scene.words) or scene.unit_of[start] != scene.unit_of[position]:
                continue
            name = scene.words[start]
            idle = rules.closed | rules.article | rules.pronouns
            if not scene.text[name.start].isupper() or name.fold in idle or rules.is_place(name.fold):
                continue
            if not rules.is_office(name.fold):
                written = (scene.text[name.start : name.end],)
                found[name.fold] = Reference("body", word.start, written, head=head)
        return self.cast.add(next(iter(found.values()))) if len(found) == 1 else None

    def _most_spoken_of(self, recent: Sequence[Party], *, of_media: bool) -> Party | None:
        """Return the body with a name of its own that the text names most often, the nearest of equals."""
        fitting = [p for p in recent if p.gender != "plural" and self.is_media(p) == of_media]
        described = self.rules.nouns.keys() | self.rules.states.keys()
        fitting = [p for p in fitting if not described & set(p.stems)]
        return max(fitting, key=lambda p: len(p.references), default=None)

    def _is_outlet(self, reference: Reference) -> bool:
        called = reference.stems & self.rules.media_stems or reference.head in self.rules.media_stems
        marked = fold_words(" ".join(reference.name)) in self.outlets
        return bool(called) or marked or self._is_known_outlet(reference.name)

    def _is_known_outlet(self, name: Sequence[str]) -> bool:
        entry = find_known(" ".join(name), self.rules.code)
        return entry is not None and entry.kind in ("agency", "outlet")


def _owns(word: Word) -> bool:
    """Whether the noun owns what follows: *the company's Boeing jets* name another."""
    return word.fold.endswith(OWNER_ENDINGS)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words).casefold()


def _is_bare(party: Party, reference: Reference) -> bool:
    """Whether a party is known by nothing but the noun that is asked about."""
    return len(party.stems) == 1 and party.stems[0] == reference.head
