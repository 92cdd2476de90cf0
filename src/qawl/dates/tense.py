"""Whether the clause of a weekday tells of what is to come: `the talks will resume on Friday`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from qawl.dates.patterns import TIME_COLUMNS, any_of, having
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack

_EDGE = re.compile(r'[,،;؛:!?؟"«»“”()\n—–]|(?<!\b[^\W\d_])\.')  # the full stop of U.S. ends no clause
_REACH = 120  # characters of a clause before a weekday, and behind it, that are looked at
_SHORTEST = 2  # letters that stand behind the beginning of a word of the future: سيتم
_WORD = re.compile(r"\w+")


class Tense(msgspec.Struct, frozen=True):
    """What tells the tense of a clause.

    `future` and `turn` are words of the future, and words of the past or those that open a clause of its own behind a
    noun; `stop` holds more of the latter, for what stands behind a day. `foretold` is of the future behind a word of
    `telling`: *said they would meet*. `opener` holds all that may stand before a clause, `joint` a coordinator at the
    end of a text. With `verb_behind` a day stands before its verb anywhere.
    """

    future: re.Pattern[str]
    foretold: re.Pattern[str]
    telling: re.Pattern[str]
    turn: re.Pattern[str]
    stop: re.Pattern[str]
    opener: re.Pattern[str]
    joint: re.Pattern[str]
    adverbs: frozenset[str]
    verb_behind: bool


@cache
def tense_of(pack: LanguagePack) -> Tense:
    """Compile what a pack says of tense, once for each process."""
    times, grammar, settings = pack.table("times.tsv", TIME_COLUMNS), load_grammar(pack), pack.section("dates")
    clitics, past = re.escape(str(settings.get("clitics", ""))), having(times, "past", "past told")
    openers = grammar.relatives | grammar.complementizers | grammar.conjunctions | grammar.coordinators
    joined = rf"|(?<!\w)[{clitics}]\Z" if clitics else ""
    return Tense(
        future=_future(having(times, "future"), (*having(times, "no-future"), *past), clitics),
        foretold=_words(having(times, "future told")),
        telling=_words(having(times, "past told")),
        turn=_words((*past, *grammar.relatives)),
        stop=_words((*past, *grammar.relatives, *grammar.complementizers, *grammar.questions)),
        opener=_words(openers),
        joint=re.compile(rf"(?<!\w){any_of(grammar.coordinators)}\s*\Z{joined}"),
        adverbs=grammar.adverbs,
        verb_behind=bool(settings.get("verb_behind", False)),
    )


def is_ahead(tense: Tense, text: str, start: int, end: int) -> bool:
    """Whether what happens on the day named at `[start, end)` of a folded text is to come.

    The nearest of those words before the day decides: `will be held on Friday`, but `who will lead the talks said on
    Friday`. Where none of the future does, a day that opens its clause goes with the first of them behind it. Inside
    a clause that would be wrong in English: *her victory on Tuesday will help*.
    """
    before = _EDGE.split(text[max(0, start - _REACH) : start])[-1]
    behind = _EDGE.split(text[end : end + _REACH])[0]
    future, turn = _last(tense.future, before), _last(tense.turn, before)
    is_owner = behind.startswith("'")  # Friday's decision will help
    if future > turn or (not is_owner and _is_foretold(tense, before, turn)):
        return True
    opens = _opens(tense, before) and not is_owner
    return (opens or turn < 0) and _is_ahead_behind(tense, behind, opens=opens)


def _is_foretold(tense: Tense, before: str, turn: int) -> bool:
    last = _last(tense.foretold, before)
    return last > turn and tense.telling.search(before[:last]) is not None


def _opens(tense: Tense, before: str) -> bool:
    """Whether nothing but adverbs stands between the opening of a clause and the day."""
    return all(word in tense.adverbs for word in _WORD.findall(before[max(0, _last(tense.opener, before)) :]))


def _is_ahead_behind(tense: Tense, behind: str, *, opens: bool) -> bool:
    found, stop = tense.future.search(behind), tense.stop.search(behind)
    if found is None or (stop is not None and stop.start() < found.start()):
        return False
    between = behind[: found.start("word")]
    if tense.joint.search(between):
        return False  # the port closed on Friday and will open again
    return opens or (tense.verb_behind and tense.opener.search(between) is None)


def _last(words: re.Pattern[str], text: str) -> int:
    """Return where the last of some words ends, -1 when there is none."""
    return max((match.end() for match in words.finditer(text)), default=-1)


def _future(forms: Iterable[str], others: Iterable[str], clitics: str) -> re.Pattern[str]:
    """Match a word of the future, by itself or by how it begins (`سي-`), that is none of the others."""
    forms, others = list(forms), list(others)
    begins = any_of(form[:-1] for form in forms if form.endswith("-"))
    whole = any_of(form for form in forms if not form.endswith("-"))
    not_begins = any_of(form[:-1] for form in others if form.endswith("-"))
    not_whole = any_of(form for form in others if not form.endswith("-"))
    joined = f"[{clitics}]?" if clitics else ""
    not_these = rf"(?!{not_begins}|{not_whole}(?!\w))"
    return re.compile(rf"(?<!\w){joined}(?P<word>{not_these}(?:{whole}|{begins}\w{{{_SHORTEST},}})(?!\w))")


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)")
