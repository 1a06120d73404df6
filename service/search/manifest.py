"""The manifest of a build: what it is, what it was made from, the SHA-256 of each of its files, and its own.

One flipped bit anywhere in a build, the manifest included, is noticed before anything of it is used.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_origin

from service.errors import IndexMissing, IndexOutdated, IndexRefused
from service.search import analysis
from service.search.progress import Progress, silent
from service.text import segment

NAME = "manifest.json"
#: Raised when the files of a build change shape.
FORMAT = 4


@dataclass(frozen=True, slots=True)
class Manifest:
    """`corpus` is the fingerprint of the files the build was made from; dates are ISO.

    `articles_from` is the folder of its articles, None for the corpus's own. `number` counts builds,
    since clocks cannot be trusted; `after` is the one that served when this one was made. `wrong` are the judged questions it was let in with although it does
    not answer them, `forced` whether that took --force, `slowest` those that took longest: question, article and
    milliseconds. `seal` is the SHA-256 of all the rest.
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
    number: int = 0
    after: str = ""
    wrong: list[str] = field(default_factory=list)
    forced: bool = False
    slowest: list[list[Any]] = field(default_factory=list)
    seal: str = ""


def rebuild(root: Path) -> str:
    """The command that makes an index anew."""
    return f"run: kawen index build --index {root}"


def analyser() -> str:
    """The fingerprint of the code and tables that turn text into terms, and words into sounds."""
    from importlib.metadata import version

    parts = [f"analysis {analysis.VERSION}", f"segment {segment.VERSION}"]
    parts += [f"{name} {version(name)}" for name in ("jieba", "opencc", "pypinyin")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def write(where: Path, manifest: Manifest) -> Manifest:
    """Durable when it returns: files, manifest and folders; gives the manifest as `read` will."""
    path = where / NAME
    manifest = sealed(manifest)
    path.write_bytes(_json(manifest))
    for file in (*files(where), path):
        file.chmod(file.stat().st_mode & ~stat.S_IWOTH)
        sync(file)
    for folder in (*(path for path in where.rglob("*") if path.is_dir()), where):
        sync(folder)
    return manifest


def sealed(manifest: Manifest) -> Manifest:
    """With the seal that fits the rest."""
    plain = _json(replace(manifest, seal=""))
    return replace(manifest, seal=hashlib.sha256(plain).hexdigest())


def _json(manifest: Manifest) -> bytes:
    return (json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n").encode()


def checksums(where: Path, progress: Progress = silent) -> dict[str, str]:
    """SHA-256 of every file of a build but the manifest, by its name below the build's folder."""
    found = files(where)
    sums = {}
    for number, path in enumerate(found, 1):
        with path.open("rb") as file:
            sums[path.relative_to(where).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
        progress("checksums", number, len(found))
    return sums


def verified(where: Path) -> Manifest:
    """The manifest, once every file is as it says; before that nothing else of the build is read."""
    manifest = read(where)
    refuse_writable(where, where / NAME, *_inside(where))
    for path in _inside(where):
        if path.is_symlink() or not (path.is_file() or path.is_dir()) or _is_stray(path, where, manifest):
            name = path.relative_to(where).as_posix()
            raise IndexRefused(f"{where}: {name} is not part of the build; {rebuild(where.parent)}")
    there = checksums(where)
    for name in sorted(manifest.files.keys() | there.keys()):
        if name not in there:
            raise IndexRefused(f"{where}: {name} is missing; {rebuild(where.parent)}")
        if there[name] != manifest.files.get(name):
            state = "is damaged" if name in manifest.files else "is not part of the build"
            raise IndexRefused(f"{where}: {name} {state}; {rebuild(where.parent)}")
    return manifest


def _is_stray(path: Path, where: Path, manifest: Manifest) -> bool:
    """Whether a folder holds nothing the manifest names."""
    inside = path.relative_to(where).as_posix() + "/"
    return path.is_dir() and not any(name.startswith(inside) for name in manifest.files)


def read(where: Path) -> Manifest:
    """The manifest alone; IndexOutdated when another version of the format or the analyser wrote it."""
    try:
        raw = (where / NAME).read_bytes()
        values = json.loads(raw)
        if values["format"] != FORMAT:
            raise IndexOutdated(
                f"{where} has format {values['format']}, this kawen reads {FORMAT}; {rebuild(where.parent)}"
            )
        manifest = Manifest(**values)
        _check(manifest)
        if raw != _json(sealed(manifest)):
            raise ValueError("its seal is broken")
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
    for one in fields(Manifest):
        value: object = getattr(manifest, one.name)
        kind: Any = get_origin(one.type) if get_origin(one.type) in (dict, list) else one.type
        if not isinstance(value, kind):
            raise TypeError(f"{one.name} is {value!r}")


def said(where: Path) -> dict[str, Any]:
    """What a manifest says, whatever its version and even if the build cannot be opened any more; empty without one."""
    try:
        values = json.loads((where / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def files(where: Path) -> list[Path]:
    """Every file of a build but the manifest."""
    return [path for path in _inside(where) if not path.is_dir() or path.is_symlink()]


def size(where: Path) -> int:
    """Bytes of a build."""
    return sum(path.stat().st_size for path in (where / NAME, *files(where)) if path.is_file())


def _inside(where: Path) -> list[Path]:
    def walk(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            if path.parent == where and path.name == NAME:
                continue
            yield path
            if path.is_dir() and not path.is_symlink():
                yield from walk(path)

    return list(walk(where))


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
