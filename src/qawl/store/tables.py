"""The tables of a store, the same in every database; docs/store.md tells what each column means."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, Table, Text, UniqueConstraint

METADATA = MetaData()

_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER is the row's own number in SQLite

MIGRATION = Table(
    "migration",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("qawl", Text, nullable=False),
)

SETTING = Table(
    "setting",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

ARTICLE = Table(
    "article",
    METADATA,
    Column("number", _NUMBER, primary_key=True),
    Column("fingerprint", Text, nullable=False, unique=True),
    Column("id", Text, nullable=False, index=True),
    Column("language", Text, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("published", Text, index=True),
    Column("outlet", Text),
    Column("is_current", Boolean(create_constraint=False), nullable=False),
    Column("reading", Text, nullable=False),
)

SOURCE = Table(
    "source",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("article", _NUMBER, nullable=False, index=True),
    Column("digest", Text, nullable=False),
    Column("fetched_at", Text, nullable=False),
    sqlite_with_rowid=False,
)

STATEMENT = Table(
    "statement",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("article", _NUMBER, nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("speaker", _NUMBER, index=True),
    Column("role", Text),
    Column("act", Text, nullable=False),
    Column("words", BigInteger, nullable=False),
    Column("statement", Text, nullable=False),
    Column("kind", Text),
    Column("stance", Text),
)

LINK = Table(
    "link",
    METADATA,
    Column("statement", _NUMBER, primary_key=True, autoincrement=False),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    sqlite_with_rowid=False,
)

RETIRED = Table("retired", METADATA, Column("statement", _NUMBER, primary_key=True, autoincrement=False))

SPEAKER = Table(
    "speaker",
    METADATA,
    Column("number", _NUMBER, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("head", _NUMBER, nullable=False, index=True),
    UniqueConstraint("folded", "kind", "language"),
)

JOINING = Table(
    "joining",
    METADATA,
    Column("number", _NUMBER, primary_key=True),
    Column("decision", Text, nullable=False),
    Column("one", _NUMBER, nullable=False, index=True),
    Column("other", _NUMBER, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("at", Text),
    Column("is_undone", Boolean(create_constraint=False), nullable=False),
)

MEMBER = Table(
    "member",
    METADATA,
    Column("speaker", _NUMBER, primary_key=True, autoincrement=False),
    Column("of", _NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

NAME_WORD = Table(
    "name_word",
    METADATA,
    Column("sound", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("script", Text, nullable=False),
    Column("key", Text, nullable=False),
    sqlite_with_rowid=False,
)

SPEAKER_WORD = Table(
    "speaker_word",
    METADATA,
    Column("word", Text, primary_key=True),
    Column("speaker", _NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

FAILURE = Table(
    "failure",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("origin", Text),
)

FEED = Table(
    "feed",
    METADATA,
    Column("address", Text, primary_key=True),
    Column("title", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("polled_at", Text),
    Column("due_at", Text, index=True),
    Column("error", Text),
    Column("errors", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
)

AS_READ = Table(
    "as_read",
    METADATA,
    Column("statement", _NUMBER, primary_key=True, autoincrement=False),
    Column("read", Text, nullable=False),
)

CORRECTION = Table(
    "correction",
    METADATA,
    Column("number", _NUMBER, primary_key=True),
    Column("statement", _NUMBER, nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("value", Text),
    Column("note", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("is_undone", Boolean(create_constraint=False), nullable=False),
)
