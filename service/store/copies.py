"""Backups of the file while the service writes, and the way back."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from service.errors import StoreTrouble
from service.store.database import Database, connect
from service.store.schema import MIGRATIONS, TABLES, migrate, version


@dataclass(frozen=True, slots=True)
class State:
    """What a file holds: rows by table, and what is wrong with it."""

    file: Path
    version: int
    rows: dict[str, int]
    troubles: tuple[str, ...]


def check(file: Path) -> State:
    """Read every page of a file and compare tables with indexes; StoreTrouble when it cannot be read at all."""
    if not file.is_file():
        raise StoreTrouble(f"there is no store in {file}; the service makes it when there is something to keep")
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, timeout=5)) as db:
            said = [str(row[0]) for row in db.execute("PRAGMA integrity_check(20)")]
            troubles = [] if said == ["ok"] else said
            have = version(db)
            if not 1 <= have <= len(MIGRATIONS):
                troubles.append(f"version {have} is none that this kawen knows")
            names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            troubles += [f"table {name} is missing" for name in TABLES if name not in names]
            rows = {n: int(db.execute(f"SELECT COUNT(*) FROM {n}").fetchone()[0]) for n in TABLES if n in names}
    except sqlite3.Error as trouble:
        raise StoreTrouble(f"{file} is damaged ({trouble}); restore a backup: kawen store restore FILE") from None
    return State(file, have, rows, tuple(troubles))


def backup(store: Database, to: Path) -> State:
    """Copy the file as it is at one moment, whoever writes; the copy is checked before it gets its name."""
    if not store.file.is_file():
        raise StoreTrouble(f"there is no store in {store.file} yet: nothing to back up")
    if to.exists():
        raise StoreTrouble(f"{to} is there already; choose another name, or remove it")
    beside = to.with_name(f".{to.name}.part")
    beside.unlink(missing_ok=True)
    try:
        _copy(store.file, beside, single=True)
        state = check(beside)
        if state.troubles:
            raise StoreTrouble(f"{store.file} is damaged: {state.troubles[0]}; go back to an earlier backup")
        os.replace(beside, to)
    except (OSError, sqlite3.Error) as trouble:
        raise StoreTrouble(f"{to} cannot be written ({trouble}); choose another place") from None
    finally:
        for rest in (beside, *(beside.with_name(beside.name + end) for end in ("-wal", "-shm", "-journal"))):
            rest.unlink(missing_ok=True)
    return State(to, state.version, state.rows, ())


def restore(store: Database, backup_file: Path) -> Path | None:
    """Put a backup in place, page by page in one transaction: the service may go on, and sees all or nothing.

    What was there before is backed up beside it first; the name of that copy is returned.
    """
    state = check(backup_file)
    if state.troubles:
        raise StoreTrouble(f"{backup_file}: {state.troubles[0]}; nothing was changed")
    kept = None
    if store.file.is_file():
        kept = store.file.with_name(f"{store.file.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
        try:
            backup(store, kept)
        except StoreTrouble:  # damaged: keep the bytes as they are
            kept.write_bytes(store.file.read_bytes())
            for end in ("", "-wal", "-shm"):
                store.file.with_name(store.file.name + end).unlink(missing_ok=True)
    try:
        _copy(backup_file, store.file)
        with closing(connect(store.file)) as db:
            migrate(db, str(store.file))
    except (OSError, sqlite3.Error) as trouble:
        raise StoreTrouble(f"{store.file} cannot be written ({trouble}); what was there is in {kept}") from None
    return kept


def _copy(source: Path, to: Path, *, single: bool = False) -> None:
    """`single`: nothing beside the file, so that it can be carried away and read where nobody may write."""
    if not to.exists():
        os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(source, timeout=30)) as have, closing(sqlite3.connect(to, timeout=30)) as copy:
        have.backup(copy)
        if single:
            copy.execute("PRAGMA journal_mode = DELETE")
