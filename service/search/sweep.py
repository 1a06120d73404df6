"""What may go from the index folder: leftovers of killed builders, and builds too old to go back to."""

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from service.search import lease, ledger, manifest, outside
from service.search.shelf import CURRENT, current

#: Builds that stay, the one that serves among them: those one can go back to.
KEEP = 3
_BUILD = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{8}")

Why = Literal["in service", "kept", "open", "old", "unfinished", "leftover"]


@dataclass(frozen=True, slots=True)
class Lying:
    """Something of ours in the index folder: why it stays or goes, and its size in bytes."""

    name: str
    why: Why
    size: int

    @property
    def stays(self) -> bool:
        """Whether it is of use to anybody."""
        return self.why in ("in service", "kept", "open")


def is_build(name: str) -> bool:
    """Whether a folder's name is that of a build; nothing else is ever removed."""
    return bool(_BUILD.fullmatch(name))


def lying(root: Path, keep: int = KEEP) -> list[Lying]:
    """Everything of ours in the index folder, by name."""
    return sorted(_lying(root, keep), key=lambda one: one.name)


def _lying(root: Path, keep: int) -> Iterator[Lying]:
    names = current(root, missing_ok=True) or []
    for path in root.iterdir():
        if _is_leftover(path):
            yield Lying(path.name, "leftover", _size(path))
        elif path.is_dir() and not path.is_symlink() and is_build(path.name):
            yield Lying(path.name, _why(path, names, keep), _size(path))


def _why(path: Path, names: list[str], keep: int) -> Why:
    if path.name in names[:1]:
        return "in service"
    if path.name in names[:keep]:
        return "kept"
    if lease.held(path):
        return "open"
    return "old" if path.name in names else "unfinished"


def sweep(root: Path, keep: int = KEEP) -> list[Lying]:
    """Remove what may go, and tell what went; only who holds the builders' lock may call this.

    A build that serves, is among the last `keep`, or is open in any process stays.
    """
    gone = []
    for one in lying(root, keep):
        path = root / one.name
        if one.stays:
            continue
        if one.why != "leftover":
            if not lease.retire(path, outside.forgotten):
                continue
        elif path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        gone.append(one)
    return gone


def kept(root: Path, names: Iterable[str]) -> list[str]:
    """Those of the names whose build is still there."""
    return [name for name in names if is_build(name) and (root / name / manifest.NAME).is_file()]


def _is_leftover(path: Path) -> bool:
    """What is called so was never finished, or is nobody's any more."""
    if path.name.startswith((f".{CURRENT}.", ledger.ASIDE)):
        return not path.is_dir()
    return path.name.startswith(lease.GONE) and is_build(path.name.removeprefix(lease.GONE)) and not path.is_symlink()


def _size(path: Path) -> int:
    return sum(file.lstat().st_size for file in path.rglob("*") if not file.is_dir()) if path.is_dir() else 0
