"""The shelf of builds: which one is current, opened and verified, and swapped when another is."""

import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service import folder
from service.errors import IndexMissing, IndexRefused, IndexTrouble
from service.search import manifest
from service.search.engine import ENGINES, Engine
from service.search.lease import Lease
from service.search.lexicon import Lexicon
from service.search.manifest import Manifest, rebuild
from service.search.pages import Page, Pages
from service.search.query import Parser
from service.search.suggest import Speller

CURRENT = "CURRENT"
#: Seconds until a build that could not be opened is tried again.
PATIENCE = 10.0
#: Seconds the one question that finds a new build waits for it; a slow disk holds up nobody for longer.
AT_ONCE = 1.0
LEXICON, READINGS, ARTICLES = "lexicon.json", "readings.json", "articles.jsonl"


@dataclass(frozen=True)
class Opened:
    """One build, immutable; while it is held, its files stay where they are."""

    manifest: Manifest
    engine: Engine
    lexicon: Lexicon
    parser: Parser
    articles: Mapping[str, Page]
    lease: Lease | None = None


def opened(where: Path) -> Opened:
    """Open a build once its manifest verifies; IndexTrouble says what is wrong and what to run."""
    try:
        return _opened(where)
    except OSError as trouble:
        raise IndexRefused(f"{where} cannot be read ({trouble}); {rebuild(where.parent)}") from None


def _opened(where: Path) -> Opened:
    manifest.refuse_writable(where.parent)
    manifest.read(where)
    lease = Lease(where)
    made = manifest.verified(where)
    if made.engine not in folder.names(ENGINES):
        raise IndexRefused(f"{where} was built by the unknown engine {made.engine!r}; {rebuild(where.parent)}")
    try:
        lexicon = Lexicon(**_json(where / LEXICON))
        read = sounds(where)
        articles = Pages(where / ARTICLES)
        engine: Engine = folder.load(ENGINES, made.engine).Engine(where)
        parser = Parser(lexicon, Speller(read, engine.terms()), engine.has)
    except (ValueError, TypeError, KeyError, AttributeError) as trouble:
        raise IndexRefused(f"{where} is damaged ({trouble}); {rebuild(where.parent)}") from None
    return Opened(made, engine, lexicon, parser, articles, lease)


def current(root: Path, *, missing_ok: bool = False) -> list[str] | None:
    """The names of the builds in the pointer file: the one that serves, then those kept to go back to."""
    try:
        names = (root / CURRENT).read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as trouble:
        if missing_ok:
            return None
        if isinstance(trouble, FileNotFoundError):
            raise IndexMissing(f"no index in {root}; {rebuild(root)}") from None
        raise IndexRefused(f"{root / CURRENT} cannot be read ({trouble}); {rebuild(root)}") from None
    if not names or any(Path(name).name != name or name.startswith(".") for name in names):
        if missing_ok:
            return None
        raise IndexRefused(f"{root / CURRENT} does not name a build; {rebuild(root)}")
    return names


class Shelf:
    """Gives out the current build; a look at the pointer file tells when there is another.

    Any number of threads may call `get`; who holds a build keeps it until done with it. A new build is
    opened by a thread of its own while the one before goes on answering.
    """

    def __init__(self, root: Path, at_once: float = AT_ONCE) -> None:
        self.root = root
        self._at_once = at_once
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._build: Opened | None = None
        self._opener: threading.Thread | None = None
        #: Why the build that the pointer names could not be opened, while the one before serves.
        self.trouble: str | None = None
        self._again = 0.0

    def get(self) -> Opened:
        """The current build; an old one already open goes on serving when the new one is refused."""
        build = self._build
        if build is None:
            return self._first()
        seen = self._stamp()
        if self.trouble is not None and time.monotonic() > self._again:
            self._seen = None  # what went wrong may have passed: too many open files, a slow disk
        if seen == self._seen or not self._lock.acquire(blocking=False):
            return build  # nothing new, or somebody is opening it: nobody else waits
        try:
            if seen != self._seen:
                self._follow(seen)
        finally:
            self._lock.release()
        return self._build or build

    def _first(self) -> Opened:
        with self._lock:
            if self._build is None:
                seen = self._stamp()
                self._build = self._opened()
                self._seen = seen
            return self._build

    def _follow(self, seen: tuple[int, int, int] | None) -> None:
        if self._opener is None or not self._opener.is_alive():
            self._opener = threading.Thread(target=self._open, args=(seen,), name="kawen-opener", daemon=True)
            self._opener.start()
            self._opener.join(self._at_once)

    def _open(self, seen: tuple[int, int, int] | None) -> None:
        try:
            fresh = self._opened()
            fresh.lexicon.warm()
            fresh.parser.speller.warm()
            self._build = fresh
            self.trouble = None
        except IndexTrouble as trouble:
            self._again = time.monotonic() + PATIENCE
            self.trouble = str(trouble)
        except Exception as trouble:  # the door of this thread: what nobody foresaw must not end in a thread a question
            self._again = time.monotonic() + PATIENCE
            self.trouble = f"{self.root}: {type(trouble).__name__}: {trouble}"
        self._seen = seen

    def _opened(self) -> Opened:
        """Open what the pointer names; it may move on while we read, and then we follow."""
        tries = 5
        while True:
            names = current(self.root)
            assert names is not None
            try:
                return opened(self.root / names[0])
            except IndexTrouble:
                tries -= 1
                if tries == 0 or current(self.root) == names:
                    raise

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            state = (self.root / CURRENT).stat()
        except OSError:
            return None
        return (state.st_ino, state.st_mtime_ns, state.st_size)


def sounds(where: Path) -> list[tuple[str, str]]:
    """The words that are found by sound, each with its pinyin."""
    said = _json(where / READINGS)
    words, pinyin = (str(said[name]).split("\n") for name in ("words", "pinyin"))
    return [(word, sound) for word, sound in zip(words, pinyin, strict=True) if word]


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
