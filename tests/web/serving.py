"""A server in this process over a store of the hand-made readings."""

import datetime
import json
import re
from pathlib import Path

from starlette.testclient import TestClient

from qawl.export.json_lines import from_line
from qawl.store.store import open_store
from qawl.web.app import build_app
from qawl.web.settings import Settings

READINGS = Path(__file__).parent.parent / "readings"
NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
PAGE = {"accept": "text/html"}


def hand_made(code):
    """Return one of the hand-made readings."""
    return from_line((READINGS / f"{code}.json").read_bytes())


def filled(place):
    """Keep the hand-made readings; gives the place."""
    with open_store(place) as store:
        for code in ("ar", "en", "ru"):
            store.keep(hand_made(code), source=f"https://example.org/{code}", fetched_at=NOW)
    return str(place)


def client_of(place, **settings):
    """Return a client of a server with settings."""
    app = build_app(Settings(db=str(place), reader="rules", **settings))
    return TestClient(app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=True)


def form_token(client, path="/add"):
    """Return the token of a form, taken from a page as a browser does."""
    page = client.get(path, headers=PAGE).text
    return re.search(r'name="csrf" value="(\w+)"', page)[1]


def problem(response):
    """Return a problem after checking that it is told as one."""
    assert response.headers["content-type"] == "application/problem+json"
    told = json.loads(response.content)
    assert told["status"] == response.status_code
    assert told["title"]
    assert "\n" not in told["detail"]
    return told
