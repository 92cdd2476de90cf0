"""Language editions of a page: the labels of a language switch and the addresses of `hreflang` links."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from babel import Locale
from lxml import html

from qawl.fold import fold_words
from qawl.languages.pack import all_packs, installed
from qawl.model import Edition

_SEPARATORS = re.compile(r"[\s|/·•,،]+")
_LABELS_AT_MOST = 12
_LABEL_LENGTH = 20


def read_labels(line: str) -> tuple[Edition, ...]:
    """Return the editions that a line of nothing but language labels names (`Ru En`), none for any other line."""
    parts = [part for part in _SEPARATORS.split(line.strip()) if part]
    if not 1 <= len(parts) <= _LABELS_AT_MOST:
        return ()
    known = _labels()
    folded = [fold_words(part) for part in parts]
    if not all(label in known for label in folded) or not any(known[label] in installed() for label in folded):
        return ()
    return tuple(Edition(known[label], part) for label, part in zip(folded, parts, strict=True))


def linked_editions(root: html.HtmlElement, url: str | None, own: str) -> tuple[Edition, ...]:
    """Return the editions that the head of a page links with `hreflang`, without the page's own language."""
    editions: dict[str, Edition] = {}
    for link in root.iter("link", "a"):
        code = (link.get("hreflang") or "").strip()
        address = (link.get("href") or "").strip()
        language = re.split("[-_]", code)[0].lower()
        if not address or not language.isalpha() or language in {own, "x"}:
            continue
        label = " ".join(link.text_content().split()) if link.tag == "a" else ""
        editions.setdefault(language, Edition(language, label or code, _absolute(address, url)))
    return tuple(editions.values())


def labelled_editions(root: html.HtmlElement, url: str | None, own: str) -> tuple[Edition, ...]:
    """Return the editions that a page links with nothing but a language label: `Ru`, `العربية`."""
    editions: dict[str, Edition] = {}
    for link in root.iter("a"):
        label = " ".join((link.text_content() if len(link) else link.text or "").split())
        if not 2 <= len(label) <= _LABEL_LENGTH or not link.get("href"):
            continue
        for edition in read_labels(label):
            if edition.language != own:
                address = _absolute(link.get("href"), url)
                editions.setdefault(edition.language, Edition(edition.language, label, address))
    return tuple(editions.values())


def _absolute(address: str, url: str | None) -> str | None:
    """Return a link's address as far as the page's own is known, None when it is a script or broken."""
    try:
        joined = urljoin(url or "", address.strip())
        return joined if urlsplit(joined).scheme in {"http", "https", ""} else None
    except ValueError:  # an address with a broken bracket
        return None


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    """Return language codes by folded label: the labels of the packs, then codes and native names of the rest."""
    labels: dict[str, str] = {}
    for pack in all_packs():
        for label in (pack.code, pack.name, pack.native_name, *pack.section("article").get("labels", ())):
            labels.setdefault(fold_words(str(label)), pack.code)
    for code in Locale.parse(all_packs()[0].code).languages:
        if len(str(code)) == 2:
            labels.setdefault(str(code), str(code))
    return labels
