"""Turn the bytes of a page into text, by evidence in the bytes and not by what the page claims."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from qawl.article.binary import refuse_binary, refuse_noise
from qawl.article.charsets import likeliest_charset, utf16_order
from qawl.errors import EmptyPage, TooLarge
from qawl.languages.pack import LanguagePack
from qawl.model import Page

LIMIT = 20_000_000
"""The most bytes or code points that a page may hold; the largest of the 217 measured pages has 610,000."""

_MARKS = (  # longest first: the mark of UTF-32 begins with the mark of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # the HTML standard looks at 1024 bytes; older pages declare later
_SHOWN = re.compile(r"[^\s\x00\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # anything that a reader would see
_SURROGATE = re.compile("[\ud800-\udfff]")
# Valid multi-byte sequences for each broken byte that still make a page UTF-8. Windows-1251 and windows-1256 prose
# taken as UTF-8 has fewer than 0.1.
_UTF8_SEQUENCES_PER_BREAK = 4
_LONG_SEQUENCE = 4  # three bytes that agree by chance are that much rarer than two


def decode(page: Page, packs: Sequence[LanguagePack]) -> str:
    """Return the text of a page: str as it is, bytes by their byte-order mark, validity, and the letters they give.

    A charset that the transport or the page declares only breaks ties. Bytes that break UTF-8 here and there, and
    unpaired surrogates, become U+FFFD. Raises EmptyPage, NotText or TooLarge.
    """
    if len(page.content) > LIMIT:
        raise TooLarge(f"{page.name}: {len(page.content):,} bytes, and a page may hold {LIMIT:,}: cut it into articles")
    text = page.content if isinstance(page.content, str) else _decode_bytes(page.content, page, packs)
    if not _SHOWN.search(text):
        raise EmptyPage(f"{page.name}: the page is empty: give a page with text")
    return _SURROGATE.sub("\ufffd", text)


def _decode_bytes(content: bytes, page: Page, packs: Sequence[LanguagePack]) -> str:
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(charset, "replace")
    refuse_binary(content, page.name)
    order = utf16_order(content)
    if order:
        return content.decode(order, "replace")
    refuse_noise(content, page.name)
    if _is_utf8(content):
        return content.decode("utf-8", "replace")
    return content.decode(likeliest_charset(content, _declared(content, page), packs), "replace")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
        return True
    except UnicodeDecodeError:
        pass
    readable = content.decode("utf-8", "replace")
    breaks = readable.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    short = sum("\x7f" < character <= "\u07ff" for character in readable)
    long = sum(character > "\u07ff" for character in readable) - readable.count("\ufffd")
    return short + _LONG_SEQUENCE * long >= _UTF8_SEQUENCES_PER_BREAK * breaks


def _declared(content: bytes, page: Page) -> tuple[str, ...]:
    """Return the charsets that the transport and the page claim, as Python names them, unknown ones left out."""
    claims = [page.charset or ""]
    claims += [claim.decode("ascii") for claim in _DECLARED.findall(content[:_DECLARED_WITHIN])]
    names = []
    for claim in claims:
        try:
            names.append(codecs.lookup(claim).name if claim else "")
        except (LookupError, ValueError):  # ValueError: a null character in the claim
            continue
    return tuple(dict.fromkeys(name for name in names if name and _is_text_codec(name)))


def _is_text_codec(name: str) -> bool:
    """Whether a codec turns bytes into text; Python also has codecs such as `zlib` and `idna`."""
    try:
        return isinstance(b"a".decode(name, "replace"), str) and name not in {"idna", "punycode", "undefined"}
    except (LookupError, UnicodeError, ValueError):
        return False
