"""What became of a rebuild that somebody else waits for: one small JSON file a job."""

import json
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from service.errors import NotFound, ServiceError

#: Finished jobs that are remembered.
KEPT = 20
_ID = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{8}")


@contextmanager
def recorded(file: Path | None) -> Iterator[Callable[[str], None]]:
    """Write the outcome of what happens inside; call what is given with the build's id at the end."""
    made: list[str] = []
    if file is None:
        yield made.append
        return
    _write(file, status="running", pid=os.getpid())
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
    _write(file, status="running", pid=os.getpid())
    return file


def read(root: Path, id: str) -> dict[str, Any]:
    """A job by id; one whose process is gone without a word has failed."""
    unknown = NotFound(f"there is no job {id[:40]!r}")
    if not _ID.fullmatch(id):
        raise unknown
    try:
        values: dict[str, Any] = json.loads((root / "jobs" / f"{id}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise unknown from None
    except ValueError:  # a full disk, a power cut
        values = {"status": "failed", "error": "what became of it could not be written down"}
    if values["status"] == "running" and not _alive(int(values.pop("pid"))):
        values = {"status": "failed", "error": "the builder was stopped before it was done"}
    values.pop("pid", None)
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


def _alive(pid: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
