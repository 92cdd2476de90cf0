"""Connections to a store are kept open, each with what it has in memory."""

from contextlib import ExitStack

from sqlalchemy import event

from qawl.store.store import open_store


def test_many_who_ask_at_once_ask_again_over_the_same_connections(tmp_path):
    with open_store(tmp_path / "news.db") as store:
        opened = []
        event.listen(store._engine, "connect", lambda *_: opened.append(1))
        for _ in range(3):
            with ExitStack() as together:
                for _ in range(10):
                    together.enter_context(store.transaction())
        assert len(opened) == 9  # and the one that opened the store
