"""Read a page from an address, within limits of time, size and redirects, and only if it changed where asked so."""

from __future__ import annotations

import asyncio
import datetime
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime

import httpx
import msgspec

from qawl import __version__
from qawl.errors import FetchError, TooLarge
from qawl.fetch.addresses import parse_url, public_address, short
from qawl.model import Page

AGENT = f"Mozilla/5.0 (compatible; qawl/{__version__})"
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_STEP = 65_536
_MEMBER = b"\x1f"  # the first byte of a member of gzip
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds for connecting, for each wait and for the whole; bytes of the page, unpacked; redirects."""

    connect: float = 10.0
    read: float = 15.0
    total: float = 60.0
    size: int = 20_000_000
    redirects: int = 5


class Validators(msgspec.Struct, frozen=True):
    """What a machine gave with a page to ask later whether it changed."""

    etag: str | None = None
    last_modified: str | None = None


class Answer(msgspec.Struct, frozen=True):
    """What a machine answered: the status, and the page where it is 200.

    `retry_after` is the wait in seconds that the machine asks for, or the moment until which to wait.
    """

    url: str
    status: int
    reason: str = ""
    page: Page | None = None
    validators: Validators = Validators()
    retry_after: float | datetime.datetime | None = None


def fetch(url: str, *, allow_private: bool = False, limits: Limits | None = None) -> Page:
    """Read the page at an http or https address.

    Every machine on the way, redirects included, must be public; `allow_private` lifts that for a caller's own
    machines. Proxies and other settings of the environment are not used. Raises FetchError with the reason, its
    ForbiddenAddress, or TooLarge.
    """
    answer = ask(url, allow_private=allow_private, limits=limits)
    if answer.page is None:
        raise FetchError(refusal(answer))
    return answer.page


def refusal(answer: Answer) -> str:
    """Say what a machine answered instead of a page."""
    said = f"{answer.status} {answer.reason}".strip()
    return f"{short(answer.url)}: the machine answers {said}: check the address"


def ask(
    url: str, *, known: Validators | None = None, allow_private: bool = False, limits: Limits | None = None
) -> Answer:
    """Ask for the page at an address, with `known` only if it changed since, and give any status as an answer.

    What is allowed and what else raises is as in `fetch`.
    """
    chosen = limits or Limits()
    asked = _within(url, chosen, _conditions(known or Validators()), allow_private=allow_private)
    with ThreadPoolExecutor(max_workers=1) as pool:  # a caller may itself run in an event loop
        return pool.submit(asyncio.run, asked).result()


def _conditions(known: Validators) -> dict[str, str]:
    """Return the headers that ask for a change; what cannot be sent as a header is left out."""
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value and value.isascii() and value.isprintable()}


async def _within(url: str, limits: Limits, conditions: Mapping[str, str], *, allow_private: bool) -> Answer:
    try:
        async with asyncio.timeout(limits.total):
            return await _follow(url, limits, conditions, allow_private=allow_private)
    except TimeoutError:
        raise FetchError(f"{short(url)}: no whole page within {limits.total:g} seconds: try again later") from None
    except httpx.TimeoutException:
        raise FetchError(f"{short(url)}: the machine does not answer in time: try again later") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise FetchError(
            f"{short(url)}: the page cannot be read ({reason}): check the address or try again later"
        ) from None


async def _follow(url: str, limits: Limits, conditions: Mapping[str, str], *, allow_private: bool) -> Answer:
    waits = httpx.Timeout(limits.read, connect=limits.connect)
    target = parse_url(url)
    async with httpx.AsyncClient(timeout=waits, trust_env=False, follow_redirects=False) as client:
        for _ in range(limits.redirects + 1):
            request = await _request(client, target, conditions, allow_private=allow_private)
            response = await client.send(request, stream=True)
            try:
                if response.status_code not in _REDIRECTS:
                    return await _answer(response, target, limits)
                location = response.headers.get("location", "")
            finally:
                await response.aclose()
            if not location:
                raise FetchError(f"{short(url)}: the machine redirects to nowhere: check the address")
            target = parse_url(str(target.join(location)))
    raise FetchError(f"{short(url)}: more than {limits.redirects} redirects: give the address where they end")


async def _request(
    client: httpx.AsyncClient, target: httpx.URL, conditions: Mapping[str, str], *, allow_private: bool
) -> httpx.Request:
    """Build a request to the checked number that still asks for, and verifies, the name."""
    number = await public_address(target, allow_private=allow_private)
    headers = {
        "Host": target.netloc.decode("ascii"),
        "User-Agent": AGENT,
        "Accept": "text/html,application/xhtml+xml,application/xml,text/plain;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        **conditions,
    }
    pinned = target.copy_with(host=number, fragment=None)
    return client.build_request("GET", pinned, headers=headers, extensions={"sni_hostname": target.host})


async def _answer(response: httpx.Response, target: httpx.URL, limits: Limits) -> Answer:
    url, headers, page = str(target), response.headers, None
    if response.status_code == httpx.codes.OK:
        content = await _content(response, target, limits)
        media_type = headers.get("content-type", "").split(";")[0].strip().lower()
        page = Page(content, url, response.charset_encoding, media_type or None, url)
    validators = Validators(headers.get("etag"), headers.get("last-modified"))
    return Answer(
        url, response.status_code, response.reason_phrase, page, validators, _wait(headers.get("retry-after"))
    )


def _wait(stated: str | None) -> float | datetime.datetime | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or a date; anything else says nothing."""
    words = (stated or "").strip()
    if words.isascii() and words.isdecimal():
        return float(words[:9])
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


async def _content(response: httpx.Response, target: httpx.URL, limits: Limits) -> bytes:
    """Read the body and unpack it piece by piece, so that a small body cannot unpack to more than the limit."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise FetchError(
            f"{target}: the page is packed as {encoding!r}, which was not asked for: save it and give the file"
        )
    unpacker = None if encoding in {"", "identity"} else _Unpacker(target)
    content = bytearray()
    async for piece in response.aiter_raw(_STEP):
        for unpacked in unpacker.pieces(piece) if unpacker else (piece,):
            content += unpacked
            if len(content) > limits.size:
                raise TooLarge(
                    f"{target}: the page is larger than {limits.size:,} bytes: give a page of a single story"
                )
    if unpacker:
        unpacker.close()
    return bytes(content)


class _Unpacker:
    """Unpacks a body as it comes: one stream of zlib, or members of gzip that follow each other (RFC 1952, 2.2)."""

    def __init__(self, target: httpx.URL) -> None:
        self._target, self._stream, self._has_begun = target, _new_stream(), False

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        """Give what a piece unpacks to, a step at a time. Raises FetchError."""
        self._has_begun = self._has_begun or bool(packed)
        while packed:
            if self._stream.eof:
                if not packed.startswith(_MEMBER):
                    return  # what fills up the body, as browsers and gzip take it
                self._stream = _new_stream()
            try:
                yield self._stream.decompress(packed, _STEP)
            except zlib.error:
                raise self._broken() from None
            packed = self._stream.unconsumed_tail or self._stream.unused_data

    def close(self) -> None:
        """Raise FetchError when the body ended before what is packed in it."""
        if self._has_begun and not self._stream.eof:
            raise self._broken()

    def _broken(self) -> FetchError:
        return FetchError(f"{self._target}: the page is packed in a broken way: save it and give the file")


def _new_stream() -> zlib._Decompress:
    return zlib.decompressobj(zlib.MAX_WBITS | 32)
