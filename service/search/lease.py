"""Who has a build open: a lease that dies with its holder, and the one way to take a build off the shelf.

A reader needs no right to write: on POSIX it holds a shared lock on the manifest, which the system
frees however the process ends; on Windows a folder with an open file cannot be moved, which says the same.
"""

import errno
import os
import shutil
import weakref
from collections.abc import Callable
from pathlib import Path

from service.errors import IndexRefused
from service.search import manifest

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

#: What a build is called from the moment nobody may open it any more.
GONE = ".gone-"
#: File systems that know no locks: there an open file outlives its name, so nothing is lost.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})


class Lease:
    """Holds a build for as long as this object lives."""

    def __init__(self, where: Path) -> None:
        handle = os.open(where / manifest.NAME, os.O_RDONLY)
        self._end = weakref.finalize(self, os.close, handle)
        if fcntl is not None and not _locked(handle, fcntl.LOCK_SH):
            self._end()
            raise IndexRefused(f"{where} is being removed; {manifest.rebuild(where.parent)}")

    def end(self) -> None:
        """Let go of the build now; harmless when that has been done."""
        self._end()


def held(where: Path) -> bool:
    """Whether a reader has the build open, as far as the system can say (on Windows only `retire` can)."""
    try:
        handle = os.open(where / manifest.NAME, os.O_RDONLY)
    except OSError:
        return False
    try:
        return fcntl is not None and not _locked(handle, fcntl.LOCK_EX)
    finally:
        os.close(handle)


def retire(where: Path, last: Callable[[Path], bool] = lambda where: True) -> bool:
    """Remove a build, unless a reader has it open; it is out of every reader's reach before its first file goes.

    `last` is asked once nobody can open it any more; unless it agrees, the build stays.
    """
    gone = where.with_name(f"{GONE}{where.name}")
    handle = None
    try:
        if fcntl is not None and (where / manifest.NAME).is_file():
            handle = os.open(where / manifest.NAME, os.O_RDONLY)
            if not _locked(handle, fcntl.LOCK_EX):
                return False
        if not last(where):
            return False
        os.replace(where, gone)
    except OSError:
        return False  # a file of it is open (Windows), or it may not be touched: the next sweep tries again
    finally:
        if handle is not None:
            os.close(handle)
    shutil.rmtree(gone, ignore_errors=True)
    return True


def _locked(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except OSError as trouble:
        return trouble.errno in _NO_LOCKS
    return True
