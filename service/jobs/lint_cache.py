"""Findings kept between runs in one SQLite file.

A row's name is made of everything the findings rest on: the text and the path, the rules and their code, the
facts and words, the day. What is read is checked against a digest; a file that is damaged is begun anew, one
that others may write is not used, and one that cannot be used costs only time.
"""

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

from service import __version__, declared, kept
from service.corpus import compiled
from service.lint import packed
from service.lint.rule import Rule

NAME = f"findings-{packed.FORMAT}.sqlite"
#: Days after which a row that nobody asked for is forgotten.
KEPT = 14
_AT_ONCE = 500
_WAIT = 5.0
_TABLE = "CREATE TABLE IF NOT EXISTS kept (name BLOB PRIMARY KEY, day INTEGER, digest BLOB, body BLOB, notes BLOB)"

#: What SQLite says of a base that is damaged or has other tables; the rest (locked, full, read-only) passes.
_DAMAGED = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)

Row = tuple[bytes, bytes]
Answer = TypeVar("Answer")


def folder() -> Path | None:
    """Where the cache lies when nobody says where: $KAWEN_CACHE_DIR, else the user's own; None without a home."""
    if named := os.environ.get("KAWEN_CACHE_DIR"):
        return Path(named)
    from platformdirs import user_cache_path

    try:
        return user_cache_path("kawen") / "lint"
    except RuntimeError:
        return None


class Cache:
    """Rows by name; asking and telling never raise. Runs beside each other may share a file."""

    def __init__(self, where: Path, root: Path) -> None:
        self._path = where / NAME
        self._engine = _engine(root)
        self._day = date.today().toordinal()

    def names(self, rules: Sequence[Rule], today: date) -> "Names | None":
        """How rows of a run are named; None when what they rest on cannot be told."""
        if self._engine is None:
            return None
        said = repr((self._engine, today.isoformat(), [rule.code for rule in rules]))
        return Names(hashlib.sha256(said.encode()))

    def rows(self, names: Sequence[bytes]) -> dict[bytes, Row]:
        """The rows that are there and whole."""
        return self._asked(lambda base: dict(self._whole(base, names)), {})

    def keep(self, rows: Mapping[bytes, Row]) -> None:
        """Keep rows, and forget old ones."""
        if rows:
            self._asked(lambda base: self._written(base, rows), None)

    def _whole(self, base: sqlite3.Connection, names: Sequence[bytes]) -> Iterator[tuple[bytes, Row]]:
        old: list[bytes] = []
        for at in range(0, len(names), _AT_ONCE):
            some = names[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT name, day, digest, body, notes FROM kept WHERE name IN ({marks})"
            for name, day, digest, body, notes in base.execute(query, some):
                if isinstance(body, bytes) and isinstance(notes, bytes) and digest == _digest(name, body, notes):
                    yield name, (body, notes)
                    if day != self._day:
                        old.append(name)
        with suppress(sqlite3.OperationalError):  # it only dates them
            base.executemany("UPDATE kept SET day = ? WHERE name = ?", [(self._day, name) for name in old])

    def _written(self, base: sqlite3.Connection, rows: Mapping[bytes, Row]) -> None:
        values = [(name, self._day, _digest(name, *row), *row) for name, row in rows.items()]
        base.execute("BEGIN IMMEDIATE")
        base.execute("DELETE FROM kept WHERE day < ?", (self._day - KEPT,))
        base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", values)
        base.execute("COMMIT")

    def _asked(self, work: Callable[[sqlite3.Connection], Answer], otherwise: Answer) -> Answer:
        """What the base answers; one that is damaged is thrown away, to be begun anew by whoever asks next."""
        try:
            base = self._connected()
            if base is None:
                return otherwise
            try:
                base.execute("PRAGMA journal_mode=WAL")
                base.execute("PRAGMA synchronous=NORMAL")
                base.execute(_TABLE)
                return work(base)
            finally:
                base.close()
        except sqlite3.Error as trouble:
            if getattr(trouble, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
                self._forget()
        except OSError:
            pass  # no folder can be made here
        return otherwise

    def _connected(self) -> sqlite3.Connection | None:
        """The base; None when others may have written it."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return (
            sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None) if kept.ours(self._path.lstat()) else None
        )

    def _forget(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._path.with_name(self._path.name + suffix).unlink()


class Names:
    """Names of rows that rest on the same rules, facts and day."""

    def __init__(self, said: "hashlib._Hash") -> None:
        self._said = said

    def of(self, path: str, text: str) -> bytes:
        """The name of a file's row."""
        return self._made(path.encode("utf-8", "surrogatepass"), text.encode("utf-8", "surrogatepass"))

    def across(self, names: Iterable[bytes]) -> bytes:
        """The name of the row for what was found across files."""
        return self._made(b"across", *names)

    def _made(self, *parts: bytes) -> bytes:
        said = self._said.copy()
        for part in parts:
            said.update(b"%d:" % len(part) + part)
        return said.digest()


def _digest(name: bytes, body: bytes, notes: bytes) -> bytes:
    return hashlib.sha256(b"%d:%s%d:" % (len(body), name, len(notes)) + body + notes).digest()[:16]


def _engine(root: Path) -> str | None:
    """What judges: this program's code, what it is installed with, the facts and words."""
    tables = compiled.key_of(root)
    if tables is None:
        return None
    libraries = [_state(Path(path)) for path in sys.path if path.endswith("-packages")]
    return repr((packed.FORMAT, __version__, sys.version_info[:3], tables, declared.code(), libraries))


def _state(path: Path) -> tuple[str, int]:
    try:
        return path.name, path.stat().st_mtime_ns
    except OSError:
        return path.name, 0
