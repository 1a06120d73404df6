"""What the files of a registry declare, known without importing them: a table kept between runs.

The table is named by the state of all code its declarations may rest on; when any of it changes, the files are
imported and told anew. Only plain values are in it: what runs is imported when it first runs (see `put_off`).
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from service import __version__, folder, kept

#: Raised when what is told changes for the same declarations.
FORMAT = 1
_HERE = Path(__file__).parent
#: Where the code lies that judges.
_ROOMS = ("claims", "corpus", "lint", "text")


def told(package: str, tell: Callable[[ModuleType], list[Any]]) -> list[list[Any]]:
    """For each file of a registry its name, then what `tell` tells of it: values that JSON has as they are."""
    shape = (FORMAT, __version__, sys.version_info[:3], sys.flags.optimize, package, folder.names(package))
    key = hashlib.sha256(repr((shape, str(_HERE), code())).encode()).hexdigest()
    if (body := kept.read("declared", key)) is not None:
        rows: list[list[Any]] = json.loads(body)
        return rows
    rows = [[name, *tell(folder.load(package, name))] for name in folder.names(package)]
    if key == hashlib.sha256(repr((shape, str(_HERE), _code())).encode()).hexdigest():  # nobody edited meanwhile
        body = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
        kept.write("declared", key, body)
        rows = json.loads(body)
    return rows


def put_off(package: str, name: str, find: Callable[[ModuleType], Callable[..., Any]]) -> Callable[..., Any]:
    """A function of a file of a registry, which is imported when it is first called."""
    found: Callable[..., Any] | None = None

    def run(*given: Any) -> Any:
        nonlocal found
        if found is None:
            found = find(folder.load(package, name))
        return found(*given)

    return run


@cache
def code() -> tuple[tuple[str, int, int], ...]:
    """The state of the code that judges, as it was when first asked for: path, bytes, time of the last change."""
    return _code()


def _code() -> tuple[tuple[str, int, int], ...]:
    found = [_state("model.py", (_HERE / "model.py").stat())]
    for room in _ROOMS:
        found += _below(room, _HERE / room)
    return tuple(sorted(found))


def _below(room: str, path: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(path) as entries:
        for entry in entries:
            shown = f"{room}/{entry.name}"
            if entry.name.endswith(".py"):
                yield _state(shown, entry.stat())
            elif entry.name not in ("__pycache__", "data") and entry.is_dir():
                yield from _below(shown, Path(entry.path))


def _state(shown: str, state: os.stat_result) -> tuple[str, int, int]:
    return shown, state.st_size, state.st_mtime_ns
