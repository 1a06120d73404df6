"""The file itself: opened for one transaction at a time, so that it may be forked, backed up and moved."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from service.errors import StoreTrouble
from service.store.schema import migrate

#: Seconds a writer waits for another.
PATIENCE = 5.0


class Database:
    """Gives out connections to a file that is made when it is first needed.

    Opening costs some 0.2 ms; nothing on the path of a search opens it.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: kept when the block ends, undone when it raises; StoreTrouble says what to do."""
        with self._opened() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One view of the file, whatever is written meanwhile."""
        with self._opened() as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.execute("ROLLBACK")

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            db = connect(self.file)
        except (sqlite3.Error, OSError) as trouble:
            raise _told(self.file, trouble) from None
        try:
            migrate(db, str(self.file))
            yield db
        except sqlite3.Error as trouble:
            raise _told(self.file, trouble) from None
        finally:
            db.close()


def connect(file: Path) -> sqlite3.Connection:
    """A connection in which transactions are begun by hand; a new file is for its owner alone."""
    with suppress(FileExistsError):
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    db = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA secure_delete = ON")  # what is past its day leaves no trace in free pages
    except BaseException:
        db.close()
        raise
    return db


def _told(file: Path, trouble: Exception) -> StoreTrouble:
    said = str(trouble)
    if "not a database" in said or "malformed" in said:
        return StoreTrouble(f"{file} is damaged ({said}); restore a backup: kawen store restore FILE")
    if "locked" in said:
        return StoreTrouble(f"{file} has been locked by another process for {PATIENCE:.0f} s; try again")
    return StoreTrouble(f"{file} cannot be used ({said}); choose another file with KAWEN_STORE")
