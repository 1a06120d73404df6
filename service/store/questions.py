"""Questions: how many a day nothing answered, their words where that is allowed, and the query log."""

import hashlib
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from service.store.database import Database

#: Questions kept by their words: whoever floods the service fills no disk.
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was answered: `at` UTC in ISO, `answer` found, nearest or none, `address` never kept."""

    at: str
    question: str
    answer: str
    total: int
    build: str
    address: str


@dataclass(frozen=True, slots=True)
class Count:
    """A question with how often it was asked, and when last; `people` are addresses a day, 0 where not known."""

    question: str
    count: int
    last: str
    people: int = 0


def record(store: Database, asked: Iterable[Asked], *, words: bool, log: bool, days: int) -> None:
    """Count what nothing answered, keep the words of it with `words`, every question with `log`;
    delete what is older than `days`.
    """
    with store.writing() as db:
        for one in asked:
            if one.answer != "found":
                _count(db, one, words)
            if log:
                _log(db, one)
        _forget(db, days)


def forget(store: Database, days: int) -> None:
    """Delete questions older than so many days, and the salts of every day but today."""
    with store.writing() as db:
        _forget(db, days)


def missing_days(store: Database, since: str) -> dict[str, int]:
    """How many questions nothing answered, by day."""
    with store.reading() as db:
        return dict(
            db.execute("SELECT day, count FROM missing_day WHERE day >= ? ORDER BY day", (since[:10],)).fetchall()
        )


def missing(store: Database, since: str) -> list[Count]:
    """Questions nothing answered whose words are kept, most frequent first."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT question, count, last FROM missing_question WHERE last >= ? ORDER BY count DESC, question", (since,)
        ).fetchall()
    return [Count(*row) for row in rows]


def frequent(store: Database, since: str, most: int) -> list[Count]:
    """Questions of the query log, most frequent first."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT question, COUNT(*), MAX(at), COUNT(DISTINCT who) FROM query WHERE at >= ? "
            "GROUP BY question ORDER BY 2 DESC, 1 LIMIT ?",
            (since, most),
        ).fetchall()
    return [Count(*row) for row in rows]


def _count(db: sqlite3.Connection, one: Asked, words: bool) -> None:
    day = one.at[:10]
    db.execute("INSERT INTO missing_day VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET count = count + 1", (day,))
    if not words:
        return
    known = db.execute(
        "UPDATE missing_question SET count = count + 1, last = ? WHERE question = ?", (one.at, one.question)
    )
    if not known.rowcount and db.execute("SELECT COUNT(*) FROM missing_question").fetchone()[0] < MOST:
        db.execute("INSERT INTO missing_question VALUES (?, 1, ?, ?)", (one.question, one.at, one.at))


def _log(db: sqlite3.Connection, one: Asked) -> None:
    salt = _salt(db, one.at[:10])
    who = hashlib.blake2b(one.address.encode(), key=salt, digest_size=12).hexdigest()
    db.execute(
        "INSERT INTO query (at, question, answer, total, build, who) VALUES (?, ?, ?, ?, ?, ?)",
        (one.at, one.question, one.answer, one.total, one.build, who),
    )


def _salt(db: sqlite3.Connection, day: str) -> bytes:
    """The salt of a day: once it is deleted nobody can find an address again by trying them all."""
    db.execute("INSERT OR IGNORE INTO salt VALUES (?, ?)", (day, secrets.token_bytes(32)))
    return bytes(db.execute("SELECT salt FROM salt WHERE day = ?", (day,)).fetchone()[0])


def _forget(db: sqlite3.Connection, days: int) -> None:
    now = datetime.now(UTC)
    oldest = (now - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    db.execute("DELETE FROM query WHERE at < ?", (oldest,))
    db.execute("DELETE FROM missing_question WHERE last < ?", (oldest,))
    db.execute("DELETE FROM salt WHERE day < ?", (now.strftime("%Y-%m-%d"),))
