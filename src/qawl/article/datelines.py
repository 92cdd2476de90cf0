"""Read the dateline that opens a story: place, day, agency."""

from __future__ import annotations

import re

from qawl.article.credits import is_agency
from qawl.languages.pack import LanguagePack
from qawl.model import Credit
from qawl.span import Span, cut

_PLACE = r"[^\W\d_][\w .'’«»\"-]{1,38}?(?:/[\w .'’-]{2,30}?)?"
_LAND = r"[,،] [^\Wa-zа-яё\d_][^\W\d_]*(?:[ .'’-]{1,2}[^\W\d_]+){0,3}\.?"  # the country or state of the place
_LARGE = r"[^\Wa-zа-яё\d_]{2,}"
_DAY = r"(?:[\w .،-]*?\d{1,2}[\w .،/-]{0,20}?)"
_DASH = r"[-–—]{1,2}"
_AGENCY = r"[^\d()\[\]:/]{2,60}?"
# One story form a line; the agency must be a known one unless the brackets or slashes around it say what it is.
_FORMS = (
    # MOSCOW (Reuters) -   LONDON, Dec 16 (Reuters) -   SAN DIEGO, Calif. (AP) -   القاهرة 16 ديسمبر (أ ف ب) -
    re.compile(
        rf"(?P<place>{_PLACE}(?:{_LAND})?)(?:[,،.]?\s+{_DAY})?"
        rf"\s*[(\[](?P<agency>[^()\[\]]{{2,60}})[)\]]\s*(?:{_DASH}|:|\.)"
    ),
    # МОСКВА, 16 декабря. /ТАСС/.
    re.compile(rf"(?P<place>{_PLACE})[,،.]\s+{_DAY}[.,]?\s*/(?P<agency>[^/]{{2,60}})/[.,]?(?:\s*{_DASH})?"),
    # МОСКВА, 16 дек — РИА Новости.   Москва. 4 января. INTERFAX.RU -
    re.compile(
        rf"(?P<place>{_PLACE})[,،.]\s+{_DAY}\s*{_DASH}\s*(?P<agency>{_AGENCY})(?:\.(?=\s)|,\s(?=[^.]{{2,40}}\.))"
    ),
    re.compile(rf"(?P<place>{_PLACE})[,،.]\s+{_DAY}\.\s+(?P<agency>{_AGENCY})\s*(?:{_DASH}|\.(?=\s))"),
    # موسكو - تاس:   موسكو ـ تاس -
    re.compile(rf"(?P<place>{_PLACE})\s*(?:{_DASH}|[،,ـ/])\s*(?P<agency>{_AGENCY})\s*(?:{_DASH}|:|ـ|\.(?=\s))"),
    # واس - الرياض:
    re.compile(rf"(?P<agency>{_AGENCY})\s*(?:{_DASH}|ـ|/)\s*(?P<place>{_PLACE})\s*(?:{_DASH}|:|ـ)"),
    # (رويترز) -   /ТАСС/.
    re.compile(rf"[(/](?P<agency>[^()/]{{2,40}})[)/]\s*(?:{_DASH}|\.|:)"),
    # NEW YORK —
    re.compile(rf"(?P<place>{_LARGE}(?:[ ,.]+{_LARGE})*[.,]?)(?:\s+{_DAY})?\s+{_DASH}(?=\s)"),
)
_LOOKED_AT = 160


def find_dateline(text: str, prose: Span, pack: LanguagePack) -> tuple[Span | None, Credit | None]:
    """Return the dateline at the start of a paragraph and the agency it credits; offsets are those of `text`."""
    head = prose.text[:_LOOKED_AT]
    for form in _FORMS:
        match = form.match(head)
        if match is None:
            continue
        agency = match.groupdict().get("agency")
        if agency is None:
            if any(letter.upper() != letter.lower() for letter in match["place"]):
                return cut(text, prose.start, prose.start + match.end()), None
        elif is_agency(agency, pack):
            start = prose.start + match.start("agency")
            credit = Credit("source", agency.strip(), start, start + len(agency.rstrip()))
            return cut(text, prose.start, prose.start + match.end()), credit
    return None, None
