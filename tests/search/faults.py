"""A warm builder that forks a child for every task and lets something go wrong in it at a chosen moment.

The moments are what the child does to the file system below the index: every open, rename, mkdir,
removal, chmod and fsync, just before and just after it happens. An audit hook and a profile hook count
them, so that no code of the service knows of tests.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.search import builds

SCRIPT = r"""
import errno, json, os, resource, signal, sys, time, traceback
from datetime import date
from pathlib import Path
from service.errors import ServiceError
from service.jobs.ask import ask
from service.jobs.desks import Desks
from service.jobs.index import rebuild_index
from service.jobs.limits import Limits
from service.search.build import collect, rollback, switch
from service.search.shelf import Shelf, current

WATCHED = {"open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "os.listdir", "os.scandir",
           "os.truncate", "sqlite3.connect"}
#: After these: a file is there and empty, or written and not yet safe, or has its name.
AFTER = {"open", "fsync", "replace", "rename", "mkdir", "unlink", "rmdir", "chmod", "commit", "flock"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
desks = Desks()
desks.reader


def build(task, reuse):
    return rebuild_index(desks, Path(task["index"]), date(2026, 11, 20), articles=Path(task["articles"]),
                         engine=task["engine"], reuse=reuse, limits=Limits(keep=task.get("keep", 3))).manifest.build


def act(task):
    index = Path(task["index"])
    if task["do"] == "rollback":
        return rollback(index).build
    if task["do"] == "gc":
        return [one.name for one in collect(index, 1)[0]]
    if task["do"] == "switch":
        names = current(index)
        return switch(index, names[1], len(names))
    if task["do"] == "ask":
        return [hit.snippet for hit in ask(Shelf(index).get(), "充值").hits]
    return build(task, task["do"] == "update")


def hook(task, told):
    fault, at, root = task.get("fault"), task.get("at", 0), task["index"]

    def writes(event, args):
        return bool(args[2] & WRITES) if event == "open" else event not in ("os.listdir", "os.scandir")

    def moment(event, args, path):
        told["moments"] += 1
        if fault == "kill" and told["moments"] == at:
            os.kill(os.getpid(), signal.SIGKILL)
        elif fault == "slow":
            time.sleep(0.01)
        elif fault in ("ENOSPC", "EIO", "EROFS") and told["moments"] >= at and writes(event, args):
            if fault == "EROFS" or event not in ("os.remove", "os.rmdir"):
                raise OSError(getattr(errno, fault), os.strerror(getattr(errno, fault)), path)

    def audit(event, args):
        if event in WATCHED and isinstance(args[0], (str, bytes, os.PathLike)):
            path = os.fsdecode(args[0])
            if path.startswith(root):
                moment(event, args, path)

    def profile(frame, event, called):
        if event == "c_return" and getattr(called, "__name__", "") in AFTER:
            moment(called.__name__, (), root)

    sync = os.fsync
    def fsync(handle):
        moment("os.fsync", (), root)
        sync(handle)
    os.fsync = fsync
    sys.addaudithook(audit)
    if fault == "kill" or task.get("count"):
        sys.setprofile(profile)


def child(task, pipe):
    told = {"moments": 0}
    if "largest" in task:
        resource.setrlimit(resource.RLIMIT_FSIZE, (task["largest"], task["largest"]))
    hook(task, told)
    try:
        told["made"] = act(task)
    except ServiceError as refused:
        told["refused"] = f"{type(refused).__name__}: {refused}"
    os.write(pipe, json.dumps(told).encode())


warm = json.loads(sys.stdin.readline())
for engine in ("memory", "whoosh"):
    build({**warm, "engine": engine}, False)
print("ready", flush=True)
for line in sys.stdin:
    task = json.loads(line)
    ours, theirs = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(ours)
        code = 70
        try:
            child(task, theirs)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(theirs)
    if "after" in task:
        time.sleep(task["after"])
        os.kill(pid, signal.SIGKILL)
    said = b""
    while piece := os.read(ours, 65536):
        said += piece
    os.close(ours)
    status = os.waitpid(pid, 0)[1]
    ended = "killed" if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    print(json.dumps({"ended": ended, **(json.loads(said) if said else {})}), flush=True)
"""


class Builder:
    """Sends tasks to the warm process; each is done in a fork of it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def do(self, what: str, **task: Any) -> dict[str, Any]:
        """`ended` is "killed" or the exit status; `made` or `refused` what came of it; `moments` how many there were."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({**task, "do": what}) + "\n")
        self._process.stdin.flush()
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said


@contextmanager
def builder(place: Path) -> Iterator[Builder]:
    """A warm builder; `place` is a folder for what it warms up with."""
    articles = builds.write_articles(place / "articles", {"a.md": "# 充值办法\n\n报手机号码和金额。\n"})
    command = [sys.executable, "-c", SCRIPT]
    with subprocess.Popen(
        command,
        cwd=builds.ROOT,
        env=builds.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"index": str(place / "index"), "articles": str(articles)}) + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "ready\n"
        yield Builder(process)
        process.stdin.close()
        process.wait(timeout=60)


def runs(default: int) -> int:
    """How many runs a sweep makes: `KAWEN_KILLS` in CI, fewer at a desk."""
    return int(os.environ.get("KAWEN_KILLS") or default)
