"""Build statements from quoted words, so that nobody types an offset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qawl.article.article import read_article
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import load_pack
from qawl.model import Page, Speaker, Statement
from qawl.people.resolve import resolve_speakers
from qawl.segment.scene import make_scene
from qawl.span import Span, cut
from qawl.tagger.adjuncts import Adjuncts
from qawl.tagger.frames import Adjunct, AdjunctKind, Frame, Mention, MentionKind

Row = tuple[str | None, str]


def speakers_of(
    lang: str,
    text: str,
    rows: Sequence[Row],
    *,
    inside: dict[int, int] | None = None,
    people: Sequence[str] = (),
    titles: Sequence[str] = (),
    bodies: Sequence[str] = (),
    places: Sequence[str] = (),
    pointed: Mapping[int, Mapping[AdjunctKind, str]] | None = None,
) -> tuple[tuple[Speaker, ...], tuple[Statement, ...]]:
    """Resolve statements given as (source, cue) in the order of the text.

    `inside` says which statement stands in which, counting from 1; `people`, `titles`, `bodies` and `places` are
    words to be mentioned as persons, roles, organisations and places; `pointed` are the adjuncts of
    statements, as their words.
    """
    pack = load_pack(lang)
    article = read_article(Page(text), pack)
    scene = make_scene(article.text, load_grammar(pack).abbreviations)
    statements, at = [], 0
    for number, (source, cue) in enumerate(rows, start=1):
        cue_span = find(text, cue, at)
        source_span = None if source is None else find(text, source, at if source in text[at:] else 0)
        at = cue_span.end
        outer = (inside or {}).get(number)
        content = (cut(text, cue_span.end, len(text)),) if text[cue_span.end :].strip(" .") else (cue_span,)
        statements.append(
            Statement(
                f"s{number}", source_span, cue_span, content, "indirect", "speech", "say", in_=outer and f"s{outer}"
            )
        )
    marked: tuple[tuple[MentionKind, Sequence[str]], ...]
    marked = (("person", people), ("role", titles), ("organisation", bodies), ("place", places))
    named = [(kind, find(text, words, 0)) for kind, phrases in marked for words in phrases]
    mentions = tuple(Mention(s.start, s.end, kind, 0.9) for kind, s in named)
    frames = []
    for number, adjuncts in (pointed or {}).items():
        cue_span = statements[number - 1].cue
        places = [(kind, find(text, words, 0)) for kind, words in adjuncts.items()]
        beside = tuple(Adjunct(kind, place.start, place.end, 0.9) for kind, place in places)
        frames.append(Frame((cue_span.start, cue_span.end), None, (), 0.9, "test", beside))
    return resolve_speakers(article, scene, pack, tuple(statements), mentions, Adjuncts(frames))


def names_of(lang: str, text: str, rows: Sequence[Row], **options: object) -> list[str | None]:
    """Return the speaker's name for each statement."""
    _, statements = speakers_of(lang, text, rows, **options)  # type: ignore[arg-type]
    return [statement.speaker.name if statement.speaker else None for statement in statements]


def find(text: str, words: str, after: int) -> Span:
    start = text.index(words, after)
    return cut(text, start, start + len(words))
