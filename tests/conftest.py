"""A small site on this machine, for whatever asks for addresses."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Site:
    """Answers by path: `pages` gives a body, or a function of the request's headers to (status, headers, body)."""

    def __init__(self, port: int) -> None:
        self.home = f"http://127.0.0.1:{port}"
        self.pages: dict[str, bytes | str | Callable[[Any], tuple[int, dict[str, str], bytes]]] = {}
        self.asked: list[str] = []

    def answer(self, path: str, headers: Any) -> tuple[int, dict[str, str], bytes]:
        self.asked.append(path)
        found = self.pages.get(path)
        if found is None:
            return 404, {}, b"no such page"
        if callable(found):
            return found(headers)
        body = found.encode() if isinstance(found, str) else found
        kind = (
            "text/xml"
            if body.lstrip().startswith((b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemap"))
            else "text/html"
        )
        return 200, {"Content-Type": f"{kind}; charset=utf-8"}, body


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that is there for one test."""

    class Request(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = made.answer(self.path, self.headers)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Request)
    server.daemon_threads = True
    made = Site(server.server_port)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()
