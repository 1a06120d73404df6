"""Build aside → write the manifest → verify → ask the canaries → switch the pointer; and go back.

Killed at any moment, the old build still serves: a new one is nothing until `CURRENT` names it,
and `CURRENT` is replaced in one step.
"""

import contextlib
import json
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from service import folder
from service.errors import BuildBusy, BuildRefused, IndexTrouble, NotFound, ServiceError
from service.search import ledger as ledgers
from service.search import manifest, outside, pages
from service.search.cuts import Cutter
from service.search.engine import ENGINES, Entry
from service.search.ledger import Ledger
from service.search.lexicon import Lexicon
from service.search.manifest import Manifest
from service.search.progress import Progress, counted, silent
from service.search.shelf import ARTICLES, CURRENT, LEXICON, READINGS, Opened, current, opened, sounds
from service.search.standing import Piece, Standing, keeps, taken_over
from service.search.suggest import readings
from service.search.swap import swap
from service.search.sweep import KEEP, Lying, is_build, kept, lying, sweep
from service.search.weigh import weigh

LOCK = "lock"
#: Files of an index that there may be before its first build: the lock, and what `jobs.parts` remembers.
_OURS = (LOCK, "parts.sqlite")
#: Seconds a builder waits for the lock: who only looks whether somebody builds holds it for an instant.
_PATIENCE = 0.5


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a build. `pages` is what is shown of each article: its id, and a JSON text.

    Where something `base` is taken over from the build that serves, `pieces` say what of it, and `entries` are only the
    new passages. `ledger` says what the build was made of, from the words that are spoken of new articles' headings; what
    it counts is filled in.
    """

    entries: Sequence[Entry]
    pages: Sequence[tuple[str, bytes]]
    lexicon: Lexicon
    cutter: Cutter
    corpus: str
    articles_from: str | None
    as_of: str
    next_change: str | None
    #: Whether the engine may draw on the build that serves for what has not changed.
    reuse: bool = False
    base: Standing | None = None
    pieces: Sequence[Piece] = ()
    ledger: Callable[[Mapping[str, Iterable[str]]], Ledger] | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What the judged questions say of a fresh build: those it does not answer, whether that took force, and
    the slowest as (question, article, milliseconds).
    """

    wrong: tuple[str, ...] = ()
    forced: bool = False
    slowest: tuple[tuple[str, str, float], ...] = ()


#: Asks a fresh build its judged questions, knowing what the manifest of the build in service says;
#: raises BuildRefused when it must not be switched to.
Canaries = Callable[[Opened, dict[str, Any]], Proof]


def build(
    root: Path,
    engine: str,
    contents: Callable[[], Contents],
    canaries: Canaries,
    *,
    keep: int = KEEP,
    progress: Progress = silent,
) -> Manifest:
    """Build and switch; BuildBusy when another builder is at work, BuildRefused when a check fails.

    `contents` is called once the lock is held, so that what is built is what there is then. Whatever
    goes wrong, the old build still serves. `keep` builds stay, to go back to.
    """
    if engine not in folder.names(ENGINES):
        raise BuildRefused(f"unknown engine {engine!r}; there are {', '.join(folder.names(ENGINES))}")
    with building(root):
        sweep(root, keep)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        aside = root / name
        try:
            aside.mkdir(mode=0o755)
            made, ledger = _write(aside, name, engine, contents(), progress)
            made = _prove(aside, made, canaries, progress)
            switch(root, name, keep)
        except BaseException:
            if (current(root, missing_ok=True) or [""])[0] != name and outside.forgotten(aside):
                shutil.rmtree(aside, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    sweep(root, keep)
            raise
        outside.served(aside)
        if ledger is not None:
            with contextlib.suppress(OSError):  # without it the next build takes longer
                ledgers.write(root, replace(ledger, build=name))
        sweep(root, keep)
        progress("switched", 1, 1)
    return made


def switch(root: Path, name: str, keep: int = KEEP) -> None:
    """Make a build the current one, in one step, remembering `keep`: it, the one before it, then the newest."""
    before = [other for other in kept(root, current(root, missing_ok=True) or []) if other != name]
    others = [*before[:1], *sorted(before[1:], key=lambda other: -_number(root, other))]
    beside = root / f".{CURRENT}.{secrets.token_hex(4)}"
    try:
        beside.write_text("\n".join([name, *others[: max(keep, 1) - 1]]) + "\n", encoding="utf-8")
        manifest.sync(beside)
        swap(beside, root / CURRENT)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    try:
        manifest.sync(root)
    except OSError as trouble:
        raise BuildRefused(
            f"{name} serves now, but the disk does not confirm that ({trouble.strerror or trouble}); the build before "
            "it may be back after a crash. Look at the disk, then run: kawen index verify"
        ) from trouble


def rollback(root: Path, to: str | None = None, *, keep: int = KEEP) -> Manifest:
    """Serve an earlier build again, once it verifies: the one named, else the one the current was built after."""
    names = current(root) or []
    with building(root):
        others = kept(root, names[1:])
        if to is None:
            to = _before(root, names[0], others)
        if to is None:
            raise NotFound(f"{root} keeps no build before {names[0]}; `kawen index status` lists those there are")
        if to not in (names[0], *others):
            raise NotFound(f"{root} keeps no build {to[:40]!r}; there are {', '.join((names[0], *others))}")
        try:
            with contextlib.closing(opened(root / to).engine):
                pass
        except IndexTrouble as trouble:
            raise BuildRefused(f"{to} cannot be gone back to, {names[0]} still serves: {trouble}") from trouble
        switch(root, to, keep)
        outside.served(root / to)
    return manifest.read(root / to)


def _before(root: Path, name: str, others: Sequence[str]) -> str | None:
    """The build that served when this one was made; else the newest made before it."""
    made = manifest.said(root / name)
    if made.get("after") in others:
        return str(made["after"])
    number = _number(root, name)
    older = [other for other in others if not number or _number(root, other) < number]
    return max(older, key=lambda other: _number(root, other), default=None)


def collect(root: Path, keep: int = KEEP, *, only_look: bool = False) -> tuple[list[Lying], list[Lying]]:
    """Remove what nobody needs: (what went, what stays); BuildBusy while a builder is at work."""
    current(root)
    if only_look:
        found = lying(root, keep)
        return [one for one in found if not one.stays], [one for one in found if one.stays]
    with building(root):
        gone = sweep(root, keep)
        return gone, lying(root, keep)


def _write(
    aside: Path, name: str, engine: str, contents: Contents, progress: Progress
) -> tuple[Manifest, Ledger | None]:
    lexicon, cutter = contents.lexicon, contents.cutter
    entries = [entry for entry in contents.entries if entry.body.strip()]
    spoken: dict[str, dict[str, None]] = {}
    docs = weigh(_heard(cutter, counted(entries, "cut", progress), spoken), cutter.fold, cutter.terms)
    standing = contents.base
    if standing is not None:
        docs = taken_over(standing, contents.pieces, docs)
    progress("write", 0, 0)
    serving = current(aside.parent, missing_ok=True) if contents.reuse else None
    base = aside.parent / serving[0] if serving else None
    known = standing.sounds if standing else _known(base) if base else {}
    ledger = contents.ledger(spoken) if contents.ledger and keeps(engine) else None
    words = {word for heard in spoken.values() for word in heard}
    words.update(word for row in (ledger.rows if ledger else ()) for word in row.spoken.split("\n") if word)
    folder.load(ENGINES, engine).Engine.build(aside, docs, base=base, progress=progress)
    progress("spell", 0, 0)
    _dump(aside / LEXICON, lexicon.as_json())
    read = readings(words, docs.terms, lexicon, known)
    _dump(aside / READINGS, {"words": "\n".join(word for word, _ in read), "pinyin": "\n".join(p for _, p in read)})
    pages.write(aside / ARTICLES, [id for id, _ in contents.pages], [line for _, line in contents.pages])
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
        number=1 + max(_number(aside.parent, path.name) for path in aside.parent.iterdir() if is_build(path.name)),
        after=(current(aside.parent, missing_ok=True) or [""])[0],
    )
    made = manifest.write(aside, replace(made, files=manifest.checksums(aside, progress)))
    return made, replace(ledger, counted=docs.counted) if ledger else None


def _heard(cutter: Cutter, entries: Iterable[Entry], spoken: dict[str, dict[str, None]]) -> Iterator[Entry]:
    """The entries one by one, taking down by article what is spoken of their headings."""
    for entry in cutter.each(entries):
        heard = spoken.setdefault(entry.article, {})
        for heading in (entry.title, entry.section):
            heard.update(dict.fromkeys(cutter.spoken(heading)))
        yield entry


def _known(base: Path) -> dict[str, str]:
    """The pinyin that a build of the same analyser knows; nothing when it cannot be believed."""
    try:
        manifest.verified(base)
        return dict(sounds(base))
    except (ServiceError, OSError, ValueError, KeyError, TypeError):
        return {}


def _prove(aside: Path, made: Manifest, canaries: Canaries, progress: Progress) -> Manifest:
    """Open the build as a reader will, count, and ask; any doubt refuses it."""
    progress("verify", 0, 1)
    try:
        fresh = opened(aside)
    except ServiceError as trouble:
        raise BuildRefused(f"the new build cannot be opened, the old one still serves: {trouble}") from trouble
    try:
        if fresh.engine.count() != made.passages:
            raise BuildRefused(
                f"the new build holds {fresh.engine.count()} passages instead of {made.passages}; "
                "the old one still serves"
            )
        progress("verify", 1, 1)
        serving = (current(aside.parent, missing_ok=True) or [""])[0]
        proof = canaries(fresh, manifest.said(aside.parent / serving) if serving else {})
    finally:
        fresh.engine.close()
        if fresh.lease is not None:
            fresh.lease.end()
    if proof == Proof():
        return made
    manifest.write(
        aside, replace(made, wrong=list(proof.wrong), forced=proof.forced, slowest=[*map(list, proof.slowest)])
    )
    return manifest.read(aside)  # the files were verified a moment ago, and only the manifest was written


def busy(root: Path) -> bool:
    """Whether a builder is at work."""
    try:
        with FileLock(root / LOCK, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:  # where nothing can be written nobody builds
        return False


def _foreign(root: Path) -> str:
    """A name in a folder that holds other things and nothing of an index; empty where it may be built into."""
    names = sorted(path.name for path in root.iterdir() if path.name != "lost+found")
    ours = any(name in _OURS or is_build(name) for name in names)
    return "" if ours or not names else repr(names[0])


@contextlib.contextmanager
def building(root: Path) -> Iterator[None]:
    """Hold the builders' lock; a disk that is full or may not be written to is said in words."""
    try:
        root.mkdir(mode=0o755, parents=True, exist_ok=True)
        if foreign := _foreign(root):
            raise BuildRefused(f"{root} holds {foreign} and no index; name a new or an empty folder with --index")
        manifest.refuse_writable(root)
        lock = FileLock(root / LOCK, timeout=_PATIENCE)
        lock.acquire()
    except Timeout:
        raise BuildBusy(f"another build is running in {root}; wait until it is done and try again") from None
    except OSError as trouble:
        said = f"{trouble.filename or root}: {trouble.strerror}"
        raise BuildRefused(f"{said}; mend that, or choose another folder with --index") from None
    try:
        yield
    except OSError as trouble:
        why = (
            trouble.strerror or f"not everything could be written, is the disk full? ({trouble})"
        )  # NumPy says no more
        said = f"{trouble.filename or root}: {why}"
        raise BuildRefused(f"{said}; the old build still serves. Mend that, or choose another --index") from trouble
    finally:
        lock.release()


def _number(root: Path, name: str) -> int:
    """Which build it is by count, 0 when that is not known; a clock may have been set back in between."""
    number = manifest.said(root / name).get("number")
    return number if isinstance(number, int) else 0


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
