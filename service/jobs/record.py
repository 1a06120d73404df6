"""What became of a rebuild that somebody else waits for: one small JSON file a job."""

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from service.errors import NotFound, ServiceError
from service.search.build import busy
from service.search.swap import swap
from service.text.later import later

#: Finished jobs that are remembered.
KEPT = 20
#: Seconds a builder may take until it holds the lock; process ids say nothing, they are used again.
STARTING = 60
#: Seconds between two writings of how far it is.
_EVERY = 0.5
_ID = later(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{8}")


class Record:
    """What a builder tells of itself while it works: how far it is, and in the end the build's id."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._step, self._begun, self._told = "", 0.0, 0.0
        self.build: str | None = None

    def done(self, build: str) -> None:
        """The build's id, once it is switched to."""
        self.build = build

    def progress(self, step: str, done: int, total: int) -> None:
        """How far it is, written down twice a second; a disk that is full fails nothing."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._begun = step, now
        elif now - self._told < _EVERY:
            return
        if self._file is None:
            return
        self._told = now
        rate = done / (now - self._begun) if now > self._begun else 0.0
        left = round((total - done) / rate, 1) if rate else None
        told = {"step": step, "done": done, "total": total, "per_second": round(rate, 1), "seconds_left": left}
        with suppress(OSError):
            _write(self._file, status="running", progress=told)


@contextmanager
def recorded(file: Path | None) -> Iterator[Record]:
    """Write down what happens inside, and how it ended."""
    record = Record(file)
    if file is None:
        yield record
        return
    with suppress(OSError):
        _write(file, status="running")
    try:
        yield record
    except BaseException as trouble:
        said = str(trouble) if isinstance(trouble, ServiceError) else f"{type(trouble).__name__}: {trouble}"
        with suppress(OSError):
            _write(file, status="failed", error=said)
        raise
    _write(file, status="done", build=record.build)


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
    if status == "running" and not busy(root) and not 0 <= time.time() - file.stat().st_mtime <= STARTING:
        values = {"status": "failed", "error": "the builder was stopped before it was done"}
    return {"job": id, **values}


def known(root: Path) -> list[dict[str, Any]]:
    """The jobs that are remembered, the latest first."""
    files = sorted((root / "jobs").glob("*.json"), reverse=True)
    return [read(root, file.stem) for file in files if _ID.fullmatch(file.stem)]


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
    try:
        beside.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        swap(beside, file)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
