"""What a command costs: its CPU and wall time, and the most memory that one of its processes held."""

import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Starts a command and waits for it. A process counts the memory of the one it was started from as its own, so that
#: one has to be small: the least that can be told is that of this, about 10 MB.
_STARTER = """
import os, sys, time
out, told, *command = sys.argv[1:]
opened = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
files = [(os.POSIX_SPAWN_OPEN, 1, out, opened, 0o600), (os.POSIX_SPAWN_OPEN, 2, told, opened, 0o600)]
begun = time.perf_counter()
process = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
_, status, used = os.wait4(process, 0)
wall = time.perf_counter() - begun
print(used.ru_utime + used.ru_stime, wall, used.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
_MAXRSS = 1e6 / 1024 if sys.platform.startswith("linux") else 1e6


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of CPU, seconds that went by, megabytes; the exit code, how many Markdown files were spoken of, and the
    last line that was said.
    """

    cpu: float
    wall: float
    memory: float
    code: int
    files: int
    said: str


def spent(command: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Spent:
    """Run a command once; OSError when there is no such program."""
    with tempfile.TemporaryDirectory(prefix="kawen-bench-") as place:
        out, told = Path(place) / "out", Path(place) / "told"
        starter = [sys.executable, "-I", "-S", "-c", _STARTER, str(out), str(told), *command]
        done = subprocess.run(starter, cwd=cwd, env=env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise OSError(f"{command[0]}: {done.stderr.strip().rpartition(chr(10))[2]}")
        cpu, wall, memory, code = done.stdout.split()
        files = len(set(re.findall(rb"[^\s/\"']+\.md\b", out.read_bytes() + told.read_bytes())))
        return Spent(float(cpu), float(wall), float(memory) / _MAXRSS, int(code), files, _last(told) or _last(out))


def median(measure: Callable[[], Spent], times: int) -> Spent:
    """The middle of several runs, each figure for itself; code, files and words are those of the last."""
    runs = [measure() for _ in range(times)]
    cpu, wall, memory = (statistics.median(getattr(run, name) for run in runs) for name in ("cpu", "wall", "memory"))
    return Spent(cpu, wall, memory, runs[-1].code, runs[-1].files, runs[-1].said)


def _last(file: Path) -> str:
    """The last line that is not empty."""
    said = file.read_bytes()[-2000:].decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(said) if line.strip()), "")
