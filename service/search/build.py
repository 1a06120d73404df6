"""Build aside → write the manifest → verify → ask the canaries → switch the pointer.

Killed at any moment, the old build still serves: a new one is nothing until `CURRENT` names it,
and `CURRENT` is replaced in one step.
"""

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from service import folder
from service.errors import BuildBusy, BuildRefused, ServiceError
from service.search import analysis, manifest
from service.search.engine import ENGINES, Entry
from service.search.lexicon import Lexicon
from service.search.manifest import Manifest
from service.search.shelf import ARTICLES, CURRENT, LEXICON, READINGS, Opened, current, opened
from service.search.suggest import readings
from service.search.weigh import weigh
from service.text.normalise import fold

LOCK = "lock"
#: Builds that stay on the shelf: the one that serves and the one before, to go back to.
KEPT = 2


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a build. `pages` is one JSON-able value an article, shown as it is."""

    entries: Sequence[Entry]
    pages: Sequence[dict[str, object]]
    lexicon: Lexicon
    corpus: str
    articles_from: str | None
    as_of: str
    next_change: str | None


#: Asks a fresh build its judged questions; returns what went wrong, in words.
Canaries = Callable[[Opened], list[str]]


def build(root: Path, engine: str, contents: Callable[[], Contents], canaries: Canaries) -> Manifest:
    """Build and switch; BuildBusy when another builder is at work, BuildRefused when a check fails.

    `contents` is called once the lock is held, so that what is built is what there is then.
    """
    if engine not in folder.names(ENGINES):
        raise BuildRefused(f"unknown engine {engine!r}; there are {', '.join(folder.names(ENGINES))}")
    try:
        root.mkdir(mode=0o755, parents=True, exist_ok=True)
        manifest.refuse_writable(root)
    except OSError as trouble:
        raise BuildRefused(f"{root}: {trouble.strerror}; choose another folder with --index") from None
    with _lock(root):
        _sweep(root)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        aside = root / name
        try:
            aside.mkdir(mode=0o755)
            made = _write(aside, name, engine, contents())
            _check(aside, made, canaries)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        switch(root, name)
        _sweep(root)
    return made


def switch(root: Path, name: str) -> None:
    """Make a build the current one, in one step, remembering the one before."""
    before = current(root, missing_ok=True)
    kept = [name, *([before[0]] if before and before[0] != name else [])]
    beside = root / f".{CURRENT}.{secrets.token_hex(4)}"
    beside.write_text("\n".join(kept) + "\n", encoding="utf-8")
    manifest.sync(beside)
    os.replace(beside, root / CURRENT)
    manifest.sync(root)


def _write(aside: Path, name: str, engine: str, contents: Contents) -> Manifest:
    lexicon = contents.lexicon
    entries = [entry for entry in contents.entries if entry.body.strip()]
    docs = weigh(entries, fold, lambda text: analysis.terms(text, lexicon))
    folder.load(ENGINES, engine).Engine.build(aside, docs)
    terms = {term for doc in docs for term in doc.weights}
    _dump(aside / LEXICON, lexicon.as_json())
    _dump(aside / READINGS, readings(entries, terms, lexicon))
    _dump(aside / ARTICLES, list(contents.pages))
    made = Manifest(
        format=manifest.FORMAT,
        build=name,
        engine=engine,
        analyser=manifest.analyser(),
        corpus=contents.corpus,
        articles_from=contents.articles_from,
        as_of=contents.as_of,
        next_change=contents.next_change,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        articles=len(contents.pages),
        passages=len(docs),
        files={},
    )
    made = replace(made, files=manifest.checksums(aside))
    manifest.write(aside, made)
    return made


def _check(aside: Path, made: Manifest, canaries: Canaries) -> None:
    """Open the build as a reader will, count, and ask; any doubt refuses it."""
    try:
        fresh = opened(aside)
    except ServiceError as trouble:
        raise BuildRefused(f"the new build cannot be opened, the old one still serves: {trouble}") from trouble
    with contextlib.closing(fresh.engine):
        if fresh.engine.count() != made.passages:
            raise BuildRefused(
                f"the new build holds {fresh.engine.count()} passages instead of {made.passages}; "
                "the old one still serves"
            )
        if wrong := canaries(fresh):
            raise BuildRefused(
                f"{len(wrong)} judged questions fail in the new build, the old one still serves:\n  "
                + "\n  ".join(wrong)
            )


def busy(root: Path) -> bool:
    """Whether a builder is at work."""
    try:
        with FileLock(root / LOCK, timeout=0):
            return False
    except Timeout:
        return True


@contextlib.contextmanager
def _lock(root: Path) -> Iterator[None]:
    lock = FileLock(root / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise BuildBusy(f"another build is running in {root}; wait until it is done and try again") from None
    try:
        yield
    finally:
        lock.release()


def _sweep(root: Path) -> None:
    """Remove what a killed builder left, and builds older than the last two; only folders of ours."""
    kept = set((current(root, missing_ok=True) or [])[:KEPT])
    for path in root.iterdir():
        if path.is_dir() and not path.is_symlink() and _is_build(path.name) and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(f".{CURRENT}."):
            path.unlink(missing_ok=True)


def _is_build(name: str) -> bool:
    stamp, _, token = name.partition("-")
    return len(stamp) == 15 and stamp[8] == "T" and len(token) == 8


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
