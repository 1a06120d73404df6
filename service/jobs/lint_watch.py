"""Wait until one of the files of a run changes, or a configuration file that may hold for it."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.corpus.gather import gather
from service.lint.config import FILE, SHARED

#: Seconds between two looks; a look costs a `stat` for each file.
PAUSE = 0.3

State = dict[Path, tuple[int, int]]


def states(paths: Sequence[Path], pause: float = PAUSE) -> Iterator[State]:
    """The state of the files now, and again whenever it has changed; without end."""
    last = state(paths)
    yield last
    while True:
        time.sleep(pause)
        now = state(paths)
        if now != last:
            last = now
            yield now


def state(paths: Sequence[Path]) -> State:
    """Size and time of change of each file; files that are not there are left out."""
    files, _ = gather(paths)
    near = {path.absolute().parent for path in (*files, *paths)} | {path.absolute() for path in paths}
    folders = {folder for one in near for folder in (one, *one.parents)}
    found: State = {}
    for path in (*files, *(folder / name for folder in folders for name in (FILE, SHARED))):
        try:
            seen = path.stat()
        except OSError:
            continue
        found[path] = seen.st_mtime_ns, seen.st_size
    return found
