"""Turn a pack's tables of months, weekdays and times into patterns over folded text.

A form is words with `{slots}`, `[optional pieces]` and `(one|of|these)`; docs/new-language.md lists the slots and the
meanings. Each form is expanded into plain variants, filed under the words that a variant can begin with, so that a
text is only tried where such a word stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

import msgspec

from qawl.fold import fold_words
from qawl.languages.pack import LanguagePack
from qawl.languages.tables import Row

MONTH_COLUMNS = ("forms", "calendar", "number", "example")
WEEKDAY_COLUMNS = ("forms", "number", "use", "example")
TIME_COLUMNS = ("forms", "meaning", "example")

NUMBER = "#"  # the key of variants that begin with a digit
GAP = r"(?:[ \t]{1,3}|\n)"
_SLOT = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\[([^\[\]()]*)\]|\(([^\[\]()]*)\)")
_DASH = "[-–—]"
# 16.5, 16:30, 3/4 and 16 % are no days of a month and no years
_NUMBER_ENDS = r"(?!\d)(?![.,:/]\d)(?! ?[%٪])"
_WORD_ENDS = r"(?:(?!\w)|(?=t\d))"  # 2021-12-16T10:30
_NUMERIC = (
    ("{year4}-{month2}-{day2}", "numeric year"),
    ("{year4}/{month2}/{day2}", "numeric year"),
    ("{year4}.{month2}.{day2}", "numeric year"),
    ("{day2}.{month2}.{year4}", "numeric"),
    ("{day2}/{month2}/{year4}", "numeric"),
    ("{day2}-{month2}-{year4}", "numeric"),
    ("{two}.{two_}.{year2}", "numeric"),
    ("{two}/{two_}/{year2}", "numeric"),
)


class Variant(msgspec.Struct, frozen=True, dict=True):
    """One plain form: what matches it in a folded text and what it means."""

    matcher: str
    meaning: str
    words: int
    length: int

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The matcher compiled when a text first asks for it: all those of a language would take a second."""
        return re.compile(self.matcher)


class Vocabulary(msgspec.Struct, frozen=True):
    """What the words in the slots mean, by folded form."""

    months: dict[str, tuple[str, int]]  # calendar, number
    weekdays: dict[str, tuple[int, bool]]  # number with Monday as 1, whether it may stand alone
    counts: dict[str, int | None]
    units: dict[str, str]
    days: dict[str, int]
    ordinals: dict[str, int]  # days of the month in words that only a word beside them tells from other numbers
    years: dict[str, int]


class Patterns(msgspec.Struct, frozen=True):
    """Everything that the scan needs to know about one language."""

    variants: dict[str, tuple[Variant, ...]]
    vocabulary: Vocabulary
    joiner: re.Pattern[str]
    leads: dict[str, re.Pattern[str]]
    number_before: re.Pattern[str]
    clitics: str
    capital: bool
    day_first: bool


@cache
def patterns_of(pack: LanguagePack) -> Patterns:
    """Compile the patterns of a pack, once for each process. Raises PackError when a table is broken."""
    times = pack.table("times.tsv", TIME_COLUMNS)
    vocabulary = _vocabulary(pack, times)
    slots, openings = _slots(vocabulary, times)
    settings = pack.section("dates")
    clitics = str(settings.get("clitics", ""))
    return Patterns(
        variants=_index(_forms(times), slots, openings),
        vocabulary=vocabulary,
        joiner=_joiner(having(times, "join")),
        leads={kind: _lead(having(times, "lead", f"lead {kind}"), clitics) for kind in ("day", "month")},
        number_before=_number_before(vocabulary.counts),
        clitics=clitics,
        capital=bool(settings.get("capital", False)),
        day_first=settings.get("order", "day first") == "day first",
    )


def expand(form: str) -> tuple[str, ...]:
    """Return the plain variants of a form, without repetition."""
    choice = _CHOICE.search(form)
    if choice is None:
        plain = re.sub(r" +(?=,)", "", " ".join(form.split()))
        return (plain,) if plain else ()
    inner = choice.group(1)
    options = ("", inner) if inner is not None else tuple(choice.group(2).split("|"))
    variants = (expand(form[: choice.start()] + option + form[choice.end() :]) for option in options)
    return tuple(dict.fromkeys(variant for group in variants for variant in group))


def _vocabulary(pack: LanguagePack, times: tuple[Row, ...]) -> Vocabulary:
    months = {
        form: (row["calendar"], int(row["number"]))
        for row in pack.table("months.tsv", MONTH_COLUMNS)
        for form in _spellings(row)
    }
    weekdays = {
        form: (int(row["number"]), row["use"] == "alone")
        for row in pack.table("weekdays.tsv", WEEKDAY_COLUMNS)
        for form in _spellings(row)
    }
    counts = _with_compounds({
        form: int(value) if value != "?" else None for form, value in _valued(times, "count")
    })  # fmt: skip
    return Vocabulary(
        months=months,
        weekdays=weekdays,
        counts=counts,
        units=dict(_valued(times, "unit")),
        days={form: int(value) for form, value in _valued(times, "date-day")},
        ordinals={form: int(value) for form, value in _valued(times, "date-ordinal")},
        years={form: int(value) for form, value in _valued(times, "year")},
    )


def _with_compounds(counts: dict[str, int | None]) -> dict[str, int | None]:
    """Add the numbers that are written as a ten and a digit: `twenty-two`, `twenty two`."""
    tens = {form: count for form, count in counts.items() if count and 20 <= count < 100}
    digits = {form: count for form, count in counts.items() if count and count < 10}
    joined = {f"{ten}{mark}{digit}": tens[ten] + digits[digit] for ten in tens for digit in digits for mark in " -"}
    return {**counts, **joined}


def _number_before(counts: dict[str, int | None]) -> re.Pattern[str]:
    """Return what ends in a number, in digits or in a word of the group `count`."""
    words = any_of(form for form, count in counts.items() if count)
    return re.compile(rf"(?:\d|(?<!\w)(?P<count>{words}))[ \t-]{{1,3}}\Z")


def _spellings(row: Row) -> Iterator[str]:
    """Give the folded forms of a row, an abbreviation with its full stop and without."""
    for form in row.listed("forms"):
        yield fold_words(form)
        yield fold_words(form).rstrip(".")


def _slots(words: Vocabulary, times: tuple[Row, ...]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the expression of each slot, and the first words that text in it can have."""
    month, ordinal = any_of(words.months), any_of(having(times, "ordinal"))
    openings_of_years = having(times, "before-year")
    before, after = any_of(openings_of_years), any_of(having(times, "after-year"))
    digits = r"(?:0?[1-9]|[12]\d|3[01])"
    number = rf"{digits}{_NUMBER_ENDS}(?:{ordinal})?"
    single = rf"{digits}(?!\d)(?:{ordinal}(?!\w))?{_NUMBER_ENDS}(?! ?{_DASH} ?\d)"
    slots = {
        "month": rf"(?P<month>{month})(?: ?/ ?{month}| ?\({month}\)|{GAP}{month})?",
        "weekday": rf"(?P<weekday>{any_of(words.weekdays)})",
        "day": rf"(?P<day>{single}|{any_of(words.days)})",
        "ordinal": rf"(?P<day>{any_of(words.ordinals)})",
        "days": rf"{number} ?{_DASH} ?{number}",
        "year": rf"(?:{before}{GAP})?(?P<year>(?:1[345]|19|20)\d\d{_NUMBER_ENDS})(?:{GAP}?{after}(?!\w))?",
        "thatyear": rf"(?P<thatyear>{any_of(words.years)})",
        "count": rf"(?P<count>\d{{1,3}}|{any_of(words.counts)})",
        "unit": rf"(?P<unit>{any_of(words.units)})",
        "year4": r"(?P<year>(?:19|20)\d\d)",
        "year2": r"(?P<year>\d\d)",
        "month2": r"(?P<month2>[01]?\d)",
        "day2": r"(?P<day>[0-3]?\d)",
        "two": r"(?P<day>[0-3]\d)",
        "two_": r"(?P<month2>[01]\d)",
    }
    openings = {
        "month": tuple(words.months),
        "weekday": tuple(words.weekdays),
        "day": (NUMBER, *words.days),
        "ordinal": tuple(words.ordinals),
        "year": (NUMBER, *openings_of_years),
        "thatyear": tuple(words.years),
        "count": (NUMBER, *words.counts),
        "unit": tuple(words.units),
    }
    return slots, {name: tuple({_first_word(word) for word in found}) for name, found in openings.items()}


def _forms(times: tuple[Row, ...]) -> Iterator[tuple[str, str]]:
    yield from _NUMERIC
    for row in times:
        if row["meaning"].split()[0] in _SENTENCE_MEANINGS:
            for form in row.listed("forms"):
                for variant in expand(form):
                    yield variant, row["meaning"]


def _index(
    forms: Iterable[tuple[str, str]], slots: dict[str, str], openings: dict[str, tuple[str, ...]]
) -> dict[str, tuple[Variant, ...]]:
    """File the variants under their first words, longest first, so that `last Tuesday` is tried before `last`."""
    filed: dict[str, list[Variant]] = {}
    for form, meaning in forms:
        variant = Variant(_matcher(form, slots), meaning, len(form.split()), len(form))
        for word in _keys(form, openings):
            filed.setdefault(word, []).append(variant)
    rank = {word: sorted(found, key=lambda v: (-v.words, -v.length)) for word, found in filed.items()}
    return {word: tuple(found) for word, found in rank.items()}


def _matcher(form: str, slots: dict[str, str]) -> str:
    pieces = []
    for position, piece in enumerate(_SLOT.split(form)):
        pieces.append(slots[piece] if position % 2 else _literal(fold_words(piece)))
    return "".join(pieces) + _WORD_ENDS


def _keys(form: str, openings: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    slot = _SLOT.match(form)
    return openings.get(slot.group(1), (NUMBER,)) if slot else (_first_word(fold_words(form)),)


def _first_word(form: str) -> str:
    word = re.match(r"[^\W\d_]+", form)
    return word.group() if word else NUMBER


def _joiner(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what may stand between two parts of one expression; the group `mark` says that a pause does."""
    mark = rf"(?P<mark>[ \t]?[,،][ \t]{{1,3}}|[ \t]{_DASH}[ \t]|[ \t]?/[ \t]?)"
    bracket = r"(?P<bracket>[ \t]{1,2}\()"
    return re.compile(rf"(?:{mark}|{bracket}|[ \t]{{1,3}})(?:(?P<word>{any_of(words)})[ \t]{{1,3}})?")


def _lead(words: tuple[str, ...], clitics: str) -> re.Pattern[str]:
    joined = f"[{re.escape(clitics)}]?" if clitics else ""
    return re.compile(rf"(?<!\w){joined}(?P<lead>{any_of(words)})[ \t]{{1,3}}\Z")


def any_of(words: Iterable[str]) -> str:
    """Return an expression for one of the words, the longest that fits; for nothing at all when there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(_literal, ordered))})" if ordered else r"(?!)"


def _literal(words: str) -> str:
    return GAP.join(map(re.escape, words.split(" ")))


def having(times: tuple[Row, ...], *meanings: str) -> tuple[str, ...]:
    """Return the folded forms of the rows with one of some meanings."""
    return tuple(fold_words(form) for row in times if row["meaning"] in meanings for form in row.listed("forms"))


def _valued(times: tuple[Row, ...], meaning: str) -> Iterator[tuple[str, str]]:
    for row in times:
        name, _, value = row["meaning"].partition(" ")
        if name == meaning:
            for form in row.listed("forms"):
                yield fold_words(form), value


# the meanings that a form has by itself; the others fill slots or stand between and before
_SENTENCE_MEANINGS = frozenset(
    {"date", "day", "weekday", "week", "ago", "ahead", "days", "month", "open", "part", "ignore"}
)
