"""Find what stands between quotation marks, of every style, nested, continued over paragraphs, or never closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

# Opening mark -> the marks that may close it. German-style low marks close with the English opening mark.
_CLOSED_BY = {
    "«": "»«", "»": "«", "‹": "›", "“": "”“\"″", "„": "“”\"″", "”": "”\"″", "‟": "”", "「": "」", "『": "』",
    '"': "\"”″", "‘": "’'", "‚": "‘’", "'": "'’", "`": "'",
}  # fmt: skip
_MARK = re.compile(r"''|``|‘‘|’’|[«»‹›“”„‟\"″‘’‚'「」『』`]")
_TYPED_AS_TWO = {"''": '"', "``": "“", "‘‘": "“", "’’": "”"}
_ELIDED = re.compile(r"['’‘`](?:[b-hj-z]|\d\ds?)(?!\w)")  # in 't Veld, the '90s
_LINE = re.compile(r"[^\r\n]+")
_OPENING_CONTEXT = frozenset("([{—–-:/\u060c،,«“„\"'…")
_CLITIC_ENDS = frozenset({"ـ"})  # the stroke that lengthens a joined letter before a mark
_STOPS = frozenset(".!?…؟")
_GAP = 4  # characters: spaces between a stop and what follows
_MAX_DEPTH = 8  # marks open at one time in a line; deeper ones open nothing
_MAX_PARAGRAPHS = 12  # a quotation that is not closed after so many paragraphs was never closed
_LONGEST_NAME = 40  # characters of a quotation inside another one with the same marks; a longer one is speech


class Quotation(msgspec.Struct, frozen=True):
    """Half-open range with its marks; `depth` is 0 outermost; `closed` is false when no mark ends it.

    A quotation that runs over several paragraphs is one value; an unclosed one ends with its paragraph. `marks` counts
    the characters of the mark at its start and at its end: a mark may be typed as two single ones, an unclosed
    quotation has none at its end.
    """

    start: int
    end: int
    depth: int
    closed: bool
    marks: tuple[int, int] = (1, 1)

    @property
    def inner(self) -> tuple[int, int]:
        """The range without the marks."""
        start = self.start + self.marks[0]
        return start, max(start, self.end - self.marks[1])


class _Mark(msgspec.Struct, frozen=True):
    """A mark as written, and the single character that it stands for."""

    start: int
    end: int
    kind: str

    @property
    def length(self) -> int:
        return self.end - self.start


_Carried = tuple[_Mark, int]  # a mark left open, and the number of its paragraph


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return every quotation of a text in order of its start; a stray closing mark is no quotation."""
    found: dict[int, Quotation] = {}  # by start
    carried: list[_Carried] = []
    for number, line in enumerate(_LINE.finditer(text)):
        found_here, unclosed, strays = _scan_line(text, line.start(), line.end())
        found.update((quotation.start, quotation) for quotation in found_here)
        carried = _close_reopened(text, found, carried, found_here, (number, line))
        carried = _join_paragraphs(found, carried, strays, number)
        for opened in unclosed:
            end = line.start() + len(line.group().rstrip())
            found[opened.start] = Quotation(opened.start, end, 0, False, (opened.length, 0))
            carried.append((opened, number))
    return with_depths(found.values())


def with_depths(found: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Return quotations in order of their start, each with the number of those around it."""
    ordered = sorted(found, key=lambda q: (q.start, -q.end))
    enclosing: list[int] = []
    result = []
    for quotation in ordered:
        while enclosing and enclosing[-1] < quotation.end:
            enclosing.pop()
        result.append(replace(quotation, depth=len(enclosing)))
        enclosing.append(quotation.end)
    return tuple(result)


def _scan_line(text: str, start: int, end: int) -> tuple[list[Quotation], list[_Mark], list[_Mark]]:
    """Pair the marks of one line: closed quotations, marks left open, closing marks left over."""
    closed: list[Quotation] = []
    stack: list[_Mark] = []
    strays: list[_Mark] = []
    for mark in _marks(text, start, end):
        partner = _partner(stack, mark, text)
        if partner is not None:
            closed.append(_between(stack[partner], mark))
            del stack[partner:]
        elif _opens(text, mark, end):
            if len(stack) < _MAX_DEPTH:
                stack.append(mark)
        else:
            strays.append(mark)
    closed, unclosed = _with_reopened(text, closed, stack)
    return closed, unclosed, strays


def _with_reopened(text: str, closed: list[Quotation], unclosed: list[_Mark]) -> tuple[list[Quotation], list[_Mark]]:
    """Join `“First. “Second.”`: paragraphs of one quotation, each with its opening mark, that were put in one line."""
    left: list[_Mark] = []
    for opened in reversed(unclosed):
        behind = (quotation for quotation in closed if quotation.start > opened.start)
        first = min(behind, key=lambda quotation: quotation.start, default=None)
        if first is None or not _reopens(text, opened, first):
            left.insert(0, opened)
            continue
        closed.remove(first)
        closed.append(replace(first, start=opened.start, marks=(opened.length, first.marks[1])))
    return closed, left


def _reopens(text: str, opened: _Mark, first: Quotation) -> bool:
    """Whether a mark opens speech, and the first quotation behind it begins a sentence with the same mark."""
    before, between = (text[max(0, at - _GAP) : at] for at in (opened.start, first.start))
    opens_speech = not before.strip() or before.rstrip()[-1] in _STOPS or before.rstrip()[-1] == ":"
    is_next = between[-1:].isspace() and between.rstrip()[-1:] in _STOPS
    return opens_speech and is_next and _kind_at(text, first.start) == opened.kind


def _between(opened: _Mark, closing: _Mark) -> Quotation:
    return Quotation(opened.start, closing.end, 0, True, (opened.length, closing.length))


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, start, end):
        mark = _mark(match)
        if mark.kind not in "'’‘`" or not (_is_apostrophe(text, mark.start) or _ELIDED.match(text, mark.start)):
            yield mark


def _mark(match: re.Match[str]) -> _Mark:
    return _Mark(match.start(), match.end(), _TYPED_AS_TWO.get(match.group(), match.group()))


def _is_apostrophe(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return before.isalnum() and after.isalnum()


def _partner(stack: list[_Mark], mark: _Mark, text: str) -> int | None:
    """Return the place in the stack of the opening mark that this mark closes."""
    for place in range(len(stack) - 1, -1, -1):
        if mark.kind in _CLOSED_BY[stack[place].kind]:
            symmetric = mark.kind in "\"'“«"
            if symmetric and _looks_opening(text, mark) and stack[place].kind != "„":
                return None
            return None if mark.kind in '”"«' and _begins_anew(text, mark) else place
    return None


def _begins_anew(text: str, mark: _Mark) -> bool:
    """Whether a mark that mostly closes is typed for one that opens: `قال:” نحن`, `بـ”مجلس”`."""
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    return before == ":" or (before in _CLITIC_ENDS and after.isalnum())


def _opens(text: str, mark: _Mark, end: int) -> bool:
    if mark.kind in "’»›」』″" or mark.end >= end:
        return mark.kind == "»" and mark.end < end and _looks_opening(text, mark)
    if mark.kind in "«“„‟‘‚‹「『":
        return True
    at = mark.start
    begins_word = at == 0 or not text[at - 1].isalnum() or _is_single_letter(text, at - 1)
    return _looks_opening(text, mark) or (begins_word and text[mark.end].isalnum()) or _begins_anew(text, mark)


def _is_single_letter(text: str, at: int) -> bool:
    """Whether a letter stands alone before a mark, as a clitic does: `"نعم" و"لا"`."""
    return text[at].isalpha() and (at == 0 or text[at - 1].isspace())


def _looks_opening(text: str, mark: _Mark) -> bool:
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end] if mark.end < len(text) else " "
    return (before.isspace() or before in _OPENING_CONTEXT) and not after.isspace() and after not in ".,،;:!?؟»”"


def _close_reopened(
    text: str,
    found: dict[int, Quotation],
    carried: list[_Carried],
    found_here: list[Quotation],
    here: tuple[int, re.Match[str]],
) -> list[_Carried]:
    """Close what the paragraphs before left open where this one begins with the same mark and closes it.

    That is how newspapers print a long quotation. One that is not taken up so, while this paragraph has speech between
    the same marks, was never closed.
    """
    number, line = here
    first = line.end() - len(line.group().lstrip())
    opened = next((quotation for quotation in found_here if quotation.start == first), None)
    chain = _chain(carried, _kind_at(text, first), number) if opened else []
    if opened and chain:
        starts = [mark.start for mark in chain]
        for start in (*starts, opened.start):
            del found[start]
        found[starts[0]] = Quotation(starts[0], opened.end, 0, True, (chain[0].length, opened.marks[1]))
        carried = [item for item in carried if item[0].start not in starts]
    spoken = {_kind_at(text, q.start) for q in found_here if q.end - q.start > _LONGEST_NAME}
    return [item for item in carried if item[0].kind not in spoken]


def _chain(carried: list[_Carried], kind: str, number: int) -> list[_Mark]:
    """Return the marks that the paragraphs right before one opened and did not close, in order."""
    chain: list[_Mark] = []
    for opened, line in reversed(carried):
        if opened.kind == kind and line == number - len(chain) - 1:
            chain.insert(0, opened)
    return chain


def _kind_at(text: str, at: int) -> str:
    match = _MARK.match(text, at)
    return _mark(match).kind if match else ""


def _join_paragraphs(
    found: dict[int, Quotation], carried: list[_Carried], strays: list[_Mark], number: int
) -> list[_Carried]:
    """Close quotations that earlier paragraphs left open with this line's left-over closing marks."""
    carried = [(opened, line) for opened, line in carried if number - line <= _MAX_PARAGRAPHS]
    closers = _closers(carried)
    for mark in strays:
        if mark.kind not in closers:
            continue
        matches = [opened for opened, _ in carried if mark.kind in _CLOSED_BY[opened.kind]]
        for opened in matches:
            del found[opened.start]
        found[matches[0].start] = _between(matches[0], mark)
        carried = [item for item in carried if mark.kind not in _CLOSED_BY[item[0].kind]]
        closers = _closers(carried)
    return carried


def _closers(carried: list[_Carried]) -> frozenset[str]:
    """Return the marks that close any of the quotations left open."""
    return frozenset(mark for opened, _ in carried for mark in _CLOSED_BY[opened.kind])
