"""Which addresses may be read: public machines over http and https, nothing inside the network."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import threading
from concurrent.futures import Future
from typing import Any

import httpx

from qawl.errors import FetchError, ForbiddenAddress

_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)\.?", re.IGNORECASE)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def parse_url(url: str) -> httpx.URL:
    """Return a well-formed http or https address without credentials. Raises FetchError or ForbiddenAddress."""
    try:
        parsed = httpx.URL(url.strip())
        host = parsed.host
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(
            f"{short(url)}: this is no address ({error}): give one such as https://example.org/page"
        ) from None
    if parsed.scheme not in _PORTS:
        raise ForbiddenAddress(f"{short(url)}: only http and https are read: give such an address or a file")
    if parsed.userinfo:
        raise ForbiddenAddress(f"{short(host)}: the address carries a name or password: give it without them")
    if not host:
        raise FetchError(f"{short(url)}: the address names no machine: give one such as https://example.org/page")
    return parsed


async def public_address(url: httpx.URL, *, allow_private: bool = False) -> str:
    """Resolve the machine of an address and return the one numeric address to connect to.

    Every address that the name resolves to must be public, so that no answer of the name server leads inside.
    Connecting to the number returned, and not to the name, leaves no time for the name to change its meaning.
    """
    _refuse_spelling(url)
    port = url.port or _PORTS[url.scheme]
    try:
        answers = await _look_up(url.host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"{short(str(url))}: the name {url.host!r} is not found ({error}): check the address"
        ) from None
    numbers = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    for number in numbers:
        if not allow_private and not is_public(number):
            raise ForbiddenAddress(
                f"{short(str(url))}: {_known_as(url.host, number)} inside the network: give a public address"
            )
    if not numbers:
        raise FetchError(f"{short(str(url))}: the name {url.host!r} has no address: check the address")
    return numbers[0]


async def _look_up(host: str, port: int) -> list[Any]:
    """Ask for the addresses of a name in a thread that nobody waits for: no name server outlasts the caller's limit.

    The event loop's own look-up runs in a thread that the loop waits for when it closes.
    """
    answers: Future[list[Any]] = Future()
    answers.set_running_or_notify_cancel()

    def look_up() -> None:
        try:
            answers.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as error:  # whatever it is, it belongs to the caller
            answers.set_exception(error)

    threading.Thread(target=look_up, daemon=True).start()
    return await asyncio.wrap_future(answers)


def is_public(number: str) -> bool:
    """Whether a numeric address is one of the public network, also when IPv6 wraps an IPv4 address."""
    address: Address = ipaddress.ip_address(number)
    inner = _wrapped(address)
    if inner is not None and not is_public(str(inner)):
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return True
        if address.is_site_local:  # given up, but still used inside: Python calls it global
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _wrapped(address: Address) -> ipaddress.IPv4Address | None:
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _refuse_spelling(url: httpx.URL) -> None:
    """Refuse numbers that only some programs read as an address: decimal, octal, hexadecimal, shortened."""
    if not _NUMBER.fullmatch(url.host.rstrip(".").rsplit(".", 1)[-1]):
        return
    try:
        ipaddress.ip_address(url.host)
    except ValueError:
        message = f"{short(str(url))}: {url.host} hides a number: write the address out, or give a name"
        raise ForbiddenAddress(message) from None


def _known_as(host: str, number: str) -> str:
    return f"{host} is" if host == number else f"{host} is {number},"


def short(url: str) -> str:
    """Return an address as error messages show it: one line, not too long."""
    line = " ".join(url.split())
    return line if len(line) <= 120 else line[:117] + "..."
