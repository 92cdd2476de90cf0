"""Which addresses may be read."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from qawl.errors import FetchError, ForbiddenAddress
from qawl.fetch import Limits, fetch
from qawl.fetch.addresses import is_public, parse_url, public_address

INSIDE = [
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.7",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "2002:a00:1::",
]

OUTSIDE = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"]

HIDDEN = [
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://127.1/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://127.0.0.0x1/",
]

FORBIDDEN = [
    "http://localhost/",
    "http://127.0.0.1/",
    "http://127.0.0.1:8080/page",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://user:secret@example.org/",
    "http://user@example.org/",
    "ftp://example.org/page",
    "file:///etc/passwd",
    "gopher://example.org/",
]


@pytest.mark.parametrize("number", INSIDE)
def test_numbers_inside_the_network(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", OUTSIDE)
def test_public_numbers(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("url", FORBIDDEN)
def test_forbidden_addresses(url: str) -> None:
    with pytest.raises(ForbiddenAddress, match=": "):
        fetch(url)


@pytest.mark.parametrize("url", HIDDEN)
@pytest.mark.parametrize("allow_private", [False, True])
def test_numbers_in_disguise(url: str, allow_private: bool) -> None:
    with pytest.raises(ForbiddenAddress, match="hides a number"):
        asyncio.run(public_address(parse_url(url), allow_private=allow_private))


@pytest.mark.parametrize(
    "url", ["http://", "http://0177.0.0.1/", "http:///page", "http://exa mple.org/", "http://[::1/", "http://a:99999/"]
)
def test_broken_addresses(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url)


def test_the_name_and_not_the_secret_is_shown() -> None:
    with pytest.raises(ForbiddenAddress) as caught:
        fetch("http://user:secret@example.org/")
    assert "secret" not in str(caught.value)


def test_one_private_answer_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(ForbiddenAddress, match=r"news.example is 10.0.0.1"):
        asyncio.run(public_address(parse_url("http://news.example/")))


def test_a_name_server_that_never_answers_does_not_outlast_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: released.wait(30) and [])
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0.3 seconds"):
        fetch("http://news.example/", limits=Limits(total=0.3))
    assert time.monotonic() - begun < 5
    released.set()
