"""What the head of an article says."""

import datetime

import msgspec
from serving import client_of, hand_made

from qawl.model import Credit, Named
from qawl.store.store import open_store

NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


def test_an_author_is_named_once(tmp_path):
    reading, place = hand_made("en"), tmp_path / "news.db"
    credits = (Credit("author", "Hannah Pryce"), Credit("author", "Otis Bell"), Credit("photo", "Hannah Pryce"))
    article = msgspec.structs.replace(reading.article, authors=(Named("Hannah Pryce"),), credits=credits)
    with open_store(place) as store:
        store.keep(msgspec.structs.replace(reading, article=article), source="https://news.example/a", fetched_at=NOW)
    with client_of(place) as client:
        page = client.get(f"/articles/{article.id}", headers={"accept": "text/html"}).text
    assert page.count("Hannah Pryce") == 2  # as the author, and under the picture
    assert page.count("Otis Bell") == 1
