"""The files to lint behind paths and patterns: Markdown and HTML, without what Git ignores."""

import glob
import os
from collections.abc import Iterable
from pathlib import Path

from service.corpus.encodings import PAGES
from service.corpus.ignored import Ignored
from service.errors import BadArticle

SUFFIXES = (".md", ".markdown", *PAGES)
_WILD = frozenset("*?[")


def gather(paths: Iterable[Path]) -> tuple[list[Path], list[BadArticle]]:
    """The files in order, each once, and what could not be looked at.

    A file or folder that is named is looked at, whatever Git says of it. Of a folder every article below it, but not in hidden folders
    or installed packages. A path that is not there and has wildcards is a pattern; `**` goes through folders.
    """
    found: dict[Path, None] = {}
    troubles: list[BadArticle] = []
    for path in paths:
        if path.is_dir():
            inside = _below(path, Ignored.within(path), troubles)
            if not inside:
                reason = f"no article ({', '.join('*' + s for s in SUFFIXES)}) in this folder that Git does not ignore"
                troubles.append(BadArticle(str(path), 0, reason))
            found.update(dict.fromkeys(inside))
        elif path.exists() or path.is_symlink():
            found[path] = None
        elif _WILD & set(str(path)):
            matched = [p for p in map(Path, sorted(glob.glob(str(path), recursive=True))) if p.is_file()]  # noqa: PTH207
            if not matched:
                troubles.append(BadArticle(str(path), 0, "no file matches this pattern"))
            found.update(dict.fromkeys(matched))
        else:
            troubles.append(BadArticle(str(path), 0, "no such file or folder"))
    return list(found), troubles


def _below(folder: Path, ignored: Ignored, troubles: list[BadArticle]) -> list[Path]:
    def refused(trouble: OSError) -> None:
        troubles.append(BadArticle(str(trouble.filename), 0, f"cannot be read: {trouble.strerror}"))

    found: list[Path] = []
    for here, folders, files in os.walk(folder, onerror=refused):
        at = Path(here)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name != "node_modules" and not ignored.holds(at / name, is_folder=True)
        )
        found += [
            at / name
            for name in files
            if name.lower().endswith(SUFFIXES) and not ignored.holds(at / name, is_folder=False)
        ]
    return sorted(found, key=lambda path: path.parts)
