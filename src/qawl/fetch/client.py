"""Read a page from an address, within limits of time, size and redirects."""

from __future__ import annotations

import asyncio
import zlib
from concurrent.futures import ThreadPoolExecutor

import httpx
import msgspec

from qawl.errors import FetchError, TooLarge
from qawl.fetch.addresses import parse_url, public_address, short
from qawl.model import Page

_AGENT = "Mozilla/5.0 (compatible; qawl)"
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_STEP = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds for connecting, for each wait and for the whole; bytes of the page, unpacked; redirects."""

    connect: float = 10.0
    read: float = 15.0
    total: float = 60.0
    size: int = 20_000_000
    redirects: int = 5


def fetch(url: str, *, allow_private: bool = False, limits: Limits | None = None) -> Page:
    """Read the page at an http or https address.

    Every machine on the way, redirects included, must be public; `allow_private` lifts that for a caller's own
    machines. Proxies and other settings of the environment are not used. Raises FetchError with the reason, its
    ForbiddenAddress, or TooLarge.
    """
    chosen = limits or Limits()
    with ThreadPoolExecutor(max_workers=1) as pool:  # a caller may itself run in an event loop
        return pool.submit(asyncio.run, _within(url, chosen, allow_private=allow_private)).result()


async def _within(url: str, limits: Limits, *, allow_private: bool) -> Page:
    try:
        async with asyncio.timeout(limits.total):
            return await _follow(url, limits, allow_private=allow_private)
    except TimeoutError:
        raise FetchError(f"{short(url)}: no whole page within {limits.total:g} seconds: try again later") from None
    except httpx.TimeoutException:
        raise FetchError(f"{short(url)}: the machine does not answer in time: try again later") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise FetchError(
            f"{short(url)}: the page cannot be read ({reason}): check the address or try again later"
        ) from None


async def _follow(url: str, limits: Limits, *, allow_private: bool) -> Page:
    waits = httpx.Timeout(limits.read, connect=limits.connect)
    target = parse_url(url)
    async with httpx.AsyncClient(timeout=waits, trust_env=False, follow_redirects=False) as client:
        for _ in range(limits.redirects + 1):
            request = await _request(client, target, allow_private=allow_private)
            response = await client.send(request, stream=True)
            try:
                if response.status_code not in _REDIRECTS:
                    return await _page(response, target, limits)
                location = response.headers.get("location", "")
            finally:
                await response.aclose()
            if not location:
                raise FetchError(f"{short(url)}: the machine redirects to nowhere: check the address")
            target = parse_url(str(target.join(location)))
    raise FetchError(f"{short(url)}: more than {limits.redirects} redirects: give the address where they end")


async def _request(client: httpx.AsyncClient, target: httpx.URL, *, allow_private: bool) -> httpx.Request:
    """Build a request to the checked number that still asks for, and verifies, the name."""
    number = await public_address(target, allow_private=allow_private)
    headers = {
        "Host": target.netloc.decode("ascii"),
        "User-Agent": _AGENT,
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }
    pinned = target.copy_with(host=number, fragment=None)
    return client.build_request("GET", pinned, headers=headers, extensions={"sni_hostname": target.host})


async def _page(response: httpx.Response, target: httpx.URL, limits: Limits) -> Page:
    if response.status_code != httpx.codes.OK:
        answer = f"{response.status_code} {response.reason_phrase}".strip()
        raise FetchError(f"{target}: the machine answers {answer}: check the address")
    content = await _content(response, target, limits)
    media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    return Page(content, str(target), response.charset_encoding, media_type or None, str(target))


async def _content(response: httpx.Response, target: httpx.URL, limits: Limits) -> bytes:
    """Read the body and unpack it piece by piece, so that a small body cannot unpack to more than the limit."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise FetchError(
            f"{target}: the page is packed as {encoding!r}, which was not asked for: save it and give the file"
        )
    packed = encoding not in {"", "identity"}
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed else None
    content = bytearray()
    async for piece in response.aiter_raw(_STEP):
        rest = piece
        while rest:
            if unpacker is None:
                content += rest
                break
            content += _unpack(unpacker, rest, target)
            rest = unpacker.unconsumed_tail
            if len(content) > limits.size:
                break
        if len(content) > limits.size:
            raise TooLarge(f"{target}: the page is larger than {limits.size:,} bytes: give a page of a single story")
    return bytes(content)


def _unpack(unpacker: zlib._Decompress, packed: bytes, target: httpx.URL) -> bytes:
    try:
        return unpacker.decompress(packed, _STEP)
    except zlib.error:
        raise FetchError(f"{target}: the page is packed in a broken way: save it and give the file") from None
