"""Servers over the hand-made readings."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for `serving`, beside the tests

from serving import client_of, filled


@pytest.fixture
def place(tmp_path):
    """The place of a store with the hand-made readings."""
    return filled(tmp_path / "news.db")


@pytest.fixture
def serve(place):
    """Make servers over that store; they are closed in the end."""
    made = []

    def make(**settings):
        client = client_of(place, **settings)
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()
        client.app.state.service.store.close()


@pytest.fixture
def client(serve):
    """A client of a server that anyone may use."""
    return serve(readings_a_minute=1_000)
