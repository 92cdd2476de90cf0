"""Whom the trained reader points to as the speaker of a statement."""

from __future__ import annotations

from collections.abc import Mapping

from qawl.model import Statement
from qawl.people.cast import Cast, Party
from qawl.people.reference import Form, Reference, read_source
from qawl.people.setting import Setting
from qawl.span import cut
from qawl.tagger.adjuncts import Adjuncts
from qawl.tagger.frames import Adjunct

# Certainty from which the reader's word goes before the rules', by how the source points to the speaker: what did best
# on 333 texts that the reader had not seen.
SPEAKER: Mapping[Form, float] = {"none": 0.6, "pronoun": 0.4, "role": 0.5, "document": 0.35, "relative": 0.3}


class Pointers:
    """The speakers that are pointed to in one article."""

    def __init__(self, setting: Setting, cast: Cast, adjuncts: Adjuncts) -> None:
        self.setting, self.cast, self.adjuncts = setting, cast, adjuncts

    def speaker(self, statement: Statement, form: Form) -> Party | None:
        """Return the party whose name is pointed to for a statement whose source, of that form, names nobody.

        Where names are inflected, one inside the source itself is another's: адвокаты Анны Ли.
        """
        least, source = SPEAKER.get(form), statement.source
        found = self.adjuncts.find(statement.cue, "speaker", least=least) if least is not None else None
        if found is None or (self.setting.rules.inflected and source and source.start <= found.start < source.end):
            return None
        party, named = self._meant(found)
        return party or (self.cast.add(named) if named.form in ("name", "body") else None)

    def towards(self, statement: Statement) -> tuple[Party | None, float]:
        """Return which of the cast is pointed to for a statement, however uncertainly, and how certainly."""
        found = self.adjuncts.find(statement.cue, "speaker", least=0.0)
        return (self._meant(found)[0], found.confidence) if found is not None else (None, 0.0)

    def _meant(self, found: Adjunct) -> tuple[Party | None, Reference]:
        """Return the party of the cast that a passage names or describes, and the passage as it reads."""
        span = cut(self.setting.scene.text, found.start, found.end)
        described = (p for p in self.cast.parties if any(span.start <= r.start < span.end for r in p.references))
        named = read_source(self.setting, span, oblique=self.setting.rules.inflected, only_known=True)
        parties = self.cast.named(named) if named.form in ("name", "body") else []
        return (parties[0] if len(parties) == 1 else next(described, None)), named
