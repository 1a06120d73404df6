"""What readers tell: an answer helped or not, is wrong, or is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from service.store.database import Database

Kind = Literal["helpful", "unhelpful", "missing", "mistake"]
KINDS: tuple[Kind, ...] = ("helpful", "unhelpful", "missing", "mistake")


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `question` is what was searched for, `build` the build that answered, both may be empty."""

    kind: Kind
    article: str = ""
    anchor: str = ""
    question: str = ""
    comment: str = ""
    build: str = ""
    at: str = ""
    id: int = 0


def add(store: Database, message: Message) -> int:
    """Keep a message; its number."""
    with store.writing() as db:
        done = db.execute(
            "INSERT INTO feedback (at, kind, article, anchor, question, comment, build) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                now(),
                message.kind,
                message.article,
                message.anchor,
                message.question,
                message.comment,
                message.build,
            ),
        )
        return int(done.lastrowid or 0)


def each(store: Database, *kinds: Kind, since: str = "") -> Iterator[Message]:
    """Messages of some kinds since a moment (UTC, ISO), the latest first."""
    marks = ", ".join("?" * len(kinds))
    with store.reading() as db:
        rows = db.execute(
            "SELECT kind, article, anchor, question, comment, build, at, id FROM feedback "
            f"WHERE kind IN ({marks}) AND at >= ? ORDER BY id DESC",
            (*kinds, since),
        ).fetchall()
    return (Message(*row) for row in rows)


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
