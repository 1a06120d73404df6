"""The tables, version by version; the file's `user_version` says which it has."""

import sqlite3

from service.errors import StoreTrouble

#: Each brings a file of the version before to its own. Never change one that has been released: add another.
MIGRATIONS = (
    """
    CREATE TABLE feedback (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,                  -- UTC, to the second
        kind TEXT NOT NULL CHECK (kind IN ('helpful', 'unhelpful', 'missing', 'mistake')),
        article TEXT NOT NULL,
        anchor TEXT NOT NULL,
        question TEXT NOT NULL,
        comment TEXT NOT NULL,
        build TEXT NOT NULL
    ) STRICT;
    CREATE INDEX feedback_by_kind ON feedback (kind, article);
    CREATE TABLE missing_day (day TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE missing_question (
        question TEXT PRIMARY KEY,
        count INTEGER NOT NULL,
        first TEXT NOT NULL,
        last TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE query (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        question TEXT NOT NULL,
        answer TEXT NOT NULL,
        total INTEGER NOT NULL,
        build TEXT NOT NULL,
        who TEXT NOT NULL                  -- of an address, with the salt of its day
    ) STRICT;
    CREATE INDEX query_by_day ON query (at);
    CREATE TABLE salt (day TEXT PRIMARY KEY, salt BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE token (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        hash BLOB NOT NULL,
        scopes TEXT NOT NULL,              -- separated by blanks
        created TEXT NOT NULL,
        revoked TEXT,
        used TEXT
    ) STRICT, WITHOUT ROWID;
    """,
)
TABLES = ("feedback", "missing_day", "missing_question", "query", "salt", "token")


def migrate(db: sqlite3.Connection, name: str) -> None:
    """Bring a file to the newest version, whole or not at all; any number of processes may try at once."""
    if version(db) == len(MIGRATIONS):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        have = version(db)
        if have > len(MIGRATIONS):
            raise StoreTrouble(
                f"{name} was written by a newer kawen (version {have}); install that, or restore a backup"
            )
        if have == 0 and _tables(db):
            raise StoreTrouble(f"{name} is the database of another program; choose another file with KAWEN_STORE")
        for script in MIGRATIONS[have:]:
            for statement in script.split(";\n"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def version(db: sqlite3.Connection) -> int:
    """The version of a file; 0 when it has no tables of ours."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _tables(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
