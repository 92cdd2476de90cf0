"""Find what stands between quotation marks, of every style, nested, continued over paragraphs, or never closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

# Opening mark -> the marks that may close it. German-style low marks close with the English opening mark.
_CLOSED_BY = {
    "«": "»", "»": "«", "‹": "›", "“": "”“\"″", "„": "“”\"″", "”": "”\"″", "‟": "”", "「": "」", "『": "』",
    '"': "\"”″", "‘": "’'", "‚": "‘’", "'": "'’", "`": "'",
}  # fmt: skip
_MARK = re.compile(r"''|``|[«»‹›“”„‟\"″‘’‚'「」『』`]")
_LINE = re.compile(r"[^\r\n]+")
_OPENING_CONTEXT = frozenset("([{—–-:/\u060c،,«“„\"'…")
_CLITIC_ENDS = frozenset({"ـ"})  # the stroke that lengthens a joined letter before a mark
_MAX_DEPTH = 8  # marks open at one time in a line; deeper ones open nothing
_MAX_PARAGRAPHS = 12  # a quotation that is not closed after so many paragraphs was never closed
_LONGEST_NAME = 40  # characters of a quotation inside another one with the same marks; a longer one is speech


class Quotation(msgspec.Struct, frozen=True):
    """Half-open range with its marks; `depth` is 0 outermost; `closed` is false when no mark ends it.

    A quotation that runs over several paragraphs is one value; an unclosed one ends with its paragraph.
    """

    start: int
    end: int
    depth: int
    closed: bool

    @property
    def inner(self) -> tuple[int, int]:
        """The range without the marks."""
        return self.start + 1, max(self.start + 1, self.end - 1 if self.closed else self.end)


class _Open(msgspec.Struct):
    start: int
    mark: str


_Carried = tuple[_Open, int]  # a mark left open, and the number of its paragraph


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
            found[opened.start] = Quotation(opened.start, end, 0, False)
            carried.append((opened, number))
    return _with_depths(found.values())


def _scan_line(text: str, start: int, end: int) -> tuple[list[Quotation], list[_Open], list[tuple[int, str]]]:
    """Pair the marks of one line: closed quotations, marks left open, closing marks left over."""
    closed: list[Quotation] = []
    stack: list[_Open] = []
    strays: list[tuple[int, str]] = []
    for at, mark in _marks(text, start, end):
        partner = _partner(stack, mark, text, at)
        if partner is not None:
            opened = stack[partner]
            del stack[partner:]
            closed.append(Quotation(opened.start, at + 1, 0, True))
        elif _opens(text, at, mark, end):
            if len(stack) < _MAX_DEPTH:
                stack.append(_Open(at, mark))
        else:
            strays.append((at, mark))
    return closed, stack, strays


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        at = match.end() - 1 if len(mark) == 2 else match.start()
        if mark in "'’‘`" and _is_apostrophe(text, match.start()):
            continue
        yield at, '"' if len(mark) == 2 else mark


def _is_apostrophe(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return before.isalnum() and after.isalnum()


def _partner(stack: list[_Open], mark: str, text: str, at: int) -> int | None:
    """Return the place in the stack of the opening mark that this mark closes."""
    for place in range(len(stack) - 1, -1, -1):
        if mark in _CLOSED_BY[stack[place].mark]:
            symmetric = mark in "\"'“"
            if symmetric and _looks_opening(text, at) and stack[place].mark != "„":
                return None
            return None if mark in "”\"" and _begins_anew(text, at) else place
    return None


def _begins_anew(text: str, at: int) -> bool:
    """Whether a mark that mostly closes is typed for one that opens: `قال:” نحن`, `بـ”مجلس”`."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before == ":" or (before in _CLITIC_ENDS and after.isalnum())


def _opens(text: str, at: int, mark: str, end: int) -> bool:
    if mark in "’»›」』″" or at + 1 >= end:
        return mark == "»" and at + 1 < end and _looks_opening(text, at)
    if mark in "«“„‟‘‚‹「『":
        return True
    begins_word = at == 0 or not text[at - 1].isalnum() or _is_single_letter(text, at - 1)
    return _looks_opening(text, at) or (begins_word and text[at + 1].isalnum()) or _begins_anew(text, at)


def _is_single_letter(text: str, at: int) -> bool:
    """Whether a letter stands alone before a mark, as a clitic does: `"نعم" و"لا"`."""
    return text[at].isalpha() and (at == 0 or text[at - 1].isspace())


def _looks_opening(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
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
    chain = _chain(carried, _mark_at(text, first), number) if opened else []
    if opened and chain:
        for start in (*chain, opened.start):
            del found[start]
        found[chain[0]] = Quotation(chain[0], opened.end, 0, True)
        carried = [item for item in carried if item[0].start not in chain]
    spoken = {_mark_at(text, q.start) for q in found_here if q.end - q.start > _LONGEST_NAME}
    return [item for item in carried if item[0].mark not in spoken]


def _chain(carried: list[_Carried], mark: str, number: int) -> list[int]:
    """Return where the paragraphs right before one opened a mark that they did not close, in order."""
    starts: list[int] = []
    for opened, line in reversed(carried):
        if opened.mark == mark and line == number - len(starts) - 1:
            starts.insert(0, opened.start)
    return starts


def _mark_at(text: str, at: int) -> str:
    return '"' if text[at] in "'`" and text[at - 1 : at] == text[at] else text[at]


def _join_paragraphs(
    found: dict[int, Quotation], carried: list[_Carried], strays: list[tuple[int, str]], number: int
) -> list[_Carried]:
    """Close quotations that earlier paragraphs left open with this line's left-over closing marks."""
    carried = [(opened, line) for opened, line in carried if number - line <= _MAX_PARAGRAPHS]
    closers = _closers(carried)
    for at, mark in strays:
        if mark not in closers:
            continue
        matches = [opened.start for opened, _ in carried if mark in _CLOSED_BY[opened.mark]]
        for start in matches:
            del found[start]
        found[matches[0]] = Quotation(matches[0], at + 1, 0, True)
        carried = [item for item in carried if mark not in _CLOSED_BY[item[0].mark]]
        closers = _closers(carried)
    return carried


def _closers(carried: list[_Carried]) -> frozenset[str]:
    """Return the marks that close any of the quotations left open."""
    return frozenset(mark for opened, _ in carried for mark in _CLOSED_BY[opened.mark])


def _with_depths(found: Iterable[Quotation]) -> tuple[Quotation, ...]:
    ordered = sorted(found, key=lambda q: (q.start, -q.end))
    enclosing: list[int] = []
    result = []
    for quotation in ordered:
        while enclosing and enclosing[-1] < quotation.end:
            enclosing.pop()
        result.append(Quotation(quotation.start, quotation.end, len(enclosing), quotation.closed))
        enclosing.append(quotation.end)
    return tuple(result)
