"""Tables kept between runs in the user's cache folder, believed only when they are whole and our own.

A table is bytes behind a checksum, in a file named by its key: a digest of all that it was made from. One that
is damaged, half written, of another key or that others may write is none; where nothing can be written, its
owner does without.
"""

import hashlib
import os
import stat
from pathlib import Path

#: Tables of other keys that are kept beside the newest of a folder.
BESIDE = 8
#: Bytes; a larger table is none of ours.
LARGEST = 64_000_000
_MAGIC = b"kawen table\n"
_ABANDONED = 3600


def read(folder: str, key: str) -> bytes | None:
    """The table of this key in a folder of the cache; None when there is no sound one."""
    place = _place(folder, key)
    if place is None:
        return None
    try:
        descriptor = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not ours(os.fstat(descriptor)):
                return None
            raw = file.read(LARGEST + 1)
    except OSError:
        return None
    body = raw[len(_head(key, b"")) :]
    return body if len(raw) <= LARGEST and raw.startswith(_head(key, body)) else None


def write(folder: str, key: str, body: bytes) -> None:
    """Put a table in place in one step; a cache that cannot be written is done without."""
    place = _place(folder, key)
    if place is None:
        return
    beside = place.with_name(f".{os.urandom(8).hex()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(_head(key, body) + body)
            os.replace(beside, place)
        finally:
            beside.unlink(missing_ok=True)
        _sweep(place)
    except OSError:
        return


def ours(state: os.stat_result) -> bool:
    """Whether nobody else can have written a file."""
    if not stat.S_ISREG(state.st_mode):
        return False
    return os.name != "posix" or (state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _place(folder: str, key: str) -> Path | None:
    """The file of a table; None without a home."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path("kawen") / folder / f"{key[:32]}.json"
    except RuntimeError:  # no home folder can be found
        return None


def _head(key: str, body: bytes) -> bytes:
    return _MAGIC + f"{key} {hashlib.sha256(body).hexdigest()}\n".encode()


def _sweep(newest: Path) -> None:
    """Forget the oldest tables, and what killed runs left half written."""
    now = newest.stat().st_mtime
    aged = sorted(((path.stat().st_mtime, path) for path in newest.parent.iterdir()), reverse=True)
    tables = [path for _, path in aged if path.suffix == ".json" and path != newest]
    left = [path for age, path in aged if path.name.startswith(".") and now - age > _ABANDONED]
    for path in (*tables[BESIDE:], *left):
        path.unlink(missing_ok=True)
