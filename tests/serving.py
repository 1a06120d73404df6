"""A real server in a process of its own, for tests that a client in this process could not see through."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


def address_of(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        if "http://" in line:
            return line[line.index("http://") :].split()[0]
    raise AssertionError("the server ended without telling its address")


@contextmanager
def serving(index: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--index", str(index)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        try:
            yield address_of(server)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=60)
