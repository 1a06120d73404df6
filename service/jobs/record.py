"""What became of a rebuild that somebody else waits for: one small JSON file a job."""

import json
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from service.errors import NotFound, ServiceError
from service.search.build import busy

#: Finished jobs that are remembered.
KEPT = 20
#: Seconds a builder may take until it holds the lock; process ids say nothing, they are used again.
STARTING = 60
_ID = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{8}")


@contextmanager
def recorded(file: Path | None) -> Iterator[Callable[[str], None]]:
    """Write the outcome of what happens inside; call what is given with the build's id at the end."""
    made: list[str] = []
    if file is None:
        yield made.append
        return
    _write(file, status="running")
    try:
        yield made.append
    except BaseException as trouble:
        said = str(trouble) if isinstance(trouble, ServiceError) else f"{type(trouble).__name__}: {trouble}"
        _write(file, status="failed", error=said)
        raise
    _write(file, status="done", build=made[0])


def begin(root: Path) -> Path:
    """A new job's file below the index folder; old ones are swept away."""
    folder = root / "jobs"
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("*.json"))[:-KEPT]:
        old.unlink(missing_ok=True)
    file = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}.json"
    _write(file, status="running")
    return file


def read(root: Path, id: str) -> dict[str, Any]:
    """A job by id; one that says it runs while nobody builds has failed."""
    file = root / "jobs" / f"{id}.json"
    if not _ID.fullmatch(id) or not file.is_file():
        raise NotFound(f"there is no job {id[:40]!r}")
    try:
        values: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        status = values["status"]
    except (ValueError, KeyError, TypeError):  # a full disk, a power cut
        values = {"status": "failed", "error": "what became of it could not be written down"}
        status = "failed"
    if status == "running" and not busy(root) and time.time() - file.stat().st_mtime > STARTING:
        values = {"status": "failed", "error": "the builder was stopped before it was done"}
    return {"job": id, **values}


def running(root: Path) -> str | None:
    """The id of a job that is at work, if there is one."""
    files = sorted((root / "jobs").glob("*.json"), reverse=True)
    ids = (file.stem for file in files if _ID.fullmatch(file.stem))
    return next((id for id in ids if read(root, id)["status"] == "running"), None)


def failed(file: Path, error: str) -> None:
    """Say that a job has failed, unless it has already said how it ended."""
    if json.loads(file.read_text(encoding="utf-8"))["status"] == "running":
        _write(file, status="failed", error=error)


def _write(file: Path, **values: object) -> None:
    beside = file.with_suffix(f".{secrets.token_hex(4)}")
    beside.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    os.replace(beside, file)
