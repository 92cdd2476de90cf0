"""What a correction by hand makes of a statement as it was read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import get_args

import msgspec

from qawl.errors import UsageError
from qawl.fold import fold_words
from qawl.languages.cues import load_cues
from qawl.languages.pack import all_packs
from qawl.model import Article, Kind, Link, Speaker, SpeakerRef, Stance, Statement
from qawl.span import Span

BY_HAND = "corrected by hand"
LONGEST_VALUE, LONGEST_NOTE = 300, 2_000
IS_STATEMENT, NOTE = "statement", "note"
Rule = Callable[["Subject", str | None], Statement]


class Subject(msgspec.Struct, frozen=True):
    """A statement with what is around it."""

    article: Article
    speakers: tuple[Speaker, ...]
    statement: Statement


def changed(subject: Subject, field: str, value: str | None) -> Statement:
    """Return the statement with a field corrected. Raises UsageError for a value that the field cannot have."""
    rule = RULES.get(field)
    if rule is None:
        raise UsageError(f'"{field}": this field cannot be corrected: choose from {", ".join(RULES)}')
    statement = rule(subject, _checked(field, value))
    if field == NOTE:
        return statement
    others = (line for line in statement.evidence if not line.startswith(f"{field}: "))
    return msgspec.structs.replace(statement, evidence=(*others, f"{field}: {BY_HAND}"))


def said_before(statement: Statement, field: str) -> str | None:
    """Return the value of a field in words, as a correction shows it."""
    speaker = statement.speaker
    match field:
        case "speaker":
            return speaker.name if speaker else None
        case "role":
            return speaker.role if speaker else None
        case "addressee" | "channel":
            span = getattr(statement, field)
            return str(span.text) if span else _channel_name(statement) if field == "channel" else None
        case "act" | "kind" | "stance":
            return str(getattr(statement, field))
    return None


@cache
def known_acts() -> tuple[str, ...]:
    """Return every act that a language pack knows, in order."""
    return tuple(sorted({cue.act for pack in all_packs() for _, cue in load_cues(pack)}))


def _checked(field: str, value: str | None) -> str | None:
    words = " ".join((value or "").split())
    if len(words) > LONGEST_VALUE:
        raise UsageError(f"{field}: at most {LONGEST_VALUE} characters can be kept: write it shorter")
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in words):
        raise UsageError(f"{field}: the value holds control characters: write it without them")
    return words or None


def _speaker(subject: Subject, value: str | None) -> Statement:
    if value is None:
        return _passed_on(msgspec.structs.replace(subject.statement, speaker=None), None)
    known = next((one for one in subject.speakers if fold_words(value) in _names(one)), None)
    identity = known.id if known else "h" + hashlib.sha256(fold_words(value).encode()).hexdigest()[:8]
    reference = SpeakerRef(identity, known.name if known else value, known.role if known else None)
    return _passed_on(msgspec.structs.replace(subject.statement, speaker=reference), reference)


def _names(speaker: Speaker) -> set[str]:
    return {fold_words(name) for name in (speaker.name, *speaker.names.values())}


def _passed_on(statement: Statement, speaker: SpeakerRef | None) -> Statement:
    rest = tuple(link for link in statement.chain if link.kind != "speaker")
    first = (Link("speaker", speaker.name),) if speaker else ()
    return msgspec.structs.replace(statement, chain=first + rest)


def _role(subject: Subject, value: str | None) -> Statement:
    speaker = subject.statement.speaker
    if speaker is None:
        raise UsageError("role: the statement has no speaker: correct the speaker first")
    return msgspec.structs.replace(subject.statement, speaker=msgspec.structs.replace(speaker, role=value))


def _addressee(subject: Subject, value: str | None) -> Statement:
    span = _standing(subject, value)
    if value is not None and span is None:
        raise UsageError(f'addressee: "{value}" does not stand in the article: copy the words from it')
    return msgspec.structs.replace(subject.statement, addressee=span)


def _channel(subject: Subject, value: str | None) -> Statement:
    span, chain = _standing(subject, value), subject.statement.chain
    place = next((at for at, link in enumerate(chain) if link.kind == "channel"), None)
    if place is None:
        place = sum(link.kind == "speaker" for link in chain)
    rest = [link for link in chain if link.kind != "channel"]
    if value is not None:
        rest.insert(place, Link("channel", value, span.start if span else None, span.end if span else None))
    return msgspec.structs.replace(subject.statement, channel=span, chain=tuple(rest))


def _channel_name(statement: Statement) -> str | None:
    return next((link.name for link in statement.chain if link.kind == "channel"), None)


def _standing(subject: Subject, value: str | None) -> Span | None:
    """Return where words stand in the article, nearest to the content; None when they do not."""
    if value is None:
        return None
    text, near = subject.article.text, subject.statement.content[0].start
    places = [match.start() for match in re.finditer(re.escape(value), text)]
    start = min(places, key=lambda at: abs(at - near), default=None)
    return None if start is None else Span(start, start + len(value), value)


def _act(subject: Subject, value: str | None) -> Statement:
    return msgspec.structs.replace(subject.statement, act=_one_of("act", value, known_acts()))


def _kind(subject: Subject, value: str | None) -> Statement:
    return msgspec.convert({**_fields(subject.statement), "kind": _one_of("kind", value, get_args(Kind))}, Statement)


def _stance(subject: Subject, value: str | None) -> Statement:
    chosen = _one_of("stance", value, get_args(Stance))
    return msgspec.convert({**_fields(subject.statement), "stance": chosen}, Statement)


def _fields(statement: Statement) -> Mapping[str, object]:
    built: Mapping[str, object] = msgspec.to_builtins(statement)
    return built


def _one_of(field: str, value: str | None, known: Iterable[str]) -> str:
    if value not in (choices := tuple(known)):
        raise UsageError(f'{field} "{value or ""}": choose from {", ".join(choices)}')
    return value


def _as_it_is(subject: Subject, value: str | None) -> Statement:
    return subject.statement


RULES: Mapping[str, Rule] = {
    "speaker": _speaker,
    "role": _role,
    "addressee": _addressee,
    "channel": _channel,
    "act": _act,
    "kind": _kind,
    "stance": _stance,
    IS_STATEMENT: _as_it_is,
    NOTE: _as_it_is,
}
