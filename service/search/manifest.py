"""The manifest of a build: what it is, what it was made from, and the SHA-256 of each of its files."""

import hashlib
import json
import os
import stat
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from service.errors import IndexMissing, IndexOutdated, IndexRefused
from service.search import analysis
from service.text import segment

NAME = "manifest.json"
#: Raised when the files of a build change shape.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """`corpus` is the fingerprint of the files the build was made from; dates are ISO.

    `articles_from` is the folder of its articles, None for the corpus's own.
    """

    format: int
    build: str
    engine: str
    analyser: str
    corpus: str
    articles_from: str | None
    as_of: str
    next_change: str | None
    built: str
    articles: int
    passages: int
    files: dict[str, str]


def rebuild(root: Path) -> str:
    """The command that makes an index anew."""
    return f"run: kawen index build --index {root}"


def analyser() -> str:
    """The fingerprint of the code and tables that turn text into terms."""
    from importlib.metadata import version

    parts = [f"analysis {analysis.VERSION}", f"segment {segment.VERSION}"]
    parts += [f"{name} {version(name)}" for name in ("jieba", "opencc")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def write(where: Path, manifest: Manifest) -> None:
    """Durable when it returns: files, manifest and folder."""
    path = where / NAME
    path.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
    for file in (*_files(where), path):
        file.chmod(file.stat().st_mode & ~stat.S_IWOTH)
        sync(file)
    sync(where)


def checksums(where: Path) -> dict[str, str]:
    """SHA-256 of every file of a build but the manifest, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in _files(where)}


def verified(where: Path) -> Manifest:
    """The manifest, once every file is as it says; before that nothing else of the build is read."""
    manifest = read(where)
    refuse_writable(where, where / NAME, *_files(where))
    there = checksums(where)
    for name in sorted(manifest.files.keys() | there.keys()):
        if name not in there:
            raise IndexRefused(f"{where}: {name} is missing; {rebuild(where.parent)}")
        if there[name] != manifest.files.get(name):
            state = "is damaged" if name in manifest.files else "is not part of the build"
            raise IndexRefused(f"{where}: {name} {state}; {rebuild(where.parent)}")
    return manifest


def read(where: Path) -> Manifest:
    """The manifest alone; IndexOutdated when another version of the format or the analyser wrote it."""
    try:
        values = json.loads((where / NAME).read_text(encoding="utf-8"))
        if values["format"] != FORMAT:
            raise IndexOutdated(
                f"{where} has format {values['format']}, this kawen reads {FORMAT}; {rebuild(where.parent)}"
            )
        manifest = Manifest(**values)
        _check(manifest)
    except FileNotFoundError:
        if where.is_dir():
            raise IndexRefused(f"{where} has no manifest, so kawen did not write it; {rebuild(where.parent)}") from None
        raise IndexMissing(f"no index in {where}; {rebuild(where.parent)}") from None
    except (ValueError, TypeError, KeyError, RecursionError) as trouble:
        raise IndexRefused(f"{where / NAME} is damaged ({trouble}); {rebuild(where.parent)}") from None
    if manifest.analyser != analyser():
        raise IndexOutdated(f"{where} was cut by another version of the analyser; {rebuild(where.parent)}")
    return manifest


def _check(manifest: Manifest) -> None:
    """TypeError when a value is not what the dataclass says."""
    for field in fields(Manifest):
        value: object = getattr(manifest, field.name)
        kind: Any = dict if field.name == "files" else field.type
        if not isinstance(value, kind):
            raise TypeError(f"{field.name} is {value!r}")


def _files(where: Path) -> list[Path]:
    return sorted(path for path in where.iterdir() if path.name != NAME)


def refuse_writable(where: Path, *more: Path) -> None:
    """What others may write, others may have written: the files hold pickles."""
    if os.name != "posix":
        return
    for path in (where, *more):
        if path.stat().st_mode & stat.S_IWOTH:
            raise IndexRefused(
                f"{path} is writable by everybody, so anybody may have written it; run: chmod o-w {path}"
            )


def sync(path: Path) -> None:
    """Force a file or folder to disk; folders cannot be opened on Windows and need not be."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
