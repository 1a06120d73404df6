"""Which files Git would leave out: the .gitignore files of a folder, of those above it in its repository, and below."""

from pathlib import Path
from typing import Any

_FILE = ".gitignore"
#: Bytes; a longer list is none that a person wrote.
_LARGEST = 200_000


class Ignored:
    """Asks the nearest list that has something to say; matching is linear (RE2)."""

    def __init__(self, top: Path) -> None:
        self._lists: dict[Path, Any] = {}
        self._top = top

    @classmethod
    def within(cls, folder: Path) -> "Ignored":
        """For a walk through a folder; of one that Git ignores itself, only its own lists count."""
        folder = folder.absolute()
        found = cls(_repository(folder))
        chain = [above for above in (folder, *folder.parents) if above.is_relative_to(found._top)]
        gone = any(found.holds(above, is_folder=True) for above in chain if above != found._top)
        return cls(folder) if gone else found

    def holds(self, path: Path, *, is_folder: bool) -> bool:
        """Whether Git ignores a file or folder, given that it does not ignore the folder it is in."""
        path = path.absolute()
        for above in path.parents:
            rules = self._rules(above)
            if rules is not None:
                name = path.relative_to(above).as_posix() + ("/" if is_folder else "")
                said = rules.check_file(name).include
                if said is not None:
                    return bool(said)
            if above == self._top:
                break
        return False

    def _rules(self, folder: Path) -> Any:
        if folder not in self._lists:
            self._lists[folder] = _read(folder / _FILE)
        return self._lists[folder]


def _repository(folder: Path) -> Path:
    """The root of the repository, or the folder itself outside of any."""
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)


def _read(file: Path) -> Any:
    try:
        with file.open("rb") as opened:
            lines = opened.read(_LARGEST).decode("utf-8", "replace").splitlines()
    except OSError:
        return None  # there is none, or it is not for us to read
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([line for line in lines if _pattern(line)], backend="re2")


def _pattern(line: str) -> bool:
    """Whether a line is a pattern or a remark; Git skips what is neither."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line], backend="re2")
    except Exception:  # pathspec and RE2 have errors of their own, with no common parent
        return False
    return True
