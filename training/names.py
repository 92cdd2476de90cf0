"""Read the corpora that mark names; each reader yields documents of running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.documents import Document, Name

KINDS = {
    "PER": "person", "PERS": "person", "PERSON": "person",
    "ORG": "organisation", "ORGANIZATION": "organisation",
    "LOC": "place", "GPE": "place", "CITY": "place", "COUNTRY": "place", "LOCATION": "place",
    "STATE_OR_PROVINCE": "place", "DISTRICT": "place",
    "OCC": "role", "PROFESSION": "role",
}  # fmt: skip
NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]}»”،؛؟…]|'s|n't|'\w{1,2}")
SENTENCES = 8  # of a corpus of single sentences that make one document
SPELT_ANEW = 0.01  # of the words of a later edition, at most
Sentence = list[tuple[str, str, str]]  # token, tag of the name, tag of the role


def columns(
    path: Path, *, corpus: str, lang: str, roles: bool = False, original: Path | None = None
) -> Iterator[Document]:
    """A file of `token … tag` lines with blank lines between sentences; the last column holds BIO tags.

    Several sentences make one document. Tokens are joined as in print, so that the text looks like news. `original`
    is an older edition of the same text, whose words stand in for the first word of each sentence.
    """
    sentences = list(_sentences(path))
    if original:
        sentences = _with_first_words(sentences, [row for sentence in _sentences(original) for row in sentence])
    heads = ("names", "roles") if roles else ("names",)
    for at in range(0, len(sentences), SENTENCES):
        yield _joined(sentences[at : at + SENTENCES], f"{corpus}-{path.stem}-{at}", corpus, lang, heads)


def brat(folder: Path, *, corpus: str, lang: str) -> Iterator[Document]:
    """brat stand-off files (NEREL): names nested in a longer name are left out; roles stand beside names."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        rows = [line.split("\t") for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines()]
        found = [
            Name(int(where.split()[1]), int(where.split()[2].split(";")[0]), KINDS[where.split()[0]])
            for key, where, *_ in (row for row in rows if row[0].startswith("T"))
            if where.split()[0] in KINDS and ";" not in where
        ]
        yield Document(f"{corpus}-{path.stem}", corpus, lang, text, ("names", "roles"), names=tuple(_flat(found)))


def slavic(folder: Path, *, corpus: str, lang: str) -> Iterator[Document]:
    """SlavicNER: `ner/TOPIC/LANG/*.tsv` of start, end, words, lemma, kind beside `raw/TOPIC/LANG/*.txt`."""
    for path in sorted((folder / "ner").glob(f"*/{lang}/*.tsv")):
        raw = folder / "raw" / path.parent.parent.name / lang / f"{path.stem}.txt"
        if not raw.exists():
            continue
        text = raw.read_bytes().decode("utf-8")
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        found = [
            Name(int(row[0]), int(row[1]), KINDS[row[4]])
            for row in rows
            if len(row) > 4 and row[4] in KINDS and text[int(row[0]) : int(row[1])] == row[2]
        ]
        yield Document(f"{corpus}-{path.stem}", corpus, lang, text, ("names",), names=tuple(_flat(found)))


def factrueval(folder: Path) -> Iterator[Document]:
    """FactRuEval-2016 devset, persons only: an object's name, surname, patronymic and nickname make one mention."""
    wanted = {"name", "surname", "patronymic", "nickname"}
    for path in sorted(folder.glob("*.txt")):
        spans = {}
        for line in path.with_suffix(".spans").read_text(encoding="utf-8").splitlines():
            key, kind, start, length, *_ = line.split()
            spans[key] = (kind, int(start), int(start) + int(length))
        found = []
        for line in path.with_suffix(".objects").read_text(encoding="utf-8").splitlines():
            _, kind, *keys = line.split("#")[0].split()
            parts = [spans[key] for key in keys if spans[key][0] in wanted]
            if kind == "Person" and parts:
                found.append(Name(min(p[1] for p in parts), max(p[2] for p in parts), "person"))
        text = path.read_bytes().decode("utf-8")
        yield Document(f"factrueval-{path.stem}", "factrueval", "ru", text, ("names",), names=tuple(_flat(found)))


def joined_text(lines: Iterable[str]) -> str:
    """The words of `token … tag` lines as running text, a sentence a line."""
    return _joined(_parted(lines), "", "", "", ()).text


def _sentences(path: Path) -> Iterator[Sentence]:
    return _parted(path.read_text(encoding="utf-8").splitlines())


def _parted(lines: Iterable[str]) -> Iterator[Sentence]:
    sentence: Sentence = []
    for line in [*lines, ""]:
        token, *tags = line.split() or [""]
        if token and token != "-DOCSTART-":
            sentence.append((token, _outer(tags, roles=False), _outer(tags, roles=True)))
        elif sentence:
            yield sentence
            sentence = []


def _with_first_words(sentences: list[Sentence], older: Sentence) -> list[Sentence]:
    """Each sentence with the first word that an older edition has at its place, which ends with the same words.

    The copies of ANERcorp's test part that go round have a strange word with its tag, out of the training part, at the
    head of nearly every sentence. Raises ValueError when the editions do not run side by side.
    """
    total = sum(map(len, sentences))
    at, whole, strange = len(older) - total, [], 0
    for sentence in sentences:
        head, *rest = sentence
        strange += sum(row[0] != other[0] for row, other in zip(rest, older[at + 1 : at + len(sentence)], strict=True))
        whole.append([head if head[0] == older[at][0] else older[at], *rest])
        at += len(sentence)
    if strange > SPELT_ANEW * total:
        raise ValueError(f"{strange} of {total} words differ from those of the older edition: it is another text")
    return whole


def _outer(tags: list[str], *, roles: bool) -> str:
    """The tag that counts where a corpus nests them: the first that is a name (or a role) of ours."""
    kinds = ((tag, KINDS.get(tag[2:])) for tag in tags)
    return next((tag for tag, kind in kinds if kind and (kind == "role") == roles), "O")


def _joined(sentences: Iterable[Sentence], key: str, corpus: str, lang: str, heads: tuple[str, ...]) -> Document:
    text, open_quote = "", False
    layers: tuple[list[Name], list[Name]] = ([], [])
    for sentence in sentences:
        text = text.rstrip() + ("\n" if text else "")
        for token, *tags in sentence:
            if text.endswith(" ") and (NO_SPACE_BEFORE.fullmatch(token) or (token == '"' and open_quote)):
                text = text[:-1]
            open_quote ^= token == '"'
            start, text = len(text), text + token
            for tag, names in zip(tags, layers, strict=True):
                _extend(names, tag, start, len(text))
            if not (token in "([{«“" or (token == '"' and open_quote)):
                text += " "
    names = sorted(layers[0] + layers[1], key=lambda name: (name.start, name.end))
    return Document(key, corpus, lang, text.rstrip(), heads, names=tuple(names))


def _extend(names: list[Name], tag: str, start: int, end: int) -> None:
    kind = KINDS.get(tag[2:])
    if kind and tag[0] == "I" and names and names[-1].kind == kind and names[-1].end >= start - 1:
        names[-1] = Name(names[-1].start, end, kind)
    elif kind:
        names.append(Name(start, end, kind))


def _flat(names: list[Name]) -> list[Name]:
    """Longest first, without overlaps among names and, apart from them, among roles."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        same = [other for other in kept if (other.kind == "role") == (name.kind == "role")]
        if not any(name.start < other.end and other.start < name.end for other in same):
            kept.append(name)
    return sorted(kept, key=lambda name: (name.start, name.end))
